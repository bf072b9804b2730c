package org.rialto.mapihttp;

import org.rialto.base.ByteReader;
import org.rialto.mapihttp.wire.ResponseBody;

/// Answers one request type of the address book: reads its body and does what it asks.
///
/// Bytes that are not a body of that type are an [org.rialto.base.MalformedDataException]; a return
/// value of the operation (MS-OXNSPI §2.2.1.2) goes into the response body.
interface AddressBookRequest {
    /// @param session of the client; for Bind, the one that is kept if it succeeds
    ResponseBody answer(AddressBookSession session, ByteReader body);
}
