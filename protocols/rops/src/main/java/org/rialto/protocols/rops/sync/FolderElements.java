package org.rialto.protocols.rops.sync;

import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The elements of a folder and of a list of messages. MS-OXCFXICS §2.2.4.2.
final class FolderElements {
    private FolderElements() {}

    /// `topFolder = [MetaTagDnPrefix] StartTopFld folderContentNoDelProps EndFolder`.
    static final class TopFolder implements Grammar.Element {
        private final Grammar grammar;
        private boolean begun;

        TopFolder(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "topFolder"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker != Marker.START_TOP_FLD || begun) {
                return false;
            }
            begun = true;
            grammar.event(FastTransferEvent.Mark.START_TOP_FOLDER);
            grammar.enter(new Folder(grammar, false, true));
            return true;
        }

        @Override
        public boolean property(StreamProperty property) {
            return !begun && Grammar.isDnPrefix(property);
        }

        @Override
        public void value(StreamProperty property, Object value) {
            // The prefix, to be ignored.
        }

        @Override
        public boolean mayEnd() { return begun; }
    }

    /// `folderContent = [MetaTagDnPrefix] propList (MetaTagNewFXFolder / folderMessages)
    /// [MetaTagFXDelProp *subFolder]`, `folderMessages = *2(MetaTagFXDelProp messageList)`, and
    /// the same without MetaTagFXDelProp for a top folder and all in it.
    static final class Folder implements Grammar.Element {
        private enum Phase {
            START, PROPERTIES, MESSAGES, NO_MESSAGES, SUBFOLDERS
        }

        private final Grammar grammar;
        private final boolean deletes;
        /// Whether it ends with a marker, and is not the whole stream.
        private final boolean inFolder;
        private Phase phase = Phase.START;
        private boolean normalMessages;
        private boolean associatedMessages;

        Folder(Grammar grammar, boolean deletes, boolean inFolder) {
            this.grammar = grammar;
            this.deletes = deletes;
            this.inFolder = inFolder;
        }

        @Override
        public String name() { return deletes ? "folderContent" : "folderContentNoDelProps"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker == Marker.START_SUB_FLD && (!deletes || phase == Phase.SUBFOLDERS)) {
                phase = Phase.SUBFOLDERS;
                grammar.event(FastTransferEvent.Mark.START_SUBFOLDER);
                grammar.enter(new Folder(grammar, deletes, true));
                return true;
            }
            if (marker == Marker.END_FOLDER && inFolder) {
                grammar.leave();
                grammar.event(FastTransferEvent.Mark.END_FOLDER);
                return true;
            }
            if ((marker == Marker.START_MESSAGE || marker == Marker.START_FAI_MSG) && !deletes
                    && phase.compareTo(Phase.MESSAGES) < 0) {
                return startMessages().marker(marker);
            }
            return false;
        }

        private MessageList startMessages() {
            phase = Phase.MESSAGES;
            MessageList list = new MessageList(grammar);
            grammar.enter(list);
            return list;
        }

        @Override
        public boolean property(StreamProperty property) {
            PropertyTag tag = property.tag();
            if (tag.equals(PropertyTags.MetaTagFXDelProp)) {
                return deletes;
            }
            if (Grammar.isDnPrefix(property) && !deletes) {
                // The prefix of the first message: a folder within a top folder has none.
                return phase.compareTo(Phase.MESSAGES) < 0 && startMessages().property(property);
            }
            if (Grammar.isDnPrefix(property)) {
                return phase == Phase.START;
            }
            return phase.compareTo(Phase.PROPERTIES) <= 0
                    && (tag.equals(PropertyTags.MetaTagNewFXFolder)
                            || tag.equals(PropertyTags.MetaTagEcWarning)
                            || !Grammar.isMeta(property));
        }

        @Override
        public boolean streams(StreamProperty property) {
            if (Grammar.isMeta(property)) {
                return false;
            }
            phase = Phase.PROPERTIES;
            return true;
        }

        @Override
        public void value(StreamProperty property, Object value) {
            PropertyTag tag = property.tag();
            if (Grammar.isDnPrefix(property)) {
                phase = Phase.PROPERTIES;
            } else if (tag.equals(PropertyTags.MetaTagFXDelProp)) {
                deleteSubobjects(new PropertyTag((Integer) value));
            } else if (tag.equals(PropertyTags.MetaTagNewFXFolder)) {
                phase = Phase.NO_MESSAGES;
                grammar.event(new FastTransferEvent.FolderReplicas(
                        FolderReplicaInfo.decode((Binary) value)));
            } else if (tag.equals(PropertyTags.MetaTagEcWarning)) {
                phase = Phase.PROPERTIES;
                grammar.event(new FastTransferEvent.Warning(new ErrorCode((Integer) value)));
            } else {
                phase = Phase.PROPERTIES;
                grammar.event(new FastTransferEvent.Property(property, value));
            }
        }

        private void deleteSubobjects(PropertyTag kind) {
            boolean messages = phase.compareTo(Phase.MESSAGES) <= 0;
            if (kind.equals(PropertyTags.PidTagContainerHierarchy)
                    && phase != Phase.SUBFOLDERS) {
                phase = Phase.SUBFOLDERS;
                grammar.event(new FastTransferEvent.Subobjects(kind));
            } else if (kind.equals(PropertyTags.PidTagContainerContents) && messages
                    && !normalMessages) {
                normalMessages = true;
                grammar.event(new FastTransferEvent.Subobjects(kind));
                startMessages();
            } else if (kind.equals(PropertyTags.PidTagFolderAssociatedContents) && messages
                    && !associatedMessages) {
                associatedMessages = true;
                grammar.event(new FastTransferEvent.Subobjects(kind));
                startMessages();
            } else {
                throw grammar.malformed(
                        "subobjects " + kind + " are not to be deleted here in " + name());
            }
        }

        @Override
        public boolean mayEnd() { return !inFolder; }
    }

    /// `messageList = *([MetaTagDnPrefix] [MetaTagEcWarning] [message])`,
    /// `message = (StartMessage / StartFAIMsg) messageContent EndMessage`.
    static final class MessageList implements Grammar.Element {
        private final Grammar grammar;

        MessageList(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "messageList"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker != Marker.START_MESSAGE && marker != Marker.START_FAI_MSG) {
                return false;
            }
            grammar.event(new FastTransferEvent.StartMessage(marker == Marker.START_FAI_MSG));
            grammar.enter(new MessageElements.Message(grammar, Marker.END_MESSAGE, false));
            return true;
        }

        @Override
        public boolean property(StreamProperty property) {
            return Grammar.isDnPrefix(property)
                    || property.tag().equals(PropertyTags.MetaTagEcWarning);
        }

        @Override
        public void value(StreamProperty property, Object value) {
            if (!Grammar.isDnPrefix(property)) {
                grammar.event(new FastTransferEvent.Warning(new ErrorCode((Integer) value)));
            }
        }

        @Override
        public boolean mayEnd() { return true; }

        @Override
        public boolean recover() { return true; }
    }
}
