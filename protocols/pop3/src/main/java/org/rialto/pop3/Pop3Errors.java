package org.rialto.pop3;

import org.rialto.directory.sasl.Outcome;
import org.rialto.mapi.MailError;
import org.rialto.pop3.wire.Pop3Reply;

/// The only place where another room's refusal becomes a reply. RFC 3206 tells the passing from
/// the permanent.
public final class Pop3Errors {
    private Pop3Errors() {}

    /// RFC 3206 §4: AUTH says that the credentials are the problem.
    public static Pop3Reply of(Outcome.Refused refused) {
        String text = refused.message();
        return switch (refused.reason()) {
            case INVALID_CREDENTIALS, AUTHORIZATION_DENIED, PASSWORD_EXPIRED ->
                Pop3Reply.error("AUTH", text);
            case ACCOUNT_DISABLED -> Pop3Reply.error("SYS/PERM", text);
            case TOO_MANY_ATTEMPTS, UNAVAILABLE -> Pop3Reply.error("SYS/TEMP", text);
            case ENCRYPTION_REQUIRED, UNSUPPORTED_MECHANISM, MALFORMED -> Pop3Reply.error(text);
        };
    }

    public static Pop3Reply of(MailError error) {
        String text = String.valueOf(error.getMessage());
        return switch (error) {
            case MailError.NotFound _,MailError.Gone _ -> Pop3Reply.error(text);
            case MailError.LoggedOut _ -> Pop3Reply.error("AUTH", text + ", nothing was deleted");
            case MailError.Denied _,MailError.Invalid _,MailError.Exists _,MailError.TooLarge _ ->
                Pop3Reply.error("SYS/PERM", text);
            case MailError.Damaged _ -> Pop3Reply.error("SYS/PERM", text);
            case MailError.Quota _,MailError.Conflict _,MailError.Unavailable _ ->
                Pop3Reply.error("SYS/TEMP", text);
        };
    }
}
