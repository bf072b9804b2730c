package org.rialto.protocols.rops.engine;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.sync.CounterSet;
import org.rialto.protocols.rops.sync.IdSet;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserGuid;
import org.rialto.protocols.rops.wire.logon.RopGetPerUserLongTermIds;
import org.rialto.protocols.rops.wire.logon.RopReadPerUserInformation;
import org.rialto.protocols.rops.wire.logon.RopWritePerUserInformation;
import org.rialto.store.PerUserInformation;

/// What a user has read in public folders: at a public logon as it is, at a private one as the
/// user's clients keep it there. MS-OXCSTOR §3.2.5.10 to §3.2.5.13.
final class PerUserHandler {
    /// What a MaxDataSize of zero stands for, and the most that is sent at a time: as Exchange does
    /// it (§3.2.5.12.1, <46> and <47>).
    private static final int MOST_BYTES = 4096;
    /// RopId, handle index, return value, HasFinished, DataSize.
    private static final int READ_HEADER_BYTES = 9;
    /// RopId, handle index, return value, count; and each identifier.
    private static final int IDS_HEADER_BYTES = 8;
    private static final int LONG_TERM_ID_BYTES = 24;

    /// What a client is writing of a folder, until it has finished.
    record Upload(GlobalId folder, @Nullable UUID replica, ByteArrayOutputStream data) {}

    private PerUserHandler() {}

    private static LogonObject privateLogon(Call call) {
        LogonObject logon = call.input(LogonObject.class);
        if (!logon.isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return logon;
    }

    static RopResponse longTermIds(RopGetPerUserLongTermIds.Request request, Call call) {
        List<GlobalId> folders = privateLogon(call).mailbox()
                .read(snapshot -> snapshot.perUserInformation()).stream()
                .filter(each -> each.replica().equals(request.databaseGuid()))
                .map(PerUserInformation::folder).toList();
        int bytes = IDS_HEADER_BYTES + LONG_TERM_ID_BYTES * folders.size();
        if (bytes > call.room()) {
            throw new BufferTooSmall(bytes);
        }
        return new RopGetPerUserLongTermIds.Response(request.inputHandleIndex(), folders);
    }

    static RopResponse guid(RopGetPerUserGuid.Request request, Call call) {
        UUID replica = privateLogon(call).mailbox()
                .read(snapshot -> snapshot.perUserInformation(request.longTermId()))
                .map(PerUserInformation::replica)
                .orElseThrow(() -> new RopError(ErrorCodes.NotFound));
        return new RopGetPerUserGuid.Response(request.inputHandleIndex(), replica);
    }

    static RopResponse read(RopReadPerUserInformation.Request request, Call call) {
        LogonObject logon = call.input(LogonObject.class);
        int from = request.dataOffset();
        Binary now = logon.isPrivate()
                ? logon.mailbox().read(snapshot -> snapshot.perUserInformation(request.folderId()))
                        .map(PerUserInformation::changes).orElse(Binary.EMPTY)
                : current(request.folderId(), logon);
        Binary all = logon.perUserReads().from(request.folderId(), from, now,
                call.session().calls());
        if (from < 0 || from > all.length()) {
            throw new RopError(ErrorCodes.GeneralFailure);
        }
        int asked = request.maxDataSize() == 0 ? MOST_BYTES : request.maxDataSize();
        int most = Math.min(Math.min(asked, MOST_BYTES), call.room() - READ_HEADER_BYTES);
        if (most <= 0 && from < all.length()) {
            throw new BufferTooSmall(READ_HEADER_BYTES + Math.min(asked, MOST_BYTES));
        }
        int to = Math.min(all.length(), from + Math.max(0, most));
        logon.perUserReads().sent(request.folderId(), from, to, to == all.length());
        return new RopReadPerUserInformation.Response(request.inputHandleIndex(),
                to == all.length(), all.slice(from, to));
    }

    /// Nothing for a folder that the user does not see or that is not here. §3.2.5.12.3.
    private static Binary current(GlobalId folder, LogonObject logon) {
        long[] numbers;
        try {
            long folderId = publicFolder(folder, logon);
            numbers = logon.mailbox().read(snapshot -> snapshot.readChangeNumbers(folderId));
        } catch (RopError | MailError.NotFound | MailError.Denied e) {
            return Binary.EMPTY;
        }
        IdSet<UUID> read = IdSet.byGuid();
        for (long number : numbers) {
            read.add(folder.databaseGuid(), number);
        }
        return read.encode();
    }

    private static long publicFolder(GlobalId folder, LogonObject logon) {
        if (!folder.databaseGuid().equals(logon.ids().mailbox().replicaGuid())) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return folder.globalCounter();
    }

    /// §3.2.5.13.1: what does not go on with what was written before begins anew, and only the
    /// beginning can.
    static RopResponse write(RopWritePerUserInformation.Request request, Call call) {
        LogonObject logon = call.input(LogonObject.class);
        Upload upload = logon.perUserUpload();
        boolean goesOn = upload != null && upload.folder().equals(request.folderId())
                && request.dataOffset() != 0 && upload.data().size() == request.dataOffset();
        if (upload == null || !goesOn) {
            logon.setPerUserUpload(null);
            if (request.dataOffset() != 0) {
                throw new RopError(ErrorCodes.GeneralFailure);
            }
            upload = new Upload(request.folderId(), request.replicaGuid(),
                    new ByteArrayOutputStream());
            logon.setPerUserUpload(upload);
        }
        if (upload.data().size() + request.data().length() > PerUserInformation.MOST_BYTES) {
            logon.setPerUserUpload(null);
            throw new RopError(ErrorCodes.OutOfMemory);
        }
        upload.data().writeBytes(request.data().toByteArray());
        if (request.hasFinished()) {
            logon.setPerUserUpload(null);
            keep(upload, logon);
        }
        return new RopWritePerUserInformation.Response(request.inputHandleIndex());
    }

    private static void keep(Upload upload, LogonObject logon) {
        Binary data = Binary.wrap(upload.data().toByteArray());
        IdSet<UUID> changes;
        try {
            changes = IdSet.decodeByGuid(data);
        } catch (MalformedDataException e) {
            throw new RopError(ErrorCodes.CorruptData);
        }
        if (logon.isPrivate()) {
            UUID replica = upload.replica() == null
                    ? upload.folder().databaseGuid()
                    : upload.replica();
            PerUserInformation information = new PerUserInformation(upload.folder(), replica,
                    data);
            logon.mailbox().<Boolean>write(change -> {
                change.setPerUserInformation(information);
                return true;
            });
            return;
        }
        long folderId = publicFolder(upload.folder(), logon);
        CounterSet read = changes.counters(upload.folder().databaseGuid());
        logon.mailbox().<Boolean>write(change -> {
            change.setReadChangeNumbers(folderId, read::contains);
            return true;
        });
    }
}
