package org.rialto.formats.header;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The header fields that some part of the server asks for, recognised while a header is indexed
/// so that asking for one costs nothing. Any other field is found by its name.
// @formatter:off
public enum HeaderName {
    FROM("From"),
    SENDER("Sender"),
    REPLY_TO("Reply-To"),
    TO("To"),
    CC("Cc"),
    BCC("Bcc"),
    SUBJECT("Subject"),
    DATE("Date"),
    MESSAGE_ID("Message-ID"),
    IN_REPLY_TO("In-Reply-To"),
    REFERENCES("References"),
    CONTENT_TYPE("Content-Type"),
    CONTENT_TRANSFER_ENCODING("Content-Transfer-Encoding"),
    CONTENT_DISPOSITION("Content-Disposition"),
    CONTENT_ID("Content-ID"),
    CONTENT_DESCRIPTION("Content-Description"),
    CONTENT_MD5("Content-MD5"),
    CONTENT_LANGUAGE("Content-Language"),
    CONTENT_LOCATION("Content-Location"),
    CONTENT_BASE("Content-Base"),
    CONTENT_CLASS("Content-Class"),
    MIME_VERSION("MIME-Version"),
    RECEIVED("Received"),
    RETURN_PATH("Return-Path"),
    IMPORTANCE("Importance"),
    PRIORITY("Priority"),
    X_PRIORITY("X-Priority"),
    X_MSMAIL_PRIORITY("X-MSMail-Priority"),
    SENSITIVITY("Sensitivity"),
    THREAD_TOPIC("Thread-Topic"),
    THREAD_INDEX("Thread-Index"),
    DISPOSITION_NOTIFICATION_TO("Disposition-Notification-To"),
    RETURN_RECEIPT_TO("Return-Receipt-To"),
    X_CONFIRM_READING_TO("X-Confirm-Reading-To"),
    X_MS_HAS_ATTACH("X-MS-Has-Attach"),
    X_MAILER("X-Mailer"),
    USER_AGENT("User-Agent"),
    LIST_ID("List-Id"),
    AUTO_SUBMITTED("Auto-Submitted"),
    REPLY_BY("Reply-By"),
    EXPIRES("Expires"),
    EXPIRY_DATE("Expiry-Date"),
    DEFERRED_DELIVERY("Deferred-Delivery"),
    KEYWORDS("Keywords");
    // @formatter:on

    private static final HeaderName[] BY_HASH = new HeaderName[256];
    static {
        for (HeaderName name : values()) {
            int slot = slot(name.lower, 0, name.lower.length);
            while (BY_HASH[slot] != null) {
                slot = (slot + 1) & 0xFF;
            }
            BY_HASH[slot] = name;
        }
    }

    private final String text;
    private final byte[] lower;

    HeaderName(String text) {
        this.text = text;
        this.lower = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < lower.length; i++) {
            lower[i] |= 0x20;
        }
    }

    /// As it is written in a header.
    public String text() { return text; }

    /// The name in `bytes[from, to)`, without regard to case, or null when it is none of these.
    static @Nullable HeaderName find(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to - from);
        for (HeaderName name = BY_HASH[slot]; name != null; name = BY_HASH[slot]) {
            if (name.matches(bytes, from, to)) {
                return name;
            }
            slot = (slot + 1) & 0xFF;
        }
        return null;
    }

    // Setting 0x20 folds letters and leaves '-' and digits as they are; it also folds a few
    // control characters onto them, which no field name holds.
    private boolean matches(byte[] bytes, int from, int to) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            if ((bytes[from + i] | 0x20) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    private static int slot(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + (bytes[i] | 0x20);
        }
        return (hash ^ hash >>> 8 ^ hash >>> 16) & 0xFF;
    }
}
