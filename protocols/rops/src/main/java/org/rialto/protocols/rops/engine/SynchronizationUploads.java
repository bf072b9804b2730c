package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rialto.mailbox.ConflictNotices;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.message.MessageImport;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.protocols.rops.sync.SynchronizationType;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.synchronization.LongTermIdRange;
import org.rialto.protocols.rops.wire.synchronization.MessageReadState;
import org.rialto.protocols.rops.wire.synchronization.RopGetLocalReplicaIds;
import org.rialto.protocols.rops.wire.synchronization.RopSetLocalReplicaMidsetDeleted;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportDeletes;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportHierarchyChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageChange;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportMessageMove;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportReadStateChanges;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationOpenCollector;
import org.rialto.store.Change;
import org.rialto.store.FlagChange;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.IdRange;
import org.rialto.store.KnownObject;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.Rights;
import org.rialto.store.Snapshot;

/// Uploads of changes that a client made. MS-OXCFXICS §3.2.5.9.4. Folders are with
/// [HierarchyImport], moves with [MoveImport].
final class SynchronizationUploads {
    private static final FlagChange READ = FlagChange
            .set(MessageFlags.READ | MessageFlags.EVER_READ);
    /// "0x00000200 to 0x10000 is recommended". §3.3.5.8.12
    private static final int MOST_IDS = 0x10000;
    private static final PropertyTag OBJECTS = new PropertyTag(0x00001102);

    RopResponse openCollector(RopSynchronizationOpenCollector.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        Folder row = folder.mailbox().read(snapshot -> snapshot.folder(folder.folderId()));
        if (row.type() == FolderType.SEARCH) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        call.output(request.outputHandleIndex(), new UploadContext(
                SynchronizationContext.Subject.of(folder, request.isContentsCollector()
                        ? SynchronizationType.CONTENTS
                        : SynchronizationType.HIERARCHY, call)));
        return new RopSynchronizationOpenCollector.Response(request.outputHandleIndex());
    }

    /// The input, which must collect changes of that type.
    private static UploadContext context(Call call, SynchronizationType type) {
        UploadContext context = call.input(UploadContext.class);
        if (context.type() != type) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        return context;
    }

