package org.rialto.protocols.rops.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rialto.mapi.Binary;
import org.rialto.mapi.Currency;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FloatingTime;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.ServerId;

/// Events of whole streams, one of each root element, with everything that may be in it.
final class Streams {
    static final UUID REPLICA = UUID.fromString("ec85f652-437d-4a2e-a960-34508853d90a");
    static final GlobalId FOLDER = new GlobalId(REPLICA, 0x1001);
    static final GlobalId MESSAGE = new GlobalId(REPLICA, 0x2002);

    private Streams() {}

    static FastTransferEvent.Property property(PropertyTag tag, Object value) {
        return FastTransferEvent.Property.of(tag, value);
    }

    static FastTransferEvent.Property named(int id, PropertyType type, PropertyName name,
            Object value) {
        return new FastTransferEvent.Property(
                new StreamProperty(PropertyTag.of(id, type), name), value);
    }

    /// A property of each type.
    static List<FastTransferEvent> properties() {
        UUID set = PropertySets.PS_PUBLIC_STRINGS;
        Binary bytes = Binary.of((byte) 1, (byte) 2, (byte) 0);
        Instant time = Instant.parse("2026-05-04T03:02:01Z");
        return List.of(property(tag(0x5001, PropertyType.INTEGER16), (short) -2),
                property(tag(0x5002, PropertyType.INTEGER32), 0x12345678),
                property(tag(0x5003, PropertyType.FLOATING32), 1.5f),
                property(tag(0x5004, PropertyType.FLOATING64), -2.5),
                property(tag(0x5005, PropertyType.CURRENCY), new Currency(12_345)),
                property(tag(0x5006, PropertyType.FLOATING_TIME), new FloatingTime(41_000.5)),
                property(tag(0x5007, PropertyType.BOOLEAN), true),
                property(tag(0x5008, PropertyType.INTEGER64), 1L << 60),
                property(tag(0x5009, PropertyType.STRING), "Grüße"),
                property(tag(0x500A, PropertyType.STRING), ""),
                property(tag(0x500B, PropertyType.TIME), time),
                property(tag(0x500C, PropertyType.GUID), REPLICA),
                property(tag(0x500D, PropertyType.SERVER_ID),
                        ServerId.ofFolder(new FolderId(1, 0x42))),
                property(tag(0x500E, PropertyType.BINARY), bytes),
                property(tag(0x500F, PropertyType.BINARY), Binary.EMPTY),
                property(tag(0x5010, PropertyType.OBJECT), bytes),
                property(tag(0x5011, PropertyType.MULTIPLE_INTEGER16),
                        List.of((short) 1, (short) 2)),
                property(tag(0x5012, PropertyType.MULTIPLE_INTEGER32), List.of(1, 2, 3)),
                property(tag(0x5013, PropertyType.MULTIPLE_FLOATING64), List.of(0.5)),
                property(tag(0x5014, PropertyType.MULTIPLE_STRING), List.of("a", "", "ß")),
                property(tag(0x5015, PropertyType.MULTIPLE_BINARY),
                        List.of(bytes, Binary.EMPTY)),
                property(tag(0x5016, PropertyType.MULTIPLE_TIME), List.of(time, time)),
                property(tag(0x5017, PropertyType.MULTIPLE_GUID), List.of(REPLICA)),
                property(tag(0x5018, PropertyType.MULTIPLE_INTEGER64), List.of()),
                named(0x8001, PropertyType.MULTIPLE_STRING, PropertyName.of(set, "Keywords"),
                        List.of("red")),
                named(0x8002, PropertyType.INTEGER32, PropertyName.of(set, 0x8503), 7));
    }

    private static PropertyTag tag(int id, PropertyType type) { return PropertyTag.of(id, type); }

