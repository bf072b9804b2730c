package org.rialto.formats.rtf;

import org.jspecify.annotations.Nullable;

/// Which of a message's bodies is the one that it was written in. MS-OXBBODY §2.1.3.1, for one who
/// sees the bodies themselves: the rows of its table for values too large for a buffer are for
/// clients. The numbers are those of PidTagNativeBody (MS-OXCMSG §2.2.1.58.2).
public enum BestBody {
    UNDEFINED(0), PLAIN(1), RTF(2), HTML(3), CLEAR_SIGNED(4);

    private final int code;

    BestBody(int code) { this.code = code; }

    /// The value of PidTagNativeBody.
    public int code() { return code; }

    /// The body of a value of PidTagNativeBody; null for any other number.
    public static @Nullable BestBody ofCode(int code) {
        return code >= 0 && code < values().length ? values()[code] : null;
    }

    /// For one who asks for some of the forms only, each of which can be made of the others: the
    /// best of those. MS-OXBBODY §2.1.3.1, step 1.
    public BestBody among(boolean plain, boolean rtf, boolean html) {
        boolean asked = switch (this) {
            case PLAIN -> plain;
            case RTF -> rtf;
            case HTML -> html;
            case UNDEFINED, CLEAR_SIGNED -> true;
        };
        if (asked || !plain && !rtf && !html) {
            return this;
        }
        return html ? HTML : rtf ? RTF : PLAIN;
    }

    /// The best of the bodies that are there. PidTagNativeBody is believed where it says plain, RTF
    /// or HTML and that body is there; otherwise PidTagRtfInSync tells whether the RTF is still
    /// what the others say.
    public static BestBody of(@Nullable Integer nativeBody, boolean plain, boolean rtf,
            boolean html, boolean rtfInSync) {
        if (nativeBody != null) {
            switch (nativeBody) {
                case 1 -> {
                    if (plain) {
                        return PLAIN;
                    }
                }
                case 2 -> {
                    if (rtf) {
                        return RTF;
                    }
                }
                case 3 -> {
                    if (html) {
                        return HTML;
                    }
                }
                default -> {
                    // Of others the algorithm goes on.
                }
            }
        }
        if (rtf && (rtfInSync || (!plain && !html))) {
            return RTF;
        }
        if (html) {
            return HTML;
        }
        return plain ? PLAIN : UNDEFINED;
    }
}
