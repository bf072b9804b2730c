package org.rialto.protocols.rops.sync;

import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;

/// What a FastTransfer stream says, one by one: what [FastTransferWriter] writes and
/// [FastTransferReader] reads. MS-OXCFXICS §2.2.4.2 and §2.2.4.3.
///
/// Some events have nothing in the stream: the ends of changes. A writer needs them not. Values
/// that are too large to be held are no events: see [FastTransferSink].
public sealed interface FastTransferEvent {
    /// Beginnings and ends that say nothing more.
    enum Mark implements FastTransferEvent {
        START_TOP_FOLDER, START_SUBFOLDER, END_FOLDER, END_MESSAGE, START_EMBEDDED_MESSAGE, END_EMBEDDED_MESSAGE, END_RECIPIENT, END_ATTACHMENT,
        /// A folder of a hierarchy synchronization; its properties follow.
        START_FOLDER_CHANGE,
        /// Not in the stream.
        END_FOLDER_CHANGE,
        /// Not in the stream.
        END_MESSAGE_CHANGE,
        /// Nothing follows: everything was sent.
        END_OF_SYNCHRONIZATION
    }

    /// A message of a folder; `associated` is an FAI message.
    record StartMessage(boolean associated) implements FastTransferEvent {}

    /// A recipient, by PidTagRowid.
    record StartRecipient(int rowId) implements FastTransferEvent {}

    /// An attachment, by PidTagAttachNumber.
    record StartAttachment(int number) implements FastTransferEvent {}

    /// A property of the folder, message, recipient or attachment that is begun and not ended.
    record Property(StreamProperty property, Object value) implements FastTransferEvent {
        public Property {
            // Makes sure of the class of the value.
            value = new PropertyValue(property.tag(), value).value();
        }

        public static Property of(PropertyTag tag, Object value) {
            return new Property(StreamProperty.of(tag), value);
        }
    }

    /// All subobjects of a kind follow, so that those which are there are to be deleted:
    /// MetaTagFXDelProp. The kinds are the tags of §2.2.1.7.
    record Subobjects(PropertyTag kind) implements FastTransferEvent {}

    /// Something is not as it should be with the message that follows or is not sent, or with the
    /// folder: MetaTagEcWarning.
    record Warning(ErrorCode code) implements FastTransferEvent {}

    /// The content of a public folder is elsewhere: MetaTagNewFXFolder.
    record FolderReplicas(FolderReplicaInfo info) implements FastTransferEvent {}

    /// What was sent of the message or change so far is not to be used; the next follows.
    record Failure(ExtendedErrorInfo info) implements FastTransferEvent {}

    /// About how much follows.
    record ProgressTotal(ProgressInformation information) implements FastTransferEvent {}

    /// About how many bytes the next change is.
    record ProgressOfMessage(int bytes, boolean associated) implements FastTransferEvent {}

    /// A whole message that is new or changed; its properties, recipients and attachments follow.
    record StartMessageChange(MessageChangeHeader header) implements FastTransferEvent {}

    /// The mapping of properties to groups that partial changes may name.
    record GroupInfo(PropertyGroupInfo info) implements FastTransferEvent {}

    /// A message some of whose groups of properties are changed; they follow, each after its
    /// [PropertyGroup]. `groupInfo` names the mapping.
    record StartPartialChange(int groupInfo, MessageChangeHeader header)
            implements
                FastTransferEvent {}

    /// The properties that follow are all that there are of one group of the mapping;
    /// [#NO_GROUP]: they are of no group.
    record PropertyGroup(int index) implements FastTransferEvent {
        public static final int NO_GROUP = -1;
    }

    /// Objects that are no more in the scope of the synchronization.
    record Deletions(IdSet<Integer> deleted, IdSet<Integer> noLongerInScope,
            IdSet<Integer> expired) implements FastTransferEvent {}

    /// Messages that were read, and that are unread again.
    record ReadStateChanges(IdSet<Integer> read, IdSet<Integer> unread)
            implements
                FastTransferEvent {}

    /// The state after all that was sent. `type` says which of its sets are there; `withGiven` is
    /// false where a client uploads, and keeps that one itself (§3.2.5.2.1).
    record State(SynchronizationState state, SynchronizationType type, boolean withGiven)
            implements
                FastTransferEvent {}
}
