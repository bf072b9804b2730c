package org.rialto.pop3;

import org.rialto.mapi.MailError;
import org.rialto.pop3.wire.Pop3Reply;

/// The only place where another room's refusal becomes a reply. RFC 3206 tells the passing from
/// the permanent.
public final class Pop3Errors {
    private Pop3Errors() {}

    public static Pop3Reply of(MailError error) {
        String text = String.valueOf(error.getMessage());
        return switch (error) {
            case MailError.NotFound _,MailError.Gone _ -> Pop3Reply.error(text);
            case MailError.Denied _,MailError.Invalid _,MailError.Exists _,MailError.TooLarge _ ->
                Pop3Reply.error("SYS/PERM", text);
            case MailError.Damaged _ -> Pop3Reply.error("SYS/PERM", text);
            case MailError.Quota _,MailError.Conflict _,MailError.Unavailable _ ->
                Pop3Reply.error("SYS/TEMP", text);
        };
    }
}
