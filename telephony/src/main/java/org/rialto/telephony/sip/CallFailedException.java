package org.rialto.telephony.sip;

/// The other side refused what we asked within a call, or did not answer; the call goes on unless
/// [CallListener#ended] says otherwise.
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    CallFailedException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    /// The SIP status: the other side's, or one of ours (408, 503).
    public int status() { return status; }
}
