package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTags;

/// What the grammar of MS-OXCFXICS §2.2.4.2 and §2.2.4.3 does not allow. The words stand for
/// markers and for properties: a space apart, `p` for any property.
class GrammarTest {
    private static byte[] stream(String words) {
        ByteWriter out = new ByteWriter();
        for (String word : words.split(" ")) {
            write(word, out);
        }
        return out.toByteArray();
    }

    private static void write(String word, ByteWriter out) {
        switch (word) {
            case "p" -> out.writeInt32(0x30010003).writeInt32(1);
            case "rowid" -> out.writeInt32(PropertyTags.PidTagRowid.value()).writeInt32(1);
            case "number" -> out.writeInt32(PropertyTags.PidTagAttachNumber.value()).writeInt32(1);
            case "prefix" -> out.writeInt32(0x4008001E).writeInt32(2).writeInt16(0x41);
            case "warning" -> out.writeInt32(0x400F0003).writeInt32(1);
            case "del-recipients" -> del(0x0E12000D, out);
            case "del-attachments" -> del(0x0E13000D, out);
            case "del-contents" -> del(0x360F000D, out);
            case "del-fai" -> del(0x3610000D, out);
            case "del-hierarchy" -> del(0x360E000D, out);
            case "replicas" -> binary(0x40110102, new FolderReplicaInfo(Streams.FOLDER,
                    List.of("s"), 0).encode(), out);
            case "group-id" -> out.writeInt32(0x407C0003).writeInt32(1);
            case "group" -> out.writeInt32(0x407A0003).writeInt32(0);
            case "groups" -> binary(0x00000102, Streams.groups().encode(), out);
            case "total" -> binary(0x00000102, new ProgressInformation(0, 0, 1, 1).encode(), out);
            case "size" -> out.writeInt32(3).writeInt32(1);
            case "fai" -> out.writeInt32(0x0B).writeInt16(0);
            case "error" -> binary(0x00000102, new ExtendedErrorInfo(new ErrorCode(5), null,
                    null).encode(), out);
            case "header" -> {
                // Between two markers.
                byte[] bytes = RecordingSink.write(StringForm.UNICODE,
                        List.of(new FastTransferEvent.StartMessageChange(Streams.header(false))));
                out.writeBytes(bytes, 4, bytes.length - 8);
            }
            case "mid" -> out.writeInt32(PropertyTags.PidTagMid.value()).writeInt64(1);
            case "deleted" -> ids(0x67E50102, out);
            case "out-of-scope" -> ids(0x40210102, out);
            case "read" -> ids(0x402D0102, out);
            case "given" -> binary(0x40170003, Streams.state().given().encode(), out);
            case "given-binary" -> binary(0x40170102, Streams.state().given().encode(), out);
            case "seen" -> binary(0x67960102, Streams.state().seen().encode(), out);
            case "seen-fai" -> binary(0x67DA0102, Streams.state().seen().encode(), out);
            case "folder" -> {
                List<FastTransferEvent> change = Streams.folderChange("x");
                out.writeBytes(RecordingSink.write(StringForm.UNICODE,
                        change.subList(1, change.size() - 1)));
            }
            case "folder-without-name" -> out.writeBytes(RecordingSink.write(StringForm.UNICODE,
                    Streams.folderChange("x").subList(1, 6)));
            default -> out.writeInt32(Marker.valueOf(word).code());
        }
    }

    private static void del(int kind, ByteWriter out) {
        out.writeInt32(0x40160003).writeInt32(kind);
    }

    private static void ids(int tag, ByteWriter out) {
        binary(tag, IdSet.byReplicaId().add(1, 5).encode(), out);
    }

