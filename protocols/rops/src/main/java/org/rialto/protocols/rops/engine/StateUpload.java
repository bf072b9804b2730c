package org.rialto.protocols.rops.engine;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.rops.sync.SynchronizationState;

/// What a client's replica had when a synchronization began, as the client says it: a property at a
/// time, each in parts. MS-OXCFXICS §3.2.5.9.2. What it does not say is empty.
final class StateUpload implements AutoCloseable {
    /// Of one property. An id set of a million scattered ids is smaller.
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private SynchronizationState state = SynchronizationState.empty();
    private @Nullable PropertyTag property;
    private ByteArrayOutputStream value = new ByteArrayOutputStream(0);
    private boolean sealed;
    private final TransferMemory.Share memory;

    StateUpload(TransferMemory.Share memory) { this.memory = memory; }

    /// @throws RopError for a property that is not of the state, one within another, and once the
    ///         state is in use
    void begin(PropertyTag stateProperty) {
        if (!SynchronizationState.isPart(stateProperty)) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        if (property != null || sealed) {
            throw new RopError(ErrorCodes.NotInitialized);
        }
        property = stateProperty;
        value = new ByteArrayOutputStream();
    }

    void add(Binary part) {
        if (property == null) {
            throw new RopError(ErrorCodes.NotInitialized);
        }
        if (part.length() > MOST_BYTES - value.size()) {
            throw new MailError.TooLarge("a state's property is over " + MOST_BYTES + " bytes");
        }
        memory.hold(state.memoryBytes() + value.size() + part.length());
        value.writeBytes(part.toByteArray());
    }

    void end() {
        PropertyTag ended = property;
        if (ended == null) {
            throw new RopError(ErrorCodes.NotInitialized);
        }
        byte[] bytes = value.toByteArray();
        property = null;
        value = new ByteArrayOutputStream(0);
        try {
            SynchronizationState with = state.with(ended, Binary.wrap(bytes));
            memory.hold(with.memoryBytes());
            state = with;
        } catch (MalformedDataException e) {
            throw new RopError(ErrorCodes.RpcFormat); // §3.1.5.4.3.2
        }
    }

    @Override
    public void close() { memory.close(); }

    /// As it is now; not to be changed.
    SynchronizationState state() { return state; }

    /// The state, which the client cannot change from now on. Not to be changed by the caller either.
    SynchronizationState seal() {
        sealed = true;
        return state;
    }
}
