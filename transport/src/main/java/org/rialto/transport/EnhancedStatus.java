package org.rialto.transport;

import org.jspecify.annotations.Nullable;

/// An enhanced mail system status code. RFC 3463; values of the IANA registry of RFC 5248.
///
/// @param category 2 success, 4 persistent transient failure, 5 permanent failure
public record EnhancedStatus(int category, int subject, int detail) {
    public static final EnhancedStatus DELIVERED = new EnhancedStatus(2, 0, 0);
    public static final EnhancedStatus OTHER_TRANSIENT = new EnhancedStatus(4, 0, 0);
    public static final EnhancedStatus OTHER_PERMANENT = new EnhancedStatus(5, 0, 0);
    public static final EnhancedStatus BAD_MAILBOX = new EnhancedStatus(5, 1, 1);
    public static final EnhancedStatus BAD_SYSTEM = new EnhancedStatus(5, 1, 2);
    /// RFC 7505 §4.
    public static final EnhancedStatus NULL_MX = new EnhancedStatus(5, 1, 10);
    public static final EnhancedStatus MAILBOX_FULL = new EnhancedStatus(5, 2, 2);
    public static final EnhancedStatus MESSAGE_TOO_BIG = new EnhancedStatus(5, 3, 4);
    public static final EnhancedStatus SYSTEM_NOT_ACCEPTING = new EnhancedStatus(4, 3, 2);
    public static final EnhancedStatus SYSTEM_INCORRECT = new EnhancedStatus(4, 3, 5);
    public static final EnhancedStatus NO_ANSWER = new EnhancedStatus(4, 4, 1);
    public static final EnhancedStatus BAD_CONNECTION = new EnhancedStatus(4, 4, 2);
    public static final EnhancedStatus DIRECTORY_FAILURE = new EnhancedStatus(4, 4, 3);
    public static final EnhancedStatus UNABLE_TO_ROUTE = new EnhancedStatus(5, 4, 4);
    public static final EnhancedStatus LOOP = new EnhancedStatus(5, 4, 6);
    public static final EnhancedStatus EXPIRED = new EnhancedStatus(5, 4, 7);
    public static final EnhancedStatus PROTOCOL_ERROR = new EnhancedStatus(4, 5, 0);
    public static final EnhancedStatus CONVERSION_IMPOSSIBLE = new EnhancedStatus(5, 6, 3);
    /// RFC 6531 §3.5.
    public static final EnhancedStatus NEEDS_SMTPUTF8 = new EnhancedStatus(5, 6, 7);
    public static final EnhancedStatus NOT_AUTHORIZED = new EnhancedStatus(5, 7, 1);
    public static final EnhancedStatus AUTHENTICATION_FAILED = new EnhancedStatus(4, 7, 8);
    public static final EnhancedStatus ENCRYPTION_NEEDED = new EnhancedStatus(5, 7, 10);
    /// RFC 8689 §6.
    public static final EnhancedStatus NEEDS_REQUIRETLS = new EnhancedStatus(5, 7, 30);

    public EnhancedStatus {
        if (category != 2 && category != 4 && category != 5 || subject < 0 || subject > 999
                || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("not a status code: " + category);
        }
    }

    public boolean isPermanent() { return category == 5; }

    /// The same problem as a transient (4) or permanent (5) one.
    public EnhancedStatus as(int otherCategory) {
        return new EnhancedStatus(otherCategory, subject, detail);
    }

    /// Reads `class "." subject "." detail` up to a space or the end; null when the text does not
    /// begin with a code.
    public static @Nullable EnhancedStatus parse(String text) {
        int space = text.indexOf(' ');
        String[] parts = (space < 0 ? text : text.substring(0, space)).split("\\.", -1);
        if (parts.length != 3 || !isNumber(parts[0]) || !isNumber(parts[1])
                || !isNumber(parts[2])) {
            return null;
        }
        int category = Integer.parseInt(parts[0]);
        if (category != 2 && category != 4 && category != 5) {
            return null;
        }
        return new EnhancedStatus(category, Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() { return category + "." + subject + "." + detail; }
}
