package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// The elements of a synchronization that are lists of properties, with the restrictions of
/// MS-OXCFXICS §2.2.4.3 on what is in them.
final class ListElements {
    private ListElements() {}

    /// `messageChangeHeader = propList`: five properties in their places, then those asked for.
    static final class Header implements Grammar.Element {
        private final SyncElements.MessageChange change;
        private final List<PropertyValue> properties = new ArrayList<>(8);

        Header(SyncElements.MessageChange change) { this.change = change; }

        @Override
        public String name() { return "messageChangeHeader"; }

        @Override
        public boolean property(StreamProperty property) {
            int place = properties.size();
            if (place < MessageChangeHeader.FIXED.size()) {
                return property.tag().equals(MessageChangeHeader.FIXED.get(place));
            }
            return MessageChangeHeader.CONDITIONAL.contains(property.tag()) && properties.stream()
                    .noneMatch(before -> before.tag().equals(property.tag()));
        }

        @Override
        public void value(StreamProperty property, Object value) {
            properties.add(PropertyValue.of(property.tag(), value));
        }

        @Override
        public boolean mayEnd() { return properties.size() >= MessageChangeHeader.FIXED.size(); }

        @Override
        public void end() { change.header(MessageChangeHeader.of(properties)); }
    }

    /// `folderChange = IncrSyncChg propList`.
    static final class FolderChange implements Grammar.Element {
        private static final Set<PropertyTag> REQUIRED = Set.of(
                PropertyTags.PidTagParentSourceKey, PropertyTags.PidTagSourceKey,
                PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagChangeKey,
                PropertyTags.PidTagPredecessorChangeList);
        private final Grammar grammar;
        private final Set<PropertyTag> missing = new HashSet<>(REQUIRED);
        private boolean named;

        FolderChange(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "folderChange"; }

        @Override
        public boolean property(StreamProperty property) {
            if (Grammar.isMeta(property)) {
                return false;
            }
            missing.remove(property.tag());
            // In either type of text.
            named |= property.tag().id() == PropertyTags.PidTagDisplayName.id();
            return true;
        }

        @Override
        public boolean streams(StreamProperty property) { return true; }

        @Override
        public void value(StreamProperty property, Object value) {
            grammar.event(new FastTransferEvent.Property(property, value));
        }

        @Override
        public boolean mayEnd() { return missing.isEmpty() && named; }

        @Override
        public void end() { grammar.event(FastTransferEvent.Mark.END_FOLDER_CHANGE); }
    }

    /// `deletions = IncrSyncDel propList`: one set at least; of folders, only those deleted.
    static final class Deletions implements Grammar.Element {
        private final Grammar grammar;
        private final boolean contents;
        private @Nullable IdSet<Integer> deleted;
        private @Nullable IdSet<Integer> noLongerInScope;
        private @Nullable IdSet<Integer> expired;

        Deletions(Grammar grammar, boolean contents) {
            this.grammar = grammar;
            this.contents = contents;
        }

        @Override
        public String name() { return "deletions"; }

        @Override
        public boolean property(StreamProperty property) {
            PropertyTag tag = property.tag();
            if (tag.equals(PropertyTags.MetaTagIdsetDeleted)) {
                return deleted == null;
            }
            return contents && ((tag.equals(PropertyTags.MetaTagIdsetNoLongerInScope)
                    && noLongerInScope == null)
                    || (tag.equals(PropertyTags.MetaTagIdsetExpired) && expired == null));
        }

        @Override
        public void value(StreamProperty property, Object value) {
            IdSet<Integer> ids = IdSet.decodeByReplicaId((Binary) value);
            if (property.tag().equals(PropertyTags.MetaTagIdsetDeleted)) {
                deleted = ids;
            } else if (property.tag().equals(PropertyTags.MetaTagIdsetExpired)) {
                expired = ids;
            } else {
                noLongerInScope = ids;
            }
        }

        @Override
        public boolean mayEnd() {
            return deleted != null || noLongerInScope != null || expired != null;
        }

        @Override
        public void end() {
            grammar.event(new FastTransferEvent.Deletions(orEmpty(deleted),
                    orEmpty(noLongerInScope), orEmpty(expired)));
        }
    }

    /// `readStateChanges = IncrSyncRead propList`: one set at least.
    static final class ReadStateChanges implements Grammar.Element {
        private final Grammar grammar;
        private @Nullable IdSet<Integer> read;
        private @Nullable IdSet<Integer> unread;

        ReadStateChanges(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "readStateChanges"; }