    /// §3.2.5.9.4.2. The version is looked at now and, for what happens meanwhile, when it is saved.
    RopResponse importMessageChange(RopSynchronizationImportMessageChange.Request request,
            Call call) {
        UploadContext context = context(call, SynchronizationType.CONTENTS);
        int flags = request.importFlag();
        if ((flags & ~(RopSynchronizationImportMessageChange.ASSOCIATED
                | RopSynchronizationImportMessageChange.FAIL_ON_CONFLICT)) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        ImportValues values = ImportValues.of(request.propertyValues(),
                PropertyTags.PidTagSourceKey, PropertyTags.PidTagLastModificationTime,
                PropertyTags.PidTagChangeKey, PropertyTags.PidTagPredecessorChangeList);
        values.xid(0);
        MessageImport importing = new MessageImport(values.binary(0), values.time(1),
                values.xid(2), values.predecessors(3),
                (flags & RopSynchronizationImportMessageChange.FAIL_ON_CONFLICT) != 0,
                saved -> {
                    context.saved(saved);
                    if (saved.isFirstConflict() && !context.logon().isPrivate()) {
                        new ConflictNotices(call.server().mailboxes(), call.server().directory())
                                .tell(context.folder().folderId(), saved.messageId());
                    }
                });
        boolean associated = (flags & RopSynchronizationImportMessageChange.ASSOCIATED) != 0;
        check(context.folder(), importing, associated);
        OpenMessage message = OpenMessage.imported(MessageOpening.context(call, context.logon()),
                context.folder().folderId(), associated, importing, call.format().charset());
        call.output(request.outputHandleIndex(),
                new StoredMessage(context.logon(), message, 0));
        return new RopSynchronizationImportMessageChange.Response(request.outputHandleIndex(),
                MessageId.ofLong(0));
    }

    private static void check(FolderObject folder, MessageImport importing, boolean associated) {
        long conflicting = folder.mailbox().<Long>read(snapshot -> {
            KnownObject known = snapshot.find(importing.sourceKey());
            boolean refused = false;
            switch (known.state()) {
                case GONE -> throw new RopError(ErrorCodes.ObjectDeleted);
                case FOLDER -> throw new RopError(ErrorCodes.InvalidParameter);
                case NEW -> {
                    if (snapshot.isNotToCome(folder.folderId(), importing.sourceKey())) {
                        throw new RopError(ErrorCodes.ObjectDeleted);
                    }
                    if (!snapshot.folder(folder.folderId()).allows(Rights.CREATE)) {
                        throw new RopError(ErrorCodes.AccessDenied);
                    }
                }
                case MESSAGE -> refused = checkVersion(snapshot, folder, importing, associated,
                        known.id());
            }
            return refused ? known.id() : 0L;
        });
        if (conflicting != 0) {
            // It has the conflict to itself, and needs all of the other version for that.
            folder.mailbox().write(change -> {
                change.tellWhole(conflicting);
                return conflicting;
            });
            throw new RopError(ErrorCodes.SyncConflict);
        }
    }

    /// Whether that is a conflict for which the version is refused.
    private static boolean checkVersion(Snapshot snapshot, FolderObject folder,
            MessageImport importing, boolean associated, long messageId) {
        MessageRow row = snapshot.message(messageId, EnumSet.of(MessagePart.PROPERTIES));
        if (row.folderId() != folder.folderId()) {
            throw new RopError(ErrorCodes.ObjectDeleted);
        }
        if (row.associated() != associated) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        return switch (importing.predecessors().compare(predecessors(folder, snapshot, row))) {
            case SAME, OLDER -> throw new RopError(ErrorCodes.IgnoreFailure);
            case CONFLICT -> importing.failsOnConflict();
            case NEWER -> false;
        };
    }

    /// PidTagPredecessorChangeList of a message.
    static PredecessorChangeList predecessors(FolderObject folder, Snapshot snapshot,
            MessageRow row) {
        Object list = new MessageValues(folder.logon().ids(), row,
                () -> snapshot.content(row.messageId()))
                .get(PropertyTags.PidTagPredecessorChangeList);
        return list instanceof Binary binary
                ? PredecessorChangeList.decode(binary)
                : PredecessorChangeList.EMPTY;
    }

    RopResponse importHierarchyChange(RopSynchronizationImportHierarchyChange.Request request,
            Call call) {
        return new HierarchyImport(context(call, SynchronizationType.HIERARCHY)).run(request);
    }

    RopResponse importMessageMove(RopSynchronizationImportMessageMove.Request request, Call call) {
        return new MoveImport(context(call, SynchronizationType.CONTENTS)).run(request);
    }

    /// §3.2.5.9.4.5: all that are there or none.
    RopResponse importDeletes(RopSynchronizationImportDeletes.Request request, Call call) {
        int flags = request.importDeleteFlags();
        boolean folders = (flags & RopSynchronizationImportDeletes.HIERARCHY) != 0;
        UploadContext context = context(call, folders
                ? SynchronizationType.HIERARCHY
                : SynchronizationType.CONTENTS);
        if ((flags & ~(RopSynchronizationImportDeletes.HIERARCHY
                | RopSynchronizationImportDeletes.HARD_DELETE)) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        List<Binary> keys = keys(request.propertyValues());
        boolean hard = (flags & RopSynchronizationImportDeletes.HARD_DELETE) != 0;
        FolderObject folder = context.folder();
        folder.mailbox().<Boolean>write(change -> {
            if (folders) {
                deleteFolders(change, folder, keys, hard);
            } else {
                deleteMessages(change, folder, keys, hard);
            }
            return true;
        });
        return new RopSynchronizationImportDeletes.Response(request.inputHandleIndex());
    }

    private static List<Binary> keys(List<PropertyValue> values) {
        if (values.size() != 1 || values.getFirst().type() != PropertyType.MULTIPLE_BINARY
                || values.getFirst().id() != OBJECTS.id()
                || !(values.getFirst().value() instanceof List<?> list)) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        List<Binary> keys = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Binary key)) {
                throw new RopError(ErrorCodes.InvalidParameter);
            }
            ImportValues.xid(key);
            keys.add(key);
        }
        return keys;
    }

    /// What is gone, or elsewhere, is deleted here as it is; what was never uploaded never will be.
    private static void deleteMessages(Change change, FolderObject folder, List<Binary> keys,
            boolean hard) {
        List<Long> ids = new ArrayList<>();
        List<Binary> unknown = new ArrayList<>();
        for (Binary key : keys) {
            KnownObject known = change.find(key);
            if (known.state() == KnownObject.State.MESSAGE) {
                ids.add(known.id());
            } else if (known.state() == KnownObject.State.NEW) {
                unknown.add(key);
            }
        }
        neverUpload(change, folder, unknown);
        int[] uids = change.messages(folder.folderId(),
                ids.stream().mapToLong(Long::longValue).toArray(), Set.of()).stream()
                .mapToInt(MessageRow::uid).toArray();
        if (uids.length > 0) {
            change.deleteMessages(folder.folderId(), uids, hard);
        }
    }

    private static void deleteFolders(Change change, FolderObject folder, List<Binary> keys,
            boolean hard) {
        List<Binary> unknown = new ArrayList<>();
        for (Binary key : keys) {
            // One may have gone with the one above it.
            KnownObject known = change.find(key);
            if (known.state() == KnownObject.State.FOLDER) {
                if (known.id() == folder.folderId()) {
                    throw new RopError(ErrorCodes.InvalidParameter);
                }
                change.deleteFolder(known.id(), hard);
            } else if (known.state() == KnownObject.State.NEW) {
                unknown.add(key);
            }
        }
        neverUpload(change, folder, unknown);
    }

    /// What never was here is not to come into that folder, by whomever. Only who might delete it if
    /// it were there can say so.
    private static void neverUpload(Change change, FolderObject folder, List<Binary> unknown) {
        if (unknown.isEmpty() || !change.folder(folder.folderId()).allows(Rights.DELETE_ANY)) {
            return;
        }
        List<Binary> foreign = new ArrayList<>();
        List<IdRange> local = new ArrayList<>();
        for (Binary key : unknown) {
            long id = change.find(key).id();
            if (id == 0) {
                foreign.add(key);
            } else {
                local.add(new IdRange(id, id));
            }
        }
        change.deleteLocalIds(folder.folderId(), local);
        change.deleteSourceKeys(folder.folderId(), foreign);
    }

    /// §3.2.5.9.4.6. The state of associated messages is nobody's.
    RopResponse importReadStateChanges(RopSynchronizationImportReadStateChanges.Request request,
            Call call) {
        UploadContext context = context(call, SynchronizationType.CONTENTS);
        List<MessageReadState> states = request.messageReadStates();
        states.forEach(each -> ImportValues.xid(each.messageId()));
        long folderId = context.folder().folderId();
        PendingReceipts receipts = PendingReceipts.of(call, context.logon());
        if (receipts != null) {
            int[] read = context.folder().mailbox().read(snapshot -> snapshot
                    .messages(folderId, ids(snapshot, states, true), Set.of()).stream()
                    .filter(row -> !row.associated()).mapToInt(MessageRow::uid).toArray());
            receipts.read(folderId, read, false, READ.set());
        }
        List<Long> numbers = context.folder().mailbox().write(change -> {
            List<Long> given = new ArrayList<>();
            given.addAll(mark(change, folderId, states, true));
            given.addAll(mark(change, folderId, states, false));
            return given;
        });
        numbers.forEach(context::read);
        return new RopSynchronizationImportReadStateChanges.Response(request.inputHandleIndex());
    }

    private static long[] ids(Snapshot snapshot, List<MessageReadState> states, boolean read) {
        return states.stream().filter(each -> each.markAsRead() == read)
                .map(each -> snapshot.find(each.messageId()))
                .filter(known -> known.state() == KnownObject.State.MESSAGE)
                .mapToLong(KnownObject::id).toArray();
    }

    /// Answers the numbers of the last changes of their states: of those too that were marked
    /// before, with a receipt or by somebody else. The client has these states.
    private static List<Long> mark(Change change, long folderId, List<MessageReadState> states,
            boolean read) {
        int[] uids = change.messages(folderId, ids(change, states, read), Set.of()).stream()
                .filter(row -> !row.associated()).mapToInt(MessageRow::uid).toArray();
        int[] others = change.messages(folderId, uids, Set.of()).stream()
                .filter(row -> ((row.flags() & MessageFlags.READ) != 0) != read)
                .mapToInt(MessageRow::uid).toArray();
        if (others.length > 0) {
            change.changeFlags(folderId, others,
                    read ? READ : FlagChange.clear(MessageFlags.READ));
        }
        return change.messages(folderId, uids, Set.of()).stream().map(MessageRow::changeNumber)
                .toList();
    }

    /// §3.2.5.9.4.7.
    RopResponse localReplicaIds(RopGetLocalReplicaIds.Request request, Call call) {
        LogonObject logon = call.input(LogonObject.class);
        int count = request.idCount();
        if (count < 1 || count > MOST_IDS) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        long first = logon.mailbox().write(change -> change.reserveLocalIds(count));
        return new RopGetLocalReplicaIds.Response(request.inputHandleIndex(),
                new GlobalId(logon.ids().mailbox().replicaGuid(), first));
    }

    /// §3.2.5.9.4.8.
    RopResponse localReplicaMidsetDeleted(RopSetLocalReplicaMidsetDeleted.Request request,
            Call call) {
        FolderObject folder = call.input(FolderObject.class);
        var replica = folder.logon().ids().mailbox().replicaGuid();
        for (LongTermIdRange range : request.longTermIdRanges()) {
            GlobalId first = range.minLongTermId();
            GlobalId last = range.maxLongTermId();
            if (!first.databaseGuid().equals(replica) || !last.databaseGuid().equals(replica)
                    || first.globalCounter() < 1
                    || first.globalCounter() > last.globalCounter()) {
                throw new RopError(ErrorCodes.InvalidParameter);
            }
        }
        try {
            folder.mailbox().<Boolean>write(change -> {
                change.deleteLocalIds(folder.folderId(), request.longTermIdRanges().stream()
                        .map(range -> new IdRange(range.minLongTermId().globalCounter(),
                                range.maxLongTermId().globalCounter()))
                        .toList());
                return true;
            });
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        return new RopSetLocalReplicaMidsetDeleted.Response(request.inputHandleIndex());
    }
}
