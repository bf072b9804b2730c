package org.rialto.protocols.nspi;

import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;

/// A method fails with one of the permitted error codes; nothing of it was done. MS-OXNSPI
/// §2.2.1.2.
public final class NspiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    public NspiError(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code.value();
    }

    public ErrorCode code() { return new ErrorCode(code); }

    /// What another room refused, in the terms of this protocol: the only place where that is said.
    static NspiError of(MailError error) {
        ErrorCode code = switch (error) {
            case MailError.Denied _,MailError.Quota _,MailError.Conflict _,MailError.Gone _,MailError.Exists _,MailError.Invalid _,MailError.TooLarge _,MailError.NotFound _ ->
                ErrorCodes.AccessDenied;
            case MailError.LoggedOut _ -> ErrorCodes.LogonFailed;
            case MailError.Unavailable _ -> ErrorCodes.OutOfResources;
            case MailError.Damaged _ -> ErrorCodes.GeneralFailure;
        };
        return new NspiError(code, String.valueOf(error.getMessage()));
    }
}
