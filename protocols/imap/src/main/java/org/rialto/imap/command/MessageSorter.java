package org.rialto.imap.command;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rialto.formats.header.BaseSubject;
import org.rialto.formats.header.DateTimes;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.mime.ImapAddress;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MailAddress;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.SortCommand.Criterion;
import org.rialto.imap.wire.SortCommand.SortKey;
import org.rialto.mapi.MailError;
import org.rialto.store.Blobs;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;

/// Sorts messages by what RFC 5256 §2 and §3 say; those that are equal stay in mailbox order.
final class MessageSorter {

    private MessageSorter() {}

    /// One message's keys, in the order of the criteria: `Long` or `String`.
    private record Keys(int position, Comparable<?>[] values) {}

    static int[] sort(SelectedFolder folder, Blobs blobs, int[] positions,
            List<Criterion> criteria) throws IOException {
        Set<MessagePart> parts = EnumSet.noneOf(MessagePart.class);
        if (criteria.stream().anyMatch(
                criterion -> criterion.key() != SortKey.ARRIVAL
                        && criterion.key() != SortKey.SIZE)) {
            parts.add(MessagePart.STRUCTURE);
        }
        List<Keys> all = new ArrayList<>(positions.length);
        for (int start = 0; start < positions.length;) {
            MessageBatch batch = MessageBatch.read(folder, positions, start, parts);
            start += batch.positions().length;
            for (MessageRow row : batch.rows()) {
                try (OpenMessage message = new OpenMessage(folder.mailbox(), blobs, row)) {
                    all.add(keys(folder.view().position(row.uid()), message, criteria));
                }
            }
        }
        all.sort(comparator(criteria));
        return all.stream().mapToInt(Keys::position).toArray();
    }

    private static Comparator<Keys> comparator(List<Criterion> criteria) {
        Comparator<Keys> comparator = Comparator.comparing(Keys::position);
        for (int i = criteria.size() - 1; i >= 0; i--) {
            int at = i;
            Comparator<Keys> next = (a, b) -> compare(a.values[at], b.values[at]);
            comparator = (criteria.get(i).reverse() ? next.reversed() : next)
                    .thenComparing(comparator);
        }
        return comparator;
    }

    private static int compare(Comparable<?> a, Comparable<?> b) {
        return a instanceof Long first && b instanceof Long second
                ? first.compareTo(second)
                : a.toString().compareTo(b.toString());
    }

    private static Keys keys(int position, OpenMessage message, List<Criterion> criteria) {
        Comparable<?>[] values = new Comparable<?>[criteria.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(message, criteria.get(i).key());
        }
        return new Keys(position, values);
    }

    private static Comparable<?> value(OpenMessage message, SortKey key) {
        return switch (key) {
            case ARRIVAL -> message.row().received().toEpochMilli();
            case SIZE -> message.size();
            case DATE -> sentMillis(message);
            case SUBJECT -> fold(baseSubject(envelope(message)).base());
            case FROM -> fold(mailbox(envelope(message).from()));
            case TO -> fold(mailbox(envelope(message).to()));
            case CC -> fold(mailbox(envelope(message).cc()));
            case DISPLAYFROM -> fold(display(envelope(message).from()));
            case DISPLAYTO -> fold(display(envelope(message).to()));
        };
    }

    private static ImapEnvelope envelope(OpenMessage message) {
        try {
            return message.structure().envelope();
        } catch (MailError e) {
            return ImapEnvelope.EMPTY;
        }
    }

    /// The sent date, or when there is none the time of arrival (RFC 5256 §2.2).
    static long sentMillis(OpenMessage message) {
        OffsetDateTime sent = DateTimes.parse(envelope(message).date());
        return sent == null
                ? message.row().received().toEpochMilli()
                : sent.toInstant().toEpochMilli();
    }

    static BaseSubject baseSubject(ImapEnvelope envelope) {
        String subject = envelope.subject();
        return BaseSubject.of(subject == null ? "" : EncodedWords.decode(subject));
    }

    static String fold(String text) { return text.toUpperCase(Locale.ROOT); }

    /// `addr-mailbox` of the first address.
    private static String mailbox(List<ImapAddress> list) {
        String mailbox = list.isEmpty() ? null : list.getFirst().mailbox();
        return mailbox == null ? "" : mailbox;
    }

    /// What a person is shown of the first address (RFC 5957 §3).
    private static String display(List<ImapAddress> list) {
        List<MailAddress> addresses = MailAddress.of(list);
        return addresses.isEmpty() ? "" : addresses.getFirst().display();
    }
}
