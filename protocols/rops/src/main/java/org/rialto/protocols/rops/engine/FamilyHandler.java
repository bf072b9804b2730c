package org.rialto.protocols.rops.engine;

import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;

/// Carries out the operations of a family; has no state but what is in the call's objects. Fails by
/// [RopError], [org.rialto.mapi.MailError] or, before anything was done, [BufferTooSmall].
public interface FamilyHandler<R extends RopRequest> {
    RopResponse handle(R request, Call call);
}
