package org.rialto.mailbox.voice;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Change;
import org.rialto.store.FolderIndex;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewMessage;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;

/// The telephone side of a mailbox: settings, greetings, and the voice mail in it. Settings and
/// greetings are configuration messages (MS-OXOCFG) among the associated messages of the Inbox, so
/// that they are kept, backed up and moved as mail is. Every call checks the rights of who opened it.
public final class VoiceMailbox {
    /// The longest recording of a greeting, as a file.
    public static final int GREETING_BYTES = 16 << 20;
    private static final String SETTINGS_CLASS = "IPM.Configuration.UM.General";
    /// PidTagRoamingDatatypes: there is a dictionary.
    private static final int DICTIONARY = 0x4;
    private static final String ANSWERING_RULES = "CallAnsweringRules";
    private static final int PAGE = 100;
    private static final int MOST_SEARCHED = 2_000;

    private final Store store;
    private final Mailbox mailbox;

    VoiceMailbox(Store store, Mailbox mailbox) {
        this.store = store;
        this.mailbox = mailbox;
    }

    public Mailbox mailbox() { return mailbox; }

    // Settings.

    public VoiceSettings settings() {
        return mailbox.read(snapshot -> {
            MessageRow row = find(snapshot, SETTINGS_CLASS);
            return row == null ? VoiceSettings.NEW : decode(dictionary(row));
        });
    }

    /// Changes them, durably when this returns; answers what they are now.
    public VoiceSettings change(UnaryOperator<VoiceSettings> work) {
        return changed(dictionary -> {
            VoiceSettings now = work.apply(decode(dictionary));
            encode(dictionary, now);
            return now;
        });
    }

    /// Where calls go.
    public CallForwarding forwarding() {
        return mailbox.read(snapshot -> {
            MessageRow row = find(snapshot, SETTINGS_CLASS);
            return row == null ? CallForwarding.NEW : decodeForwarding(dictionary(row));
        });
    }

    /// Changes where calls go, durably when this returns.
    public CallForwarding changeForwarding(UnaryOperator<CallForwarding> work) {
        return changed(dictionary -> {
            CallForwarding now = work.apply(decodeForwarding(dictionary));
            encode(dictionary, now);
            return now;
        });
    }

    private <T> T changed(Function<RoamingDictionary, T> work) {
        return mailbox.write(change -> {
            MessageRow row = find(change, SETTINGS_CLASS);
            RoamingDictionary dictionary = row == null
                    ? RoamingDictionary.read(null)
                    : dictionary(row);
            T now = work.apply(dictionary);
            PropertyBag bag = configuration(SETTINGS_CLASS)
                    .set(PropertyTags.PidTagRoamingDatatypes, DICTIONARY)
                    .set(PropertyTags.PidTagRoamingDictionary, dictionary.write());
            save(change, row, new MessageContent(bag, List.of(), List.of()));
            return now;
        });
    }

    /// The user's call-answering rules, as the UM server writes them; empty for none.
    public String callAnsweringRules() {
        return mailbox.read(snapshot -> {
            MessageRow row = find(snapshot, SETTINGS_CLASS);
            return row == null ? "" : lines(dictionary(row).text(ANSWERING_RULES, ""));
        });
    }

