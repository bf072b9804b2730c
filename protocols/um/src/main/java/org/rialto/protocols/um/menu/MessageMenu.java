package org.rialto.protocols.um.menu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Sound;
import org.rialto.store.FlagChange;
import org.rialto.store.MessageFlags;

/// Hears one message after the other, new ones first, and does with each what the caller wants.
final class MessageMenu {
    private static final int SKIP_MILLIS = 5_000;
    private static final int TEMPO_STEP = 20;
    private static final int SLOWEST = 60;
    private static final int FASTEST = 180;
    /// After so much of an email the caller is asked whether to go on.
    private static final int PART_CHARACTERS = 6_000;
    private static final int LONGEST_TEXT = 200_000;
    /// A paused message is taken for forgotten after so many times of listening.
    private static final int PAUSED_LISTENINGS = 24;

    private final SubscriberCall call;
    private final Talk talk;
    private final SubscriberMailbox mailbox;
    private final boolean email;
    private final Playlist list;
    private int tempo = 100;

    MessageMenu(SubscriberCall call, MessageKind kind) {
        this(call, kind, call.mailbox().playlist(kind));
    }

    MessageMenu(SubscriberCall call, MessageKind kind, Playlist list) {
        this.call = call;
        this.talk = call.talk();
        this.mailbox = call.mailbox();
        this.email = kind == MessageKind.EMAIL;
        this.list = list;
    }

    /// Comes back at the end of the messages.
    void hold() throws HungUpException, LeaveException {
        if (list.count() == 0) {
            talk.say(email ? Prompt.NO_EMAIL : Prompt.NO_VOICE_MESSAGES);
            return;
        }
        boolean saved = false;
        Optional<HeardMessage> now = list.next();
        while (now.isPresent()) {
            if (!saved && !list.atNew()) {
                saved = true;
                talk.say(list.newCount() == 0 ? Prompt.NO_NEW_MESSAGES : Prompt.END_OF_NEW);
            }
            now = hear(now.get());
        }
        talk.say(Prompt.END_OF_MESSAGES);
    }

    /// Answers the message to hear next.
    private Optional<HeardMessage> hear(HeardMessage message)
            throws HungUpException, LeaveException {
        introduce(message);
        MessageChoice chosen = play(message, true);
        while (true) {
            if (chosen == null) {
                chosen = talk.choose(MessageChoice.after(email, false));
            }
            Optional<HeardMessage> next;
            switch (chosen) {
                case NEXT -> next = list.next();
                case NEXT_UNREAD -> next = orSay(list.nextUnread(), Prompt.NO_MORE_UNREAD);
                case PREVIOUS -> next = orSay(list.previous(), Prompt.FIRST_MESSAGE);
                case DELETE -> {
                    if (delete(message)) {
                        return list.next();
                    }
                    next = Optional.empty();
                }
                case DELETE_CONVERSATION -> {
                    deleteConversation(message);
                    return list.next();
                }
                case HIDE_CONVERSATION -> {
                    Binary conversation = message.conversationId();
                    if (conversation != null) {
                        list.hide(conversation);
                    }
                    talk.say(Prompt.CONVERSATION_HIDDEN);
                    return list.next();
                }
                case MORE -> {
                    chosen = talk.choose(MessageChoice.after(email, true));
                    continue;
                }
                case REPLAY -> {
                    chosen = play(message, false);
                    continue;
                }
                default -> {
                    act(chosen, message);
                    next = Optional.empty();
                }
            }
            if (next.isPresent() || chosen == MessageChoice.NEXT) {
                return next;
            }
            chosen = null;
        }
    }

    private Optional<HeardMessage> orSay(Optional<HeardMessage> found, Prompt otherwise) {
        if (found.isEmpty()) {
            talk.say(otherwise);
        }
        return found;
    }

    /// What leaves the caller at the same message.
    private void act(MessageChoice chosen, HeardMessage message)
            throws HungUpException, LeaveException {
        switch (chosen) {
            case REPLY -> new ComposeMenu(call).reply(message, false);
            case REPLY_ALL -> new ComposeMenu(call).reply(message, true);
            case FORWARD -> new ComposeMenu(call).forward(message);
            case CALL_SENDER -> callSender(message);
            case MARK_UNREAD -> mark(message, FlagChange.clear(MessageFlags.READ),
                    Prompt.MARKED_UNREAD);
            case FLAG -> mark(message, FlagChange.set(MessageFlags.FLAGGED), Prompt.FLAGGED);
            case ENVELOPE -> envelope(message);
            case LANGUAGE -> talk.say(Prompt.ONLY_LANGUAGE,
                    talk.prompts().language().getDisplayLanguage(talk.prompts().language()));
            case MENU, REWIND, PAUSE, FORWARD_TAPE, TO_END, SLOWER, FASTER, NEXT, NEXT_UNREAD,
                    PREVIOUS, DELETE, DELETE_CONVERSATION, HIDE_CONVERSATION, MORE, REPLAY ->
                {
                }
        }
    }

