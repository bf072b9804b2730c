package org.rialto.telephony.media;

/// What a session counted so far.
///
/// @param sent RTP packets that left
/// @param unsent packets that the socket did not take
/// @param received RTP packets that were accepted
/// @param lost packets that never came, by their numbers
/// @param refused datagrams of another source than the call's
/// @param invalid datagrams that are no RTP, of an unknown payload type, or forged
/// @param jitterMillis RFC 3550 §6.4.1
/// @param concealedMillis of sound that was lost or came too late
/// @param underruns times 20 ms in which a source that is played had nothing ready
/// @param roundTripMillis by the peer's reports; -1 before the first
public record MediaStatistics(long sent, long unsent, long received, long lost, long refused,
        long invalid, double jitterMillis, long concealedMillis, long underruns,
        double roundTripMillis) {}
