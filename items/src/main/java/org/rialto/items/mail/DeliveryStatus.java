package org.rialto.items.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An enhanced status code (RFC 3463) and what reports have for it: PidTagNonDeliveryReportStatusCode,
/// -DiagCode and -ReasonCode. MS-OXOMSG §2.2.2.30 to §2.2.2.32, MS-OXCMAIL §2.2.3.7.1.2.
record DeliveryStatus(int category, int subject, int detail) {
    private static final Pattern CODE = Pattern
            .compile("\\s*([245])\\.(\\d{1,3})\\.(\\d{1,3})\\b.*", Pattern.DOTALL);
    // PidTagNonDeliveryReportDiagCode.
    static final int NO_DIAGNOSTIC = -1;
    private static final int NAME_UNRECOGNIZED = 0;
    private static final int NAME_AMBIGUOUS = 1;
    private static final int CONGESTED = 2;
    private static final int LOOP = 3;
    private static final int UNAVAILABLE = 4;
    private static final int EXPIRED = 5;
    private static final int TOO_LONG = 7;
    private static final int IMPRACTICAL_TO_CONVERT = 8;
    private static final int PROHIBITED_TO_CONVERT = 9;
    private static final int PARAMETERS_INVALID = 11;
    private static final int CONTENT_TYPE_UNSUPPORTED = 15;
    private static final int TOO_MANY_RECIPIENTS = 16;
    private static final int CRITICAL_FUNCTION_UNSUPPORTED = 18;
    private static final int EXPANSION_PROHIBITED = 28;
    private static final int SUBMISSION_PROHIBITED = 29;
    private static final int EXPANSION_FAILED = 30;
    // PidTagNonDeliveryReportReasonCode.
    private static final int TRANSFER_FAILED = 0;
    private static final int TRANSFER_IMPOSSIBLE = 1;
    private static final int CONVERSION_NOT_PERFORMED = 2;
    private static final int RESTRICTED_DELIVERY = 5;
    private static final int DIRECTORY_FAILED = 6;

    static @Nullable DeliveryStatus parse(@Nullable String text) {
        Matcher matcher = CODE.matcher(text == null ? "" : text);
        return matcher.matches()
                ? new DeliveryStatus(Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)))
                : null;
    }

    /// Of the codes of a report without a status.
    static DeliveryStatus of(int diagnosticCode, int reasonCode) {
        return switch (diagnosticCode) {
            case NAME_UNRECOGNIZED -> new DeliveryStatus(5, 1, 1);
            case NAME_AMBIGUOUS -> new DeliveryStatus(5, 1, 4);
            case CONGESTED -> new DeliveryStatus(5, 4, 5);
            case LOOP -> new DeliveryStatus(5, 4, 6);
            case UNAVAILABLE -> new DeliveryStatus(5, 2, 1);
            case EXPIRED -> new DeliveryStatus(5, 4, 7);
            case TOO_LONG -> new DeliveryStatus(5, 3, 4);
            case IMPRACTICAL_TO_CONVERT -> new DeliveryStatus(5, 6, 3);
            case PROHIBITED_TO_CONVERT -> new DeliveryStatus(5, 6, 2);
            case PARAMETERS_INVALID -> new DeliveryStatus(5, 5, 4);
            case CONTENT_TYPE_UNSUPPORTED -> new DeliveryStatus(5, 6, 1);
            case TOO_MANY_RECIPIENTS -> new DeliveryStatus(5, 5, 3);
            case CRITICAL_FUNCTION_UNSUPPORTED -> new DeliveryStatus(5, 3, 3);
            case EXPANSION_PROHIBITED -> new DeliveryStatus(5, 7, 2);
            case SUBMISSION_PROHIBITED -> new DeliveryStatus(5, 7, 1);
            case EXPANSION_FAILED -> new DeliveryStatus(5, 2, 4);
            default -> reasonCode == RESTRICTED_DELIVERY
                    ? new DeliveryStatus(5, 7, 1)
                    : new DeliveryStatus(5, 0, 0);
        };
    }

    /// Its digits, without the periods.
    int number() { return Integer.parseInt("" + category + subject + detail); }

    int diagnosticCode() {
        return switch (subject * 1000 + detail) {
            case 1_000, 1_001, 1_002, 1_003, 1_006, 1_010 -> NAME_UNRECOGNIZED;
            case 1_004 -> NAME_AMBIGUOUS;
            case 2_000, 2_001, 2_002 -> UNAVAILABLE;
            case 2_003, 3_004 -> TOO_LONG;
            case 2_004 -> EXPANSION_FAILED;
            case 3_003 -> CRITICAL_FUNCTION_UNSUPPORTED;
            case 4_005 -> CONGESTED;
            case 4_006 -> LOOP;
            case 4_007 -> EXPIRED;
            case 5_003 -> TOO_MANY_RECIPIENTS;
            case 5_004 -> PARAMETERS_INVALID;
            case 6_001 -> CONTENT_TYPE_UNSUPPORTED;
            case 6_002 -> PROHIBITED_TO_CONVERT;
            case 6_003, 6_005 -> IMPRACTICAL_TO_CONVERT;
            case 7_000, 7_001 -> SUBMISSION_PROHIBITED;
            case 7_002 -> EXPANSION_PROHIBITED;
            default -> NO_DIAGNOSTIC;
        };
    }

    int reasonCode() {
        return switch (subject) {
            case 1, 2 -> TRANSFER_FAILED;
            case 4 -> detail == 3 ? DIRECTORY_FAILED : TRANSFER_IMPOSSIBLE;
            case 6 -> CONVERSION_NOT_PERFORMED;
            case 7 -> RESTRICTED_DELIVERY;
            default -> TRANSFER_FAILED;
        };
    }

    @Override
    public String toString() { return category + "." + subject + "." + detail; }
}
