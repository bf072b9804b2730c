package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// Downloads of sources held in memory, read back by the reader of the same grammar.
class FastTransferDownloadTest {
    private static final PropertyTag NAMED = PropertyTag.of(0x8001, PropertyType.INTEGER32);
    private static final PropertyName NAME = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "n");
    private static final ErrorCode NOT_FOUND = new ErrorCode(0x8004010F);

    /// A message in memory.
    private record Message(PropertyBag properties, List<LargeValue> largeValues,
            List<PropertyBag> recipients, List<Attachment> attachments)
            implements
                MessageSource {
        static Message of(String subject) {
            return new Message(new PropertyBag().set(PropertyTags.PidTagSubject, subject),
                    List.of(), List.of(), List.of());
        }
    }

    private record Attachment(int number, PropertyBag properties, List<LargeValue> largeValues,
            @Nullable MessageSource embedded) implements MessageSource.AttachmentSource {}

    private static DownloadOptions options(int sendOptions, PropertySelection selection) {
        return new DownloadOptions(new SendOptions(sendOptions), StringForm.UNICODE, selection,
                id -> id == 0x8001 ? NAME : null, error -> NOT_FOUND);
    }

    private static DownloadOptions options(PropertySelection selection) {
        return options(SendOptions.UNICODE, selection);
    }

    private static byte[] all(FastTransferDownload download, int limit) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (download) {
            while (!download.isDone()) {
                byte[] buffer = download.next(limit);
                assertThat(buffer.length).isLessThanOrEqualTo(limit);
                all.writeBytes(buffer);
            }
            assertThat(download.next(limit)).isEmpty();
        }
        return all.toByteArray();
    }

    private static List<Object> told(FastTransferRoot root, FastTransferDownload download) {
        return RecordingSink.read(root, all(download, 150));
    }

    private static LargeValue large(PropertyTag tag, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return new LargeValue(tag, length, () -> new ByteArrayInputStream(bytes));
    }

    private static Message message() {
        PropertyBag properties = new PropertyBag().set(PropertyTags.PidTagSubject, "s")
                .set(NAMED, 7).set(PropertyTag.of(0x8002, PropertyType.INTEGER32), 8)
                .set(PropertyTags.PidTagChangeKey, Binary.of((byte) 1))
                .set(PropertyTags.PidTagMid, 5L);
        PropertyBag recipient = new PropertyBag().set(PropertyTags.PidTagRowid, 4)
                .set(PropertyTags.PidTagDisplayName, "r");
        Attachment file = new Attachment(0, new PropertyBag(),
                List.of(large(PropertyTags.PidTagAttachDataBinary, 1000)), null);
        Attachment embedded = new Attachment(3,
                new PropertyBag().set(PropertyTags.PidTagAttachNumber, 3), List.of(),
                Message.of("inner"));
        return new Message(properties, List.of(large(PropertyTags.PidTagRtfCompressed, 300)),
                List.of(recipient, new PropertyBag()), List.of(file, embedded));
    }

    private static List<Object> messageEvents(boolean announced) {
        List<Object> events = new ArrayList<>(List.of(
                Streams.property(PropertyTags.PidTagSubject, "s"),
                Streams.named(0x8001, PropertyType.INTEGER32, NAME, 7),
                Streams.property(PropertyTags.PidTagRtfCompressed,
                        Binary.wrap("x".repeat(300).getBytes(StandardCharsets.US_ASCII)))));
        if (announced) {
            events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageRecipients));
        }
        events.addAll(List.of(new FastTransferEvent.StartRecipient(4),
                Streams.property(PropertyTags.PidTagDisplayName, "r"),
                FastTransferEvent.Mark.END_RECIPIENT, new FastTransferEvent.StartRecipient(1),
                FastTransferEvent.Mark.END_RECIPIENT));
        if (announced) {
            events.add(new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageAttachments));
        }
        events.addAll(List.of(new FastTransferEvent.StartAttachment(0),
                Streams.property(PropertyTags.PidTagAttachDataBinary,
                        Binary.wrap("x".repeat(1000).getBytes(StandardCharsets.US_ASCII))),
                FastTransferEvent.Mark.END_ATTACHMENT, new FastTransferEvent.StartAttachment(3),
                FastTransferEvent.Mark.START_EMBEDDED_MESSAGE,
                Streams.property(PropertyTags.PidTagSubject, "inner"),
                FastTransferEvent.Mark.END_EMBEDDED_MESSAGE,
                FastTransferEvent.Mark.END_ATTACHMENT));
        return events;
    }

    @Test
    void aMessageIsWrittenWithAllThatIsInIt() {
        assertThat(told(FastTransferRoot.MESSAGE_CONTENT, FastTransferDownload.ofMessage(message(),
                options(PropertySelection.except(List.of()))))).isEqualTo(messageEvents(true));
        assertThat(told(FastTransferRoot.MESSAGE_CONTENT, FastTransferDownload.ofMessage(message(),
                options(PropertySelection.all())))).isEqualTo(messageEvents(false));
    }

    @Test
    void theLimitOfBuffersDoesNotChangeTheStream() {
        byte[] whole = all(FastTransferDownload.ofMessage(message(),
                options(PropertySelection.all())), 1 << 20);
        for (int limit : new int[]{60, 61, 64, 100, 1000, 32_000}) {
            assertThat(all(FastTransferDownload.ofMessage(message(),
                    options(PropertySelection.all())), limit)).isEqualTo(whole);
        }
    }

    @Test
    void whatIsLeftOutIsLeftOutOfTheMessageItselfOnly() {
        PropertySelection selection = PropertySelection.except(List.of(
                PropertyTags.PidTagSubject, PropertyTags.PidTagMessageRecipients));
        List<Object> told = told(FastTransferRoot.MESSAGE_CONTENT,
                FastTransferDownload.ofMessage(message(), options(selection)));
        assertThat(told).doesNotContain(Streams.property(PropertyTags.PidTagSubject, "s"),
                new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageRecipients))
                .contains(Streams.property(PropertyTags.PidTagSubject, "inner"),
                        new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageAttachments));
        List<Object> only = told(FastTransferRoot.MESSAGE_CONTENT, FastTransferDownload
                .ofMessage(message(), options(PropertySelection.only(List.of(
                        PropertyTags.PidTagMessageRecipients, PropertyTags.PidTagBody)))));
        assertThat(only).first().isEqualTo(
                new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageRecipients));
        assertThat(only).hasSize(6);
    }

    @Test
    void anAttachmentIsWrittenWithItsMessage() {
        assertThat(told(FastTransferRoot.ATTACHMENT_CONTENT, FastTransferDownload.ofAttachment(
                message().attachments().get(1), options(PropertySelection.except(List.of())))))
                .containsExactly(FastTransferEvent.Mark.START_EMBEDDED_MESSAGE,
                        Streams.property(PropertyTags.PidTagSubject, "inner"),
                        FastTransferEvent.Mark.END_EMBEDDED_MESSAGE);
    }

    private static FolderSource.ListedMessage listed(long id, @Nullable MessageSource content) {
        return new FolderSource.ListedMessage(Streams.FOLDER, Streams.MESSAGE, id, id > 100,
                content == null ? NOT_FOUND : null, content);
    }

    @Test
    void aListHasWarningsForWhatMayNotBeSeen() {
        List<Object> told = told(FastTransferRoot.MESSAGE_LIST, FastTransferDownload.ofMessages(
                List.of(listed(1, Message.of("a")), listed(2, null), listed(101, Message.of("b")))
                        .iterator(),
                options(PropertySelection.all())));
        assertThat(told).containsExactly(new FastTransferEvent.StartMessage(false),
                Streams.property(PropertyTags.PidTagMid, 1L),
                Streams.property(PropertyTags.PidTagSubject, "a"),
                FastTransferEvent.Mark.END_MESSAGE, new FastTransferEvent.Warning(NOT_FOUND),
                new FastTransferEvent.StartMessage(true),
                Streams.property(PropertyTags.PidTagMid, 101L),
                Streams.property(PropertyTags.PidTagSubject, "b"),
                FastTransferEvent.Mark.END_MESSAGE);
    }

    private record Failing() implements MessageSource {
        @Override
        public PropertyBag properties() {
            return new PropertyBag().set(PropertyTags.PidTagSubject, "fails");
        }

        @Override
        public List<PropertyBag> recipients() { throw new MailError.NotFound("gone"); }
    }

    @Test
    void aMessageThatFailsIsGivenUpWhereTheClientCanDoWithoutIt() {
        List<FolderSource.ListedMessage> list = List.of(listed(1, new Failing()),
                listed(2, Message.of("b")));
        FastTransferDownload download = FastTransferDownload.ofMessages(list.iterator(),
                options(SendOptions.UNICODE | SendOptions.RECOVER_MODE,
                        PropertySelection.all()));
        List<Object> told = told(FastTransferRoot.MESSAGE_LIST, download);
        assertThat(download.finishedObjects()).isEqualTo(2);
        assertThat(told).contains(new FastTransferEvent.Failure(
                new ExtendedErrorInfo(NOT_FOUND, Streams.FOLDER, Streams.MESSAGE)))
                .endsWith(new FastTransferEvent.StartMessage(false),
                        Streams.property(PropertyTags.PidTagMid, 2L),
                        Streams.property(PropertyTags.PidTagSubject, "b"),
                        FastTransferEvent.Mark.END_MESSAGE);
        FastTransferDownload strict = FastTransferDownload.ofMessages(list.iterator(),
                options(PropertySelection.all()));
        assertThatThrownBy(() -> strict.next(10_000)).isInstanceOf(MailError.NotFound.class);
    }

    /// A folder in memory.
    private record Folder(String name, List<FolderSource> below) implements FolderSource {
        @Override
        public PropertyBag properties() {
            return new PropertyBag().set(PropertyTags.PidTagDisplayName, name)
                    .set(PropertyTags.PidTagComment, "c").set(PropertyTags.PidTagFolderId, 9L)
                    .set(PropertyTags.PidTagContainerClass, "IPF");
        }

        @Override
        public Iterator<ListedMessage> messages() {
            return List.of(listed(1, Message.of(name))).iterator();
        }

        @Override
        public Iterator<ListedMessage> associatedMessages() {
            return List.of(listed(101, Message.of("fai"))).iterator();
        }

        @Override
        public Iterator<FolderSource> subfolders() { return below.iterator(); }
    }

    @Test
    void aFolderIsWrittenWithItsMessagesAndFolders() {
        Folder folder = new Folder("top", List.of(new Folder("below", List.of())));
        List<Object> top = told(FastTransferRoot.TOP_FOLDER,
                FastTransferDownload.ofTopFolder(folder, options(PropertySelection.all())));
        assertThat(top).hasSize(27).startsWith(FastTransferEvent.Mark.START_TOP_FOLDER,
                Streams.property(PropertyTags.PidTagDisplayName, "top"),
                Streams.property(PropertyTags.PidTagComment, "c"));
        int below = top.indexOf(FastTransferEvent.Mark.START_SUBFOLDER);
        assertThat(top.subList(below, below + 4)).containsExactly(
                FastTransferEvent.Mark.START_SUBFOLDER,
                Streams.property(PropertyTags.PidTagFolderId, 9L),
                Streams.property(PropertyTags.PidTagDisplayName, "below"),
                Streams.property(PropertyTags.PidTagComment, "c"));
        List<Object> content = told(FastTransferRoot.FOLDER_CONTENT, FastTransferDownload
                .ofFolder(folder, options(PropertySelection.except(List.of(
                        PropertyTags.PidTagFolderAssociatedContents)))));
        assertThat(content).filteredOn(FastTransferEvent.Subobjects.class::isInstance)
                .containsExactly(
                        new FastTransferEvent.Subobjects(PropertyTags.PidTagContainerContents),
                        new FastTransferEvent.Subobjects(PropertyTags.PidTagContainerHierarchy),
                        new FastTransferEvent.Subobjects(
                                PropertyTags.PidTagFolderAssociatedContents),
                        new FastTransferEvent.Subobjects(PropertyTags.PidTagContainerContents),
                        new FastTransferEvent.Subobjects(PropertyTags.PidTagContainerHierarchy));
    }

    /// Contents in memory.
    private record Contents(List<MessageChange> list) implements ContentsSource {
        @Override
        public ProgressInformation progress() { return new ProgressInformation(0, 0, 2, 20); }

        @Override
        public Iterator<MessageChange> changes() { return list.iterator(); }

        @Override
        public IdSet<Integer> deleted() { return IdSet.byReplicaId().add(1, 1); }

        @Override
        public IdSet<Integer> noLongerInScope() { return IdSet.byReplicaId().add(1, 2); }

        @Override
        public IdSet<Integer> expired() { return IdSet.byReplicaId(); }

        @Override
        public IdSet<Integer> read() { return IdSet.byReplicaId().add(1, 3); }

        @Override
        public IdSet<Integer> unread() { return IdSet.byReplicaId(); }

        @Override
        public SynchronizationState state() { return Streams.state(); }
    }

    private static ContentsSource.MessageChange change(MessageSource message,
            ContentsSource.@Nullable PartialChange partial) {
        return new ContentsSource.MessageChange(Streams.FOLDER, Streams.MESSAGE,
                Streams.header(true), 10, message, partial);
    }

    private static final int BOTH = SynchronizationFlags.NORMAL | SynchronizationFlags.FAI;

    @Test
    void contentsAreWrittenInTheOrderOfTheGrammar() {
        Contents contents = new Contents(List.of(change(Message.of("a"), null),
                change(message(), null)));
        int flags = BOTH | SynchronizationFlags.READ_STATE | SynchronizationFlags.PROGRESS;
        int extra = SynchronizationFlags.EXTRA_EID | SynchronizationFlags.EXTRA_CN
                | SynchronizationFlags.EXTRA_MESSAGE_SIZE;
        List<Object> told = told(FastTransferRoot.CONTENTS_SYNC, FastTransferDownload.ofContents(
                contents, new SynchronizationFlags(flags, extra),
                options(PropertySelection.except(List.of()))));
        List<Object> expected = new ArrayList<>(List.of(
                new FastTransferEvent.ProgressTotal(contents.progress()),
                new FastTransferEvent.ProgressOfMessage(10, false),
                new FastTransferEvent.StartMessageChange(Streams.header(true)),
                Streams.property(PropertyTags.PidTagSubject, "a"),
                new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageRecipients),
                new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageAttachments),
                FastTransferEvent.Mark.END_MESSAGE_CHANGE,
                new FastTransferEvent.ProgressOfMessage(10, false),
                new FastTransferEvent.StartMessageChange(Streams.header(true))));
        expected.addAll(messageEvents(true));
        expected.addAll(List.of(FastTransferEvent.Mark.END_MESSAGE_CHANGE,
                new FastTransferEvent.Deletions(contents.deleted(), contents.noLongerInScope(),
                        contents.expired()),
                new FastTransferEvent.ReadStateChanges(contents.read(), contents.unread()),
                new FastTransferEvent.State(Streams.state(), SynchronizationType.CONTENTS, true),
                FastTransferEvent.Mark.END_OF_SYNCHRONIZATION));
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void whatTheFlagsDoNotAskForIsNotWritten() {
        Contents contents = new Contents(List.of(change(Message.of("a"), null)));
        List<Object> told = told(FastTransferRoot.CONTENTS_SYNC, FastTransferDownload.ofContents(
                contents, new SynchronizationFlags(BOTH | SynchronizationFlags.NO_DELETIONS, 0),
                options(PropertySelection.except(List.of()))));
        assertThat(told).hasSize(7)
                .contains(new FastTransferEvent.StartMessageChange(Streams.header(false)));
        List<Object> scoped = told(FastTransferRoot.CONTENTS_SYNC, FastTransferDownload
                .ofContents(new Contents(List.of()), new SynchronizationFlags(
                        BOTH | SynchronizationFlags.IGNORE_NO_LONGER_IN_SCOPE, 0),
                        options(PropertySelection.all())));
        assertThat(scoped).first().isEqualTo(new FastTransferEvent.Deletions(contents.deleted(),
                IdSet.byReplicaId(), IdSet.byReplicaId()));
    }

    @Test
    void groupsThatChangedAreWrittenAloneWhereTheClientTakesThem() {
        PropertyGroupInfo groups = new PropertyGroupInfo(2, List.of(
                List.of(StreamProperty.of(PropertyTags.PidTagSubject)),
                List.of(StreamProperty.of(PropertyTags.PidTagBody)),
                List.of(StreamProperty.of(PropertyTags.PidTagRtfCompressed)),
                List.of(StreamProperty.of(PropertyTags.PidTagMessageRecipients)),
                List.of(new StreamProperty(NAMED, NAME))));
        ContentsSource.PartialChange partial = new ContentsSource.PartialChange(groups,
                List.of(0, 1, 2, 3));
        Contents contents = new Contents(
                List.of(change(message(), partial), change(Message.of("b"), partial)));
        SynchronizationFlags flags = new SynchronizationFlags(
                BOTH | SynchronizationFlags.NO_DELETIONS, 0);
        List<Object> told = told(FastTransferRoot.CONTENTS_SYNC, FastTransferDownload.ofContents(
                contents, flags, options(SendOptions.UNICODE | SendOptions.PARTIAL_ITEM,
                        PropertySelection.except(List.of()))));
        assertThat(told.subList(0, 9)).containsExactly(new FastTransferEvent.GroupInfo(groups),
                new FastTransferEvent.StartPartialChange(2, Streams.header(false)),
                new FastTransferEvent.PropertyGroup(0),
                Streams.property(PropertyTags.PidTagSubject, "s"),
                new FastTransferEvent.PropertyGroup(1), new FastTransferEvent.PropertyGroup(2),
                messageEvents(true).get(2), new FastTransferEvent.PropertyGroup(3),
                new FastTransferEvent.Subobjects(PropertyTags.PidTagMessageRecipients));
        assertThat(told).filteredOn(FastTransferEvent.GroupInfo.class::isInstance).hasSize(1);
        List<Object> whole = told(FastTransferRoot.CONTENTS_SYNC, FastTransferDownload.ofContents(
                contents, flags, options(PropertySelection.except(List.of()))));
        assertThat(whole).filteredOn(FastTransferEvent.StartMessageChange.class::isInstance)
                .hasSize(2);
    }

    @Test
    void aChangeThatFailsIsFollowedByTheOthers() {
        Contents contents = new Contents(
                List.of(change(new Failing(), null), change(Message.of("b"), null)));
        List<Object> told = told(FastTransferRoot.CONTENTS_SYNC, FastTransferDownload.ofContents(
                contents, new SynchronizationFlags(BOTH | SynchronizationFlags.PROGRESS, 0),
                options(SendOptions.UNICODE | SendOptions.RECOVER_MODE,
                        PropertySelection.except(List.of()))));
        assertThat(told).filteredOn(FastTransferEvent.Failure.class::isInstance).hasSize(1);
        assertThat(told).contains(Streams.property(PropertyTags.PidTagSubject, "b"))
                .last().isEqualTo(FastTransferEvent.Mark.END_OF_SYNCHRONIZATION);
    }

    @Test
    void foldersBeginWithWhatTellsThemApart() {
        PropertyBag folder = new PropertyBag().set(PropertyTags.PidTagDisplayName, "Inbox")
                .set(PropertyTags.PidTagContainerClass, "IPF.Note")
                .set(PropertyTags.PidTagFolderId, 5L).set(PropertyTags.PidTagParentFolderId, 6L)
                .set(PropertyTags.PidTagSourceKey, Streams.FOLDER.toBinary())
                .set(PropertyTags.PidTagParentSourceKey, Binary.EMPTY)
                .set(PropertyTags.PidTagChangeKey, Streams.FOLDER.toBinary())
                .set(PropertyTags.PidTagPredecessorChangeList, Binary.of((byte) 1))
                .set(PropertyTags.PidTagLastModificationTime,
                        Instant.parse("2026-01-02T03:04:05Z"));
        HierarchySource source = new HierarchySource() {
            @Override
            public Iterator<PropertyBag> changes() { return List.of(folder).iterator(); }

            @Override
            public IdSet<Integer> deleted() { return IdSet.byReplicaId().add(1, 4); }

            @Override
            public SynchronizationState state() { return SynchronizationState.empty(); }
        };
        List<Object> told = told(FastTransferRoot.HIERARCHY_SYNC,
                FastTransferDownload.ofHierarchy(source,
                        new SynchronizationFlags(0, SynchronizationFlags.EXTRA_EID),
                        options(PropertySelection.except(List.of()))));
        List<Object> expected = new ArrayList<>(Streams.folderChange("Inbox").subList(0, 7));
        expected.addAll(List.of(Streams.property(PropertyTags.PidTagFolderId, 5L),
                Streams.property(PropertyTags.PidTagParentFolderId, 6L),
                Streams.property(PropertyTags.PidTagContainerClass, "IPF.Note"),
                FastTransferEvent.Mark.END_FOLDER_CHANGE,
                new FastTransferEvent.Deletions(IdSet.byReplicaId().add(1, 4),
                        IdSet.byReplicaId(), IdSet.byReplicaId()),
                new FastTransferEvent.State(SynchronizationState.empty(),
                        SynchronizationType.HIERARCHY, true),
                FastTransferEvent.Mark.END_OF_SYNCHRONIZATION));
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void aStateIsAStreamOfItsOwn() {
        assertThat(told(FastTransferRoot.STATE, FastTransferDownload.ofState(Streams.state(),
                SynchronizationType.CONTENTS, false, options(PropertySelection.all()))))
                .singleElement()
                .isEqualTo(new FastTransferEvent.State(
                        new SynchronizationState(IdSet.byGuid(), Streams.state().seen(),
                                Streams.state().seenAssociated(), Streams.state().read()),
                        SynchronizationType.CONTENTS, false));
    }

    @Test
    void memoryIsThatOfABufferHoweverMuchFollows() {
        int count = 20_000;
        Iterator<FolderSource.ListedMessage> endless = new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() { return at < count; }

            @Override
            public FolderSource.ListedMessage next() {
                at++;
                return listed(at, message());
            }
        };
        FastTransferDownload download = FastTransferDownload.ofMessages(endless,
                options(PropertySelection.all()));
        long bytes = 0;
        while (!download.isDone()) {
            byte[] buffer = download.next(32_000);
            bytes += buffer.length;
            assertThat(download.buffered()).isLessThan(8_000);
        }
        assertThat(bytes).isGreaterThan(count * 1400L);
        assertThat(download.finishedObjects()).isEqualTo(count);
    }
}
