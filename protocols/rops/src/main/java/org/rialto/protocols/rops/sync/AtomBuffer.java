package org.rialto.protocols.rops.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/// Bytes that are written at the end and taken from the beginning, of which some that belong together
/// (an atom, MS-OXCFXICS §2.2.4.1) are only taken together. For one thread at a time.
sealed class AtomBuffer permits LexicalWriter {
    private static final VarHandle INT32 = MethodHandles
            .byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles
            .byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_ATOMS = 128;

    byte[] bytes;
    /// Of what is not taken: where it begins and ends.
    private int start;
    int length;
    /// Where atoms begin and end, by turns, and which of these ends are not taken.
    private int[] atoms;
    private int firstAtom;
    private int atomEnds;
    private int keptBytes;
    private int keptAtomEnds;
    private char[] units = {};

    /// @param capacityBytes how much it is probably to hold
    AtomBuffer(int capacityBytes) {
        bytes = new byte[capacityBytes];
        // An atom has two, and some dozen bytes.
        atoms = new int[2 * Math.max(FIRST_ATOMS, capacityBytes / 32)];
    }

    /// How much it holds without another array.
    final int capacityBytes() { return bytes.length; }

    /// Bytes that can be taken without more being written, as far as they are at hand.
    final int buffered() { return length - start; }

    /// Where something ends that is written but not taken, of a writer that nothing is taken from.
    record Mark(int bytes, int atomEnds) {
        static final Mark START = new Mark(0, 0);
    }

    final Mark mark() { return new Mark(length, atomEnds); }

    /// What is written up to here is not taken back by [#truncateToKept].
    final void keep() {
        keptBytes = length;
        keptAtomEnds = atomEnds;
    }

    final void truncateToKept() { truncate(new Mark(keptBytes, keptAtomEnds)); }

    /// Takes back what was written after a mark.
    void truncate(Mark to) {
        length = to.bytes;
        atomEnds = to.atomEnds;
        start = Math.min(start, length);
        firstAtom = Math.min(firstAtom, atomEnds);
    }

    /// Writes what stands between two marks of another.
    final void copy(AtomBuffer other, Mark from, Mark to) {
        int count = to.bytes - from.bytes;
        System.arraycopy(other.bytes, from.bytes, room(count), length, count);
        int ends = to.atomEnds - from.atomEnds;
        if (ends > atoms.length - atomEnds) {
            atoms = Arrays.copyOf(atoms, Math.max(2 * atoms.length, atomEnds + ends));
        }
        int moved = length - from.bytes;
        for (int i = 0; i < ends; i++) {
            atoms[atomEnds + i] = other.atoms[from.atomEnds + i] + moved;
        }
        atomEnds += ends;
        length += count;
    }

    /// How many bytes can be taken of what is not taken before a mark, `limit` at most.
    final int takeable(int limit, Mark end) {
        int cut = start + limit;
        if (limit >= end.bytes - start) {
            return end.bytes - start;
        }
        // The first atom that does not end before the cut.
        int low = firstAtom / 2;
        int high = end.atomEnds / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atoms[2 * middle + 1] <= cut) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        firstAtom = 2 * low;
        return (firstAtom < end.atomEnds ? Math.min(cut, atoms[firstAtom]) : cut) - start;
    }

    /// How many bytes before a mark are not taken.
    final int untaken(Mark end) { return end.bytes - start; }

    /// Takes so many bytes, which are [#takeable].
    final void take(int count, byte[] to, int at) {
        System.arraycopy(bytes, start, to, at, count);
        took(count);
    }

    private void took(int count) {
        start += count;
        if (start == length) {
            firstAtom = atomEnds;
        }
        if (start >= length / 2) {
            moveToFront();
        }
    }

    /// Takes so many bytes of a writer that is complete: what is behind them stays where it is.
    final void takeInPlace(int count, byte[] to, int at) {
        System.arraycopy(bytes, start, to, at, count);
        start += count;
    }

    /// What is taken next, of a writer that is complete, begins at a mark.
    final void takeFrom(Mark from) {
        start = from.bytes;
        firstAtom = from.atomEnds;
    }

    /// Forgets what is taken; less is moved than was taken since the last time.
    private void moveToFront() {
        System.arraycopy(bytes, start, bytes, 0, length - start);
        int kept = 0;
        for (int i = firstAtom; i < atomEnds; i++) {
            atoms[kept++] = atoms[i] - start;
        }
        length -= start;
        start = 0;
        firstAtom = 0;
        atomEnds = kept;
    }

    final void begin() {
        if (atomEnds == atoms.length) {
            atoms = Arrays.copyOf(atoms, 2 * atoms.length);
        }
        atoms[atomEnds++] = length;
    }

    final void end() { atoms[atomEnds++] = length; }

    final byte[] room(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(length, count),
                            (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 16)));
        }
        return bytes;
    }

    final void int16(int number) {
        byte[] to = room(2);
        to[length++] = (byte) number;
        to[length++] = (byte) (number >>> 8);
    }

    final void int32(int number) {
        INT32.set(room(Integer.BYTES), length, number);
        length += Integer.BYTES;
    }

    final void int64(long number) {
        INT64.set(room(Long.BYTES), length, number);
        length += Long.BYTES;
    }

    final void guid(UUID guid) {
        long high = guid.getMostSignificantBits();
        int32((int) (high >>> 32));
        int16((int) (high >>> 16));
        int16((int) high);
        int64(Long.reverseBytes(guid.getLeastSignificantBits()));
    }

    final void utf16(String text) {
        int size = 2 * text.length();
        if (text.length() >= Utf16.BULK_TEXT && units.length == 0) {
            units = new char[Utf16.BULK_UNITS];
        }
        Utf16.of(text, room(size), length, units);
        length += size;
    }

    final void raw(byte[] source) {
        System.arraycopy(source, 0, room(source.length), length, source.length);
        length += source.length;
    }
}
