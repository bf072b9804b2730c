package org.rialto.imap;

import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.mapi.MailError;

/// What errors of other rooms are in IMAP: NO, or BYE at the end of a session, with a response code
/// of RFC 5530. The only place where that is decided.
public final class ImapErrors {
    private ImapErrors() {}

    public static Refusal refusal(MailError error) {
        if (error instanceof MailError.LoggedOut end) {
            return Refusal.bye(
                    end.isCredentialVoid() ? ResponseCode.EXPIRED : ResponseCode.UNAVAILABLE,
                    String.valueOf(end.getMessage()));
        }
        ResponseCode code = switch (error) {
            case MailError.NotFound _,MailError.Gone _ -> ResponseCode.NONEXISTENT;
            case MailError.Denied _,MailError.LoggedOut _ -> ResponseCode.NOPERM;
            case MailError.Quota _ -> ResponseCode.OVERQUOTA;
            case MailError.Conflict _ -> ResponseCode.INUSE;
            case MailError.Exists _ -> ResponseCode.ALREADYEXISTS;
            case MailError.Invalid _ -> ResponseCode.CANNOT;
            case MailError.TooLarge _ -> ResponseCode.LIMIT;
            case MailError.Unavailable _ -> ResponseCode.UNAVAILABLE;
            case MailError.Damaged _ -> ResponseCode.CORRUPTION;
        };
        return Refusal.no(code, String.valueOf(error.getMessage()));
    }
}
