/// Bulk data transfer (MS-OXCFXICS) as bytes: id sets, the FastTransfer stream, and the order in
/// which a download is written. Codecs only: nothing here knows the store. Used by the server
/// and by clients.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops.sync;
