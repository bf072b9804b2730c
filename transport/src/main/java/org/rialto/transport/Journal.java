package org.rialto.transport;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.compose.ComposedPart;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.formats.compose.MessageComposer;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.mime.ImapAddress;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.TransferEncoding;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Blobs;
import org.rialto.transport.Envelope.Client;
import org.rialto.transport.Recipient.Notify;
import org.rialto.transport.Routed.Target;
import org.rialto.transport.queue.QueueId;
import org.rialto.transport.queue.QueuedMessage;

/// Makes journal reports: of every message, its envelope and the message itself as it came, for one
/// address. The form is Exchange's: a text of `Sender`, `Subject`, `Message-ID` and a line for each
/// recipient (`To`, `Cc`, `Bcc`, or `Recipient` where the header does not say), with the message
/// attached.
///
/// A report is written to the queue in the unit of work that accepts its message: there is no
/// message without one. Reports are not journaled, and are kept in the queue until they are taken.
final class Journal {
    private static final String PROTOCOL = "JOURNAL";
    private final SmtpAddress address;
    private final String hostName;
    private final Blobs blobs;

    Journal(SmtpAddress address, String hostName, Blobs blobs) {
        this.address = address;
        this.hostName = hostName;
        this.blobs = blobs;
    }

    static boolean isReport(QueuedMessage message) {
        return message.envelope().client().protocol().equals(PROTOCOL);
    }

    /// The report on a message, its bytes stored.
    Incoming report(Incoming message, List<Routed> routed) {
        Envelope envelope = Envelope.of(null, new Client("local", "", PROTOCOL, false),
                List.of(new Recipient(address, Set.of(Notify.NEVER), null)));
        MessageTraits traits = new MessageTraits(false,
                message.traits().eightBitBody() || message.traits().utf8Header(),
                message.traits().binaryBody());
        byte[] returnPath = ReturnPath.field(null);
        try (BlobWriter writer = blobs.create()) {
            writer.write(returnPath);
            new MessageComposer().write(header(message, traits),
                    ComposedPart.mixed(ComposedPart.plain(text(message, routed)),
                            List.of(ComposedPart.message(encoding(traits),
                                    new StoredContent(blobs, message.queued())::open))),
                    writer);
            BlobRef content = writer.finish();
            return new Incoming(QueueId.next(), message.arrived(), envelope, content,
                    returnPath.length, traits, message.scan());
        } catch (IOException e) {
            throw new MailError.Unavailable("the message cannot be journaled now", e);
        }
    }

    private static TransferEncoding encoding(MessageTraits traits) {
        return traits.binaryBody()
                ? TransferEncoding.BINARY
                : traits.eightBitBody()
                        ? TransferEncoding.EIGHT_BIT
                        : TransferEncoding.SEVEN_BIT;
    }

    private HeaderWriter header(Incoming message, MessageTraits traits) {
        HeaderWriter header = new HeaderWriter()
                .date("Date", message.arrived().atOffset(ZoneOffset.UTC))
                .addresses("From",
                        List.of(new MailAddress("Journal", "MAILER-DAEMON", hostName)))
                .addresses("To",
                        List.of(new MailAddress("", address.localPart(), address.domain())))
                .text("Subject", subject(message))
                .messageIds("Message-ID", List.of("<" + UUID.randomUUID() + "@" + hostName + ">"))
                .structured("Auto-Submitted", "auto-generated")
                .structured("X-MS-Journal-Report", "");
        TransferEncoding encoding = encoding(traits);
        return encoding == TransferEncoding.SEVEN_BIT
                ? header
                : header.structured("Content-Transfer-Encoding", encoding.text());
    }

    private static String subject(Incoming message) {
        String subject = message.scan().structure().envelope().subject();
        return subject == null ? "" : EncodedWords.decode(subject);
    }

    private static String text(Incoming message, List<Routed> routed) {
        ImapEnvelope header = message.scan().structure().envelope();
        SmtpAddress sender = message.envelope().sender();
        StringBuilder text = new StringBuilder();
        line(text, "Sender", sender == null ? "<>" : sender.toString());
        line(text, "Subject", subject(message));
        line(text, "Message-ID", header.messageId() == null ? "" : header.messageId());
        Set<String> named = message.envelope().recipients().stream()
                .map(one -> one.address().key()).collect(Collectors.toSet());
        Set<String> to = keys(header.to());
        Set<String> cc = keys(header.cc());
        for (Routed one : routed) {
            if (one.target() instanceof Target.Expanded) {
                continue;
            }
            Recipient recipient = one.recipient();
            SmtpAddress expanded = expanded(recipient, named);
            String key = (expanded == null ? recipient.address() : expanded).key();
            String kind = to.contains(key)
                    ? "To"
                    : cc.contains(key)
                            ? "Cc"
                            : message.envelope().authenticated() != null ? "Bcc" : "Recipient";
            line(text, kind, recipient.address()
                    + (expanded == null ? "" : ", Expanded: " + expanded)
                    + (one.target() instanceof Target.Nowhere ? ", not delivered" : ""));
        }
        return text.toString();
    }

    /// The group (or alias) in the envelope that this recipient stands for; null when it is in the
    /// envelope itself.
    private static @Nullable SmtpAddress expanded(Recipient recipient, Set<String> named) {
        if (named.contains(recipient.address().key()) || recipient.originalRecipient() == null) {
            return null;
        }
        String text = recipient.originalRecipient().address();
        SmtpAddress original = SmtpAddress.parseOrNull(text);
        return original != null && named.contains(original.key()) ? original : null;
    }

    private static Set<String> keys(List<ImapAddress> header) {
        Set<String> keys = new HashSet<>();
        for (MailAddress one : MailAddress.of(header)) {
            SmtpAddress parsed = SmtpAddress.parseOrNull(one.address());
            if (parsed != null) {
                keys.add(parsed.key());
            }
        }
        return keys;
    }

    /// What the header says may hold anything.
    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value.replaceAll("\\p{Cntrl}+", " "))
                .append("\r\n");
    }
}
