package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserGuid;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserLongTermIds;
import org.rialto.protocols.rops.wire.logon.RopReadPerUserInformation;
import org.rialto.protocols.rops.wire.logon.RopWritePerUserInformation;
import org.rialto.protocols.rops.wire.message.RopSetReadFlags;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.store.Mailbox;
import org.rialto.store.SpecialFolder;

/// Per-user information, and read states in public folders. MS-OXCSTOR §3.2.5.10 to §3.2.5.13.
@ParameterizedClass
@EnumSource(TestEngine.class)
class PerUserTest {
    private static final UUID REPLICA = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private final RopFixture fixture;
    private final RopClient alice;
    private final RopClient bob;
    private final Mailbox folders;
    private long folderId;
    private GlobalId folder;
    private int alicesLogon;
    private int bobsLogon;
    private long first;
    private long second;

    PerUserTest(TestEngine engine, @TempDir Path directory) {
        fixture = new RopFixture(engine, directory);
        alice = fixture.client(fixture.alice);
        bob = fixture.client(fixture.bob);
        folders = fixture.mailbox(Mailboxes.PUBLIC_FOLDERS);
    }

    @BeforeEach
    void open() {
        folderId = RopFixture.folder(folders, SpecialFolder.IPM_SUBTREE);
        folder = new GlobalId(folders.info().replicaGuid(), folderId);
        first = RopFixture.add(folders, folderId, "first");
        second = RopFixture.add(folders, folderId, "second");
        alicesLogon = alice.publicLogon(0);
        bobsLogon = bob.publicLogon(0);
    }

    @AfterEach
    void close() {
        alice.session.close();
        bob.session.close();
        fixture.close();
    }

    private void mark(RopClient client, int logon, boolean read, long... ids) {
        int open = client.open(logon, folderId);
        client.ask(open, new RopSetReadFlags.Request(0, 0, false,
                read ? 0 : RopSetReadFlags.CLEAR_READ_FLAG,
                java.util.Arrays.stream(ids).mapToObj(Ids::message).toList()),
                RopSetReadFlags.Response.class);
    }

    private int unread(RopClient client, int logon) {
        RopGetPropertiesSpecific.Response values = client.ask(client.open(logon, folderId),
                new RopGetPropertiesSpecific.Request(0, 0, 0, true,
                        List.of(PropertyTags.PidTagContentUnreadCount)),
                RopGetPropertiesSpecific.Response.class);
        return (Integer) java.util.Objects.requireNonNull(
                values.row(List.of(PropertyTags.PidTagContentUnreadCount), RopClient.FORMAT)
                        .value(0));
    }

    private List<String> rows(RopClient client, int logon) {
        int table = client.contents(client.open(logon, folderId), 0);
        client.sort(table, new SortOrderSet(
                List.of(SortOrder.descending(PropertyTags.PidTagRead),
                        SortOrder.ascending(PropertyTags.PidTagSubject)),
                0, 0));
        return client.rows(table, List.of(PropertyTags.PidTagSubject, PropertyTags.PidTagRead))
                .stream().map((PropertyRow row) -> row.value(0) + " " + row.value(1)).toList();
    }