    /// A value of the dictionary is an attribute of XML, which knows no lines.
    private static String oneLine(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            lines.append(c);
        }
        return lines.toString();
    }

    /// Replaces them, durably when this returns.
    public void setCallAnsweringRules(String rules) {
        changed(dictionary -> {
            dictionary.set(ANSWERING_RULES, oneLine(rules));
            return rules;
        });
    }

    private static RoamingDictionary dictionary(MessageRow row) {
        return RoamingDictionary
                .read(row.properties().getBinary(PropertyTags.PidTagRoamingDictionary));
    }

    private static VoiceSettings decode(RoamingDictionary in) {
        VoiceSettings otherwise = VoiceSettings.NEW;
        return new VoiceSettings(in.truth("OofStatus", otherwise.oofStatus()),
                in.truth("MissedCallNotificationEnabled", otherwise.missedCallNotification()),
                in.text("PlayOnPhoneDialString", otherwise.playOnPhoneDialString()),
                in.number("TelephoneAccessFolder", otherwise.telephoneAccessFolderId()),
                in.truth("FirstUseDone", otherwise.firstUseDone()),
                in.text("Language", otherwise.language()),
                in.text("TimeZone", otherwise.timeZone()),
                in.truth("Hours24", otherwise.hours24()),
                in.truth("VoiceCommands", otherwise.voiceCommands()));
    }

    private static void encode(RoamingDictionary out, VoiceSettings settings) {
        out.set("OofStatus", settings.oofStatus());
        out.set("MissedCallNotificationEnabled", settings.missedCallNotification());
        out.set("PlayOnPhoneDialString", settings.playOnPhoneDialString());
        out.set("TelephoneAccessFolder", Long.toString(settings.telephoneAccessFolderId()));
        out.set("FirstUseDone", settings.firstUseDone());
        out.set("Language", settings.language());
        out.set("TimeZone", settings.timeZone());
        out.set("Hours24", settings.hours24());
        out.set("VoiceCommands", settings.voiceCommands());
    }

    private static CallForwarding decodeForwarding(RoamingDictionary in) {
        CallForwarding otherwise = CallForwarding.NEW;
        long seconds = in.number("ForwardNoAnswerSeconds", otherwise.noAnswerSeconds());
        return new CallForwarding(target(in, "ForwardImmediate", otherwise.immediate()),
                target(in, "ForwardBusy", otherwise.busy()),
                target(in, "ForwardNoAnswer", otherwise.noAnswer()),
                target(in, "ForwardUnreachable", otherwise.unreachable()),
                (int) Math.clamp(seconds, 0, CallForwarding.LONGEST_RINGING_SECONDS),
                numbers(in, "SimultaneousRing"), numbers(in, "Team"));
    }

    private static CallForwarding.Target target(RoamingDictionary in, String key,
            CallForwarding.Target otherwise) {
        return CallForwarding.Target.parse(in.text(key, otherwise.text()));
    }

    private static List<String> numbers(RoamingDictionary in, String key) {
        return Stream.of(in.text(key, "").split(",")).filter(each -> !each.isBlank())
                .limit(CallForwarding.MOST_NUMBERS).toList();
    }

    private static void encode(RoamingDictionary out, CallForwarding forwarding) {
        out.set("ForwardImmediate", forwarding.immediate().text());
        out.set("ForwardBusy", forwarding.busy().text());
        out.set("ForwardNoAnswer", forwarding.noAnswer().text());
        out.set("ForwardUnreachable", forwarding.unreachable().text());
        out.set("ForwardNoAnswerSeconds", Integer.toString(forwarding.noAnswerSeconds()));
        out.set("SimultaneousRing", String.join(",", forwarding.simultaneousRing()));
        out.set("Team", String.join(",", forwarding.team()));
    }

    // Greetings.

    public Optional<Greeting> greeting(GreetingKind kind) {
        return mailbox.read(snapshot -> {
            MessageRow row = find(snapshot, kind.messageClass());
            if (row == null)
                return Optional.empty();
            for (Attachment attachment : snapshot.content(row.messageId()).attachments()) {
                if (attachment.data() instanceof AttachmentData.InBlob(BlobRef audio)) {
                    return Optional.of(new Greeting(kind,
                            attachment.properties().getString(PropertyTags.PidTagAttachMimeTag,
                                    "audio/wav"),
                            row.received(), audio, store.blobs()));
                }
            }
            return Optional.empty();
        });
    }

    /// Replaces a greeting.
    ///
    /// @param audio a sound file
    /// @param mediaType `audio/wav` or `audio/mpeg`
    /// @throws MailError.TooLarge over [#GREETING_BYTES]
    public void setGreeting(GreetingKind kind, InputStream audio, String mediaType)
            throws IOException {
        BlobRef blob;
        try (BlobWriter writer = store.blobs().create()) {
            byte[] buffer = new byte[16 << 10];
            int count;
            while ((count = audio.read(buffer)) > 0) {
                writer.write(buffer, 0, count);
                if (writer.length() > GREETING_BYTES)
                    throw new MailError.TooLarge("a greeting may have up to " + GREETING_BYTES
                            + " bytes");
            }
            blob = writer.finish();
        }
        String name = "greeting" + (mediaType.equals("audio/mpeg") ? ".mp3" : ".wav");
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagAttachMethod, 1)
                .set(PropertyTags.PidTagAttachMimeTag, mediaType)
                .set(PropertyTags.PidTagAttachLongFilename, name)
                .set(PropertyTags.PidTagAttachFilename, name);
        MessageContent content = new MessageContent(configuration(kind.messageClass()), List.of(),
                List.of(new Attachment(0, bag, new AttachmentData.InBlob(blob))));
        mailbox.write(change -> {
            MessageRow old = find(change, kind.messageClass());
            if (old != null)
                change.deleteMessages(old.folderId(), new int[]{old.uid()}, true);
            save(change, null, content);
            return true;
        });
    }

    /// Answers whether there was one.
    public boolean removeGreeting(GreetingKind kind) {
        return mailbox.write(change -> {
            MessageRow old = find(change, kind.messageClass());
            if (old == null)
                return false;
            change.deleteMessages(old.folderId(), new int[]{old.uid()}, true);
            return true;
        });
    }

    // Configuration messages.

    private static PropertyBag configuration(String messageClass) {
        return new PropertyBag().set(PropertyTags.PidTagMessageClass, messageClass)
                .set(PropertyTags.PidTagSubject, messageClass)
                .set(PropertyTags.PidTagNormalizedSubject, messageClass)
                .set(PropertyTags.PidTagSubjectPrefix, "");
    }

    private static void save(Change change, @Nullable MessageRow old, MessageContent content) {
        if (old != null) {
            change.saveMessage(old.messageId(), old.contentChangeNumber(), content);
            return;
        }
        change.addMessage(change.folder(SpecialFolder.INBOX).folderId(), new NewMessage(content,
                true, MessageFlags.READ, Set.of(), Instant.now(), null, null));
    }

    /// The latest configuration message of the class.
    private static @Nullable MessageRow find(Snapshot snapshot, String messageClass) {
        long inbox = snapshot.folder(SpecialFolder.INBOX).folderId();
        MessageRow found = null;
        int next = 1;
        for (int seen = 0; seen < MOST_SEARCHED; seen += PAGE) {
            List<MessageRow> some = snapshot.contents(inbox, true, next, PAGE,
                    Set.of(MessagePart.PROPERTIES));
            for (MessageRow row : some) {
                if (row.properties().getString(PropertyTags.PidTagMessageClass, "")
                        .equalsIgnoreCase(messageClass))
                    found = row;
            }
            if (some.size() < PAGE)
                break;
            next = some.getLast().uid() + 1;
        }
        return found;
    }

    // Voice mail.

    /// The folder that shows all voice mail of the Inbox and the folders in it, made when it is not
    /// there.
    public long voiceMailFolder() {
        Long known = mailbox.read(snapshot -> VoiceMailFolder.find(snapshot));
        return known == null ? mailbox.write(VoiceMailFolder::require) : known;
    }

    /// Voice mail, the latest first.
    public List<VoiceMail> voiceMails(int most) {
        long folder = upToDate();
        return mailbox.read(snapshot -> {
            FolderIndex index = snapshot.index(folder);
            int from = Math.max(0, index.count() - most);
            int[] uids = Arrays.copyOfRange(index.uids(), from, index.count());
            List<VoiceMail> mails = new ArrayList<>();
            for (MessageRow row : snapshot.messages(folder, uids, Set.of(MessagePart.PROPERTIES)))
                mails.add(voiceMail(row));
            mails.sort(Comparator.comparing(VoiceMail::received)
                    .thenComparing(VoiceMail::messageId).reversed());
            return mails;
        });
    }

    /// How much of it there is.
    public MessageWaiting waiting() {
        long folder = upToDate();
        return mailbox.read(snapshot -> {
            FolderIndex index = snapshot.index(folder);
            int unread = 0;
            for (int i = 0; i < index.count(); i++) {
                if ((index.flags()[i] & MessageFlags.READ) == 0)
                    unread++;
            }
            return new MessageWaiting(unread, index.count() - unread);
        });
    }

    private long upToDate() {
        long folder = voiceMailFolder();
        store.updateSearchFolders(mailbox.info().mailboxId());
        return folder;
    }

    private static VoiceMail voiceMail(MessageRow row) {
        PropertyBag bag = row.properties();
        String messageClass = bag.getString(PropertyTags.PidTagMessageClass, "");
        String name = bag.getString(PropertyTags.PidTagVoiceMessageSenderName, "");
        return new VoiceMail(row.folderId(), row.messageId(), messageClass,
                name.isEmpty()
                        ? bag.getString(PropertyTags.PidTagSentRepresentingName, "")
                        : name,
                bag.getString(PropertyTags.PidTagSenderTelephoneNumber, ""), row.received(),
                Duration.ofSeconds(
                        bag.getInteger32(PropertyTags.PidTagVoiceMessageDuration, 0)),
                (row.flags() & MessageFlags.READ) == 0,
                bag.getInteger32(PropertyTags.PidTagImportance, 1) == 2,
                PrivateMail.isPrivate(bag));
    }
}
