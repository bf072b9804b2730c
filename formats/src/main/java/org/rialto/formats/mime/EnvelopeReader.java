package org.rialto.formats.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.header.HeaderName;

/// Reads an [ImapEnvelope] out of a header. A repeated address field counts as one long field; of
/// other repeated fields the first counts.
final class EnvelopeReader {
    private EnvelopeReader() {}

    static ImapEnvelope read(HeaderFields header, MimeLimits limits) {
        return new ImapEnvelope(header.raw(HeaderName.DATE), header.raw(HeaderName.SUBJECT),
                addresses(header, HeaderName.FROM, limits),
                addresses(header, HeaderName.SENDER, limits),
                addresses(header, HeaderName.REPLY_TO, limits),
                addresses(header, HeaderName.TO, limits),
                addresses(header, HeaderName.CC, limits),
                addresses(header, HeaderName.BCC, limits),
                nonEmpty(header.raw(HeaderName.IN_REPLY_TO)),
                nonEmpty(header.raw(HeaderName.MESSAGE_ID)));
    }

    private static @Nullable String nonEmpty(
            @Nullable String raw) {
        return raw == null || raw.isEmpty() ? null : raw;
    }

    private static List<ImapAddress> addresses(HeaderFields header, HeaderName name,
            MimeLimits limits) {
        int field = header.find(name);
        if (field < 0) {
            return List.of();
        }
        List<ImapAddress> first = parse(header, field, limits.addresses());
        field = header.findNext(field);
        if (field < 0) {
            return first;
        }
        List<ImapAddress> all = new ArrayList<>(first);
        for (; field >= 0 && all.size() < limits.addresses(); field = header.findNext(field)) {
            all.addAll(parse(header, field, limits.addresses() - all.size()));
        }
        return all;
    }

    private static List<ImapAddress> parse(HeaderFields header, int field, int limit) {
        return AddressParser.parse(header.bytes(), header.valueStart(field),
                header.valueEnd(field), limit);
    }
}
