package org.rialto.mapihttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.mapihttp.MapiHttpClient.Reply;
import org.rialto.mapihttp.wire.Bind;
import org.rialto.mapihttp.wire.GetMatches;
import org.rialto.mapihttp.wire.GetProps;
import org.rialto.mapihttp.wire.GetSpecialTable;
import org.rialto.mapihttp.wire.GetTemplateInfo;
import org.rialto.mapihttp.wire.GetUrl;
import org.rialto.mapihttp.wire.ModProps;
import org.rialto.mapihttp.wire.QueryRows;
import org.rialto.mapihttp.wire.ResolveNames;
import org.rialto.mapihttp.wire.ResortRestriction;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.mapihttp.wire.Unbind;
import org.rialto.mapihttp.wire.UpdateStat;
import org.rialto.protocols.nspi.Stat;

/// The address book server endpoint, over HTTP. MS-OXCMAPIHTTP §2.2.5.
class AddressBookEndpointTest {
    @TempDir
    Path folder;
    private MapiHttpFixture server;

    @BeforeEach
    void start() throws Exception { server = new MapiHttpFixture(folder, MapiHttpFixture.QUICK); }

    @AfterEach
    void stop() { server.close(); }

    private GetUrl.Response url(String type, String distinguishedName) throws Exception {
        MapiHttpClient client = server.client("alex");
        byte[] body = new GetUrl.Request(0, distinguishedName, Binary.EMPTY).toByteArray();
        return (GetUrl.Response) client.send(client.request("/mapi/nspi/", type), body)
                .body(GetUrl::readResponse);
    }

    private String id(String user) { return server.user(user).mailboxGuid() + "@contoso.com"; }

    private static final Stat START = new Stat(0, 0, 0, 0, 0, 0, 1252, 0x409, 0x409);

    private static Reply send(MapiHttpClient client, String type, byte[] body) throws Exception {
        return client.send(client.request("/mapi/nspi/", type), body);
    }

    private MapiHttpClient bound(String user) throws Exception {
        MapiHttpClient client = server.client(user);
        Bind.Response bound = (Bind.Response) send(client, "Bind",
                new Bind.Request(0, START, Binary.EMPTY).toByteArray()).body(Bind::readResponse);
        assertThat(bound.errorCode()).isZero();
        assertThat(bound.serverGuid()).isNotEqualTo(new UUID(0, 0));
        return client;
    }

    private static QueryRows.Response rows(MapiHttpClient client, Stat stat, int count,
            PropertyTag... columns) throws Exception {
        return (QueryRows.Response) send(client, "QueryRows", new QueryRows.Request(0, stat,
                List.of(), count, List.of(columns), Binary.EMPTY).toByteArray())
                .body(in -> QueryRows.readResponse(in, 1252));
    }

    /// The call sequence of MS-OXNSPI §4: bind, the hierarchy table, a position, rows, unbind.
    @Test
    void browsesTheAddressBookAsTheDocumentsExampleDoes() throws Exception {
        MapiHttpClient client = bound("alex");
        GetSpecialTable.Response hierarchy = (GetSpecialTable.Response) send(client,
                "GetSpecialTable",
                new GetSpecialTable.Request(4, START, 0, Binary.EMPTY).toByteArray())
                .body(GetSpecialTable::readResponse);
        assertThat(hierarchy.errorCode()).isZero();
        assertThat(hierarchy.version()).isNotNull();
        assertThat(Objects.requireNonNull(hierarchy.rows()).getFirst())
                .contains(PropertyValue.of(PropertyTags.PidTagDisplayName, "Global Address List"),
                        PropertyValue.of(PropertyTags.PidTagAddressBookContainerId, 0));
        UpdateStat.Response moved = (UpdateStat.Response) send(client, "UpdateStat",
                new UpdateStat.Request(0, START, true, Binary.EMPTY).toByteArray())
                .body(UpdateStat::readResponse);
        assertThat(moved.delta()).isZero();
        assertThat(Objects.requireNonNull(moved.state()).totalRecs()).isEqualTo(2);
        QueryRows.Response first = rows(client, moved.state(), 1, PropertyTags.PidTagDisplayName,
                PropertyTags.PidTagSmtpAddress, PropertyTags.PidTagEmailAddress);
        assertThat(Objects.requireNonNull(first.rows()).rows().getFirst().cells().stream()
                .map(PropertyCell::valueOrNull)).containsExactly("alex Ångström",
                        "alex@contoso.com", server.distinguishedName("alex"));
        QueryRows.Response rest = rows(client, Objects.requireNonNull(first.state()), 50,
                PropertyTags.PidTagDisplayName.withType(PropertyType.STRING8));
        assertThat(Objects.requireNonNull(rest.rows()).rows().getFirst().value(0))
                .isEqualTo("kim Ångström");
        Unbind.Response unbound = (Unbind.Response) send(client, "Unbind",
                new Unbind.Request(0, Binary.EMPTY).toByteArray()).body(Unbind::readResponse);
        assertThat(unbound.errorCode()).isEqualTo(ErrorCodes.UnbindSuccess.value());
        assertThat(send(client, "UpdateStat",
                new UpdateStat.Request(0, START, true, Binary.EMPTY).toByteArray()).code())
                .isEqualTo(ResponseCode.CONTEXT_NOT_FOUND);
    }

