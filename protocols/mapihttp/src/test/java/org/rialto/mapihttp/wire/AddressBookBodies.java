package org.rialto.mapihttp.wire;

import static org.rialto.mapihttp.wire.BodiesTest.body;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.nspi.Answers.RowSet;
import org.rialto.protocols.nspi.Stat;

/// Bodies of the address book byte by byte as §2.2.5 draws them.
final class AddressBookBodies {
    private static final Binary AUX = Binary.ofHex("0000 0400 0000 0000");
    private static final String AUX_HEX = "08000000 0000040000000000";
    private static final Stat STAT = new Stat(0, 0x10, 0x1000, -1, 2, 10, 1252, 0x409, 0x407);
    private static final String STAT_HEX = "FF 00000000 10000000 00100000 FFFFFFFF 02000000"
            + " 0A000000 E4040000 09040000 07040000";
    private static final PropertyTag NAME8 = PropertyTags.PidTagDisplayName
            .withType(PropertyType.STRING8);
    private static final List<PropertyTag> TAGS = List.of(PropertyTags.PidTagObjectType,
            PropertyTags.PidTagDisplayName);
    private static final String TAGS_HEX = "FF 02000000 0300FE0F 1F000130";
    private static final List<Integer> MIDS = List.of(0x1001, 0);
    private static final String MIDS_HEX = "FF 02000000 01100000 00000000";
    private static final UUID GUID = UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10");
    private static final String GUID_HEX = "04030201 0605 0807 090A0B0C0D0E0F10";

    /// One row with all values and one with an error; 8-bit text in the STAT's code page.
    private static final RowSet ROWS = new RowSet(List.of(PropertyTags.PidTagObjectType, NAME8),
            List.of(new PropertyRow(List.of(new PropertyCell.Value(PropertyType.INTEGER32, 6),
                    new PropertyCell.Value(PropertyType.STRING8, "Å"))),
                    new PropertyRow(List.of(
                            new PropertyCell.Value(PropertyType.INTEGER32, 8),
                            PropertyCell.failed(ErrorCodes.NotFound)))));
    private static final String ROWS_HEX = "FF 02000000 0300FE0F 1E000130 02000000"
            + " 00 06000000 FF C500 01 00 08000000 0A 0F010480";
    private static final List<PropertyValue> VALUES = List.of(PropertyValue.of(NAME8, "Å"),
            PropertyValue.of(PropertyTags.PidTagAddressBookMember, Binary.ofHex("00000000")),
            PropertyValue.of(PropertyTags.PidTagAddressBookX509Certificate,
                    List.of(Binary.of((byte) 7))),
            PropertyValue.of(PropertyTag.of(0x3A17, PropertyType.ERROR_CODE),
                    ErrorCodes.NotFound));
    private static final String VALUES_HEX = "04000000 1E000130 FF C500 0D000980 00000000"
            + " 02116A8C FF 01000000 FF 01000000 07 0A00173A 0F010480";

    private AddressBookBodies() {}

