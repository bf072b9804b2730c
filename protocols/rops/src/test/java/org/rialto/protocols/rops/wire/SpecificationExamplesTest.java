package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.sync.FastTransferEvent;
import org.rialto.protocols.rops.sync.FastTransferReader;
import org.rialto.protocols.rops.sync.FastTransferRoot;
import org.rialto.protocols.rops.sync.FastTransferSink;
import org.rialto.protocols.rops.sync.StreamProperty;
import org.rialto.protocols.rops.sync.TransferLimits;
import org.rialto.protocols.rops.wire.folder.RopCopyFolder;
import org.rialto.protocols.rops.wire.folder.RopCreateFolder;
import org.rialto.protocols.rops.wire.folder.RopDeleteFolder;
import org.rialto.protocols.rops.wire.folder.RopDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopEmptyFolder;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.folder.RopGetSearchCriteria;
import org.rialto.protocols.rops.wire.folder.RopMoveCopyMessages;
import org.rialto.protocols.rops.wire.folder.RopMoveFolder;
import org.rialto.protocols.rops.wire.folder.RopSetSearchCriteria;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.permission.RopGetPermissionsTable;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.property.RopProgress;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.rule.RopGetRulesTable;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.protocols.rops.wire.table.TableConstants;
import org.rialto.protocols.rops.wire.transport.RopAbortSubmit;
import org.rialto.protocols.rops.wire.transport.RopSetSpooler;
import org.rialto.protocols.rops.wire.transport.RopSpoolerLockMessage;
import org.rialto.protocols.rops.wire.transport.RopSubmitMessage;

/// The worked examples of the documents, in `src/test/resources/spec`: read as the documents explain
/// them, and written as they print them.
class SpecificationExamplesTest {
    private static final Map<String, byte[]> EXAMPLES = read();

