package org.rialto.protocols.rops.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// Which properties and subobjects of an object are downloaded. MS-OXCFXICS §3.2.5.10 and
/// §3.2.5.12. It holds for the object itself; what is in it comes whole. `filters` says whether
/// the client chose, so that subobjects are announced.
public final class PropertySelection {
    private static final int INTERNAL_FIRST = 0x6600;
    private static final int INTERNAL_LAST = 0x67FF;
    /// What tells a message and its version apart: in a change's header, and elsewhere only where
    /// asked for (SendEntryId).
    private static final Set<Integer> IDENTITY = ids(Set.of(PropertyTags.PidTagSourceKey,
            PropertyTags.PidTagParentSourceKey, PropertyTags.PidTagChangeKey,
            PropertyTags.PidTagPredecessorChangeList, PropertyTags.PidTagLastModificationTime,
            PropertyTags.PidTagOriginalEntryId));
    /// Subobjects are no properties of a stream.
    private static final Set<Integer> SUBOBJECTS = ids(Set.of(PropertyTags.PidTagMessageRecipients,
            PropertyTags.PidTagMessageAttachments, PropertyTags.PidTagContainerContents,
            PropertyTags.PidTagContainerHierarchy, PropertyTags.PidTagFolderAssociatedContents));

    private static final PropertySelection ALL = new PropertySelection(Set.of(), false, false,
            false);
    /// Tags that can be in a stream, and those that cannot, as far as somebody asked: the same for
    /// all. There are no more than some thousand in use.
    private static final Map<PropertyTag, Boolean> TRANSMITTABLE = new ConcurrentHashMap<>();
    private static final int MOST_KNOWN = 10_000;

    private final Set<Integer> chosen;
    private final boolean only;
    private final boolean filters;
    private final boolean identity;

    private PropertySelection(Set<Integer> chosen, boolean only, boolean filters,
            boolean identity) {
        this.chosen = chosen;
        this.only = only;
        this.filters = filters;
        this.identity = identity;
    }

    /// Everything, without a choice: the objects of a message list or a top folder, and all that
    /// is within others.
    public static PropertySelection all() { return ALL; }

    /// Everything but these; by id, whatever the type.
    public static PropertySelection except(Collection<PropertyTag> tags) {
        return new PropertySelection(ids(tags), false, true, false);
    }

    /// Nothing but these; by id, whatever the type.
    public static PropertySelection only(Collection<PropertyTag> tags) {
        return new PropertySelection(ids(tags), true, true, false);
    }

    /// This selection, with what tells a message and its version apart.
    public PropertySelection withIdentity() {
        return new PropertySelection(chosen, only, filters, true);
    }

    /// This selection without these; by id, whatever the type.
    public PropertySelection without(Collection<PropertyTag> tags) {
        Set<Integer> others = new HashSet<>(chosen);
        if (only) {
            others.removeAll(ids(tags));
        } else {
            others.addAll(ids(tags));
        }
        return new PropertySelection(Set.copyOf(others), only, filters, identity);
    }

    /// Whether what tells a message and its version apart is in it.
    public boolean hasIdentity() { return identity; }

    /// Whether it is a list of what is wanted, rather than of what is not.
    public boolean isList() { return only; }

    private static Set<Integer> ids(Collection<PropertyTag> tags) {
        return tags.stream().map(PropertyTag::id).collect(Collectors.toUnmodifiableSet());
    }

    private boolean isChosen(int id) { return chosen.contains(id) == only; }

    /// Whether a property is of the range that servers keep for themselves: never in a download unless
    /// a list of properties says so, and ignored in an upload. §3.2.5.11, §3.2.5.12.
    public static boolean isInternal(int id) { return id >= INTERNAL_FIRST && id <= INTERNAL_LAST; }

    /// Whether a property with a value is downloaded. Properties of a server's internal range never
    /// are, nor those that an object may have but that mean something else in a stream.
    public boolean includes(PropertyTag tag) {
        int id = tag.id();
        if (isInternal(id)) {
            return false;
        }
        if (!identity && IDENTITY.contains(id)) {
            return false;
        }
        return isChosen(id) && isTransmittable(tag);
    }

    /// Whether a property can be in a stream at all.
    static boolean isTransmittable(PropertyTag tag) {
        Boolean known = TRANSMITTABLE.get(tag);
        if (known == null) {
            known = find(tag);
            if (TRANSMITTABLE.size() < MOST_KNOWN) {
                TRANSMITTABLE.put(tag, known);
            }
        }
        return known;
    }

    private static boolean find(PropertyTag tag) {
        return tag.hasKnownType() && tag.type() != PropertyType.NULL
                && LexicalWriter.allows(tag.type()) && !SUBOBJECTS.contains(tag.id())
                && Marker.of(tag.value()) == null && !Grammar.isMetaId(tag.id());
    }

    /// Whether subobjects of a kind (a tag of §2.2.1.7) are downloaded.
    public boolean includesSubobjects(PropertyTag kind) { return isChosen(kind.id()); }

    /// Whether subobjects that are downloaded are announced with MetaTagFXDelProp: where there is
    /// a choice, so that none chosen and none there can be told apart.
    public boolean announcesSubobjects() { return filters; }
}
