package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;

/// Which handler carries an operation out. One line for each family of MS-OXCROPS §2.2; what no
/// handler takes answers NotSupported (ecNotSupported, 0x80040102).
final class Families {
    private Families() {}

    static RopResponse handle(RopRequest request, Call call) {
        return switch (request) {
            default -> request.failure(ErrorCodes.NotSupported);
        };
    }
}