    private static void binary(int tag, Binary value, ByteWriter out) {
        out.writeInt32(tag).writeInt32(value.length());
        value.write(out);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MESSAGE_CONTENT    | prefix p del-recipients del-attachments
            MESSAGE_CONTENT    | del-attachments NEW_ATTACH number END_ATTACH
            MESSAGE_CONTENT    | START_RECIP rowid END_TO_RECIP NEW_ATTACH number p END_ATTACH
            MESSAGE_LIST       | prefix warning prefix START_MESSAGE END_MESSAGE warning
            ATTACHMENT_CONTENT | prefix p START_EMBED prefix p END_EMBED
            FOLDER_CONTENT     | prefix p warning p replicas del-hierarchy START_SUB_FLD p END_FOLDER
            FOLDER_CONTENT     | del-contents START_MESSAGE END_MESSAGE del-fai prefix del-hierarchy
            FOLDER_CONTENT     | p
            TOP_FOLDER         | prefix START_TOP_FLD p prefix START_MESSAGE END_MESSAGE END_FOLDER
            TOP_FOLDER         | START_TOP_FLD replicas START_SUB_FLD END_FOLDER END_FOLDER
            STATE              | INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END
            STATE              | INCR_SYNC_STATE_BEGIN given-binary INCR_SYNC_STATE_END
            HIERARCHY_SYNC     | INCR_SYNC_CHG folder p INCR_SYNC_STATE_BEGIN given seen INCR_SYNC_STATE_END INCR_SYNC_END
            CONTENTS_SYNC      | INCR_SYNC_STATE_BEGIN seen-fai INCR_SYNC_STATE_END INCR_SYNC_END
            CONTENTS_SYNC      | INCR_SYNC_GROUP_INFO groups group-id INCR_SYNC_CHG_PARTIAL header group p INCR_SYNC_CHG_PARTIAL header INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END INCR_SYNC_END
            CONTENTS_SYNC      | group-id INCR_SYNC_CHG_PARTIAL header mid START_RECIP rowid END_TO_RECIP INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END INCR_SYNC_END
            """)
    void allows(FastTransferRoot root, String words) {
        byte[] stream = stream(words);
        assertThat(RecordingSink.read(root, stream, 1, TransferLimits.USUAL))
                .isEqualTo(RecordingSink.read(root, stream));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MESSAGE_CONTENT    | del-attachments del-recipients
            MESSAGE_CONTENT    | del-recipients del-recipients
            MESSAGE_CONTENT    | del-contents
            MESSAGE_CONTENT    | p prefix
            MESSAGE_CONTENT    | warning
            MESSAGE_CONTENT    | START_RECIP END_TO_RECIP
            MESSAGE_CONTENT    | START_RECIP p END_TO_RECIP
            MESSAGE_CONTENT    | START_RECIP rowid
            MESSAGE_CONTENT    | START_RECIP rowid END_TO_RECIP p
            MESSAGE_CONTENT    | NEW_ATTACH number END_ATTACH START_RECIP
            MESSAGE_CONTENT    | NEW_ATTACH END_ATTACH
            MESSAGE_CONTENT    | NEW_ATTACH p
            MESSAGE_CONTENT    | NEW_ATTACH number START_EMBED END_EMBED p
            MESSAGE_CONTENT    | NEW_ATTACH number START_EMBED END_EMBED START_EMBED
            MESSAGE_CONTENT    | NEW_ATTACH number START_EMBED END_ATTACH
            MESSAGE_CONTENT    | END_MESSAGE
            MESSAGE_CONTENT    | START_MESSAGE
            MESSAGE_CONTENT    | FX_ERROR_INFO error
            MESSAGE_CONTENT    | size
            MESSAGE_LIST       | p
            MESSAGE_LIST       | START_MESSAGE END_EMBED
            MESSAGE_LIST       | START_MESSAGE
            MESSAGE_LIST       | START_MESSAGE START_MESSAGE
            MESSAGE_LIST       | START_SUB_FLD
            ATTACHMENT_CONTENT | END_ATTACH
            ATTACHMENT_CONTENT | START_EMBED p
            FOLDER_CONTENT     | START_MESSAGE END_MESSAGE
            FOLDER_CONTENT     | START_SUB_FLD END_FOLDER
            FOLDER_CONTENT     | del-hierarchy del-contents
            FOLDER_CONTENT     | del-contents del-contents
            FOLDER_CONTENT     | del-recipients
            FOLDER_CONTENT     | replicas del-contents
            FOLDER_CONTENT     | del-contents p
            FOLDER_CONTENT     | END_FOLDER
            TOP_FOLDER         | p
            TOP_FOLDER         | START_TOP_FLD del-contents END_FOLDER
            TOP_FOLDER         | START_TOP_FLD
            TOP_FOLDER         | START_TOP_FLD END_FOLDER START_TOP_FLD END_FOLDER
            TOP_FOLDER         | START_TOP_FLD START_SUB_FLD END_FOLDER START_MESSAGE
            TOP_FOLDER         | START_TOP_FLD replicas START_MESSAGE END_MESSAGE END_FOLDER
            STATE              | INCR_SYNC_STATE_END
            STATE              | INCR_SYNC_STATE_BEGIN p INCR_SYNC_STATE_END
            STATE              | INCR_SYNC_STATE_BEGIN given given INCR_SYNC_STATE_END
            STATE              | INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END INCR_SYNC_END
            HIERARCHY_SYNC     | INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END
            HIERARCHY_SYNC     | INCR_SYNC_END
            HIERARCHY_SYNC     | INCR_SYNC_STATE_BEGIN seen-fai INCR_SYNC_STATE_END INCR_SYNC_END
            HIERARCHY_SYNC     | INCR_SYNC_CHG folder-without-name INCR_SYNC_STATE_BEGIN
            HIERARCHY_SYNC     | INCR_SYNC_CHG INCR_SYNC_STATE_BEGIN
            HIERARCHY_SYNC     | INCR_SYNC_DEL out-of-scope INCR_SYNC_STATE_BEGIN
            HIERARCHY_SYNC     | INCR_SYNC_DEL INCR_SYNC_STATE_BEGIN
            HIERARCHY_SYNC     | INCR_SYNC_DEL deleted INCR_SYNC_CHG
            HIERARCHY_SYNC     | INCR_SYNC_CHG folder warning
            HIERARCHY_SYNC     | INCR_SYNC_READ
            CONTENTS_SYNC      | INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END
            CONTENTS_SYNC      | INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END INCR_SYNC_END INCR_SYNC_END
            CONTENTS_SYNC      | p
            CONTENTS_SYNC      | INCR_SYNC_CHG INCR_SYNC_MESSAGE
            CONTENTS_SYNC      | INCR_SYNC_CHG header p INCR_SYNC_MESSAGE
            CONTENTS_SYNC      | INCR_SYNC_CHG header mid mid INCR_SYNC_MESSAGE
            CONTENTS_SYNC      | INCR_SYNC_CHG mid header INCR_SYNC_MESSAGE
            CONTENTS_SYNC      | INCR_SYNC_CHG header INCR_SYNC_CHG
            CONTENTS_SYNC      | INCR_SYNC_CHG header INCR_SYNC_MESSAGE group
            CONTENTS_SYNC      | INCR_SYNC_CHG_PARTIAL header
            CONTENTS_SYNC      | INCR_SYNC_GROUP_INFO groups INCR_SYNC_CHG_PARTIAL header
            CONTENTS_SYNC      | group-id INCR_SYNC_CHG_PARTIAL header p
            CONTENTS_SYNC      | group-id INCR_SYNC_CHG header
            CONTENTS_SYNC      | INCR_SYNC_GROUP_INFO groups INCR_SYNC_STATE_BEGIN
            CONTENTS_SYNC      | INCR_SYNC_PROGRESS_PER_MSG size fai
            CONTENTS_SYNC      | INCR_SYNC_PROGRESS_MODE total INCR_SYNC_CHG header
            CONTENTS_SYNC      | INCR_SYNC_PROGRESS_MODE total INCR_SYNC_PROGRESS_PER_MSG fai
            CONTENTS_SYNC      | INCR_SYNC_PROGRESS_MODE total INCR_SYNC_PROGRESS_PER_MSG size fai INCR_SYNC_STATE_BEGIN
            CONTENTS_SYNC      | INCR_SYNC_PROGRESS_MODE total INCR_SYNC_PROGRESS_MODE total
            CONTENTS_SYNC      | INCR_SYNC_PROGRESS_MODE p
            CONTENTS_SYNC      | INCR_SYNC_READ read INCR_SYNC_DEL deleted
            CONTENTS_SYNC      | INCR_SYNC_DEL deleted INCR_SYNC_DEL deleted
            CONTENTS_SYNC      | INCR_SYNC_DEL deleted deleted
            CONTENTS_SYNC      | INCR_SYNC_DEL deleted INCR_SYNC_CHG header
            CONTENTS_SYNC      | INCR_SYNC_READ deleted
            CONTENTS_SYNC      | INCR_SYNC_READ INCR_SYNC_STATE_BEGIN
            """)
    void refuses(FastTransferRoot root, String words) {
        byte[] stream = stream(words);
        assertThatThrownBy(() -> RecordingSink.read(root, stream))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> RecordingSink.read(FastTransferRoot.CONTENTS_SYNC,
                stream("INCR_SYNC_DEL deleted p")))
                .hasMessage("0x30010003 is not allowed here in deletions (at byte 26)");
        assertThatThrownBy(() -> RecordingSink.read(FastTransferRoot.MESSAGE_CONTENT,
                stream("NEW_ATTACH number START_RECIP")))
                .hasMessage("START_RECIP is not allowed here in attachment (at byte 16)");
        assertThatThrownBy(() -> RecordingSink.read(FastTransferRoot.MESSAGE_LIST,
                stream("START_MESSAGE p")))
                .hasMessageStartingWith("the stream ends within messageContent");
    }

    @Test
    void anErrorAbandonsTheMessageOnly() {
        byte[] list = stream("START_MESSAGE p NEW_ATTACH number START_EMBED p FX_ERROR_INFO error "
                + "START_MESSAGE END_MESSAGE");
        assertThat(RecordingSink.read(FastTransferRoot.MESSAGE_LIST, list)).endsWith(
                new FastTransferEvent.Failure(new ExtendedErrorInfo(new ErrorCode(5), null, null)),
                new FastTransferEvent.StartMessage(false), FastTransferEvent.Mark.END_MESSAGE);
        byte[] sync = stream("INCR_SYNC_PROGRESS_MODE total INCR_SYNC_PROGRESS_PER_MSG size fai "
                + "INCR_SYNC_CHG header INCR_SYNC_MESSAGE p START_RECIP rowid FX_ERROR_INFO error "
                + "INCR_SYNC_STATE_BEGIN INCR_SYNC_STATE_END INCR_SYNC_END");
        List<Object> told = new ArrayList<>(
                RecordingSink.read(FastTransferRoot.CONTENTS_SYNC, sync));
        assertThat(told).hasSize(8).doesNotContain(FastTransferEvent.Mark.END_MESSAGE_CHANGE);
        assertThat(told.get(5)).isInstanceOf(FastTransferEvent.Failure.class);
    }

    @Test
    void depthIsLimited() {
        String nested = "NEW_ATTACH number START_EMBED ".repeat(200).strip();
        assertThatThrownBy(() -> RecordingSink.read(FastTransferRoot.MESSAGE_CONTENT,
                stream(nested))).isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith("elements are nested too deep");
    }

    @Test
    void aRefusedStreamStaysRefused() {
        RecordingSink sink = new RecordingSink();
        FastTransferReader reader = new FastTransferReader(FastTransferRoot.MESSAGE_LIST, sink,
                StandardCharsets.US_ASCII, TransferLimits.USUAL);
        assertThatThrownBy(() -> reader.feed(stream("p")))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> reader.feed(stream("warning")))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(reader::finish).isInstanceOf(MalformedDataException.class);
        assertThat(sink.told).isEmpty();
    }
}
