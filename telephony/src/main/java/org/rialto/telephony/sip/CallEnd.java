package org.rialto.telephony.sip;

/// How a call ended.
///
/// @param status the SIP code that ended it: of the refusal or failure; 487 for one cancelled, 200
///        for one that was hung up after it was answered
/// @param reason the text that came with the code
public record CallEnd(By by, int status, String reason) {
    /// Who ended it.
    public enum By {
        /// We hung up, cancelled or refused.
        US,
        /// The other side hung up, cancelled or refused.
        THEM,
        /// Nobody: the network, a timer, an answer that made no sense.
        FAILURE
    }
}