        @Override
        public boolean property(StreamProperty property) {
            return (property.tag().equals(PropertyTags.MetaTagIdsetRead) && read == null)
                    || (property.tag().equals(PropertyTags.MetaTagIdsetUnread) && unread == null);
        }

        @Override
        public void value(StreamProperty property, Object value) {
            IdSet<Integer> ids = IdSet.decodeByReplicaId((Binary) value);
            if (property.tag().equals(PropertyTags.MetaTagIdsetRead)) {
                read = ids;
            } else {
                unread = ids;
            }
        }

        @Override
        public boolean mayEnd() { return read != null || unread != null; }

        @Override
        public void end() {
            grammar.event(
                    new FastTransferEvent.ReadStateChanges(orEmpty(read), orEmpty(unread)));
        }
    }

    /// The properties of `state = IncrSyncStateBegin propList IncrSyncStateEnd`.
    static final class State implements Grammar.Element {
        private final Grammar grammar;
        /// What is synchronized, or null where the stream alone tells.
        private final @Nullable SynchronizationType type;
        private SynchronizationState state = SynchronizationState.empty();
        private final Set<PropertyTag> seen = new HashSet<>();

        State(Grammar grammar, @Nullable SynchronizationType type) {
            this.grammar = grammar;
            this.type = type;
        }

        @Override
        public String name() { return "state"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker != Marker.INCR_SYNC_STATE_END) {
                return false;
            }
            boolean contents = type == null ? hasContents() : type == SynchronizationType.CONTENTS;
            grammar.leave();
            grammar.event(new FastTransferEvent.State(state,
                    contents ? SynchronizationType.CONTENTS : SynchronizationType.HIERARCHY,
                    seen.contains(SynchronizationState.GIVEN)));
            return true;
        }

        private boolean hasContents() {
            return seen.contains(PropertyTags.MetaTagCnsetSeenFAI)
                    || seen.contains(PropertyTags.MetaTagCnsetRead);
        }

        @Override
        public boolean property(StreamProperty property) {
            PropertyTag tag = property.tag();
            boolean both = tag.equals(SynchronizationState.GIVEN)
                    || tag.equals(PropertyTags.MetaTagCnsetSeen);
            return SynchronizationState.isPart(tag) && seen.add(tag)
                    && (both || type != SynchronizationType.HIERARCHY);
        }

        @Override
        public void value(StreamProperty property, Object value) {
            state = state.with(property.tag(), (Binary) value);
        }
    }

    /// `progressTotal = IncrSyncProgressMode propList` or `groupInfo = IncrSyncGroupInfo propList`:
    /// one serialized structure.
    record Serialized(Grammar grammar, String name,
            Function<Binary, FastTransferEvent> decode) implements Grammar.Element {
        static Serialized progressTotal(Grammar grammar) {
            return new Serialized(grammar, "progressTotal",
                    bytes -> new FastTransferEvent.ProgressTotal(
                            ProgressInformation.decode(bytes)));
        }

        static Serialized groupInfo(Grammar grammar) {
            return new Serialized(grammar, "groupInfo",
                    bytes -> new FastTransferEvent.GroupInfo(PropertyGroupInfo.decode(bytes)));
        }

        @Override
        public boolean property(StreamProperty property) {
            return property.tag().equals(FastTransferWriter.ELEMENT_BINARY);
        }

        @Override
        public void value(StreamProperty property, Object value) {
            grammar.leave();
            grammar.event(decode.apply((Binary) value));
        }
    }

    /// `progressPerMessage = IncrSyncProgressPerMsg propList`: its size, and whether it is FAI.
    static final class ProgressOfMessage implements Grammar.Element {
        private final Grammar grammar;
        private @Nullable Integer bytes;

        ProgressOfMessage(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "progressPerMessage"; }

        @Override
        public boolean property(StreamProperty property) {
            return property.tag().equals(bytes == null
                    ? FastTransferWriter.ELEMENT_INTEGER
                    : FastTransferWriter.ELEMENT_BOOLEAN);
        }

        @Override
        public void value(StreamProperty property, Object value) {
            Integer size = bytes;
            if (size == null) {
                bytes = (Integer) value;
            } else {
                grammar.leave();
                grammar.event(new FastTransferEvent.ProgressOfMessage(size, (Boolean) value));
            }
        }
    }

    private static IdSet<Integer> orEmpty(@Nullable IdSet<Integer> ids) {
        return ids == null ? IdSet.byReplicaId() : ids;
    }
}
