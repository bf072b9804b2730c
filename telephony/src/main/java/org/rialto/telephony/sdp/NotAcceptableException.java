package org.rialto.telephony.sdp;

/// Offer or answer has nothing in common with what we can do: 488 with this reason. RFC 3261
/// section 21.4.26.
public final class NotAcceptableException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotAcceptableException(String reason) { super(reason); }

    /// Short and safe to show.
    public String reason() { return String.valueOf(getMessage()); }
}
