package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.wire.folder.RopMoveFolder;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.rule.RopGetRulesTable;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.protocols.rops.wire.table.TableConstants;

/// The worked examples of the documents, in `src/test/resources/spec`: read as the documents explain
/// them, and written as they print them.
class SpecificationExamplesTest {
    private static byte[] example(String name) {
        try {
            String bytes = Files.readAllLines(Path.of("src/test/resources/spec", name + ".hex"))
                    .stream().filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining());
            return Binary.ofHex(bytes).toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /// MS-OXCFOLD §4.5.1.
    @Test
    void movingAFolder() {
        FolderId folder = new FolderId(1, 0x0E8EDF36L);
        assertThat(folder).hasToString("0001-00000E8EDF36");
        request("oxcfold-4.5.1",
                new RopMoveFolder.Request(0, 1, 2, true, true, folder, "Folder1"));
    }

    /// MS-OXCTABL §4.3.2.
    @Test
    void aTableWasSorted() {
        response("oxctabl-4.3.2",
                new RopSortTable.Response(1, TableConstants.STATUS_COMPLETE));
    }

    /// MS-OXCTABL §4.5.3.1.
    @Test
    void queryingRows() {
        request("oxctabl-4.5.3.1",
                new RopQueryRows.Request(0, 0, RopQueryRows.ADVANCE, true, 50));
    }

    /// MS-OXCPRPT §4.2.
    @Test
    void settingProperties() {
        request("oxcprpt-4.2.1", new RopSetProperties.Request(0, 0,
                List.of(PropertyValue.of(PropertyTags.PidTagSubjectPrefix, ""),
                        PropertyValue.of(PropertyTags.PidTagNormalizedSubject, "Hello World"))));
    }

    /// MS-OXCPERM §4.1.
    @Test
    void openingAStreamThatIsNotImplemented() {
        PropertyTag securityDescriptor = new PropertyTag(0x0E6A001F);
        request("oxcperm-4.1-request", new RopOpenStream.Request(0, 1, 2, securityDescriptor,
                RopOpenStream.READ_ONLY));
        response("oxcperm-4.1-response",
                new RopFailure(RopId.OPEN_STREAM, 2, new ErrorCode(0x80040102)));
    }

    /// MS-OXORULE §4.2.2.
    @Test
    void readingTheRulesTable() {
        List<PropertyTag> columns = List.of(PropertyTags.PidTagRuleId,
                PropertyTags.PidTagRuleProviderData, PropertyTags.PidTagRuleName);
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
}
