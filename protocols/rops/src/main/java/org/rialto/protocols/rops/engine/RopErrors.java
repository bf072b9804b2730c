package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;

/// The one place where what other rooms refuse becomes a return value of an operation.
/// MS-OXCDATA §2.4. An operation whose document names another code for a case catches that case.
public final class RopErrors {
    private RopErrors() {}

    public static ErrorCode of(MailError error) {
        return switch (error) {
            case MailError.NotFound _ -> ErrorCodes.NotFound;
            case MailError.Denied _ -> ErrorCodes.AccessDenied;
            case MailError.LoggedOut _ -> ErrorCodes.EndOfSession;
            case MailError.Quota _ -> ErrorCodes.QuotaExceeded;
            case MailError.Conflict _ -> ErrorCodes.ObjectChanged;
            case MailError.Gone _ -> ErrorCodes.ObjectDeleted;
            case MailError.Exists _ -> ErrorCodes.CollidingNames;
            case MailError.Invalid _ -> ErrorCodes.InvalidParameter;
            case MailError.TooLarge _ -> ErrorCodes.TooBig;
            case MailError.Unavailable _ -> ErrorCodes.ServerBusy;
            case MailError.Damaged _ -> ErrorCodes.CorruptData;
        };
    }
}
