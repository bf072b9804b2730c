package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Link;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.logon.RopGetOwningServers;
import org.rialto.protocols.rops.wire.logon.RopGetReceiveFolder;
import org.rialto.protocols.rops.wire.logon.RopGetReceiveFolderTable;
import org.rialto.protocols.rops.wire.logon.RopGetStoreState;
import org.rialto.protocols.rops.wire.logon.RopIdFromLongTermId;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.logon.RopLongTermIdFromId;
import org.rialto.protocols.rops.wire.logon.RopPublicFolderIsGhosted;
import org.rialto.protocols.rops.wire.logon.RopSetReceiveFolder;
import org.rialto.store.Mailbox;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Logons, receive folders, long-term ids. MS-OXCSTOR §3.2.5.
@ParameterizedClass
@EnumSource(TestEngine.class)
class LogonTest {
    private final RopFixture fixture;
    private final RopClient client;
    private final Mailbox mailbox;

    LogonTest(TestEngine engine, @TempDir Path folder) {
        fixture = new RopFixture(engine, folder);
        client = fixture.client(fixture.alice);
        mailbox = fixture.mailbox(fixture.alice);
    }

    @AfterEach
    void close() {
        client.session.close();
        fixture.close();
    }

    private RopAnswer logon(RopLogon.Request request) {
        return (RopAnswer) client.execute(List.of(RopBuffer.NO_HANDLE), request).getFirst();
    }

    private ErrorCode logonError(int logonFlags, int openFlags, String essdn) {
        return logon(new RopLogon.Request(0, 0, logonFlags, openFlags, 0, essdn)).returnValue();
    }

    @Test
    void answersSpecialFoldersOfPrivateMailbox() {
        RopLogon.PrivateResponse response = (RopLogon.PrivateResponse) logon(
                RopClient.logonRequest(0, fixture.alice));
        assertThat(response.mailboxGuid()).isEqualTo(fixture.alice.mailboxGuid());
        assertThat(response.replicaGuid()).isEqualTo(mailbox.info().replicaGuid());
        assertThat(response.replicaId()).isEqualTo(1);
        assertThat(response.responseFlags()).isEqualTo(RopLogon.RESPONSE_RESERVED
                | RopLogon.OWNER_RIGHT | RopLogon.SEND_AS_RIGHT);
        assertThat(response.folderIds()).hasSize(13)
                .element(0).isEqualTo(Ids.folder(RopFixture.folder(mailbox, SpecialFolder.ROOT)));
        assertThat(response.folderIds().get(4)).isEqualTo(Ids.folder(RopFixture.inbox(mailbox)));
        assertThat(response.folderIds().get(12))
                .isEqualTo(Ids.folder(RopFixture.folder(mailbox, SpecialFolder.SHORTCUTS)));
        assertThat(client.handle(0)).isNotEqualTo(RopBuffer.NO_HANDLE);
    }

    @Test
    void answersSpecialFoldersOfPublicFolders() {
        RopLogon.PublicResponse response = (RopLogon.PublicResponse) logon(
                new RopLogon.Request(0, 0, 0, RopLogon.PUBLIC, 0, ""));
        assertThat(response.folderIds().get(5).globalCounter()).isPositive();
        assertThat(response.folderIds().get(12)).isEqualTo(new FolderId(0, 0));
        assertThat(response.perUserGuid()).isEqualTo(new UUID(0, 0));
        assertThat(logonError(0, 0, "")).isEqualTo(ErrorCodes.LogonFailed);
        assertThat(logonError(0, RopLogon.PUBLIC | RopLogon.ALTERNATE_SERVER, ""))
                .isEqualTo(ErrorCodes.LogonFailed);
    }

    @Test
    void refusesLogons() {
        assertThat(logonError(RopLogon.PRIVATE, 0, "/o=Nobody"))
                .isEqualTo(ErrorCodes.UnknownUser);
        assertThat(logonError(RopLogon.PRIVATE, 0, "")).isEqualTo(ErrorCodes.UnknownUser);
        String alice = fixture.alice.entry().legacyDN();
        assertThat(logonError(RopLogon.PRIVATE | 0x80, 0, alice))
                .isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(logonError(RopLogon.PRIVATE, 0x10, alice))
                .isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(logonError(RopLogon.PRIVATE, 0, fixture.bob.entry().legacyDN()))
                .isEqualTo(ErrorCodes.AccessDenied);
    }

