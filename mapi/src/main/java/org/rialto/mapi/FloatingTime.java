package org.rialto.mapi;

/// A PtypFloatingTime value: days since midnight of 30 December 1899, without a time zone; the
/// fraction is the part of the day. MS-OXCDATA §2.11.1.
public record FloatingTime(double days) implements Comparable<FloatingTime> {
    @Override
    public int compareTo(FloatingTime other) { return Double.compare(days, other.days); }
}