    static Stream<Arguments> all() {
        return Stream.of(sessions(), positions(), properties(), tables(), changes())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> sessions() {
        return Stream.of(
                body("Bind request", "20000000" + STAT_HEX + AUX_HEX,
                        new Bind.Request(0x20, STAT, AUX), Bind.Request::read,
                        Bind.Request::toByteArray),
                body("Bind response", "00000000 00000000" + GUID_HEX + "00000000",
                        new Bind.Response(0, GUID, Binary.EMPTY), Bind::readResponse,
                        ResponseBody::toByteArray),
                body("Unbind request", "00000000" + AUX_HEX, new Unbind.Request(0, AUX),
                        Unbind.Request::read, Unbind.Request::toByteArray),
                body("Unbind response", "00000000 01000000 00000000",
                        new Unbind.Response(1, Binary.EMPTY), Unbind::readResponse,
                        ResponseBody::toByteArray));
    }

    private static Stream<Arguments> positions() {
        return Stream.of(
                body("CompareMIds request", "00000000" + STAT_HEX + "01100000 02100000" + AUX_HEX,
                        new CompareMIds.Request(0, STAT, 0x1001, 0x1002, AUX),
                        CompareMIds.Request::read, CompareMIds.Request::toByteArray),
                body("CompareMIds response", "00000000 00000000 FFFFFFFF 00000000",
                        new CompareMIds.Response(0, -1, Binary.EMPTY), CompareMIds::readResponse,
                        ResponseBody::toByteArray),
                body("UpdateStat request", "00000000" + STAT_HEX + "FF" + AUX_HEX,
                        new UpdateStat.Request(0, STAT, true, AUX), UpdateStat.Request::read,
                        UpdateStat.Request::toByteArray),
                body("UpdateStat response", "00000000 00000000" + STAT_HEX + "FF FEFFFFFF"
                        + "00000000", new UpdateStat.Response(0, STAT, -2, Binary.EMPTY),
                        UpdateStat::readResponse, ResponseBody::toByteArray),
                body("UpdateStat failed", "00000000 05040480 00 00 00000000",
                        new UpdateStat.Response(0x80040405, null, null, Binary.EMPTY),
                        UpdateStat::readResponse, ResponseBody::toByteArray),
                body("SeekEntries request", "00000000" + STAT_HEX + "FF 1E000130 FF C500"
                        + MIDS_HEX + TAGS_HEX + AUX_HEX,
                        new SeekEntries.Request(0, STAT, PropertyValue.of(NAME8, "Å"), MIDS, TAGS,
                                AUX),
                        SeekEntries.Request::read, SeekEntries.Request::toByteArray),
                body("SeekEntries response", "00000000 00000000" + STAT_HEX + ROWS_HEX
                        + "00000000",
                        new SeekEntries.Response(0, STAT, ROWS, 1252, Binary.EMPTY),
                        in -> SeekEntries.readResponse(in, 1252), ResponseBody::toByteArray));
    }

    private static Stream<Arguments> properties() {
        return Stream.of(
                body("GetPropList request", "01000000 01100000 E4040000" + AUX_HEX,
                        new GetPropList.Request(1, 0x1001, 1252, AUX), GetPropList.Request::read,
                        GetPropList.Request::toByteArray),
                body("GetPropList response", "00000000 00000000" + TAGS_HEX + "00000000",
                        new GetPropList.Response(0, TAGS, Binary.EMPTY), GetPropList::readResponse,
                        ResponseBody::toByteArray),
                body("QueryColumns request", "00000000 00000080" + AUX_HEX,
                        new QueryColumns.Request(0, 0x8000_0000, AUX), QueryColumns.Request::read,
                        QueryColumns.Request::toByteArray),
                body("QueryColumns response", "00000000 00000000" + TAGS_HEX + "00000000",
                        new QueryColumns.Response(0, TAGS, Binary.EMPTY),
                        QueryColumns::readResponse, ResponseBody::toByteArray),
                body("GetProps request", "02000000" + STAT_HEX + TAGS_HEX + AUX_HEX,
                        new GetProps.Request(2, STAT, TAGS, AUX), GetProps.Request::read,
                        GetProps.Request::toByteArray),
                body("GetProps request of nothing", "00000000 00 00 00000000",
                        new GetProps.Request(0, null, null, Binary.EMPTY), GetProps.Request::read,
                        GetProps.Request::toByteArray),
                body("GetProps response", "00000000 80030400 E4040000 FF" + VALUES_HEX
                        + "00000000", new GetProps.Response(0x40380, 1252, VALUES, Binary.EMPTY),
                        GetProps::readResponse, ResponseBody::toByteArray),
                body("GetTemplateInfo request", "01000000 00000000 FF 2F6F00 E4040000 09040000"
                        + AUX_HEX, new GetTemplateInfo.Request(1, 0, "/o", 1252, 0x409, AUX),
                        GetTemplateInfo.Request::read, GetTemplateInfo.Request::toByteArray),
                body("GetTemplateInfo response", "00000000 00000000 E4040000 FF 01000000"
                        + "02010100 FF 02000000 ABCD 00000000",
                        new GetTemplateInfo.Response(0, 1252,
                                List.of(PropertyValue.of(PropertyTags.PidTagTemplateData,
                                        Binary.ofHex("ABCD"))),
                                Binary.EMPTY),
                        GetTemplateInfo::readResponse, ResponseBody::toByteArray));
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                body("QueryRows request", "02000000" + STAT_HEX + "02000000 01100000 00000000"
                        + "32000000" + TAGS_HEX + AUX_HEX,
                        new QueryRows.Request(2, STAT, MIDS, 50, TAGS, AUX),
                        QueryRows.Request::read, QueryRows.Request::toByteArray),
                body("QueryRows response", "00000000 00000000" + STAT_HEX + ROWS_HEX + "00000000",
                        new QueryRows.Response(0, STAT, ROWS, 1252, Binary.EMPTY),
                        in -> QueryRows.readResponse(in, 1252), ResponseBody::toByteArray),
                body("GetMatches request", "00000000" + STAT_HEX + MIDS_HEX + "00000000"
                        + "FF 00 02000000 08 1F000130 08 1F00173A FF" + GUID_HEX + "09800000"
                        + "64000000" + TAGS_HEX + AUX_HEX,
                        new GetMatches.Request(0, STAT, MIDS, 0,
                                Restriction.and(
                                        Restriction.exist(PropertyTags.PidTagDisplayName),
                                        Restriction.exist(PropertyTags.PidTagTitle)),
                                new GetMatches.Name(GUID, 0x8009), 100, TAGS, AUX),
                        GetMatches.Request::read, GetMatches.Request::toByteArray),
                body("GetMatches response", "00000000 00000000" + STAT_HEX + MIDS_HEX + ROWS_HEX
                        + "00000000",
                        new GetMatches.Response(0, STAT, MIDS, ROWS, 1252, Binary.EMPTY),
                        in -> GetMatches.readResponse(in, 1252), ResponseBody::toByteArray),
                body("ResortRestriction request", "00000000" + STAT_HEX + MIDS_HEX + AUX_HEX,
                        new ResortRestriction.Request(0, STAT, MIDS, AUX),
                        ResortRestriction.Request::read, ResortRestriction.Request::toByteArray),
                body("ResortRestriction response", "00000000 00000000" + STAT_HEX + MIDS_HEX
                        + "00000000", new ResortRestriction.Response(0, STAT, MIDS, Binary.EMPTY),
                        ResortRestriction::readResponse, ResponseBody::toByteArray),
                body("GetSpecialTable request", "04000000" + STAT_HEX + "FF 01000000" + AUX_HEX,
                        new GetSpecialTable.Request(4, STAT, 1, AUX),
                        GetSpecialTable.Request::read, GetSpecialTable.Request::toByteArray),
                body("GetSpecialTable response", "00000000 00000000 E4040000 FF 01000000 FF"
                        + "01000000" + VALUES_HEX + "00000000",
                        new GetSpecialTable.Response(0, 1252, 1, List.of(VALUES), Binary.EMPTY),
                        GetSpecialTable::readResponse, ResponseBody::toByteArray),
                body("DNToMId request", "00000000 FF 02000000 2F6F00 2F00" + AUX_HEX,
                        new DNToMId.Request(0, List.of("/o", "/"), AUX), DNToMId.Request::read,
                        DNToMId.Request::toByteArray),
                body("DNToMId response", "00000000 00000000" + MIDS_HEX + "00000000",
                        new DNToMId.Response(0, MIDS, Binary.EMPTY), DNToMId::readResponse,
                        ResponseBody::toByteArray),
                body("ResolveNames request", "00000000" + STAT_HEX + TAGS_HEX
                        + "FF 02000000 C5000000 0000" + AUX_HEX,
                        new ResolveNames.Request(0, STAT, TAGS, List.of("Å", ""), AUX),
                        ResolveNames.Request::read, ResolveNames.Request::toByteArray),
                body("ResolveNames response", "00000000 00000000 E4040000" + MIDS_HEX + ROWS_HEX
                        + "00000000",
                        new ResolveNames.Response(0, 1252, MIDS, ROWS, Binary.EMPTY),
                        ResolveNames::readResponse, ResponseBody::toByteArray));
    }

