package org.rialto.protocols.rops.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.rialto.directory.Actor;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.ReceiveFolders;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.protocols.rops.wire.ReplicaServers;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.logon.LogonRequest;
import org.rialto.protocols.rops.wire.logon.LogonTime;
import org.rialto.protocols.rops.wire.logon.RopGetOwningServers;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserGuid;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserLongTermIds;
import org.rialto.protocols.rops.wire.logon.RopGetReceiveFolder;
import org.rialto.protocols.rops.wire.logon.RopGetReceiveFolderTable;
import org.rialto.protocols.rops.wire.logon.RopGetStoreState;
import org.rialto.protocols.rops.wire.logon.RopIdFromLongTermId;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.logon.RopLongTermIdFromId;
import org.rialto.protocols.rops.wire.logon.RopPublicFolderIsGhosted;
import org.rialto.protocols.rops.wire.logon.RopReadPerUserInformation;
import org.rialto.protocols.rops.wire.logon.RopSetReceiveFolder;
import org.rialto.protocols.rops.wire.logon.RopWritePerUserInformation;
import org.rialto.store.SpecialFolder;
import org.rialto.transport.submission.Submission;

/// Logons and what concerns a mailbox as a whole. MS-OXCSTOR §3.2.5.
final class LogonHandler implements FamilyHandler<LogonRequest> {
    private static final int LOGON_FLAGS = RopLogon.PRIVATE | RopLogon.UNDERCOVER
            | RopLogon.GHOSTED | RopLogon.SPOOLER_PROCESS;
    private static final int RETURNED_FLAGS = RopLogon.PRIVATE | RopLogon.UNDERCOVER
            | RopLogon.GHOSTED;
    private static final int OPEN_FLAGS = RopLogon.USE_ADMIN_PRIVILEGE | RopLogon.PUBLIC
            | RopLogon.HOME_LOGON | RopLogon.TAKE_OWNERSHIP | RopLogon.ALTERNATE_SERVER
            | RopLogon.IGNORE_HOME_MDB | RopLogon.NO_MAIL | RopLogon.USE_PER_MDB_REPLID_MAPPING
            | RopLogon.SUPPORT_PROGRESS;
    private static final int OWN_REPLICA = 1;
    private static final UUID NO_REPLICA = new UUID(0, 0);
    /// MS-OXCSTOR §2.2.1.1.3.
    private static final List<SpecialFolder> PRIVATE_FOLDERS = List.of(SpecialFolder.ROOT,
            SpecialFolder.DEFERRED_ACTION, SpecialFolder.SPOOLER_QUEUE, SpecialFolder.IPM_SUBTREE,
            SpecialFolder.INBOX, SpecialFolder.OUTBOX, SpecialFolder.SENT_ITEMS,
            SpecialFolder.DELETED_ITEMS, SpecialFolder.COMMON_VIEWS, SpecialFolder.SCHEDULE,
            SpecialFolder.FINDER, SpecialFolder.VIEWS, SpecialFolder.SHORTCUTS);
    /// §2.2.1.1.4; the others are zero.
    private static final List<SpecialFolder> PUBLIC_FOLDERS = List.of(SpecialFolder.ROOT,
            SpecialFolder.IPM_SUBTREE, SpecialFolder.NON_IPM_SUBTREE,
            SpecialFolder.EFORMS_REGISTRY, SpecialFolder.SCHEDULE_FREE_BUSY,
            SpecialFolder.OFFLINE_ADDRESS_BOOK);

    @Override
    public RopResponse handle(LogonRequest request, Call call) {
        return switch (request) {
            case RopLogon.Request r -> r.isPrivate() ? logonPrivate(r, call) : logonPublic(r, call);
            case RopGetReceiveFolder.Request r -> getReceiveFolder(r, call);
            case RopSetReceiveFolder.Request r -> setReceiveFolder(r, call);
            case RopGetReceiveFolderTable.Request r -> receiveFolderTable(r, call);
            case RopGetStoreState.Request _ -> throw new RopError(ErrorCodes.NotImplemented);
            case RopGetOwningServers.Request r -> {
                ReplicaServers servers = publicFolderServers(r.folderId(), call);
                yield new RopGetOwningServers.Response(r.inputHandleIndex(), servers);
            }
            case RopPublicFolderIsGhosted.Request r -> isGhosted(r, call);
            case RopLongTermIdFromId.Request r -> longTermId(r, call);
            case RopIdFromLongTermId.Request r -> shortTermId(r, call);
            case RopGetPerUserLongTermIds.Request r -> PerUserHandler.longTermIds(r, call);
            case RopGetPerUserGuid.Request r -> PerUserHandler.guid(r, call);
            case RopReadPerUserInformation.Request r -> PerUserHandler.read(r, call);
            case RopWritePerUserInformation.Request r -> PerUserHandler.write(r, call);
        };
    }

    private static void checkFlags(RopLogon.Request request) {
        if ((request.logonFlags() & ~LOGON_FLAGS) != 0
                || (request.openFlags() & ~OPEN_FLAGS) != 0) {
            throw new RopError(ErrorCodes.GeneralFailure);
        }
    }

