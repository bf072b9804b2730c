package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rialto.formats.mime.MailAddress;
import org.rialto.items.mail.AddressProperties;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;

/// Records a voice message and sends it: a new one, an answer, or on the way with a message that is
/// sent on. Nothing is sent before the caller says so.
final class ComposeMenu {
    private static final int LONGEST_MILLIS = 600_000;
    private static final int SILENCE_MILLIS = 4_000;

    private final SubscriberCall call;
    private final Talk talk;

    ComposeMenu(SubscriberCall call) {
        this.call = call;
        this.talk = call.talk();
    }

    /// To somebody of the directory, or of the contacts.
    void compose() throws HungUpException, LeaveException {
        Optional<Person> found = find();
        if (found.isPresent()) {
            to(found.get());
        }
    }

    private Optional<Person> find() throws HungUpException, LeaveException {
        Optional<Person> found = new ContactSearch(call, true).find();
        if (found.isPresent() && found.get().address().isEmpty()) {
            talk.say(Prompt.NO_ADDRESS);
            return Optional.empty();
        }
        return found;
    }

    void to(Person person) throws HungUpException, LeaveException {
        talk.say(Prompt.MESSAGE_TO, person.name());
        record(new VoiceNote.About.Nothing(), List.of(recipient(person)));
    }

    void reply(HeardMessage message, boolean all) throws HungUpException, LeaveException {
        List<MailAddress> to = repliesTo(message, all);
        if (to.isEmpty()) {
            talk.say(Prompt.NO_ADDRESS);
            return;
        }
        record(new VoiceNote.About.Reply(message, all), to);
    }

    /// The author, with `all` the other recipients too; never the server, nor the subscriber when
    /// there is anybody else.
    private List<MailAddress> repliesTo(HeardMessage message, boolean all) {
        Map<String, MailAddress> to = new LinkedHashMap<>();
        add(to, message.author());
        if (all) {
            for (PropertyBag row : message.recipients()) {
                add(to, AddressProperties.RECIPIENT.get(row));
            }
            if (to.size() > 1) {
                to.remove(key(call.user().address().toString()));
            }
        }
        to.remove(key(call.services().service().toString()));
        return List.copyOf(to.values());
    }

    private static void add(Map<String, MailAddress> to,
            @org.jspecify.annotations.Nullable MailAddress one) {
        if (one != null) {
            to.putIfAbsent(key(one.address()), one);
        }
    }

    private static String key(String address) { return address.toLowerCase(Locale.ROOT); }

    void forward(HeardMessage message) throws HungUpException, LeaveException {
        if (message.isPrivate()) {
            talk.say(Prompt.PRIVATE_STAYS);
            return;
        }
        Optional<Person> found = find();
        if (found.isPresent()) {
            talk.say(Prompt.FORWARD_TO, found.get().name());
            record(new VoiceNote.About.Forward(message), List.of(recipient(found.get())));
        }
    }

    private static MailAddress recipient(Person person) {
        int at = person.address().lastIndexOf('@');
        return new MailAddress(person.name(), person.address().substring(0, at),
                person.address().substring(at + 1));
    }

    // Recording

    private void record(VoiceNote.About about, List<MailAddress> to)
            throws HungUpException, LeaveException {
        List<Path> files = new ArrayList<>();
        try {
            record(about, to, files);
        } catch (IOException e) {
            throw new MailError.Unavailable("a recording cannot be kept", e);
        } finally {
            files.forEach(file -> file.toFile().delete());
        }
    }

    private void record(VoiceNote.About about, List<MailAddress> to, List<Path> files)
            throws IOException, HungUpException, LeaveException {
        boolean urgent = false;
        boolean personal = false;
        Recorded recorded = take(files);
        while (true) {
            if (recorded.isEmpty() && !(about instanceof VoiceNote.About.Forward)) {
                talk.say(Prompt.NOTHING_RECORDED);
                return;
            }
            switch (talk.choose(Menu.of(RecordedChoice.class))) {
                case SEND -> {
                    boolean sent = new VoiceNote(call).send(about, to, recorded, urgent, personal);
                    talk.say(sent ? Prompt.SENT : Prompt.NOT_SENT);
                    return;
                }
                case REPLAY -> {
                    Path file = recorded.file();
                    talk.say(new Sound.Recording(() -> Files.newInputStream(file)));
                }
                case AGAIN -> recorded = take(files);
                case URGENT -> {
                    urgent = !urgent;
                    talk.say(urgent ? Prompt.MADE_URGENT : Prompt.MADE_NORMAL);
                }
                case PRIVATE -> {
                    personal = !personal;
                    talk.say(personal ? Prompt.MADE_PRIVATE : Prompt.MADE_PUBLIC);
                }
                case DISCARD -> {
                    talk.say(Prompt.DISCARDED);
                    return;
                }
            }
        }
    }

    private Recorded take(List<Path> files) throws HungUpException, LeaveException {
        Path file = call.newRecording();
        files.add(file);
        return talk.say(Prompt.AFTER_TONE).record(file, LONGEST_MILLIS, SILENCE_MILLIS);
    }
}
