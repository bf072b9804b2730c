package org.rialto.protocols.um.dialplan;

import java.util.List;
import org.rialto.directory.telephone.NumberPattern;

/// Which destinations may be dialled for a user. By default nobody is called outside, so that a
/// stolen PIN or password cannot be turned into money.
///
/// What a pattern with `!` forbids is forbidden, whatever else allows ([NumberPattern]).
///
/// @param inside whether extensions and our own addresses may be called
/// @param outside patterns of numbers; empty: none
public record DialPolicy(boolean inside, List<String> outside) {
    /// Telephones of this organisation only.
    public static final DialPolicy INSIDE_ONLY = new DialPolicy(true, List.of());

    public DialPolicy {
        outside = List.copyOf(outside);
        for (String pattern : outside) {
            if (!isPattern(pattern))
                throw new IllegalArgumentException("\"" + pattern + "\" is not a pattern of"
                        + " numbers such as +4930* or !+1900xxxxxxx");
        }
    }

    /// Whether a text is a pattern as this type takes it.
    public static boolean isPattern(String text) { return NumberPattern.isPattern(text); }

    /// Why it is not dialled, or nothing when it may be.
    public String objection(Destination destination) {
        return switch (destination) {
            case Destination.Extension _,Destination.Address _ -> inside
                    ? ""
                    : "calls inside are not allowed";
            case Destination.Number(String e164) -> allows(e164)
                    ? ""
                    : "the policy does not allow this number";
            case Destination.Refused(String reason) -> reason;
        };
    }

    private boolean allows(String e164) {
        boolean allowed = false;
        for (String pattern : outside) {
            boolean forbids = pattern.startsWith("!");
            if (matches(forbids ? pattern.substring(1) : pattern, e164)) {
                if (forbids)
                    return false;
                allowed = true;
            }
        }
        return allowed;
    }

    private static boolean matches(String pattern, String number) {
        boolean open = pattern.endsWith("*");
        int length = open ? pattern.length() - 1 : pattern.length();
        if (open ? number.length() < length : number.length() != length)
            return false;
        for (int i = 0; i < length; i++) {
            char wanted = pattern.charAt(i);
            if (wanted != 'x' && wanted != number.charAt(i))
                return false;
        }
        return true;
    }
}
