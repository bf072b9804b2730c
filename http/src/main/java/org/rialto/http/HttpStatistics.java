package org.rialto.http;

/// Counters of all HTTP listeners together.
///
/// @param answered requests by the first digit of their status, at its index
/// @param refused requests turned away because too many were at work
/// @param working requests at work now
/// @param waiting requests that wait for news now
/// @param failures endpoints that failed in a way nobody foresaw
public record HttpStatistics(long[] answered, long refused, int working, int waiting,
        long failures) {}
