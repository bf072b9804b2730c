package org.rialto.protocols.rops.sync;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The elements of a synchronization. MS-OXCFXICS §2.2.4.2; their lists of properties are in
/// [ListElements].
final class SyncElements {
    private SyncElements() {}

    /// Where a synchronization is: its parts come in this order.
    private enum Phase {
        START, CHANGES, DELETIONS, READ_STATES, STATE, END
    }

    /// `contentsSync = [progressTotal] *([progressPerMessage] messageChange) [deletions]
    /// [readStateChanges] state IncrSyncEnd`,
    /// `messageChangePartial = groupInfo MetaTagIncrSyncGroupId IncrSyncChgPartial …`. A stream in
    /// which a mapping is said once for several changes is taken too, which §2.2.4.3.15 means.
    static final class ContentsSync implements Grammar.Element {
        private final Grammar grammar;
        private Phase phase = Phase.START;
        private boolean progress;
        private boolean progressOfMessage;
        /// The mapping that is to be used, once one was named.
        private @Nullable Integer groupInfo;
        /// Whether a mapping was said or named, and the change that it is for is still to come.
        private boolean groupsBeforeChange;

        ContentsSync(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "contentsSync"; }

        @Override
        public boolean marker(Marker marker) {
            switch (marker) {
                case INCR_SYNC_PROGRESS_MODE -> {
                    advance(Phase.START, Phase.CHANGES, marker);
                    progress = true;
                    grammar.enter(ListElements.Serialized.progressTotal(grammar));
                }
                case INCR_SYNC_PROGRESS_PER_MSG -> {
                    advance(Phase.CHANGES, Phase.CHANGES, marker);
                    if (!progress || progressOfMessage || groupsBeforeChange) {
                        throw refused(marker);
                    }
                    progressOfMessage = true;
                    grammar.enter(new ListElements.ProgressOfMessage(grammar));
                }
                case INCR_SYNC_CHG -> {
                    startChange(marker);
                    if (groupsBeforeChange) {
                        throw refused(marker);
                    }
                    grammar.enter(new MessageChange(grammar, null));
                }
                case INCR_SYNC_GROUP_INFO -> {
                    advance(Phase.CHANGES, Phase.CHANGES, marker);
                    groupsBeforeChange = true;
                    grammar.enter(ListElements.Serialized.groupInfo(grammar));
                }
                case INCR_SYNC_CHG_PARTIAL -> {
                    startChange(marker);
                    if (groupInfo == null) {
                        throw refused(marker);
                    }
                    groupsBeforeChange = false;
                    grammar.enter(new MessageChange(grammar, groupInfo));
                }
                case INCR_SYNC_DEL -> {
                    endOfChanges(Phase.READ_STATES, marker);
                    grammar.enter(new ListElements.Deletions(grammar, true));
                }
                case INCR_SYNC_READ -> {
                    endOfChanges(Phase.STATE, marker);
                    grammar.enter(new ListElements.ReadStateChanges(grammar));
                }
                case INCR_SYNC_STATE_BEGIN -> {
                    endOfChanges(Phase.END, marker);
                    grammar.enter(
                            new ListElements.State(grammar, SynchronizationType.CONTENTS));
                }
                case INCR_SYNC_END -> {
                    if (phase != Phase.END) {
                        return false;
                    }
                    grammar.leave();
                    grammar.event(FastTransferEvent.Mark.END_OF_SYNCHRONIZATION);
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void startChange(Marker marker) {
            advance(Phase.CHANGES, Phase.CHANGES, marker);
            if (progress != progressOfMessage) {
                // Sizes are there of all messages or of none. §2.2.4.3.18
                throw refused(marker);
            }
            progressOfMessage = false;
        }

        /// `next` is the first part that may come after this one. Each comes once at most.
        private void endOfChanges(Phase next, Marker marker) {
            Phase here = switch (next) {
                case READ_STATES -> Phase.DELETIONS;
                case STATE -> Phase.READ_STATES;
                default -> Phase.STATE;
            };
            if (progressOfMessage || groupsBeforeChange) {
                throw refused(marker);
            }
            advance(here, next, marker);
        }

        private void advance(Phase here, Phase next, Marker marker) {
            if (phase.compareTo(here) > 0) {
                throw refused(marker);
            }
            phase = next;
        }

        private RuntimeException refused(Marker marker) {
            return grammar.malformed(marker + " is not allowed here in contentsSync");
        }

        @Override
        public boolean property(StreamProperty property) {
            return property.tag().equals(PropertyTags.MetaTagIncrSyncGroupId)
                    && phase.compareTo(Phase.CHANGES) <= 0;
        }

        @Override
        public void value(StreamProperty property, Object value) {
            phase = Phase.CHANGES;
            groupsBeforeChange = true;
            groupInfo = (Integer) value;
        }

        @Override
        public boolean recover() {
            progressOfMessage = false;
            groupsBeforeChange = false;
            return true;
        }
    }

    /// `hierarchySync = *folderChange [deletions] state IncrSyncEnd`.
    static final class HierarchySync implements Grammar.Element {
        private final Grammar grammar;
        private Phase phase = Phase.CHANGES;

        HierarchySync(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "hierarchySync"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker == Marker.INCR_SYNC_CHG && phase == Phase.CHANGES) {
                grammar.event(FastTransferEvent.Mark.START_FOLDER_CHANGE);
                grammar.enter(new ListElements.FolderChange(grammar));
            } else if (marker == Marker.INCR_SYNC_DEL && phase == Phase.CHANGES) {
                phase = Phase.STATE;
                grammar.enter(new ListElements.Deletions(grammar, false));
            } else if (marker == Marker.INCR_SYNC_STATE_BEGIN
                    && phase.compareTo(Phase.STATE) <= 0) {
                phase = Phase.END;
                grammar.enter(new ListElements.State(grammar, SynchronizationType.HIERARCHY));
            } else if (marker == Marker.INCR_SYNC_END && phase == Phase.END) {
                grammar.leave();
                grammar.event(FastTransferEvent.Mark.END_OF_SYNCHRONIZATION);
            } else {
                return false;
            }
            return true;
        }
    }

    /// `state = IncrSyncStateBegin propList IncrSyncStateEnd`, as the whole stream.
    static final class StateRoot implements Grammar.Element {
        private final Grammar grammar;
        private boolean begun;

        StateRoot(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "state"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker != Marker.INCR_SYNC_STATE_BEGIN || begun) {
                return false;
            }
            begun = true;
            grammar.enter(new ListElements.State(grammar, null));
            return true;
        }

        @Override
        public boolean mayEnd() { return begun; }
    }