    private void mark(HeardMessage message, FlagChange change, Prompt done) {
        try {
            talk.say(mailbox.change(message.id(), change) ? done : Prompt.MESSAGE_GONE);
        } catch (MailError.Denied e) {
            talk.say(Prompt.SYSTEM_ERROR);
        }
    }

    /// False when the subscriber may not.
    private boolean delete(HeardMessage message) {
        try {
            talk.say(mailbox.delete(message.id()) ? Prompt.DELETED : Prompt.MESSAGE_GONE);
            list.deleted(message.id());
            return true;
        } catch (MailError.Denied e) {
            talk.say(Prompt.SYSTEM_ERROR);
            return false;
        }
    }

    private void deleteConversation(HeardMessage message) {
        Binary conversation = message.conversationId();
        List<Long> deleted = conversation == null
                ? List.of()
                : mailbox.deleteConversation(message.row().folderId(), conversation);
        deleted.forEach(list::deleted);
        if (deleted.isEmpty()) {
            delete(message);
        } else {
            talk.say(Prompt.CONVERSATION_DELETED, deleted.size());
        }
    }

    // What is said of it

    private String sender(HeardMessage message) {
        String name = message.senderName();
        String number = message.senderNumber();
        boolean service = call.services().service().toString().equalsIgnoreCase(name);
        if (!name.isEmpty() && !service && !name.equals(number)) {
            return name;
        }
        return number.isEmpty()
                ? talk.sentence(Prompt.UNKNOWN_CALLER)
                : number.contains("@") ? number : Spoken.number(number);
    }

    private void introduce(HeardMessage message) {
        if (message.isUrgent()) {
            talk.say(Prompt.URGENT);
        }
        if (message.isPrivate()) {
            talk.say(Prompt.PRIVATE);
        }
        String when = call.spoken().when(message.received());
        if (!email) {
            talk.say(Prompt.VOICE_FROM, sender(message), when);
            return;
        }
        talk.say(Prompt.EMAIL_FROM, sender(message), message.subject().isEmpty()
                ? talk.sentence(Prompt.NO_SUBJECT)
                : TextForSpeech.of(message.subject(), 200), when);
        if (message.attachmentCount() > 0) {
            talk.say(Prompt.WITH_ATTACHMENTS, message.attachmentCount());
        }
    }

    private void envelope(HeardMessage message) {
        introduce(message);
        if (!message.senderNumber().isEmpty() && !message.senderNumber().contains("@")) {
            talk.say(Prompt.CALLED_FROM, Spoken.number(message.senderNumber()));
        }
        if (message.seconds() > 0) {
            talk.say(Prompt.LENGTH, call.spoken().length(message.seconds()));
        }
        if (email && message.recipients().size() > 1) {
            talk.say(Prompt.SENT_TO, message.recipients().size());
        }
    }

    private void callSender(HeardMessage message) throws HungUpException, LeaveException {
        Optional<String> number = senderTelephone(message);
        if (number.isPresent()) {
            call.transfer(number.get());
        } else {
            talk.say(Prompt.NO_NUMBER);
        }
    }

    private Optional<String> senderTelephone(HeardMessage message) {
        if (!message.senderNumber().isEmpty()) {
            return Optional.of(message.senderNumber());
        }
        MailAddress author = message.author();
        SmtpAddress address = author == null ? null : SmtpAddress.parseOrNull(author.address());
        Optional<DirectoryObject> object = address == null
                ? Optional.empty()
                : call.services().directory().ofAddress(address);
        return object.flatMap(found -> List
                .of(Attribute.UM_EXTENSION, Attribute.PHONE_BUSINESS, Attribute.PHONE_MOBILE)
                .stream().flatMap(each -> found.entry().attribute(each).stream()).findFirst());
    }

    // Playing

