package org.rialto.telephony.sip;

/// Counters of a layer, for metrics and `rialto status`.
///
/// @param serverTransactions now
/// @param clientTransactions now
/// @param dialogs now
/// @param requests that came since the start
/// @param responses that came since the start
/// @param refusedRate requests answered 503 because their address sent too many
/// @param refusedCapacity requests answered 503 because too much was going on
/// @param malformed messages answered 400 or dropped
public record SipStatistics(int serverTransactions, int clientTransactions, int dialogs,
        long requests, long responses, long refusedRate, long refusedCapacity, long malformed) {}
