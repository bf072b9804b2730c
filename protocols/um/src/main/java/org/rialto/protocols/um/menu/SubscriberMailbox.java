package org.rialto.protocols.um.menu;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.formats.text.HtmlText;
import org.rialto.formats.text.PartText;
import org.rialto.items.mail.AttachmentBytes;
import org.rialto.items.mail.MailBody;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.um.line.Sound;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.Change;
import org.rialto.store.FlagChange;
import org.rialto.store.FolderIndex;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// What a subscriber does in the own mailbox, with the own rights.
final class SubscriberMailbox {
    private static final int PAGE = 256;

    private final MailboxSession session;
    private final VoiceMailbox voice;
    private final Blobs blobs;

    SubscriberMailbox(MailboxSession session, VoiceMailbox voice, Blobs blobs) {
        this.session = session;
        this.voice = voice;
        this.blobs = blobs;
    }

    MailboxSession session() { return session; }

    VoiceMailbox voice() { return voice; }

    Blobs blobs() { return blobs; }

    // Lists

    /// Ids and state of messages, ascending by arrival.
    private record Listed(long[] ids, int[] flags, int count) {
        Listed(FolderIndex index) { this(index.messageIds(), index.flags(), index.count()); }

        boolean isUnread(int i) { return (flags[i] & MessageFlags.READ) == 0; }
    }

    private Listed listed(MessageKind kind) {
        long voiceFolder = voice.voiceMailFolder();
        voice.waiting(); // brings the folder, which is a search, up to date
        return session.mailbox().read(snapshot -> {
            FolderIndex voiceMails = snapshot.index(voiceFolder);
            return kind == MessageKind.VOICE
                    ? new Listed(voiceMails)
                    : without(snapshot.index(folderToRead(snapshot)), voiceMails);
        });
    }

    /// The Inbox, or what the subscriber has chosen in its place.
    private long folderToRead(Snapshot snapshot) {
        long chosen = voice.settings().telephoneAccessFolderId();
        try {
            if (chosen != 0) {
                return snapshot.folder(chosen).folderId();
            }
        } catch (MailError.NotFound e) {
            // Deleted since.
        }
        return snapshot.folder(SpecialFolder.INBOX).folderId();
    }

    private static Listed without(FolderIndex all, FolderIndex others) {
        Set<Long> left = new HashSet<>();
        for (int i = 0; i < others.count(); i++) {
            left.add(others.messageIds()[i]);
        }
        long[] ids = new long[all.count()];
        int[] flags = new int[all.count()];
        int count = 0;
        for (int i = 0; i < all.count(); i++) {
            if (!left.contains(all.messageIds()[i])) {
                ids[count] = all.messageIds()[i];
                flags[count++] = all.flags()[i];
            }
        }
        return new Listed(ids, flags, count);
    }

    /// How many are new.
    int newCount(MessageKind kind) {
        Listed listed = listed(kind);
        int unread = 0;
        for (int i = 0; i < listed.count(); i++) {
            unread += listed.isUnread(i) ? 1 : 0;
        }
        return unread;
    }

    Playlist playlist(MessageKind kind) {
        Listed listed = listed(kind);
        long[] ids = new long[listed.count()];
        int next = 0;
        for (int i = listed.count() - 1; i >= 0; i--) {
            if (listed.isUnread(i)) {
                ids[next++] = listed.ids()[i];
            }
        }
        int newCount = next;
        for (int i = listed.count() - 1; i >= 0; i--) {
            if (!listed.isUnread(i)) {
                ids[next++] = listed.ids()[i];
            }
        }
        return new Playlist(this::open, ids, newCount);
    }

    // One message

    /// A message that is still there to be heard; empty when somebody has deleted it meanwhile.
    Optional<HeardMessage> open(long messageId) {
        long deletedItems = special(SpecialFolder.DELETED_ITEMS);
        return asked(messageId).filter(message -> message.row().folderId() != deletedItems);
    }

    /// One that was asked for by its id, wherever it is, unless it was deleted for good.
    Optional<HeardMessage> asked(long messageId) {
        Set<Long> recoverable = recoverable();
        return session.mailbox().read(snapshot -> {
            try {
                MessageRow row = snapshot.message(messageId, EnumSet.allOf(MessagePart.class));
                return recoverable.contains(row.folderId())
                        ? Optional.empty()
                        : Optional.of(new HeardMessage(row, snapshot.content(messageId)));
            } catch (MailError.NotFound | MailError.Gone e) {
                return Optional.empty();
            }
        });
    }

    /// By its id alone: in a mailbox that is shared, or of public folders, the subscriber may not see
    /// it, or there is none.
    private long special(SpecialFolder folder) {
        return session.specialFolders().getOrDefault(folder, 0L);
    }

    private Set<Long> recoverable() {
        return new HashSet<>(List.of(special(SpecialFolder.RECOVERABLE_DELETIONS),
                special(SpecialFolder.RECOVERABLE_PURGES)));
    }