    /// MS-OXNSPI §3.1.4.1.8, constraint 15, by the bytes of MS-OXCMAPIHTTP §2.2.1.7: rows that are
    /// flagged, of errors.
    @Test
    void whereATableHasNoMoreRowsThereAreRowsOfErrors() throws Exception {
        MapiHttpClient client = bound("alex");
        Stat end = new Stat(0, 0, Stat.END_OF_TABLE, 0, 0, 0, 1252, 0x409, 0x409);
        QueryRows.Response rows = rows(client, end, 2, PropertyTags.PidTagDisplayName,
                PropertyTags.PidTagDisplayType);
        String row = "01" + "0a0f010480" + "0a0f010480";
        assertThat(HexFormat.of().formatHex(rows.toByteArray()))
                .endsWith("ff" + "02000000" + "1f000130" + "03000039" + "02000000" + row + row
                        + "00000000");
    }

    /// MS-OXOABKT §3.1.4.1: the table leads to a template, and that has a script.
    @Test
    void internetAddressesAreMadeByATemplate() throws Exception {
        MapiHttpClient client = bound("alex");
        GetSpecialTable.Response table = (GetSpecialTable.Response) send(client,
                "GetSpecialTable", new GetSpecialTable.Request(2, START, 0, Binary.EMPTY)
                        .toByteArray())
                .body(GetSpecialTable::readResponse);
        List<PropertyValue> row = Objects.requireNonNull(table.rows()).getFirst();
        assertThat(row.getFirst()).isEqualTo(new PropertyValue(
                PropertyTags.PidTagAddressType.withType(PropertyType.STRING8), "SMTP"));
        EntryId.AddressBook template = (EntryId.AddressBook) EntryId.decode(row.get(3).binary());
        GetTemplateInfo.Response info = (GetTemplateInfo.Response) send(client,
                "GetTemplateInfo", new GetTemplateInfo.Request(5, 0,
                        template.distinguishedName(), 1252, 0x409, Binary.EMPTY).toByteArray())
                .body(GetTemplateInfo::readResponse);
        assertThat(Objects.requireNonNull(info.row()).stream().map(PropertyValue::tag))
                .containsExactly(PropertyTags.PidTagTemplateData, PropertyTags.PidTagScriptData);
    }

    @Test
    void resolvesANameToWhomItMeans() throws Exception {
        MapiHttpClient client = bound("alex");
        ResolveNames.Response resolved = (ResolveNames.Response) send(client, "ResolveNames",
                new ResolveNames.Request(0, START,
                        List.of(PropertyTags.PidTagDisplayName, PropertyTags.PidTagEntryId),
                        List.of("=SMTP:kim@contoso.com", "nobody", "Ångström"), Binary.EMPTY)
                        .toByteArray())
                .body(ResolveNames::readResponse);
        assertThat(resolved.minimalIds()).containsExactly(2, 0, 1);
        assertThat(Objects.requireNonNull(resolved.rows()).rows()).hasSize(1);
        assertThat(resolved.rows().rows().getFirst().value(0)).isEqualTo("kim Ångström");
    }

