package org.rialto.protocols.rops.engine;

/// The response of an operation does not fit in what is left of the output buffer, and nothing was
/// done: the client asks again with more room (RopBufferTooSmall, MS-OXCROPS §2.2.15.1).
public final class BufferTooSmall extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int responseBytes;
    private final boolean failsAlone;

    /// @param responseBytes what the response needs, as far as that is known
    public BufferTooSmall(int responseBytes) { this(responseBytes, false); }

    /// @param failsAlone where no output holds the response, the operation fails, and not the call
    BufferTooSmall(int responseBytes, boolean failsAlone) {
        super("a response needs " + responseBytes + " bytes", null, false, false);
        this.responseBytes = responseBytes;
        this.failsAlone = failsAlone;
    }

    boolean failsAlone() { return failsAlone; }

    public int responseBytes() { return responseBytes; }
}
