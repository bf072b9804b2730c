package org.rialto.protocols.rops.transfer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.NamedProperty;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.rops.sync.ContentsSource;
import org.rialto.protocols.rops.sync.FastTransferEvent;
import org.rialto.protocols.rops.sync.PropertyGroupInfo;
import org.rialto.protocols.rops.sync.StreamProperty;
import org.rialto.store.Mailbox;
import org.rialto.store.PropertyGroup;
import org.rialto.store.Snapshot;

/// The property group mapping of a mailbox's messages: the store's groups, with the ids that named
/// properties have in the mailbox. MS-OXCFXICS §3.2.5.7. For several threads
/// at a time.
final class GroupMapping {
    private final Mailbox mailbox;
    private final Map<PropertyGroup, Integer> indexes = new EnumMap<>(PropertyGroup.class);
    /// Ids of named properties that the mapping has, or that are in no group.
    private final Set<Integer> known = new HashSet<>();
    private @Nullable PropertyGroupInfo info;

    GroupMapping(Mailbox mailbox) { this.mailbox = mailbox; }

    /// @param others whether the properties of no group are changed too
    /// @param bag those of the message
    synchronized ContentsSource.PartialChange change(Set<PropertyGroup> groups, boolean others,
            PropertyBag bag) {
        PropertyGroupInfo mapping = of(bag);
        List<Integer> changed = new ArrayList<>();
        for (PropertyGroup group : groups) {
            Integer index = indexes.get(group);
            if (index != null) {
                changed.add(index);
            }
        }
        if (others) {
            changed.add(FastTransferEvent.PropertyGroup.NO_GROUP);
        }
        return new ContentsSource.PartialChange(mapping, changed);
    }

    /// A mapping with all properties of groups that the message has: one of them may have got its id
    /// just now.
    private PropertyGroupInfo of(PropertyBag bag) {
        PropertyGroupInfo before = info;
        boolean news = before == null;
        for (var property : bag) {
            if (property.tag().isNamed() && !known.contains(property.id())) {
                Optional<PropertyName> name = mailbox
                        .read(snapshot -> snapshot.namedProperty(property.id()));
                news |= name.isPresent() && PropertyGroup.of(name.get()) != null;
                known.add(property.id());
            }
        }
        PropertyGroupInfo mapping = before == null || news ? mailbox.read(this::build) : before;
        info = mapping;
        return mapping;
    }

    private PropertyGroupInfo build(Snapshot snapshot) {
        indexes.clear();
        List<List<StreamProperty>> groups = new ArrayList<>();
        for (PropertyGroup group : PropertyGroup.values()) {
            List<StreamProperty> properties = new ArrayList<>();
            group.tags().forEach(tag -> properties.add(StreamProperty.of(tag)));
            for (NamedProperty each : group.named()) {
                snapshot.namedPropertyId(each.name()).ifPresent(id -> {
                    PropertyTag tag = each.tag(id);
                    properties.add(new StreamProperty(tag, each.name()));
                    known.add(id);
                });
            }
            if (!properties.isEmpty()) {
                indexes.put(group, groups.size());
                groups.add(properties);
            }
        }
        // Names only ever come, so that no two mappings with as many are different.
        return new PropertyGroupInfo(groups.stream().mapToInt(List::size).sum(), groups);
    }
}
