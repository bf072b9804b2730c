package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// Bytes of examples that the documents print, read and written back.
class SpecificationExamplesTest {
    private static final ValueFormat ROP = ValueFormat.rop(Parsers.LATIN);

    /// MS-OXORULE §4.2.2: the row of a rules table in a RopQueryRows response.
    @Test
    void aRowOfARulesTable() {
        Binary bytes = Binary.ofHex("""
                00 01 00 00 00 01 3F F8 56 10 00 01 00 00 00 01 00 00 00 55 55 55 55 D1 44 E3 40
                50 00 72 00 6F 00 6A 00 65 00 63 00 74 00 20 00 58 00 00 00
                """);
        List<PropertyTag> columns = List.of(PropertyTags.PidTagRuleId,
                PropertyTags.PidTagRuleProviderData, PropertyTags.PidTagRuleName);
        PropertyRow row = PropertyRow.read(bytes.reader(), columns, ROP);
        assertThat(row.value(0)).isEqualTo(0x56F8_3F01_0000_0001L);
        assertThat(row.value(1)).isEqualTo(Binary.ofHex("01000000010000005555 5555D144E340"));
        assertThat(row.value(2)).isEqualTo("Project X");
        ByteWriter out = new ByteWriter();
        row.write(out, columns, ROP);
        assertThat(Binary.wrap(out.toByteArray())).isEqualTo(bytes);
    }

    /// MS-OXCPRPT §4, setting properties: the two values of a RopSetProperties request.
    @Test
    void taggedValuesOfSetProperties() {
        Binary bytes = Binary.ofHex("""
                1F 00 3D 00 00 00 1F 00 1D 0E 48 00 65 00 6C 00 6C 00 6F 00 20 00 57 00 6F 00 72 00
                6C 00 64 00 00 00
                """);
        ByteReader in = bytes.reader();
        List<PropertyValue> values = new ValueReader(in, ROP).readTaggedList(2);
        assertThat(in.hasRemaining()).isFalse();
        assertThat(values).containsExactly(
                PropertyValue.of(PropertyTags.PidTagSubjectPrefix, ""),
                PropertyValue.of(PropertyTags.PidTagNormalizedSubject, "Hello World"));
        ByteWriter out = new ByteWriter();
        values.forEach(new ValueWriter(out, ROP)::writeTagged);
        assertThat(Binary.wrap(out.toByteArray())).isEqualTo(bytes);
    }

    /// MS-OXCFOLD §4.5.1: the FolderId of a RopMoveFolder request, printed as 0001-00000E8EDF36.
    @Test
    void aFolderId() {
        Binary bytes = Binary.ofHex("01 00 00 00 0E 8E DF 36");
        FolderId id = FolderId.read(bytes.reader());
        assertThat(id).isEqualTo(new FolderId(1, 0x0000_0E8E_DF36L));
        assertThat(id.toString()).isEqualTo("0001-00000E8EDF36");
        ByteWriter out = new ByteWriter();
        id.write(out);
        assertThat(Binary.wrap(out.toByteArray())).isEqualTo(bytes);
        assertThat(id.toLong()).isEqualTo(bytes.reader().readInt64());
    }

    /// MS-OXOSRCH §4.1: FolderList1 of PidTagSearchFolderDefinition. Its paddings hold what the
    /// client happened to have there; we write zeros.
    @Test
    void anEntryListOfOneFolder() {
        Binary bytes = Binary.ofHex("""
                01000000BCCD87182E000000C4CD8718000000000A19D6BCC8B44A4CBF5DF63A922E170C010014E20014
                EE879243A1A829B0620DBD890000020DEFA80000
                """);
        List<Binary> entries = EntryIdLists.readEntryList(bytes.reader());
        assertThat(entries).hasSize(1);
        EntryId id = EntryId.decode(entries.get(0));
        assertThat(id).isEqualTo(new EntryId.Folder(
                Binary.ofHex("0A19D6BCC8B44A4CBF5DF63A922E170C").reader().readGuid(),
                EntryId.ObjectType.PRIVATE_FOLDER,
                new GlobalId(Binary.ofHex("14E20014EE879243A1A829B0620DBD89").reader().readGuid(),
                        0x0000_020D_EFA8L)));
        assertThat(id.encode()).isEqualTo(entries.get(0));
        ByteWriter out = new ByteWriter();
        EntryIdLists.writeEntryList(out, new ArrayList<>(entries));
        assertThat(Binary.wrap(out.toByteArray())).isEqualTo(Binary.ofHex("""
                01000000000000002E00000000000000000000000A19D6BCC8B44A4CBF5DF63A922E170C010014E20014
                EE879243A1A829B0620DBD890000020DEFA80000
                """));
    }
}