    @Test
    void redirectsToTheMailboxsServer() {
        fixture.elsewhere.put(fixture.alice.mailboxGuid(), "/o=Test/cn=B");
        RopLogon.Redirect redirect = (RopLogon.Redirect) logon(
                RopClient.logonRequest(0, fixture.alice));
        assertThat(redirect.returnValue()).isEqualTo(ErrorCodes.WrongServer);
        assertThat(redirect.serverName()).isEqualTo("/o=Test/cn=B");
    }

    /// MS-OXCSTOR §3.2.5.1.1, ecServerPaused.
    @Test
    void aClientThatStaysWhereItWasSentAwayIsToldToWait() {
        fixture.elsewhere.put(fixture.alice.mailboxGuid(), "/o=Test/cn=B");
        for (int i = 0; i < 5; i++) {
            assertThat(logon(RopClient.logonRequest(0, fixture.alice)).returnValue())
                    .isEqualTo(ErrorCodes.WrongServer);
        }
        assertThat(logon(RopClient.logonRequest(0, fixture.alice)).returnValue())
                .isEqualTo(ErrorCodes.ServerPaused);
    }

    @Test
    void saysWhatTheMailboxIsTo() {
        int handle = client.logon(fixture.alice);
        client.set(handle, PropertyTags.PidTagOutOfOfficeState, true);
        assertThat(flags(fixture.alice)).isEqualTo(RopLogon.RESPONSE_RESERVED
                | RopLogon.OWNER_RIGHT | RopLogon.SEND_AS_RIGHT | RopLogon.OUT_OF_OFFICE);
        client.set(client.handle(0), PropertyTags.PidTagOutOfOfficeState, false);
        assertThat(flags(fixture.alice) & RopLogon.OUT_OF_OFFICE).isZero();
        Mailbox bobs = fixture.mailbox(fixture.bob);
        RopFixture.grant(bobs, RopFixture.inbox(bobs), fixture.alice, Rights.READ_ANY);
        assertThat(flags(fixture.bob)).isEqualTo(RopLogon.RESPONSE_RESERVED);
        fixture.directory.change(edit -> {
            edit.addLink(fixture.bob.id(), Link.SEND_AS, fixture.alice.id());
            return true;
        });
        assertThat(flags(fixture.bob))
                .isEqualTo(RopLogon.RESPONSE_RESERVED | RopLogon.SEND_AS_RIGHT);
    }

    private int flags(DirectoryObject.User user) {
        return ((RopLogon.PrivateResponse) logon(RopClient.logonRequest(0, user)))
                .responseFlags();
    }

    @Test
    void refusesClientsOfUnknownCodePages() {
        try (RopSession session = new RopSession(fixture.server,
                () -> RopFixture.actor(fixture.alice), new ClientLocale(4711, 0, 0), 1)) {
            RopClient odd = new RopClient(session);
            assertThat(((RopAnswer) odd.execute(List.of(RopBuffer.NO_HANDLE),
                    RopClient.logonRequest(0, fixture.alice)).getFirst()).returnValue())
                    .isEqualTo(ErrorCodes.UnknownCodePage);
        }
    }