    private static Map<String, byte[]> read() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/spec/examples.tsv")).stream()
                    .filter(line -> !line.startsWith("#")).map(line -> line.split("\t"))
                    .collect(Collectors.toMap(row -> row[0],
                            row -> Binary.ofHex(row[1]).toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] example(String name) {
        return Objects.requireNonNull(EXAMPLES.get(name), name);
    }

    private static void request(String name, RopRequest expected) {
        byte[] bytes = example(name);
        assertThat(WireSamples.readRequest(bytes)).isEqualTo(expected);
        assertThat(WireSamples.write(expected)).isEqualTo(bytes);
    }

    private static void response(String name, RopResponse expected) {
        response(name, expected, response -> response, WireSamples.COLUMNS);
    }

    private static <T> T response(String name, RopResponse expected,
            Function<RopResponse, T> result, List<PropertyTag> columns) {
        byte[] bytes = example(name);
        RopResponse read = RopTable.readResponse(new ByteReader(bytes),
                new ResponseContext(WireSamples.FORMAT, null, index -> columns));
        assertThat(read).isEqualTo(expected);
        assertThat(WireSamples.write(expected)).isEqualTo(bytes);
        return result.apply(read);
    }

    /// MS-OXCROPS §4.4.
    @Test
    void twoReleasesInABuffer() {
        byte[] bytes = example("oxcrops-4.4");
        RopBuffer buffer = RopBuffer.read(new ByteReader(bytes));
        List<RopRequest> releases = List.of(new RopRelease.Request(0, 0),
                new RopRelease.Request(0, 1));
        assertThat(RopRequestReader.readAll(buffer, WireSamples.requestContext()))
                .isEqualTo(releases);
        assertThat(buffer.handles()).containsExactly(0x6F, 0x6E);
        assertThat(RopBuffer.ofRequests(releases, List.of(0x6F, 0x6E), WireSamples.FORMAT)
                .toByteArray()).isEqualTo(bytes);
    }

    /// MS-OXCRPC §4.3: the sizes of the request, whose bytes the document does not print.
    @Test
    void sizesOfAnExtendedBuffer() {
        RopBuffer buffer = new RopBuffer(Binary.wrap(new byte[320]), List.of(1, 2, 3, 4));
        ByteWriter out = new ByteWriter();
        ExtendedBuffer.write(out, buffer.toByteArray(), ExtendedBuffer.Coding.PLAIN, true);
        assertThat(out.length()).isEqualTo(0x15A);
        assertThat(Binary.wrap(out.toByteArray()).slice(0, 10))
                .isEqualTo(Binary.ofHex("0000 0400 5201 5201 4201"));
    }

    /// MS-OXCROPS §4.1.
    @Test
    void anEmptyBuffer() {
        RopBuffer buffer = RopBuffer.read(new ByteReader(example("oxcrops-4.1")));
        assertThat(RopRequestReader.readAll(buffer, WireSamples.requestContext())).isEmpty();
        assertThat(buffer.toByteArray()).isEqualTo(example("oxcrops-4.1"));
    }

    private static FolderId folder(long counter) { return new FolderId(1, counter); }

    private static MessageId message(long counter) { return new MessageId(1, counter); }

    /// MS-OXCFOLD §4.1 and §4.2.
    @Test
    void makingAndDeletingAFolder() {
        request("oxcfold-4.1.1", new RopCreateFolder.Request(0, 0, 1,
                RopCreateFolder.GENERIC_FOLDER, true, false, 0, "Folder1", ""));
        response("oxcfold-4.1.2",
                new RopCreateFolder.Response(1, folder(0x0E915212L), null));
        request("oxcfold-4.2.1", new RopDeleteFolder.Request(0, 1,
                RopDeleteFolder.DELETE_MESSAGES | RopDeleteFolder.DELETE_FOLDERS,
                folder(0x0E8EDF36L)));
        response("oxcfold-4.2.2",
                new RopDeleteFolder.Response(1, ErrorCodes.Success, false));
    }

    /// MS-OXCFOLD §4.3 and §4.4.
    @Test
    void deletingAndMovingMessages() {
        request("oxcfold-4.3.1", new RopDeleteMessages.Request(0, 0, false, true,
                List.of(message(0x0E8EF148L), message(0x0E8EC302L))));
        response("oxcfold-4.3.2",
                new RopDeleteMessages.Response(0, ErrorCodes.Success, false));
        request("oxcfold-4.4.1", new RopMoveCopyMessages.Request(0, 0, 1,
                List.of(message(0x0E8EEC5DL)), false, false));
    }

    /// MS-OXCFOLD §4.5 and §4.6.
    @Test
    void movingAndCopyingAFolder() {
        FolderId folder = folder(0x0E8EDF36L);
        assertThat(folder).hasToString("0001-00000E8EDF36");
        request("oxcfold-4.5.1",
                new RopMoveFolder.Request(0, 1, 2, true, true, folder, "Folder1"));
        response("oxcfold-4.5.2", new RopMoveFolder.Response(1, ErrorCodes.Success, false));
        request("oxcfold-4.6.1",
                new RopCopyFolder.Request(0, 0, 1, true, true, true, folder, "Folder1"));
        response("oxcfold-4.6.2", new RopCopyFolder.Response(0, ErrorCodes.Success, false));
    }

    /// MS-OXCFOLD §4.7.2, §4.8.2 and §4.9.1.
    @Test
    void subfoldersAndSearchCriteria() {
        response("oxcfold-4.7.2", new RopGetHierarchyTable.Response(2, 21));
        response("oxcfold-4.8.2", new RopSetSearchCriteria.Response(1));
        request("oxcfold-4.9.1", new RopGetSearchCriteria.Request(0, 0, true, true, false));
    }

    /// MS-OXCTABL §4.1.1, §4.2.1, §4.3 and §4.5.3.1.
    @Test
    void readingAContentsTable() {
        request("oxctabl-4.1.1", new RopGetContentsTable.Request(0, 0, 1, 0));
        request("oxctabl-4.2.1", new RopSetColumns.Request(0, 1, TableConstants.SYNCHRONOUS,
                List.of(PropertyTags.PidTagFolderId, PropertyTags.PidTagMid,
                        PropertyTags.PidTagInstID, PropertyTags.PidTagInstanceNum,
                        PropertyTags.PidTagSubject, PropertyTags.PidTagMessageDeliveryTime)));
        // A column of one row for each of its values.
        PropertyTag instances = new PropertyTag(0x8008301F);
        assertThat(instances.isMultivalueInstance()).isTrue();
        request("oxctabl-4.3.1", new RopSortTable.Request(0, 0, TableConstants.SYNCHRONOUS,
                new SortOrderSet(List.of(SortOrder.ascending(instances),
                        SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime)), 1, 1)));
        response("oxctabl-4.3.2",
                new RopSortTable.Response(1, TableConstants.STATUS_COMPLETE));
        request("oxctabl-4.5.3.1",
                new RopQueryRows.Request(0, 0, RopQueryRows.ADVANCE, true, 50));
    }

