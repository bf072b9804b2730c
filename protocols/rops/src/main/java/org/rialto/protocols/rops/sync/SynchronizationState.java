package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// What a client's replica has: the state that opens and closes a synchronization.
/// MS-OXCFXICS §2.2.1.1. `given` are the ids of the objects there; the others are change numbers,
/// which may well say more than was ever sent (§3.1.5.5).
///
/// The sets are mutable, and for one thread at a time.
public record SynchronizationState(IdSet<UUID> given, IdSet<UUID> seen, IdSet<UUID> seenAssociated,
        IdSet<UUID> read) {
    /// MetaTagIdsetGiven as its values are: the document's type of it (an integer) is only what
    /// the wire says (§3.2.5.2.1), and there [LexicalWriter] writes it.
    static final PropertyTag GIVEN = PropertyTags.MetaTagIdsetGiven.withType(PropertyType.BINARY);

    public static SynchronizationState empty() {
        return new SynchronizationState(IdSet.byGuid(), IdSet.byGuid(), IdSet.byGuid(),
                IdSet.byGuid());
    }

    /// About how much memory it takes.
    public long memoryBytes() {
        return given.memoryBytes() + seen.memoryBytes() + seenAssociated.memoryBytes()
                + read.memoryBytes();
    }

    public SynchronizationState copy() {
        return new SynchronizationState(given.copy(), seen.copy(), seenAssociated.copy(),
                read.copy());
    }

    /// Whether the property is one of the state, in either of the types that MetaTagIdsetGiven
    /// comes with.
    public static boolean isPart(PropertyTag tag) {
        return tag.equals(PropertyTags.MetaTagIdsetGiven) || tag.equals(GIVEN)
                || tag.equals(PropertyTags.MetaTagCnsetSeen)
                || tag.equals(PropertyTags.MetaTagCnsetSeenFAI)
                || tag.equals(PropertyTags.MetaTagCnsetRead);
    }

    /// This state with one of its sets as a client uploads it, in place of the one there.
    public SynchronizationState with(PropertyTag tag, Binary value) {
        IdSet<UUID> set = IdSet.decodeByGuid(value);
        return switch (tag.id()) {
            case 0x4017 -> new SynchronizationState(set, seen, seenAssociated, read);
            case 0x6796 -> new SynchronizationState(given, set, seenAssociated, read);
            case 0x67DA -> new SynchronizationState(given, seen, set, read);
            case 0x67D2 -> new SynchronizationState(given, seen, seenAssociated, set);
            default -> throw new IllegalArgumentException(tag + " is no part of the state");
        };
    }

    /// The properties of the state element: of a hierarchy, `given` and `seen` only (§2.2.4.3.25).
    public List<PropertyValue> toProperties(SynchronizationType type) {
        List<PropertyValue> properties = new ArrayList<>(4);
        properties.add(PropertyValue.of(GIVEN, given.encode()));
        properties.add(PropertyValue.of(PropertyTags.MetaTagCnsetSeen, seen.encode()));
        if (type == SynchronizationType.CONTENTS) {
            properties.add(PropertyValue.of(PropertyTags.MetaTagCnsetSeenFAI,
                    seenAssociated.encode()));
            properties.add(PropertyValue.of(PropertyTags.MetaTagCnsetRead, read.encode()));
        }
        return properties;
    }
}