    /// §3.2.5.1.1.
    private static RopResponse logonPrivate(RopLogon.Request request, Call call) {
        checkFlags(request);
        Optional<DirectoryObject> found = call.server().directory().ofLegacyDN(request.essdn());
        if (found.isEmpty() || !(found.get() instanceof DirectoryObject.MailboxOwner owner)) {
            throw new RopError(ErrorCodes.UnknownUser);
        }
        Optional<String> server = call.server().elsewhere().apply(owner.mailboxGuid());
        if (server.isPresent()) {
            call.session().redirects();
            return new RopLogon.Redirect(request.outputHandleIndex(),
                    request.logonFlags() & RETURNED_FLAGS, server.get());
        }
        if (CodePage.find(call.session().locale().codePage()) == null) {
            throw new RopError(ErrorCodes.UnknownCodePage);
        }
        UUID first = call.session().firstMailbox();
        if (first != null && !first.equals(owner.mailboxGuid())
                && (request.openFlags() & RopLogon.USE_PER_MDB_REPLID_MAPPING) == 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        MailboxSession session = open(owner.mailboxGuid(), call);
        LogonObject logon = new LogonObject(request.logonId(), session,
                call.session().locale());
        call.output(request.outputHandleIndex(), logon);
        int flags = RopLogon.RESPONSE_RESERVED
                | (session.own() ? RopLogon.OWNER_RIGHT : 0)
                | (session.own() || sendsAs(owner, call) ? RopLogon.SEND_AS_RIGHT : 0)
                | (session.settings().isOutOfOffice() ? RopLogon.OUT_OF_OFFICE : 0);
        return new RopLogon.PrivateResponse(request.outputHandleIndex(),
                request.logonFlags() & RETURNED_FLAGS, folderIds(session, PRIVATE_FOLDERS), flags,
                owner.mailboxGuid(), OWN_REPLICA, logon.ids().mailbox().replicaGuid(),
                new LogonTime(LocalDateTime.now(ZoneOffset.UTC)), 0, 0);
    }

    private static boolean sendsAs(DirectoryObject owner, Call call) {
        Submission submission = call.server().submission().get();
        return submission != null && call.session().actor().get() instanceof Actor.Person person
                && call.server().directory().ofMailbox(person.mailboxGuid())
                        .filter(user -> submission.maySendAs(user, owner)).isPresent();
    }

    private static MailboxSession open(UUID mailboxGuid, Call call) {
        try {
            return call.server().mailboxes().open(call.session().actor(), mailboxGuid);
        } catch (MailError.NotFound e) {
            boolean own = call.session().actor().get() instanceof Actor.Person person
                    && person.mailboxGuid().equals(mailboxGuid);
            throw new RopError(own ? ErrorCodes.LogonFailed : ErrorCodes.AccessDenied);
        }
    }

    /// §3.2.5.1.2.
    private static RopResponse logonPublic(RopLogon.Request request, Call call) {
        checkFlags(request);
        if ((request.openFlags() & RopLogon.PUBLIC) == 0
                || (request.openFlags() & RopLogon.ALTERNATE_SERVER) != 0) {
            // There is no other server with public folders.
            throw new RopError(ErrorCodes.LogonFailed);
        }
        Optional<String> server = call.server().elsewhere().apply(Mailboxes.PUBLIC_FOLDERS);
        if (server.isPresent()) {
            call.session().redirects();
            return new RopLogon.Redirect(request.outputHandleIndex(),
                    request.logonFlags() & RETURNED_FLAGS, server.get());
        }
        MailboxSession session;
        try {
            session = call.server().mailboxes().open(call.session().actor(),
                    Mailboxes.PUBLIC_FOLDERS);
        } catch (MailError.NotFound e) {
            throw new RopError(ErrorCodes.LogonFailed);
        }
        LogonObject logon = new LogonObject(request.logonId(), session,
                call.session().locale());
        call.output(request.outputHandleIndex(), logon);
        return new RopLogon.PublicResponse(request.outputHandleIndex(),
                request.logonFlags() & RETURNED_FLAGS, folderIds(session, PUBLIC_FOLDERS),
                OWN_REPLICA, logon.ids().mailbox().replicaGuid(), new UUID(0, 0));
    }

    private static List<FolderId> folderIds(MailboxSession session, List<SpecialFolder> wanted) {
        Map<SpecialFolder, Long> all = session.specialFolders();
        List<FolderId> ids = new ArrayList<>(RopLogon.FOLDERS);
        for (SpecialFolder special : wanted) {
            Long id = all.get(special);
            ids.add(id == null ? new FolderId(0, 0) : new FolderId(OWN_REPLICA, id));
        }
        while (ids.size() < RopLogon.FOLDERS) {
            ids.add(new FolderId(0, 0));
        }
        return ids;
    }

    private static LogonObject privateLogon(Call call) {
        LogonObject logon = call.input(LogonObject.class);
        if (!logon.isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return logon;
    }

    /// MS-OXCSTOR §2.2.1.2.1: printable ASCII, parts by single periods, at most 255 with its null
    /// character.
    private static String checkMessageClass(String messageClass) {
        boolean printable = messageClass.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
        if (!printable || messageClass.length() > 254 || messageClass.startsWith(".")
                || messageClass.endsWith(".") || messageClass.contains("..")) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        return messageClass;
    }

    /// §3.2.5.2.
    private static RopResponse getReceiveFolder(RopGetReceiveFolder.Request request, Call call) {
        LogonObject logon = privateLogon(call);
        String messageClass = checkMessageClass(request.messageClass());
        Optional<ReceiveFolders.Row> found = logon.mailboxSession().settings()
                .receiveFolders().of(messageClass);
        long folderId = found.map(ReceiveFolders.Row::folderId)
                .orElseGet(() -> logon.specialFolder(SpecialFolder.INBOX));
        return new RopGetReceiveFolder.Response(request.inputHandleIndex(),
                new FolderId(OWN_REPLICA, folderId),
                found.map(ReceiveFolders.Row::messageClass).orElse(""));
    }

    /// §3.2.5.3.
    private static RopResponse setReceiveFolder(RopSetReceiveFolder.Request request, Call call) {
        LogonObject logon = privateLogon(call);
        String messageClass = checkMessageClass(request.messageClass());
        if (messageClass.equalsIgnoreCase("IPM") || messageClass.equalsIgnoreCase("Report.IPM")) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        boolean none = request.folderId().toLong() == 0;
        if (none && messageClass.isEmpty()) {
            throw new RopError(ErrorCodes.GeneralFailure);
        }
        logon.mailboxSession().settings().setReceiveFolder(messageClass,
                none ? 0 : Ids.folder(request.folderId()), Instant.now());
        return new RopSetReceiveFolder.Response(request.inputHandleIndex());
    }

    /// §3.2.5.4.
    private static RopResponse receiveFolderTable(RopGetReceiveFolderTable.Request request,
            Call call) {
        LogonObject logon = privateLogon(call);
        List<PropertyRow> rows = new ArrayList<>();
        for (ReceiveFolders.Row each : logon.mailboxSession().settings().receiveFolders()
                .rows()) {
            rows.add(new PropertyRow(List.of(
                    PropertyCell.of(PropertyTags.PidTagFolderId,
                            logon.ids().folderId(each.folderId())),
                    new PropertyCell.Value(PropertyType.STRING8, each.messageClass()),
                    PropertyCell.of(PropertyTags.PidTagLastModificationTime, each.modified()))));
        }
        if (rows.isEmpty()) {
            throw new RopError(ErrorCodes.NoReceiveFolder);
        }
        return new RopGetReceiveFolderTable.Response(request.inputHandleIndex(), rows);
    }

    /// §3.2.5.6 and §3.2.5.7: this server has every public folder's contents.
    private static ReplicaServers publicFolderServers(FolderId folderId, Call call) {
        LogonObject logon = call.input(LogonObject.class);
        if (logon.isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        logon.mailbox().read(snapshot -> snapshot.folder(Ids.folder(folderId)));
        return new ReplicaServers(1, List.of(call.server().serverName()));
    }

    private static RopResponse isGhosted(RopPublicFolderIsGhosted.Request request, Call call) {
        LogonObject logon = call.input(LogonObject.class);
        if (!logon.isPrivate()) {
            logon.mailbox().read(snapshot -> snapshot.folder(Ids.folder(request.folderId())));
        }
        return new RopPublicFolderIsGhosted.Response(request.inputHandleIndex(), null);
    }

    /// §3.2.5.8.
    private static RopResponse longTermId(RopLongTermIdFromId.Request request, Call call) {
        LogonObject logon = call.input(LogonObject.class);
        MessageId id = MessageId.ofLong(request.objectId());
        UUID replica = logon.mailbox().read(snapshot -> snapshot.replicaGuid(id.replicaId()))
                .orElseThrow(() -> new RopError(ErrorCodes.NotFound));
        return new RopLongTermIdFromId.Response(request.inputHandleIndex(),
                new GlobalId(replica, id.globalCounter()));
    }

    /// §3.2.5.9: a replica that was not seen yet gets an id.
    private static RopResponse shortTermId(RopIdFromLongTermId.Request request, Call call) {
        LogonObject logon = call.input(LogonObject.class);
        GlobalId id = request.longTermId();
        if (id.databaseGuid().equals(NO_REPLICA)) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        int replicaId = id.databaseGuid().equals(logon.ids().mailbox().replicaGuid())
                ? OWN_REPLICA
                : register(id.databaseGuid(), logon);
        return new RopIdFromLongTermId.Response(request.inputHandleIndex(),
                new MessageId(replicaId, id.globalCounter()).toLong());
    }

    private static int register(UUID replica, LogonObject logon) {
        try {
            return logon.mailbox().write(change -> change.registerReplica(replica));
        } catch (MailError.TooLarge | MailError.Denied e) {
            // A server may have a lower limit: for who may write nothing here, those there are.
            throw new RopError(ErrorCodes.ParameterOverflow);
        }
    }
}
