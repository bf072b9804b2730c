package org.rialto.directory.telephone;

import java.util.List;

/// Which telephone numbers are meant: `+` and digits of an E.164 number (RFC 3966), where `x` is any
/// one digit and a `*` at the end any number of them; `!` before it forbids them.
public final class NumberPattern {
    private NumberPattern() {}

    public static boolean isPattern(String text) {
        return text.matches("!?\\+[0-9x]{0,15}\\*?") && !text.endsWith("+");
    }

    /// Those of a text with blanks or commas between them, as the directory keeps them
    /// ([org.rialto.directory.Attribute#UM_ALLOWED_NUMBERS]).
    public static List<String> list(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("[\\s,]+"));
    }
}
