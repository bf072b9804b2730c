package org.rialto.telephony.sip;

/// Where a call stands, seen from either side.
///
/// ```
/// TRYING ──▶ RINGING ──2xx──▶ ANSWERED ──ACK──▶ CONFIRMED ──BYE──▶ ENDED
///    └───────────┴── CANCEL, refusal, failure ──────────────────────▲
/// ```
public enum CallState {
    /// INVITE sent or received.
    TRYING,
    /// A provisional response other than 100.
    RINGING,
    /// We answered, the ACK is still to come; never so on the calling side.
    ANSWERED, CONFIRMED, ENDED
}