    private static Stream<Arguments> changes() {
        String permanent = "00000000 DCA740C8C042101AB4B908002B2FE182 01000000 00000000 2F6F00";
        String ephemeral = "87000000" + GUID_HEX + "01000000 00000000 01100000";
        return Stream.of(
                body("ModLinkAtt request", "01000000 0D000980 01100000 FF 02000000" + permanent
                        + ephemeral + AUX_HEX,
                        new ModLinkAtt.Request(1, PropertyTags.PidTagAddressBookMember, 0x1001,
                                List.of(Binary.ofHex(permanent), Binary.ofHex(ephemeral)), AUX),
                        ModLinkAtt.Request::read, ModLinkAtt.Request::toByteArray),
                body("ModLinkAtt response", "00000000 05000780 00000000",
                        new ModLinkAtt.Response(0x80070005, Binary.EMPTY),
                        ModLinkAtt::readResponse, ResponseBody::toByteArray),
                body("ModProps request", "00000000" + STAT_HEX + TAGS_HEX + "FF" + VALUES_HEX
                        + AUX_HEX, new ModProps.Request(0, STAT, TAGS, VALUES, AUX),
                        ModProps.Request::read, ModProps.Request::toByteArray),
                body("ModProps response", "00000000 57000780 00000000",
                        new ModProps.Response(0x80070057, Binary.EMPTY), ModProps::readResponse,
                        ResponseBody::toByteArray));
    }
}