    /// messageContent with recipients, an attachment and a message that is attached.
    static List<FastTransferEvent> messageContent(boolean announced) {
        List<FastTransferEvent> events = new ArrayList<>(properties());
        if (announced) {
            events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageRecipients));
        }
        for (int i = 0; i < 2; i++) {
            events.add(new FastTransferEvent.StartRecipient(i));
            events.add(property(PropertyTags.PidTagDisplayName, "Nn " + i));
            events.add(FastTransferEvent.Mark.END_RECIPIENT);
        }
        if (announced) {
            events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageAttachments));
        }
        events.addAll(List.of(new FastTransferEvent.StartAttachment(0),
                property(PropertyTags.PidTagDisplayName, "a.txt"),
                FastTransferEvent.Mark.END_ATTACHMENT, new FastTransferEvent.StartAttachment(1),
                property(PropertyTags.PidTagDisplayName, "b"),
                FastTransferEvent.Mark.START_EMBEDDED_MESSAGE,
                property(PropertyTags.PidTagSubject, "inner"),
                new FastTransferEvent.StartRecipient(0), FastTransferEvent.Mark.END_RECIPIENT,
                FastTransferEvent.Mark.END_EMBEDDED_MESSAGE,
                FastTransferEvent.Mark.END_ATTACHMENT));
        return events;
    }

    static MessageChangeHeader header(boolean all) {
        return new MessageChangeHeader(MESSAGE.toBinary(), Instant.parse("2026-01-02T03:04:05Z"),
                new GlobalId(REPLICA, 0x3003).toBinary(), Binary.of((byte) 9), false,
                all ? (Long) 7L : null, all ? (Integer) 800 : null, all ? (Long) 9L : null);
    }

    static PropertyGroupInfo groups() {
        return new PropertyGroupInfo(3, List.of(
                List.of(StreamProperty.of(PropertyTags.PidTagSubject),
                        new StreamProperty(tag(0x8001, PropertyType.INTEGER32),
                                PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, 5))),
                List.of(new StreamProperty(tag(0x8002, PropertyType.STRING),
                        PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "name")))));
    }

    static SynchronizationState state() {
        return new SynchronizationState(IdSet.byGuid().addRange(REPLICA, 5, 900),
                IdSet.byGuid().addRange(REPLICA, 1, 50).add(REPLICA, 60),
                IdSet.byGuid().add(REPLICA, 70), IdSet.byGuid());
    }

    static List<FastTransferEvent> contentsSync() {
        List<FastTransferEvent> events = new ArrayList<>();
        events.add(new FastTransferEvent.ProgressTotal(
                new ProgressInformation(1, 500, 3, 1L << 40)));
        events.add(new FastTransferEvent.ProgressOfMessage(900, false));
        events.add(new FastTransferEvent.StartMessageChange(header(true)));
        events.addAll(messageContent(true));
        events.add(FastTransferEvent.Mark.END_MESSAGE_CHANGE);
        events.add(new FastTransferEvent.ProgressOfMessage(10, true));
        events.add(new FastTransferEvent.GroupInfo(groups()));
        events.add(new FastTransferEvent.StartPartialChange(3, header(false)));
        events.add(new FastTransferEvent.PropertyGroup(0));
        events.add(property(PropertyTags.PidTagSubject, "new"));
        events.add(new FastTransferEvent.PropertyGroup(1));
        events.add(new FastTransferEvent.PropertyGroup(
                FastTransferEvent.PropertyGroup.NO_GROUP));
        events.add(property(PropertyTags.PidTagDisplayName, "x"));
        events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageRecipients));
        events.add(FastTransferEvent.Mark.END_MESSAGE_CHANGE);
        events.add(new FastTransferEvent.Deletions(IdSet.byReplicaId().addRange(1, 4, 9),
                IdSet.byReplicaId().add(2, 3), IdSet.byReplicaId().add(1, 1)));
        events.add(new FastTransferEvent.ReadStateChanges(IdSet.byReplicaId().add(1, 5),
                IdSet.byReplicaId().add(1, 6)));
        events.add(new FastTransferEvent.State(state(), SynchronizationType.CONTENTS, true));
        events.add(FastTransferEvent.Mark.END_OF_SYNCHRONIZATION);
        return events;
    }

    static List<FastTransferEvent> folderChange(String name) {
        return List.of(FastTransferEvent.Mark.START_FOLDER_CHANGE,
                property(PropertyTags.PidTagParentSourceKey, Binary.EMPTY),
                property(PropertyTags.PidTagSourceKey, FOLDER.toBinary()),
                property(PropertyTags.PidTagLastModificationTime,
                        Instant.parse("2026-01-02T03:04:05Z")),
                property(PropertyTags.PidTagChangeKey, FOLDER.toBinary()),
                property(PropertyTags.PidTagPredecessorChangeList, Binary.of((byte) 1)),
                property(PropertyTags.PidTagDisplayName, name),
                FastTransferEvent.Mark.END_FOLDER_CHANGE);
    }

    static List<FastTransferEvent> hierarchySync() {
        List<FastTransferEvent> events = new ArrayList<>(folderChange("Inbox"));
        events.addAll(folderChange("Below"));
        events.add(new FastTransferEvent.Deletions(IdSet.byReplicaId().add(1, 4),
                IdSet.byReplicaId(), IdSet.byReplicaId()));
        events.add(new FastTransferEvent.State(new SynchronizationState(state().given(),
                state().seen(), IdSet.byGuid(), IdSet.byGuid()), SynchronizationType.HIERARCHY,
                true));
        events.add(FastTransferEvent.Mark.END_OF_SYNCHRONIZATION);
        return events;
    }

    static List<FastTransferEvent> messageList() {
        List<FastTransferEvent> events = new ArrayList<>();
        events.add(new FastTransferEvent.Warning(new ErrorCode(0x8004010F)));
        events.add(new FastTransferEvent.StartMessage(true));
        events.addAll(messageContent(false));
        events.add(FastTransferEvent.Mark.END_MESSAGE);
        events.add(new FastTransferEvent.StartMessage(false));
        events.add(FastTransferEvent.Mark.END_MESSAGE);
        return events;
    }

    static List<FastTransferEvent> topFolder() {
        List<FastTransferEvent> events = new ArrayList<>();
        events.add(FastTransferEvent.Mark.START_TOP_FOLDER);
        events.add(property(PropertyTags.PidTagDisplayName, "top"));
        events.addAll(messageList().subList(1, messageList().size()));
        events.add(FastTransferEvent.Mark.START_SUBFOLDER);
        events.add(property(PropertyTags.PidTagDisplayName, "elsewhere"));
        events.add(new FastTransferEvent.FolderReplicas(
                new FolderReplicaInfo(FOLDER, List.of("/o=x/cn=a", "/o=x/cn=b"), 1)));
        events.add(FastTransferEvent.Mark.END_FOLDER);
        events.add(FastTransferEvent.Mark.END_FOLDER);
        return events;
    }

    static List<FastTransferEvent> folderContent() {
        List<FastTransferEvent> events = new ArrayList<>();
        events.add(property(PropertyTags.PidTagDisplayName, "top"));
        events.add(new FastTransferEvent.Warning(new ErrorCode(0x8004010F)));
        events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagFolderAssociatedContents));
        events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagContainerContents));
        events.addAll(messageList());
        events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagContainerHierarchy));
        events.add(FastTransferEvent.Mark.START_SUBFOLDER);
        events.add(property(PropertyTags.PidTagDisplayName, "below"));
        events.add(FastTransferEvent.Mark.END_FOLDER);
        return events;
    }

    static List<FastTransferEvent> attachmentContent() {
        return List.of(property(PropertyTags.PidTagDisplayName, "b"),
                FastTransferEvent.Mark.START_EMBEDDED_MESSAGE,
                property(PropertyTags.PidTagSubject, "inner"),
                FastTransferEvent.Mark.END_EMBEDDED_MESSAGE);
    }

    static List<FastTransferEvent> of(FastTransferRoot root) {
        return switch (root) {
            case CONTENTS_SYNC -> contentsSync();
            case HIERARCHY_SYNC -> hierarchySync();
            case STATE -> List.of(new FastTransferEvent.State(state(),
                    SynchronizationType.CONTENTS, true));
            case FOLDER_CONTENT -> folderContent();
            case MESSAGE_CONTENT -> messageContent(true);
            case ATTACHMENT_CONTENT -> attachmentContent();
            case MESSAGE_LIST -> messageList();
            case TOP_FOLDER -> topFolder();
        };
    }
}