    /// `messageChangeFull = IncrSyncChg messageChangeHeader IncrSyncMessage propList
    /// messageChildren`; the rest of `messageChangePartial = … IncrSyncChgPartial
    /// messageChangeHeader *(MetaTagIncrementalSyncMessagePartial propList) messageChildren`.
    static final class MessageChange implements Grammar.Element {
        private final Grammar grammar;
        /// The mapping of a partial change, or null of a full one.
        private final @Nullable Integer groupInfo;
        private @Nullable MessageChangeHeader header;
        private boolean begun;

        MessageChange(Grammar grammar, @Nullable Integer groupInfo) {
            this.grammar = grammar;
            this.groupInfo = groupInfo;
        }

        @Override
        public String name() {
            return groupInfo == null ? "messageChangeFull" : "messageChangePartial";
        }

        @Override
        public boolean marker(Marker marker) {
            if (begun) {
                return false;
            }
            MessageChangeHeader identity = header;
            if (identity == null) {
                return headerList().marker(marker);
            }
            if (groupInfo == null) {
                if (marker != Marker.INCR_SYNC_MESSAGE) {
                    return false;
                }
                start(identity);
                return true;
            }
            return start(identity).marker(marker);
        }

        private ListElements.Header headerList() {
            ListElements.Header list = new ListElements.Header(this);
            grammar.enter(list);
            return list;
        }

        void header(MessageChangeHeader read) { header = read; }

        private MessageElements.Message start(MessageChangeHeader identity) {
            begun = true;
            grammar.event(groupInfo == null
                    ? new FastTransferEvent.StartMessageChange(identity)
                    : new FastTransferEvent.StartPartialChange(groupInfo, identity));
            MessageElements.Message message = new MessageElements.Message(grammar, null,
                    groupInfo != null);
            grammar.enter(message);
            return message;
        }

        @Override
        public boolean property(StreamProperty property) {
            if (begun) {
                return false;
            }
            MessageChangeHeader identity = header;
            if (identity == null) {
                return headerList().property(property);
            }
            return groupInfo != null && start(identity).property(property);
        }

        @Override
        public boolean mayEnd() { return begun; }

        @Override
        public void end() { grammar.event(FastTransferEvent.Mark.END_MESSAGE_CHANGE); }
    }

    /// `errorInfo = FXErrorInfo propList`, one serialized [ExtendedErrorInfo].
    static final class ErrorInfo implements Grammar.Element {
        private final Grammar grammar;

        ErrorInfo(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "errorInfo"; }

        @Override
        public boolean property(StreamProperty property) {
            PropertyTag tag = property.tag();
            return tag.equals(FastTransferWriter.ELEMENT_BINARY);
        }

        @Override
        public void value(StreamProperty property, Object value) {
            grammar.leave();
            grammar.recover(ExtendedErrorInfo.decode((Binary) value));
        }
    }
}