    @Test
    void findsByAFilterAndReadsAllProperties() throws Exception {
        MapiHttpClient client = bound("alex");
        GetMatches.Response matches = (GetMatches.Response) send(client, "GetMatches",
                new GetMatches.Request(0, START, null, 0, Restriction.and(
                        Restriction.equal(PropertyTags.PidTagAnr, "kim"),
                        Restriction.exist(PropertyTags.PidTagSmtpAddress)), null, 50,
                        List.of(PropertyTags.PidTagAccount), Binary.EMPTY).toByteArray())
                .body(in -> GetMatches.readResponse(in, 1252));
        assertThat(matches.errorCode()).isZero();
        assertThat(Objects.requireNonNull(matches.rows()).rows().getFirst().value(0))
                .isEqualTo("kim");
        int kim = Objects.requireNonNull(matches.minimalIds()).getFirst();
        Stat atKim = new Stat(0, 0, kim, 0, 0, 0, 1252, 0x409, 0x409);
        GetProps.Response properties = (GetProps.Response) send(client, "GetProps",
                new GetProps.Request(0, atKim, null, Binary.EMPTY).toByteArray())
                .body(GetProps::readResponse);
        assertThat(properties.errorCode()).isZero();
        assertThat(properties.values()).contains(
                PropertyValue.of(PropertyTags.PidTagAddressType.withType(PropertyType.STRING8),
                        "EX"),
                PropertyValue.of(PropertyTags.PidTagObjectType, 6));
        ModProps.Response denied = (ModProps.Response) send(client, "ModProps",
                new ModProps.Request(0, atKim, List.of(), List.of(), Binary.EMPTY).toByteArray())
                .body(ModProps::readResponse);
        assertThat(denied.errorCode()).isEqualTo(ErrorCodes.AccessDenied.value());
        GetTemplateInfo.Response template = (GetTemplateInfo.Response) send(client,
                "GetTemplateInfo",
                new GetTemplateInfo.Request(1, 0, null, 1252, 0x409, Binary.EMPTY).toByteArray())
                .body(GetTemplateInfo::readResponse);
        assertThat(template.errorCode()).isZero();
        assertThat(template.row()).hasSize(1);
    }

    @Test
    void aMethodThatFailsSaysSoInItsErrorCodeAndLeavesTheState() throws Exception {
        MapiHttpClient client = bound("alex");
        Stat nowhere = new Stat(0, 0x99, 0, 0, 0, 0, 1252, 0x409, 0x409);
        QueryRows.Response failed = rows(client, nowhere, 10, PropertyTags.PidTagDisplayName);
        assertThat(failed.errorCode()).isEqualTo(ErrorCodes.InvalidBookmark.value());
        assertThat(failed.state()).isEqualTo(nowhere);
        assertThat(failed.rows()).isNull();
        UpdateStat.Response stateless = (UpdateStat.Response) send(client, "UpdateStat",
                new UpdateStat.Request(0, null, true, Binary.EMPTY).toByteArray())
                .body(UpdateStat::readResponse);
        assertThat(stateless.errorCode()).isEqualTo(ErrorCodes.InvalidParameter.value());
        assertThat(send(client, "QueryRows", new byte[5]).code())
                .isEqualTo(ResponseCode.INVALID_REQUEST_BODY);
        assertThat(rows(client, START, 10, PropertyTags.PidTagDisplayName).errorCode()).isZero();
    }