    /// MS-OXCPRPT §4.1.2, §4.2 and §4.3.1.
    @Test
    void settingAndGettingProperties() {
        response("oxcprpt-4.1.2",
                new RopGetPropertyIdsFromNames.Response(0, List.of(0x863E, 0x863F)));
        request("oxcprpt-4.2.1", new RopSetProperties.Request(0, 0,
                List.of(PropertyValue.of(PropertyTags.PidTagSubjectPrefix, ""),
                        PropertyValue.of(PropertyTags.PidTagNormalizedSubject, "Hello World"))));
        response("oxcprpt-4.2.2", new RopSetProperties.Response(0, List.of()));
        request("oxcprpt-4.3.1", new RopGetPropertiesSpecific.Request(0, 0, 0, true,
                List.of(PropertyTag.of(0x863E, PropertyType.BOOLEAN),
                        PropertyTag.of(0x863F, PropertyType.INTEGER32),
                        PropertyTags.PidTagChangeKey)));
    }

    /// MS-OXCPRPT §4.4.1.1.
    @Test
    void openingAStream() {
        request("oxcprpt-4.4.1.1", new RopOpenStream.Request(1, 0, 1,
                new PropertyTag(0x0E9A0102), RopOpenStream.READ_WRITE));
    }

    /// MS-OXCPRPT §4.5.
    @Test
    void emptyingAFolderWithProgress() {
        request("oxcprpt-4.5-empty", new RopEmptyFolder.Request(0, 0, true, false));
        response("oxcprpt-4.5-progress", new RopProgress.Response(0, 0, 29, 729));
        request("oxcprpt-4.5-ask", new RopProgress.Request(0, 0, false));
    }

    /// MS-OXOMSG §4.1, §4.3, §4.6.1.2 and §4.6.6.2.
    @Test
    void submittingAndTakingBack() {
        request("oxomsg-4.1.1", new RopSubmitMessage.Request(0, 2, RopSubmitMessage.NONE));
        response("oxomsg-4.1.2", new RopSubmitMessage.Response(2));
        request("oxomsg-4.3.1", new RopAbortSubmit.Request(0, 0, folder(0x0003_B479_CA47L),
                message(0x0003_B7E6_5FA7L)));
        response("oxomsg-4.3.2", new RopAbortSubmit.Response(0));
        response("oxomsg-4.6.1.2", new RopSetSpooler.Response(0));
        response("oxomsg-4.6.6.2", new RopSpoolerLockMessage.Response(0));
    }

    /// MS-OXCMSG §4.8.1: KeepOpenReadWrite, and a bit that says nothing.
    @Test
    void savingAMessage() {
        request("oxcmsg-4.8.1", new RopSaveChangesMessage.Request(0, 0, 1,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE | 0x08));
    }

    /// MS-OXCPERM §4.1.
    @Test
    void openingAStreamThatIsNotImplemented() {
        PropertyTag securityDescriptor = new PropertyTag(0x0E6A001F);
        request("oxcperm-4.1-request", new RopOpenStream.Request(0, 1, 2, securityDescriptor,
                RopOpenStream.READ_ONLY));
        response("oxcperm-4.1-response",
                new RopFailure(RopId.OPEN_STREAM, 2, new ErrorCode(0x80040102)));
        request("oxcperm-4.1-table", new RopGetPermissionsTable.Request(0, 0, 1,
                RopGetPermissionsTable.INCLUDE_FREE_BUSY));
    }

    /// MS-OXORULE §4.2.
    @Test
    void readingTheRulesTable() {
        List<PropertyTag> columns = List.of(PropertyTags.PidTagRuleId,
                PropertyTags.PidTagRuleProviderData, PropertyTags.PidTagRuleName);
        request("oxorule-4.2.1-table",
                new RopGetRulesTable.Request(0, 0, 1, RopGetRulesTable.UNICODE));
        request("oxorule-4.2.1-columns", new RopSetColumns.Request(0, 1, 0, columns));
        request("oxorule-4.2.1-rows", new RopQueryRows.Request(0, 1, 0, true, 50));
        response("oxorule-4.2.2-table", new RopGetRulesTable.Response(1));
        response("oxorule-4.2.2-columns",
                new RopSetColumns.Response(1, TableConstants.STATUS_COMPLETE));
        Binary row = Binary.wrap(example("oxorule-4.2.2-rows"));
        PropertyRow rule = response("oxorule-4.2.2-rows",
                new RopQueryRows.Response(1, TableConstants.BOOKMARK_END, 1,
                        row.slice(9, row.length())),
                response -> ((RopQueryRows.Response) response)
                        .rows(columns, WireSamples.FORMAT).getFirst(),
                columns);
        assertThat(rule.value(0)).isEqualTo(0x56F8_3F01_0000_0001L);
        assertThat(rule.value(1))
                .isEqualTo(Binary.ofHex("01000000 01000000 55555555 D144E340"));
        assertThat(rule.value(2)).isEqualTo("Project X");
    }