    @Test
    void letsDelegateSeeOnlyWhatWasGranted() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        RopFixture.grant(bobs, RopFixture.inbox(bobs), fixture.alice,
                Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopLogon.PrivateResponse response = (RopLogon.PrivateResponse) logon(
                RopClient.logonRequest(0, fixture.bob));
        assertThat(response.responseFlags()).isEqualTo(RopLogon.RESPONSE_RESERVED);
        int logon = client.handle(0);
        assertThat(client.open(logon, RopFixture.inbox(bobs))).isPositive();
        assertThat(client.error(logon, new RopOpenFolder.Request(0, 0, 1,
                Ids.folder(RopFixture.folder(bobs, SpecialFolder.DRAFTS)), 0)))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(logon, new RopSetReceiveFolder.Request(0, 0,
                Ids.folder(RopFixture.inbox(bobs)), "IPM.X"))).isIn(ErrorCodes.AccessDenied,
                        ErrorCodes.NotFound);
    }

    @Test
    void asksForMappingByMailboxOfSecondLogon() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        RopFixture.grant(bobs, RopFixture.inbox(bobs), fixture.alice,
                Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        client.logon(fixture.alice);
        RopRequest second = new RopLogon.Request(1, 0, RopLogon.PRIVATE, 0, 0,
                fixture.bob.entry().legacyDN());
        assertThat(((RopAnswer) client.execute(List.of(RopBuffer.NO_HANDLE), second).getFirst())
                .returnValue()).isEqualTo(ErrorCodes.InvalidParameter);
    }

    @Test
    void knowsReceiveFolders() {
        int logon = client.logon(fixture.alice);
        long inbox = RopFixture.inbox(mailbox);
        long drafts = RopFixture.folder(mailbox, SpecialFolder.DRAFTS);
        assertReceives(logon, "IPM.Note.Long", inbox, "IPM");
        assertReceives(logon, "", inbox, "");
        assertReceives(logon, "ipc.x", RopFixture.folder(mailbox, SpecialFolder.ROOT), "IPC");
        client.ask(logon, new RopSetReceiveFolder.Request(0, 0, Ids.folder(drafts), "IPM.Note.X"),
                RopSetReceiveFolder.Response.class);
        assertReceives(logon, "ipm.note.x.y", drafts, "IPM.Note.X");
        assertReceives(logon, "IPM.Note.Xy", inbox, "IPM");
        RopGetReceiveFolderTable.Response table = client.ask(logon,
                new RopGetReceiveFolderTable.Request(0, 0),
                RopGetReceiveFolderTable.Response.class);
        assertThat(table.rows()).hasSize(5);
        client.ask(logon,
                new RopSetReceiveFolder.Request(0, 0, new FolderId(0, 0), "IPM.NOTE.X"),
                RopSetReceiveFolder.Response.class);
        assertReceives(logon, "IPM.Note.X", inbox, "IPM");
    }

    private void assertReceives(int logon, String messageClass, long folderId, String found) {
        RopGetReceiveFolder.Response response = client.ask(logon,
                new RopGetReceiveFolder.Request(0, 0, messageClass),
                RopGetReceiveFolder.Response.class);
        assertThat(response.folderId()).isEqualTo(Ids.folder(folderId));
        assertThat(response.explicitMessageClass()).isEqualTo(found);
    }

    @Test
    void refusesReceiveFolders() {
        int logon = client.logon(fixture.alice);
        FolderId inbox = Ids.folder(RopFixture.inbox(mailbox));
        assertThat(setError(logon, inbox, "IPM")).isEqualTo(ErrorCodes.AccessDenied);
        assertThat(setError(logon, inbox, "report.ipm")).isEqualTo(ErrorCodes.AccessDenied);
        assertThat(setError(logon, new FolderId(0, 0), "")).isEqualTo(ErrorCodes.GeneralFailure);
        assertThat(setError(logon, inbox, ".IPM")).isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(setError(logon, inbox, "A..B")).isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(setError(logon, Ids.folder(99_999_999), "A")).isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(logon, new RopGetReceiveFolder.Request(0, 0, "A\u0007")))
                .isEqualTo(ErrorCodes.InvalidParameter);
        int inboxHandle = client.open(logon, RopFixture.inbox(mailbox));
        assertThat(client.error(inboxHandle, new RopGetReceiveFolder.Request(0, 0, "")))
                .isEqualTo(ErrorCodes.NotSupported);
        int publicFolders = client.publicLogon(0);
        assertThat(client.error(publicFolders, new RopGetReceiveFolder.Request(0, 0, "")))
                .isEqualTo(ErrorCodes.NotSupported);
        assertThat(setError(publicFolders, inbox, "A")).isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(publicFolders, new RopGetReceiveFolderTable.Request(0, 0)))
                .isEqualTo(ErrorCodes.NotSupported);
    }

    private ErrorCode setError(int logon, FolderId folder, String messageClass) {
        return client.error(logon, new RopSetReceiveFolder.Request(0, 0, folder, messageClass));
    }

    @Test
    void translatesLongTermIds() {
        int logon = client.logon(fixture.alice);
        long id = Ids.folder(RopFixture.inbox(mailbox)).toLong();
        GlobalId longTerm = client.ask(logon, new RopLongTermIdFromId.Request(0, 0, id),
                RopLongTermIdFromId.Response.class).longTermId();
        assertThat(longTerm.databaseGuid()).isEqualTo(mailbox.info().replicaGuid());
        assertThat(shortTerm(logon, longTerm)).isEqualTo(id);
        GlobalId foreign = new GlobalId(UUID.randomUUID(), 77);
        long foreignId = shortTerm(logon, foreign);
        assertThat(foreignId & 0xFFFF).isNotEqualTo(1);
        assertThat(client.ask(logon, new RopLongTermIdFromId.Request(0, 0, foreignId),
                RopLongTermIdFromId.Response.class).longTermId()).isEqualTo(foreign);
        assertThat(client.error(logon, new RopLongTermIdFromId.Request(0, 0, 0x1234)))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(logon, new RopLongTermIdFromId.Request(0, 0, 0x12_0000)))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(logon,
                new RopIdFromLongTermId.Request(0, 0, new GlobalId(new UUID(0, 0), 7))))
                .isEqualTo(ErrorCodes.InvalidParameter);
    }

    /// MS-OXCSTOR §3.2.5.9: a server may have fewer replica ids than there are.
    @Test
    void whoMayWriteNothingRegistersNoReplicasAndGetsNoIds() {
        Mailbox mailbox = fixture.mailbox(fixture.alice);
        GlobalId known = new GlobalId(UUID.randomUUID(), 7);
        int own = client.logon(fixture.alice);
        long id = shortTerm(own, known);
        RopFixture.grant(mailbox, RopFixture.inbox(mailbox), fixture.bob,
                Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopClient other = fixture.client(fixture.bob);
        int logon = other.logon(fixture.alice);
        assertThat(other.ask(logon, new RopIdFromLongTermId.Request(0, 0, known),
                RopIdFromLongTermId.Response.class).objectId()).isEqualTo(id);
        assertThat(other.error(logon, new RopIdFromLongTermId.Request(0, 0,
                new GlobalId(UUID.randomUUID(), 7)))).isEqualTo(ErrorCodes.ParameterOverflow);
        assertThat(other.error(logon, new RopGetLocalReplicaIds.Request(0, 0, 10)))
                .isEqualTo(ErrorCodes.AccessDenied);
        assertThat(shortTerm(own, new GlobalId(UUID.randomUUID(), 0)) & 0xFFFF)
                .isEqualTo((id & 0xFFFF) + 1);
        other.session.close();
    }

    private long shortTerm(int logon, GlobalId id) {
        return client.ask(logon, new RopIdFromLongTermId.Request(0, 0, id),
                RopIdFromLongTermId.Response.class).objectId();
    }

    @Test
    void saysThatItHasAllPublicFolders() {
        int logon = client.publicLogon(0);
        Mailbox folders = fixture.mailbox(org.rialto.mailbox.Mailboxes.PUBLIC_FOLDERS);
        FolderId root = Ids.folder(RopFixture.folder(folders, SpecialFolder.IPM_SUBTREE));
        assertThat(client.ask(logon, new RopPublicFolderIsGhosted.Request(0, 0, root),
                RopPublicFolderIsGhosted.Response.class).servers()).isNull();
        assertThat(client.ask(logon, new RopGetOwningServers.Request(0, 0, root),
                RopGetOwningServers.Response.class).owningServers().servers())
                .containsExactly("/o=Test/cn=A");
        assertThat(client.error(logon,
                new RopGetOwningServers.Request(0, 0, Ids.folder(99_999_999))))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(logon, new RopGetStoreState.Request(0, 0)))
                .isEqualTo(ErrorCodes.NotImplemented);
    }
}
