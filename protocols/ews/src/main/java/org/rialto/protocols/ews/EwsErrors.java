package org.rialto.protocols.ews;

import org.rialto.mapi.MailError;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.ResponseCode;

/// The only place where a failure of another room becomes this protocol's.
final class EwsErrors {
    private EwsErrors() {}

    static EwsFault fault(MailError error) {
        return new EwsFault(switch (error) {
            case MailError.NotFound _,MailError.Gone _ -> ResponseCode.ITEM_NOT_FOUND;
            case MailError.Denied _,MailError.LoggedOut _ -> ResponseCode.ACCESS_DENIED;
            case MailError.Quota _ -> ResponseCode.QUOTA_EXCEEDED;
            case MailError.Conflict _ -> ResponseCode.IRRESOLVABLE_CONFLICT;
            case MailError.Exists _,MailError.Invalid _ -> ResponseCode.INVALID_REQUEST;
            case MailError.TooLarge _ -> ResponseCode.DATA_SIZE_LIMIT_EXCEEDED;
            case MailError.Unavailable _ -> ResponseCode.SERVER_BUSY;
            case MailError.Damaged _ -> ResponseCode.CORRUPT_DATA;
        }, String.valueOf(error.getMessage()));
    }
}