    @Test
    void anExplicitTableMayHaveAHundredThousandRows() throws Exception {
        MapiHttpClient client = bound("alex");
        ResortRestriction.Response sorted = (ResortRestriction.Response) send(client,
                "ResortRestriction", new ResortRestriction.Request(0, START,
                        Collections.nCopies(100_000, 7), Binary.EMPTY).toByteArray())
                .body(ResortRestriction::readResponse);
        assertThat(sorted.errorCode()).isZero();
        assertThat(sorted.minimalIds()).isEmpty();
        assertThat(send(client, "ResortRestriction", new ResortRestriction.Request(0, START,
                Collections.nCopies(100_001, 7), Binary.EMPTY).toByteArray()).code())
                .isEqualTo(ResponseCode.INVALID_REQUEST_BODY);
        assertThat(send(client, "ResortRestriction",
                new byte[MapiEndpoint.MOST_ADDRESS_BOOK_BYTES + 1]).code())
                .isEqualTo(ResponseCode.TOO_LARGE);
    }

    @Test
    void bindRefusesACodePageThatIsNotServed() throws Exception {
        MapiHttpClient client = server.client("alex");
        Stat unicode = new Stat(0, 0, 0, 0, 0, 0, 1200, 0x409, 0x409);
        Bind.Response refused = (Bind.Response) send(client, "Bind",
                new Bind.Request(0, unicode, Binary.EMPTY).toByteArray()).body(Bind::readResponse);
        assertThat(refused.errorCode()).isEqualTo(ErrorCodes.InvalidCodepage.value());
        assertThat(client.cookies()).isEmpty();
    }

    @Test
    void requestTypesOfTheOtherEndpointAreNotThisOnes() throws Exception {
        MapiHttpClient client = server.client("alex");
        assertThat(send(client, "Connect", new byte[0]).code())
                .isEqualTo(ResponseCode.INVALID_REQUEST_TYPE);
    }

    @Test
    void whatBelongsToASessionNeedsItsCookie() throws Exception {
        MapiHttpClient client = server.client("alex");
        assertThat(client.send(client.request("/mapi/nspi/", "Unbind"), new byte[8]).code())
                .isEqualTo(ResponseCode.MISSING_COOKIE);
    }

    @Test
    void aMailboxesServerHasAUrlForThatMailbox() throws Exception {
        String servers = "/o=Rialto/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)"
                + "/cn=Configuration/cn=Servers/cn=";
        String mailboxUrl = MapiHttpFixture.BASE + "/mapi/emsmdb/?MailboxId=";
        assertThat(url("GetMailboxUrl", servers + id("kim")).serverUrl())
                .isEqualTo(mailboxUrl + id("kim"));
        assertThat(url("GetMailboxUrl", servers + id("kim").toUpperCase(java.util.Locale.ROOT)
                + "/cn=Microsoft Private MDB").serverUrl()).isEqualTo(mailboxUrl + id("kim"));
        assertThat(url("GetMailboxUrl", MapiHttpFixture.SERVER_DN).serverUrl())
                .isEqualTo(mailboxUrl + id("alex"));
        assertThat(url("GetMailboxUrl", servers + Mailboxes.PUBLIC_FOLDERS + "@contoso.com")
                .serverUrl()).isEqualTo(mailboxUrl + Mailboxes.PUBLIC_FOLDERS + "@contoso.com");
        for (String unknown : new String[]{"", "/o=Other", servers + "other",
                servers + "01234567-0123-0123-0123-012345678901@contoso.com"}) {
            assertThat(url("GetMailboxUrl", unknown)).isEqualTo(
                    new GetUrl.Response(ErrorCodes.NotFound.value(), "", Binary.EMPTY));
        }
    }

    @Test
    void theAddressBookHasAUrlForTheUser() throws Exception {
        String bookUrl = MapiHttpFixture.BASE + "/mapi/nspi/?MailboxId=";
        assertThat(url("GetAddressBookUrl", server.distinguishedName("kim")).serverUrl())
                .isEqualTo(bookUrl + id("kim"));
        assertThat(url("GetAddressBookUrl", "").serverUrl()).isEqualTo(bookUrl + id("alex"));
        MapiHttpClient client = server.client("alex");
        assertThat(client.send(client.request("/mapi/nspi/", "GetAddressBookUrl"), new byte[3])
                .code()).isEqualTo(ResponseCode.INVALID_REQUEST_BODY);
    }
}
