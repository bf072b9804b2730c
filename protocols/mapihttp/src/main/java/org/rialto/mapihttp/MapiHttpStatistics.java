package org.rialto.mapihttp;

/// What MAPI over HTTP counts.
///
/// @param contexts Session Contexts there are now
/// @param connects Session Contexts made
/// @param expired Session Contexts that ended for being idle
/// @param requests of any type
/// @param refused requests answered with a response code other than Success
/// @param failures requests that failed in a way nobody foresaw; among the refused
/// @param waiting clients that wait for notifications now
public record MapiHttpStatistics(int contexts, long connects, long expired, long requests,
        long refused, long failures, int waiting) {}
