package org.rialto.imap;

import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.mapi.MailError;

/// What errors of other rooms are in IMAP: NO with a response code of RFC 5530. The only place
/// where that is decided.
final class ImapErrors {
    private ImapErrors() {}

    static Refusal refusal(MailError error) {
        ResponseCode code = switch (error) {
            case MailError.NotFound _,MailError.Gone _ -> ResponseCode.NONEXISTENT;
            case MailError.Denied _ -> ResponseCode.NOPERM;
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
