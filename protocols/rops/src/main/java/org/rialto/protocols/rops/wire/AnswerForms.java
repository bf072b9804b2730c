package org.rialto.protocols.rops.wire;

import org.rialto.base.ByteReader;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.wire.RopTable.ResponseReader;
import org.rialto.protocols.rops.wire.logon.RopLogon;

/// The forms that answers have by their return value. MS-OXCROPS §2.2.3 to §2.2.14: most operations
/// have a response for success and one, without fields, for failure; some always answer alike, and
/// some between two objects have another response where the second is not there.
final class AnswerForms {
    private AnswerForms() {}

    /// Reads what follows the return value that a response is for.
    interface Success {
        RopResponse read(int handleIndex, ByteReader in, ResponseContext context);
    }

    /// Reads what follows the return value, whatever that is.
    interface Any {
        RopResponse read(int handleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context);
    }

    static ResponseReader answer(RopId id, Success success) {
        return reader((handleIndex, returnValue, in, context) -> returnValue.isSuccess()
                ? success.read(handleIndex, in, context)
                : new RopFailure(id, handleIndex, returnValue));
    }

    static ResponseReader answer(RopId id, Success success, Success nullDestination) {
        return always((handleIndex, returnValue, in, context) -> returnValue.isSuccess()
                ? success.read(handleIndex, in, context)
                : new RopFailure(id, handleIndex, returnValue), nullDestination);
    }

    static ResponseReader warning(RopId id, Any any) {
        return reader((handleIndex, returnValue, in, context) -> returnValue.isSuccess()
                || returnValue.equals(ErrorCodes.ErrorsReturned)
                        ? any.read(handleIndex, returnValue, in, context)
                        : new RopFailure(id, handleIndex, returnValue));
    }

    static ResponseReader always(Any any) { return reader(any); }

    static ResponseReader always(Any any, Success nullDestination) {
        return reader((handleIndex, returnValue, in, context) -> returnValue
                .equals(ErrorCodes.NullDestinationObject)
                        ? nullDestination.read(handleIndex, in, context)
                        : any.read(handleIndex, returnValue, in, context));
    }

    private static ResponseReader reader(Any any) {
        return (in, context) -> any.read(in.readUint8(), new ErrorCode(in.readInt32()), in,
                context);
    }

    /// RopLogon succeeds in two ways, and can name another server.
    static RopResponse readLogon(ByteReader in, ResponseContext context) {
        int handleIndex = in.readUint8();
        ErrorCode returnValue = new ErrorCode(in.readInt32());
        if (returnValue.isSuccess()) {
            return RopLogon.readSuccess(handleIndex, in, context);
        }
        return returnValue.equals(ErrorCodes.WrongServer)
                ? RopLogon.Redirect.read(handleIndex, in, context)
                : new RopFailure(RopId.LOGON, handleIndex, returnValue);
    }
}