    /// What is played without asking whether to go on.
    private List<List<Sound>> parts(HeardMessage message) {
        if (!email) {
            List<Sound> sounds = mailbox.audio(message);
            return List.of(sounds.isEmpty()
                    ? List.of(Sound.text(talk.sentence(Prompt.NO_AUDIO)))
                    : sounds);
        }
        String whole = mailbox.text(message, LONGEST_TEXT);
        List<List<Sound>> parts = new ArrayList<>();
        int length = PART_CHARACTERS;
        for (String piece : TextForSpeech.pieces(TextForSpeech.of(whole, LONGEST_TEXT))) {
            if (length >= PART_CHARACTERS) {
                parts.add(new ArrayList<>());
                length = 0;
            }
            parts.getLast().add(Sound.text(piece));
            length += piece.length();
        }
        if (parts.isEmpty()) {
            parts.add(List.of(Sound.text(talk.sentence(Prompt.NO_TEXT))));
        } else if (whole.length() >= LONGEST_TEXT) {
            parts.getLast().add(Sound.text(talk.sentence(Prompt.TEXT_CUT)));
        }
        return parts;
    }

    /// Plays it; answers what was chosen meanwhile, null when it came to its end.
    private @Nullable MessageChoice play(HeardMessage message, boolean first)
            throws HungUpException, LeaveException {
        Menu<MessageChoice> menu = MessageChoice.whilePlaying(email);
        MessageChoice early = talk.interruptible(menu);
        if (early == MessageChoice.TO_END) {
            return null;
        }
        if (early != null && isLeaving(early)) {
            return early;
        }
        if (first) {
            markRead(message);
        }
        List<List<Sound>> parts = parts(message);
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                Heard heard = talk.say(Prompt.TEXT_GOES_ON).ask(talk.listening(menu));
                if (!(heard instanceof Heard.Keys(String keys, boolean _)) || !keys.equals("1")) {
                    MessageChoice chosen = talk.chosen(menu, heard);
                    return chosen != null && isLeaving(chosen) ? chosen : null;
                }
            }
            for (Sound sound : parts.get(i)) {
                MessageChoice chosen = play(menu, sound);
                if (chosen != null) {
                    return chosen == MessageChoice.TO_END ? null : chosen;
                }
            }
        }
        return null;
    }

    private @Nullable MessageChoice play(Menu<MessageChoice> menu, Sound sound)
            throws HungUpException, LeaveException {
        Playback playback = talk.play(sound);
        if (tempo != 100) {
            playback.setTempo(tempo);
        }
        MessageChoice chosen = listen(menu, playback);
        if (chosen != null) {
            playback.stop();
        }
        return chosen;
    }

    /// Who may only read somebody else's messages leaves them as they are.
    private void markRead(HeardMessage message) {
        try {
            mailbox.change(message.id(), FlagChange.set(MessageFlags.READ));
        } catch (MailError.Denied e) {
            // It is heard all the same.
        }
    }

    private static boolean isLeaving(MessageChoice chosen) {
        return switch (chosen) {
            case REWIND, PAUSE, FORWARD_TAPE, SLOWER, FASTER, TO_END -> false;
            default -> true;
        };
    }

    /// Steers one recording; answers what ends it before its time.
    private @Nullable MessageChoice listen(Menu<MessageChoice> menu, Playback playback)
            throws HungUpException, LeaveException {
        Listening listening = talk.listening(menu);
        int silent = 0;
        while (silent < PAUSED_LISTENINGS) {
            Heard heard = talk.line().listen(listening, playback);
            if (heard instanceof Heard.PlayedToEnd) {
                return null;
            }
            silent = heard instanceof Heard.Nothing ? silent + 1 : 0;
            MessageChoice chosen;
            try {
                chosen = talk.chosen(menu, heard);
            } catch (LeaveException e) {
                playback.stop();
                throw e;
            }
            if (chosen == null) {
                continue; // not one of the keys: it plays on
            }
            switch (chosen) {
                case REWIND -> playback.moveMillis(-SKIP_MILLIS);
                case FORWARD_TAPE -> playback.moveMillis(SKIP_MILLIS);
                case PAUSE -> {
                    if (playback.isPaused()) {
                        playback.resume();
                    } else {
                        playback.pause();
                    }
                }
                case SLOWER -> setTempo(playback, Math.max(SLOWEST, tempo - TEMPO_STEP));
                case FASTER -> setTempo(playback, Math.min(FASTEST, tempo + TEMPO_STEP));
                default -> {
                    return chosen;
                }
            }
        }
        return MessageChoice.MENU; // paused, and forgotten
    }

    private void setTempo(Playback playback, int percent) {
        tempo = percent;
        playback.setTempo(percent);
    }
}