    /// The text of a message, HTML without its marks.
    String text(HeardMessage message, int limit) {
        MessageRow row = message.row();
        BlobRef mime = row.mime();
        byte[] structure = row.structure();
        if (mime == null || structure == null) {
            return text(message.content().properties(), limit);
        }
        try (BlobReader reader = blobs.open(mime)) {
            MessageBytes bytes = reader::stream;
            MailBody body = MailBody.of(MimeStructure.decode(structure).root());
            MimePart part = body.plain() != null ? body.plain() : body.html();
            return part == null ? "" : PartText.readable(bytes, part, limit);
        } catch (IOException | MalformedDataException e) {
            throw new MailError.Damaged("the bytes of message " + message.id()
                    + " cannot be read", e);
        }
    }

    private static String text(PropertyBag bag, int limit) {
        String plain = bag.getString(PropertyTags.PidTagBody, "");
        Binary html = bag.getBinary(PropertyTags.PidTagHtml);
        String text = plain.isBlank() && html != null
                ? HtmlText.of(new String(html.toByteArray(),
                        java.nio.charset.StandardCharsets.UTF_8), limit)
                : plain;
        return text.length() > limit ? text.substring(0, limit) : text;
    }

    /// What a voice mail says: its sound files as PidTagVoiceMessageAttachmentOrder has them, those
    /// that it does not name after them.
    List<Sound> audio(HeardMessage message) {
        List<Sound> sounds = new ArrayList<>();
        for (Attachment each : audioOf(message)) {
            sounds.add(new Sound.Recording(() -> openAudio(each.data())));
        }
        return sounds;
    }

    private InputStream openAudio(AttachmentData data) throws IOException {
        return new AttachmentBytes(blobs).open(data);
    }

    static List<Attachment> audioOf(HeardMessage message) {
        List<String> order = fileNames(message.content().properties()
                .getString(PropertyTags.PidTagVoiceMessageAttachmentOrder, ""));
        return message.content().attachments().stream().filter(SubscriberMailbox::isAudio)
                .sorted(java.util.Comparator.comparingInt(each -> {
                    int place = order.indexOf(each.properties()
                            .getString(PropertyTags.PidTagAttachLongFilename, "")
                            .toLowerCase(java.util.Locale.ROOT));
                    return place < 0 ? Integer.MAX_VALUE : place;
                })).toList();
    }

    /// MS-OXOUM §2.2.5.9: spaces around names and empty ones mean nothing, nor do capitals.
    static List<String> fileNames(String attachmentOrder) {
        return java.util.Arrays.stream(attachmentOrder.split(";")).map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> each.toLowerCase(java.util.Locale.ROOT)).toList();
    }

    private static boolean isAudio(Attachment attachment) {
        String type = attachment.properties().getString(PropertyTags.PidTagAttachMimeTag, "");
        String name = attachment.properties()
                .getString(PropertyTags.PidTagAttachLongFilename, "")
                .toLowerCase(java.util.Locale.ROOT);
        return !(attachment.data() instanceof AttachmentData.Embedded)
                && (type.startsWith("audio/") || name.endsWith(".wav") || name.endsWith(".mp3"));
    }

    // Changes. Each is one unit of work; false when the message is gone.

    private boolean change(long messageId, BiConsumer<Change, MessageRow> work) {
        Set<Long> recoverable = recoverable();
        return session.mailbox().write(change -> {
            try {
                MessageRow row = change.message(messageId, Set.of());
                if (recoverable.contains(row.folderId())) {
                    return false;
                }
                work.accept(change, row);
                return true;
            } catch (MailError.NotFound | MailError.Gone e) {
                return false;
            }
        });
    }

    boolean change(long messageId, FlagChange flags) {
        return change(messageId, (change, row) -> change.changeFlags(row.folderId(),
                new int[]{row.uid()}, flags));
    }

    /// Moves it to Deleted Items.
    boolean delete(long messageId) {
        long target = special(SpecialFolder.DELETED_ITEMS);
        return change(messageId, (change, row) -> delete(change, row, target));
    }

    private static void delete(Change change, MessageRow row, long target) {
        try {
            change.folder(target);
        } catch (MailError.NotFound e) {
            throw new MailError.Denied("the Deleted Items are somebody else's");
        }
        if (row.folderId() != target) {
            change.moveMessages(row.folderId(), new int[]{row.uid()}, target);
        }
    }

    /// Moves all messages of a conversation that are in the folder to Deleted Items; answers which.
    List<Long> deleteConversation(long folderId, Binary conversationId) {
        List<MessageRow> members = new ArrayList<>();
        int next = 1;
        while (true) {
            int from = next;
            List<MessageRow> some = session.mailbox().read(snapshot -> snapshot.messages(folderId,
                    from, Integer.MAX_VALUE, PAGE, EnumSet.of(MessagePart.PROPERTIES)));
            for (MessageRow row : some) {
                byte[] properties = row.encodedProperties();
                Object found = properties == null
                        ? null
                        : PropertyBag.find(properties, PropertyTags.PidTagConversationId);
                if (found != null && found.equals(conversationId)) {
                    members.add(row);
                }
            }
            if (some.size() < PAGE) {
                break;
            }
            next = some.getLast().uid() + 1;
        }
        int[] uids = members.stream().mapToInt(MessageRow::uid).toArray();
        long target = session.specialFolders().getOrDefault(SpecialFolder.DELETED_ITEMS, 0L);
        List<Long> moved = new ArrayList<>();
        session.mailbox().moveMessages(folderId, uids, session.mailbox(), target,
                some -> some.forEach(each -> moved.add(each.sourceMessageId())));
        return moved;
    }
}
