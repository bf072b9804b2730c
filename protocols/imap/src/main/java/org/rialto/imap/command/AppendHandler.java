package org.rialto.imap.command;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.view.FlagNames;
import org.rialto.imap.wire.AppendCommand;
import org.rialto.imap.wire.ImapReader;
import org.rialto.imap.wire.MessageLiteral;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.MailboxInfo;
import org.rialto.store.NewMessage;
import org.rialto.store.Rights;

/// APPEND, also of several messages at once, all or nothing. RFC 9051 §6.3.12, RFC 3502. A
/// message goes to the blob store as it comes; it is never in memory whole.
public final class AppendHandler {
    private static final int PIECE = 32 << 10;
    private static final int MAX_MESSAGES = 1_000;
    private static final long RATE_GRACE_MILLIS = 60_000;

    private AppendHandler() {}

    public static Completion handle(ImapSession session, AppendCommand command)
            throws IOException {
        FolderPlace place = session.account().require(command.mailbox(), ResponseCode.TRYCREATE);
        if (!place.folder().allows(Rights.CREATE)) {
            throw Refusal.no(ResponseCode.NOPERM, "You may not add messages to that mailbox");
        }
        List<NewMessage> messages = new ArrayList<>();
        Room room = new Room(place);
        do {
            if (messages.size() == MAX_MESSAGES) {
                throw Refusal.no(ResponseCode.LIMIT, "Too many messages at once");
            }
            NewMessage message = readMessage(session, room);
            if (message != null) {
                messages.add(message);
            }
        } while (!session.in().atEnd());
        session.in().endOfCommand();
        if (messages.isEmpty()) {
            throw Refusal.no(null, "APPEND was cancelled");
        }
        NumberSet uids = add(place, messages);
        return Completion.ok(ResponseCode.appendUid(
                Integer.toUnsignedLong(place.folder().uidValidity()), uids), "APPEND done");
    }

    private static NumberSet add(FolderPlace place, List<NewMessage> messages) {
        try {
            return place.mailbox().write(change -> {
                NumberSet.Builder uids = new NumberSet.Builder();
                for (NewMessage message : messages) {
                    uids.add(change.addMessage(place.folderId(), message).uid());
                }
                return uids.build();
            });
        } catch (MailError.NotFound e) {
            throw Refusal.no(ResponseCode.TRYCREATE, "There is no such mailbox");
        }
    }

    /// What a mailbox still takes, asked before the client sends the message. Only a courtesy: what
    /// holds is decided when messages are added.
    static final class Room {
        private final FolderPlace place;
        private long promised;

        Room(FolderPlace place) { this.place = place; }

        void take(long size) {
            MailboxInfo info = place.mailbox().info();
            long most = info.quota().prohibitReceiveBytes();
            if (most > 0 && size > most - info.contentSize() - promised) {
                throw Refusal.no(ResponseCode.OVERQUOTA,
                        "The mailbox is full: its quota is " + most + " octets");
            }
            promised += size;
        }
    }

    /// Streams one message into the blob store. Null for an empty one, with which RFC 3502 §6.3.11
    /// lets a client say that it changed its mind.
    static @Nullable NewMessage readMessage(ImapSession session, Room room)
            throws IOException {
        ImapReader in = session.in();
        AppendCommand.Options options = AppendCommand.readOptions(in);
        MessageLiteral literal = in.messageLiteral(room::take);
        if (literal.isUtf8() && !session.features().utf8()) {
            throw Refusal.bad("Enable UTF8=ACCEPT first");
        }
        if (literal.size() == 0) {
            literal.finish();
            return null;
        }
        session.connection().setMinimumRate(session.server().configuration().minimumRate(),
                RATE_GRACE_MILLIS);
        MimeScanner scanner = new MimeScanner();
        byte[] small = literal.size() <= PIECE ? new byte[(int) literal.size()] : null;
        BlobRef blob;
        try (BlobWriter writer = session.server().blobs().create()) {
            copy(literal, writer, scanner, small);
            blob = writer.finish();
        } finally {
            session.connection().setMinimumRate(0, 0);
        }
        literal.finish();
        MimeScan scan = scanner.finish();
        Instant received = options.internalDate() == null
                ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
                : options.internalDate();
        int flags = FlagNames.bits(options.flags());
        Set<String> keywords = FlagNames.keywords(options.flags());
        if (small != null) {
            return MimeMessages.toNewMessage(blob, scan, MessageBytes.of(small), flags, keywords,
                    received);
        }
        try (BlobReader reader = session.server().blobs().open(blob)) {
            return MimeMessages.toNewMessage(blob, scan, reader::stream, flags, keywords,
                    received);
        }
    }

    /// @param small where the bytes are wanted too; null for a message that is not small
    private static void copy(MessageLiteral literal, BlobWriter writer, MimeScanner scanner,
            byte @Nullable [] small) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, literal.size())];
        int done = 0;
        for (int count = literal.read(piece, 0, piece.length); count > 0; count = literal
                .read(piece, 0, piece.length)) {
            for (int i = 0; i < count; i++) {
                if (piece[i] == 0) {
                    throw literal.isBinary()
                            ? Refusal.no(ResponseCode.UNKNOWN_CTE,
                                    "Messages with NUL octets are not stored")
                            : Refusal.no(null, "A message literal cannot hold NUL octets");
                }
            }
            writer.write(piece, 0, count);
            scanner.write(piece, 0, count);
            if (small != null) {
                System.arraycopy(piece, 0, small, done, count);
            }
            done += count;
        }
    }
}
