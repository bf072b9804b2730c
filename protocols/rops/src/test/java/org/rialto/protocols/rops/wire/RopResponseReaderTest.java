package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.notification.RopPending;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;

class RopResponseReaderTest {
    private static final List<PropertyTag> SUBJECT = List.of(PropertyTags.PidTagSubject);
    private static final List<PropertyTag> SIZE = List.of(PropertyTags.PidTagMessageSize);
    private static final PropertyRow SUBJECT_ROW = new PropertyRow(
            List.of(PropertyCell.of(PropertyTags.PidTagSubject, "Hello")));
    private static final PropertyRow SIZE_ROW = new PropertyRow(
            List.of(PropertyCell.of(PropertyTags.PidTagMessageSize, 5)));

    private static RopBuffer output(List<Integer> handles, RopResponse... responses) {
        return RopBuffer.ofResponses(List.of(responses), handles, WireSamples.FORMAT);
    }

    private static RopQueryRows.Response rows(int index, PropertyRow row,
            List<PropertyTag> columns) {
        return RopQueryRows.Response.of(index, 1, List.of(row), columns, WireSamples.FORMAT);
    }

    @Test
    void readsRowsByTheColumnsOfTheirTable() {
        RopResponseReader reader = new RopResponseReader(WireSamples.FORMAT);
        RopResponse[] responses = {new RopGetContentsTable.Response(1, 10),
                new RopSetColumns.Response(1, 0), new RopSetColumns.Response(2, 0),
                rows(1, SUBJECT_ROW, SUBJECT), rows(2, SIZE_ROW, SIZE)};
        List<RopRequest> requests = List.of(new RopRelease.Request(0, 3),
                new RopGetContentsTable.Request(0, 0, 1, 0),
                new RopSetColumns.Request(0, 1, 0, SUBJECT),
                new RopSetColumns.Request(0, 2, 0, SIZE),
                new RopQueryRows.Request(0, 1, 0, true, 9),
                new RopQueryRows.Request(0, 2, 0, true, 9));
        List<RopResponse> read = reader.read(requests,
                output(List.of(1, 10, 20, RopBuffer.NO_HANDLE), responses));
        assertThat(read).isEqualTo(Arrays.asList(responses));
        assertThat(((RopQueryRows.Response) read.get(3)).rows(SUBJECT, WireSamples.FORMAT))
                .containsExactly(SUBJECT_ROW);

        // The next buffer has the tables at other indexes.
        RopQueryRows.Response later = rows(0, SIZE_ROW, SIZE);
        assertThat(reader.read(List.of(new RopQueryRows.Request(0, 0, 0, true, 9)),
                output(List.of(20), later))).containsExactly(later);
    }

    @Test
    void aFailureKeepsTheColumnsOfBefore() {
        RopResponseReader reader = new RopResponseReader(WireSamples.FORMAT);
        reader.read(List.of(new RopSetColumns.Request(0, 0, 0, SUBJECT)),
                output(List.of(5), new RopSetColumns.Response(0, 0)));
        RopSetColumns.Request failing = new RopSetColumns.Request(0, 0, 0, SIZE);
        reader.read(List.of(failing),
                output(List.of(5), failing.failure(ErrorCodes.InvalidParameter)));
        assertThat(reader.columns(5)).isEqualTo(SUBJECT);
        reader.read(List.of(new RopRelease.Request(0, 0)), output(List.of(5)));
        assertThat(reader.columns(5)).isEmpty();
    }

    @Test
    void readsWhatTheServerTellsOfItsOwnAccord() {
        RopResponseReader reader = new RopResponseReader(WireSamples.FORMAT);
        RopResponse[] responses = {
                RopGetPropertiesSpecific.Response.of(0, SIZE_ROW, SIZE, WireSamples.FORMAT),
                new RopPending.Response(1)};
        assertThat(reader.read(
                List.of(new RopGetPropertiesSpecific.Request(0, 0, 0, true, SIZE)),
                output(List.of(5), responses))).containsExactly(responses);
    }

    @Test
    void requestsThatFoundNoRoomReleaseNothing() {
        RopResponseReader reader = new RopResponseReader(WireSamples.FORMAT);
        reader.read(List.of(new RopSetColumns.Request(0, 0, 0, SUBJECT)),
                output(List.of(5), new RopSetColumns.Response(0, 0)));
        RopResponse tooSmall = new RopBufferTooSmall.Response(0x8000, Binary.ofHex("010000"));
        assertThat(reader.read(List.of(new RopRelease.Request(0, 0)),
                output(List.of(5), tooSmall))).containsExactly(tooSmall);
        assertThat(reader.columns(5)).isEqualTo(SUBJECT);
    }
}
