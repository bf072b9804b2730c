package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.sync.FastTransferReader;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.sync.TransferLimits;

/// The upload of a fast transfer stream into a folder, message or attachment: the FastTransfer
/// upload context. MS-OXCFXICS §3.2.5.8.2. After a failure it takes no more.
final class TransferUpload implements TransferObject {
    private final LogonObject logon;
    private final TransferSink sink;
    private final FastTransferReader reader;
    private final TransferMemory.Share memory;
    private @Nullable ErrorCode failure;

    TransferUpload(LogonObject logon, FastTransferRoot root, TransferSink sink, Call call) {
        this.logon = logon;
        this.sink = sink;
        this.reader = new FastTransferReader(root, sink, call.format().charset(),
                TransferLimits.USUAL);
        this.memory = call.session().transferMemory().share();
    }

    @Override
    public void holds(ObjectSpace.Held held) { sink.holds(held); }

    @Override
    public void close() { memory.close(); }

    @Override
    public LogonObject logon() { return logon; }

    /// Takes the next bytes. Messages that ended in them are saved when this returns.
    void put(Binary data) {
        if (failure != null) {
            throw new RopError(failure);
        }
        // Until it is known to be good.
        failure = ErrorCodes.GeneralFailure;
        try {
            reader.feed(data.toByteArray());
            memory.hold(reader.heldBytes() + sink.heldBytes());
            sink.endOfBuffer();
            failure = null;
        } catch (MalformedDataException e) {
            failure = ErrorCodes.FormatError;
            throw new RopError(ErrorCodes.FormatError);
        } catch (MailError.LoggedOut e) {
            throw e;
        } catch (MailError e) {
            failure = RopErrors.of(e);
            throw e;
        } catch (RopError e) {
            failure = e.code();
            throw e;
        }
    }
}
