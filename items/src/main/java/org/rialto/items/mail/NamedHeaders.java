package org.rialto.items.mail;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.items.voice.VoiceHeaders;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyValue;
import org.rialto.store.MessageContent;

/// Header fields that are named properties: those of PS_INTERNET_HEADERS, and categories.
/// MS-OXCMAIL §2.1.3.2.10 (Keywords) and §2.1.3.2.17.
final class NamedHeaders {
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,100}");
    private static final int VALUE_CHARACTERS = 8_000;
    private static final int MOST = 200;
    private static final String CATEGORIES = "Keywords";
    /// What the writer says itself of properties with a meaning, or only a server on the way may say.
    private static final Set<String> RESERVED = Set.of("date", "from", "sender", "reply-to", "to",
            "cc", "bcc", "subject", "message-id", "in-reply-to", "references", "mime-version",
            "thread-topic", "thread-index", "importance", "x-priority", "priority", "sensitivity",
            "expiry-date", "reply-by", "disposition-notification-to", "return-receipt-to",
            "received", "return-path", "delivered-to", "dkim-signature",
            "authentication-results", "list-help", "list-subscribe", "list-unsubscribe",
            "x-auto-response-suppress", "keywords");

    private NamedHeaders() {}

    /// Whether a message, or one embedded in it, could have any.
    static boolean mayHave(MessageContent message) {
        PropertyBag bag = message.properties();
        return !bag.isEmpty() && bag.asList().getLast().tag().isNamed()
                || message.attachments().stream().anyMatch(
                        each -> each.data() instanceof org.rialto.store.AttachmentData.Embedded in
                                && mayHave(in.message()));
    }

    static void write(PropertyBag bag, Map<Integer, PropertyName> names, HeaderWriter header) {
        if (names.isEmpty()) {
            return;
        }
        Set<String> written = new HashSet<>();
        for (PropertyValue value : bag) {
            PropertyName name = value.tag().isNamed() ? names.get(value.id()) : null;
            if (name instanceof PropertyName.Text text && written.size() < MOST) {
                write(text, value.value(), written, header);
            }
        }
    }

    private static void write(PropertyName.Text name, Object value, Set<String> written,
            HeaderWriter header) {
        String lower = name.name().toLowerCase(Locale.ROOT);
        if (name.set().equals(PropertySets.PS_PUBLIC_STRINGS)
                && name.name().equalsIgnoreCase(CATEGORIES) && value instanceof List<?> list) {
            List<String> categories = list.stream().filter(String.class::isInstance)
                    .map(each -> cut((String) each)).filter(each -> !each.isBlank()).limit(MOST)
                    .toList();
            if (!categories.isEmpty() && written.add("keywords")) {
                header.text(CATEGORIES, String.join(", ", categories));
            }
        } else if (name.set().equals(PropertySets.PS_INTERNET_HEADERS)
                && value instanceof String text && FIELD.matcher(name.name()).matches()
                && !RESERVED.contains(lower) && !VoiceHeaders.isOne(lower)
                && !lower.startsWith("content-")
                && written.add(lower)) {
            header.text(name.name(), cut(text));
        }
    }

    private static String cut(String text) {
        return text.length() <= VALUE_CHARACTERS ? text : text.substring(0, VALUE_CHARACTERS);
    }
}
