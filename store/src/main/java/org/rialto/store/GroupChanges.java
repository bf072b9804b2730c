package org.rialto.store;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// As what change of the message each of its property groups was changed last: what a client that
/// has the message at an older change number has to be told. MS-OXCFXICS §3.2.5.7. A change of state
/// bits alone is not in here: it is every change that is later than all of these.
///
/// It is kept with the message as pairs of a change number and a set of groups, and not at all for
/// one that is as it came: then every group is as old as the message.
public final class GroupChanges {
    /// Of the set of groups; what is kept with another one is not known.
    private static final int VERSION = 1;
    private static final int GROUPS = PropertyGroup.values().length;
    /// Properties of no group, where they were set.
    private static final int OTHERS = GROUPS;
    /// What only a whole message can tell: such a property was removed, or it is not known what was
    /// changed.
    private static final int WHOLE = GROUPS + 1;
    private static final int COUNT = GROUPS + 2;

    /// Of a message of which it is not known what was changed in it.
    public static byte[] unknown() { return new byte[1]; }

    /// 0: not since the message is there under its id.
    private final long[] numbers;

    private GroupChanges(long[] numbers) { this.numbers = numbers; }

    /// Of a message as it is.
    public static GroupChanges of(MessageRow row) {
        byte[] kept = row.groupChanges();
        GroupChanges known = kept == null
                ? (row.flags() & MessageFlags.MODIFIED) == 0
                        ? new GroupChanges(new long[COUNT])
                        : null
                : decode(kept);
        return known == null ? wholeAt(row.contentChangeNumber()) : known;
    }

    /// All that there is may be as new as that change.
    static GroupChanges wholeAt(long changeNumber) {
        long[] numbers = new long[COUNT];
        numbers[WHOLE] = changeNumber;
        return new GroupChanges(numbers);
    }

    private static @Nullable GroupChanges decode(byte[] kept) {
        try {
            ByteReader in = new ByteReader(kept);
            if (in.readUint8() != VERSION) {
                return null;
            }
            long[] numbers = new long[COUNT];
            while (in.remaining() > 0) {
                long groups = in.readVarint();
                long number = in.readVarint();
                for (int i = 0; i < COUNT; i++) {
                    if ((groups & 1L << i) != 0) {
                        numbers[i] = number;
                    }
                }
            }
            return new GroupChanges(numbers);
        } catch (MalformedDataException damaged) {
            return null;
        }
    }

    byte[] encode() {
        ByteWriter out = new ByteWriter(32).writeInt8(VERSION);
        for (long number : numbers()) {
            long groups = 0;
            for (int i = 0; i < COUNT; i++) {
                groups |= numbers[i] == number ? 1L << i : 0;
            }
            out.writeVarint(groups).writeVarint(number);
        }
        return out.toByteArray();
    }

    /// With those groups changed as of that number.
    GroupChanges with(ContentDifference difference, long changeNumber) {
        if (difference.isWhole()) {
            return wholeAt(changeNumber);
        }
        long[] later = numbers.clone();
        difference.groups().forEach(group -> later[group.ordinal()] = changeNumber);
        if (difference.hasOthers()) {
            later[OTHERS] = changeNumber;
        }
        return new GroupChanges(later);
    }

    /// Whether only the whole message tells a client what it lacks.
    ///
    /// @param seen the change numbers that it has
    public boolean isWhole(LongPredicate seen) { return isNews(WHOLE, seen); }

    /// Whether the properties of no group have to be sent.
    public boolean hasOthers(LongPredicate seen) { return isNews(OTHERS, seen); }

    /// The groups that have to be sent.
    public Set<PropertyGroup> groups(LongPredicate seen) {
        Set<PropertyGroup> groups = EnumSet.of(PropertyGroup.STATE);
        for (PropertyGroup group : PropertyGroup.values()) {
            if (isNews(group.ordinal(), seen)) {
                groups.add(group);
            }
        }
        return groups;
    }

    private boolean isNews(int place, LongPredicate seen) {
        return numbers[place] != 0 && !seen.test(numbers[place]);
    }

    /// The numbers of all changes that something was changed by last; ascending.
    public long[] numbers() {
        return Arrays.stream(numbers).filter(number -> number != 0).sorted().distinct().toArray();
    }
}