    private Binary read(RopClient client, int logon, int most) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean finished = false;
        while (!finished) {
            RopReadPerUserInformation.Response part = client.ask(logon,
                    new RopReadPerUserInformation.Request(0, 0, folder, 0, all.size(), most),
                    RopReadPerUserInformation.Response.class);
            assertThat(part.data().length()).isLessThanOrEqualTo(most == 0 ? 4096 : most);
            all.writeBytes(part.data().toByteArray());
            finished = part.hasFinished();
        }
        return Binary.wrap(all.toByteArray());
    }

    private RopWritePerUserInformation.Request part(Binary data, int offset, boolean finished,
            @Nullable UUID replica) {
        return new RopWritePerUserInformation.Request(0, 0, folder, finished, offset, data,
                replica);
    }

    private long changeNumber(long messageId) {
        return folders.read(s -> s.message(messageId, Set.of())).contentChangeNumber();
    }

    private static int privateLogon(RopClient client, DirectoryObject.User user) {
        return client.logon(user);
    }

    @Test
    void readStatesInPublicFoldersAreEachUsersOwn() {
        mark(alice, alicesLogon, true, first);
        assertThat(rows(alice, alicesLogon)).containsExactly("first true", "second false");
        assertThat(rows(bob, bobsLogon)).containsExactly("first false", "second false");
        assertThat(unread(alice, alicesLogon)).isEqualTo(1);
        assertThat(unread(bob, bobsLogon)).isEqualTo(2);
        mark(bob, bobsLogon, true, first, second);
        mark(bob, bobsLogon, false, first);
        assertThat(rows(bob, bobsLogon)).containsExactly("second true", "first false");
        assertThat(rows(alice, alicesLogon)).containsExactly("first true", "second false");
        assertThat(folders.read(s -> s.folder(folderId)).unreadCount()).isEqualTo(2);
        assertThat(folders.read(s -> s.message(first, Set.of())).flags() & 1).isZero();
    }

    @Test
    void publicLogonsTellWhatWasReadAsChangeNumbers() {
        assertThat(read(alice, alicesLogon, 0).length()).isZero();
        mark(alice, alicesLogon, true, first, second);
        Binary encoded = read(alice, alicesLogon, 7);
        IdSet<UUID> read = IdSet.decodeByGuid(encoded);
        assertThat(read).isEqualTo(IdSet.byGuid().add(folder.databaseGuid(), changeNumber(first))
                .add(folder.databaseGuid(), changeNumber(second)));
        assertThat(alice.error(alicesLogon, new RopReadPerUserInformation.Request(0, 0, folder, 0,
                encoded.length() + 1, 10))).isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(alice.error(alicesLogon, new RopReadPerUserInformation.Request(0, 0, folder, 0,
                -1, 10))).isEqualTo(ErrorCodes.GeneralFailure);
    }

    /// MS-OXCSTOR §2.2.1.12.2: HasFinished and DataSize.
    @Test
    void whatHasNotChangedSinceItWasReadIsNotSentAgain() {
        mark(alice, alicesLogon, true, first);
        Binary encoded = read(alice, alicesLogon, 5);
        assertThat(encoded.length()).isGreaterThan(5);
        assertThat(read(alice, alicesLogon, 5).length()).isZero();
        mark(alice, alicesLogon, true, second);
        assertThat(part(0).data().length()).isEqualTo(5);
        // Begun but not ended, so that it is there again.
        assertThat(part(0).hasFinished()).isFalse();
        mark(alice, alicesLogon, false, first);
        assertThat(alice.error(alicesLogon,
                new RopReadPerUserInformation.Request(0, 0, folder, 0, 5, 5)))
                .isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(read(alice, alicesLogon, 5).length()).isPositive();
        RopClient again = fixture.client(fixture.alice);
        assertThat(read(again, again.publicLogon(0), 0).length()).isPositive();
        again.session.close();
    }

    /// An answer that is not on its way yet has told nothing.
    @Test
    void whatWasReadIsSentAgainUntilItsAnswerHasArrived() {
        mark(alice, alicesLogon, true, first);
        RopRequest whole = new RopReadPerUserInformation.Request(0, 0, folder, 0, 0, 0);
        List<RopResponse> twice = alice.execute(List.of(alicesLogon), whole, whole);
        assertThat(twice.get(0)).isEqualTo(twice.get(1));
        assertThat(((RopReadPerUserInformation.Response) twice.get(1)).data().length())
                .isPositive();
        assertThat(read(alice, alicesLogon, 0).length()).isZero();
    }

    private RopReadPerUserInformation.Response part(int offset) {
        return alice.ask(alicesLogon,
                new RopReadPerUserInformation.Request(0, 0, folder, 0, offset, 5),
                RopReadPerUserInformation.Response.class);
    }

    @Test
    void publicLogonsTakeWhatWasRead() {
        mark(alice, alicesLogon, true, first);
        Binary wanted = IdSet.byGuid().add(folder.databaseGuid(), changeNumber(second)).encode();
        alice.ask(alicesLogon, part(wanted.slice(0, 5), 0, false, null),
                RopWritePerUserInformation.Response.class);
        alice.ask(alicesLogon, part(wanted.slice(5, wanted.length()), 5, true, null),
                RopWritePerUserInformation.Response.class);
        assertThat(rows(alice, alicesLogon)).containsExactly("second true", "first false");
        assertThat(read(alice, alicesLogon, 0)).isEqualTo(wanted);
    }

    @Test
    void privateLogonsKeepWhatClientsGiveThem() {
        int logon = privateLogon(alice, fixture.alice);
        Binary given = IdSet.byGuid().addRange(REPLICA, 5, 9).encode();
        assertThat(read(alice, logon, 0).length()).isZero();
        assertThat(alice.error(logon, new RopGetPerUserGuid.Request(0, 0, folder)))
                .isEqualTo(ErrorCodes.NotFound);
        alice.ask(logon, part(given, 0, true, REPLICA),
                RopWritePerUserInformation.Response.class);
        assertThat(read(alice, logon, 3)).isEqualTo(given);
        assertThat(alice.ask(logon, new RopGetPerUserGuid.Request(0, 0, folder),
                RopGetPerUserGuid.Response.class).databaseGuid()).isEqualTo(REPLICA);
        assertThat(ids(logon, REPLICA)).containsExactly(folder);
        assertThat(ids(logon, folder.databaseGuid())).isEmpty();
        UUID other = new UUID(1, 2);
        alice.ask(logon, part(Binary.EMPTY, 0, true, other),
                RopWritePerUserInformation.Response.class);
        assertThat(read(alice, logon, 0).length()).isZero();
        assertThat(ids(logon, other)).containsExactly(folder);
        assertThat(ids(privateLogon(bob, fixture.bob), other, bob)).isEmpty();
    }

    private List<GlobalId> ids(int logon, UUID replica) { return ids(logon, replica, alice); }

    private static List<GlobalId> ids(int logon, UUID replica, RopClient client) {
        return client.ask(logon, new RopGetPerUserLongTermIds.Request(0, 0, replica),
                RopGetPerUserLongTermIds.Response.class).longTermIds();
    }

    @Test
    void refusesWhatDoesNotGoOnAndWhatIsNotASet() {
        int logon = privateLogon(alice, fixture.alice);
        Binary given = IdSet.byGuid().addRange(REPLICA, 5, 9).encode();
        assertThat(error(logon, part(given, 4, true, null))).isEqualTo(ErrorCodes.GeneralFailure);
        alice.ask(logon, part(given.slice(0, 4), 0, false, REPLICA),
                RopWritePerUserInformation.Response.class);
        assertThat(error(logon, part(given, 3, true, null))).isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(error(logon, part(given.slice(4, given.length()), 4, true, null)))
                .isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(error(logon, part(Binary.wrap(new byte[]{1, 2, 3}), 0, true, REPLICA)))
                .isEqualTo(ErrorCodes.CorruptData);
        assertThat(read(alice, logon, 0).length()).isZero();
    }

    private ErrorCode error(int logon, RopRequest request) { return alice.error(logon, request); }

    @Test
    void refusesOfPublicLogonsWhatIsOnlyOfPrivateOnes() {
        assertThat(error(alicesLogon, new RopGetPerUserGuid.Request(0, 0, folder)))
                .isEqualTo(ErrorCodes.NotSupported);
        assertThat(error(alicesLogon, new RopGetPerUserLongTermIds.Request(0, 0, REPLICA)))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    /// MS-OXCSTOR §3.2.5.12.3.
    @Test
    void nothingIsReadInFoldersThatAreNotThere() {
        for (GlobalId each : List.of(new GlobalId(REPLICA, 1),
                new GlobalId(folder.databaseGuid(), 99_999_999))) {
            assertThat(alice.ask(alicesLogon,
                    new RopReadPerUserInformation.Request(0, 0, each, 0, 0, 0),
                    RopReadPerUserInformation.Response.class).data().length()).isZero();
        }
    }

    @Test
    void readStatesAndInformationOutliveTheServer() {
        mark(alice, alicesLogon, true, second);
        RopClient again = fixture.client(fixture.alice);
        int logon = again.publicLogon(0);
        assertThat(rows(again, logon)).containsExactly("second true", "first false");
        folders.deleteMessages(folderId, new int[]{folders
                .read(s -> s.message(second, Set.of())).uid()}, true);
        assertThat(unread(again, logon)).isEqualTo(1);
        assertThat(read(again, logon, 0).length()).isZero();
        again.session.close();
    }
}
