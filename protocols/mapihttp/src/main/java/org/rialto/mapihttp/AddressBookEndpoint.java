package org.rialto.mapihttp;

import java.io.IOException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapihttp.wire.RequestType;
import org.rialto.mapihttp.wire.ResponseBody;

/// `/mapi/nspi/`: the address book server endpoint. MS-OXCMAPIHTTP §2.2.5. Its request types are
/// known and framed; each but PING answers its failure response body with NotSupported (MS-OXNSPI
/// §2.2.1.2).
final class AddressBookEndpoint {
    private static final ResponseBody NOT_SUPPORTED = new ResponseBody.Failure(
            ErrorCodes.NotSupported.value(), Binary.EMPTY);

    void answer(Answer answer, RequestType type) throws IOException {
        switch (type) {
            case PING -> answer.end(new byte[0]);
            case BIND, UNBIND, COMPARE_MIDS, DN_TO_MID, GET_MATCHES, GET_PROP_LIST, GET_PROPS,
                    GET_SPECIAL_TABLE, GET_TEMPLATE_INFO, MOD_LINK_ATT, MOD_PROPS, QUERY_COLUMNS,
                    QUERY_ROWS, RESOLVE_NAMES, RESORT_RESTRICTION, SEEK_ENTRIES, UPDATE_STAT,
                    GET_MAILBOX_URL, GET_ADDRESS_BOOK_URL ->
                answer.end(NOT_SUPPORTED.toByteArray());
            case CONNECT, EXECUTE, DISCONNECT, NOTIFICATION_WAIT ->
                throw new IllegalArgumentException(type + " is of the other endpoint");
        }
    }
}