    /// MS-OXCTABL §4.5.3.2: the beginning of the first row, whose columns the document does not
    /// print.
    @Test
    void rowsWhoseValuesAreNotAllThere() {
        byte[] bytes = example("oxctabl-4.5.3.2-beginning");
        PropertyTag unknown = PropertyTags.PidTagSubject;
        List<PropertyTag> columns = List.of(PropertyTags.PidTagFolderId, unknown,
                PropertyTags.PidTagInstID, PropertyTags.PidTagInstanceNum,
                PropertyTags.PidTagRowType, PropertyTags.PidTagDepth, unknown, unknown, unknown);
        ByteReader in = new ByteReader(bytes);
        assertThat(in.readUint8()).isEqualTo(RopId.QUERY_ROWS.code());
        assertThat(in.readUint8()).isZero();
        assertThat(in.readInt32()).isZero();
        assertThat(in.readUint8()).isEqualTo(TableConstants.BOOKMARK_END);
        assertThat(in.readUint16()).isEqualTo(9);
        PropertyRow row = PropertyRow.read(in, columns, WireSamples.FORMAT);
        assertThat(in.hasRemaining()).isFalse();
        assertThat(row.cells().subList(2, 6)).extracting(cell -> cell.valueOrNull())
                .containsExactly(0xBD88_F100_0000_0001L, 0, 3, 0);
        assertThat(row.value(0)).isEqualTo(0x321F_F100_0000_0001L);
        assertThat(row.cells().get(1)).isEqualTo(PropertyCell.failed(ErrorCodes.NotFound));
        ByteWriter out = new ByteWriter();
        row.write(out, columns, WireSamples.FORMAT);
        assertThat(out.toByteArray())
                .isEqualTo(Arrays.copyOfRange(bytes, 9, bytes.length));
    }

    /// The beginning of a stream, which has one folder: MS-OXCFXICS §2.2.4.3.4 and §2.2.4.3.5.
    @Test
    void aStreamOfAHierarchy() {
        List<FastTransferEvent> told = new ArrayList<>();
        FastTransferReader reader = new FastTransferReader(FastTransferRoot.HIERARCHY_SYNC,
                new FastTransferSink() {
                    @Override
                    public void event(FastTransferEvent event) { told.add(event); }

                    @Override
                    public void startValue(StreamProperty property, long bytes,
                            @Nullable Charset text) {
                        throw new AssertionError("all values are small");
                    }

                    @Override
                    public void valuePart(byte[] bytes, int offset, int count) {
                        throw new AssertionError("all values are small");
                    }

                    @Override
                    public void endValue() { throw new AssertionError("all values are small"); }
                }, StandardCharsets.ISO_8859_1, TransferLimits.USUAL);
        byte[] bytes = example("openspecification-blog");
        for (byte each : bytes) {
            reader.feed(new byte[]{each});
        }
        Binary changeKey = Binary.ofHex("52F685EC7D432E4AA96034508853D90A 00000000207C");
        assertThat(told).containsExactly(FastTransferEvent.Mark.START_FOLDER_CHANGE,
                property(PropertyTags.PidTagParentSourceKey, Binary.EMPTY),
                property(PropertyTags.PidTagSourceKey,
                        Binary.ofHex("52F685EC7D432E4AA96034508853D90A 0000000003F5")),
                property(PropertyTags.PidTagLastModificationTime,
                        FileTime.toInstant(0x01D0_8581_A89E_D000L)),
                property(PropertyTags.PidTagChangeKey, changeKey),
                property(PropertyTags.PidTagPredecessorChangeList,
                        Binary.ofHex("16 52F685EC7D432E4AA96034508853D90A 00000000207C")),
                property(PropertyTags.PidTagDisplayName, "INBOX"),
                property(PropertyTags.PidTagParentFolderId, 0xF403_0000_0000_0001L),
                property(PropertyTags.PidTagRights, 0x3FB),
                property(PropertyTags.PidTagCreationTime,
                        FileTime.toInstant(0x01D0_8581_A806_3980L)),
                property(PropertyTags.PidTagAttributeHidden, false));
        assertThatThrownBy(reader::finish).isInstanceOf(MalformedDataException.class);
    }

    private static FastTransferEvent property(PropertyTag tag, Object value) {
        return FastTransferEvent.Property.of(tag, value);
    }
}
