package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.permission.PermissionData;
import org.rialto.protocols.rops.wire.permission.PermissionRequest;
import org.rialto.protocols.rops.wire.permission.RopGetPermissionsTable;
import org.rialto.protocols.rops.wire.permission.RopModifyPermissions;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.table.FixedRows;
import org.rialto.store.table.TableSource;

/// Who may do what in a folder. MS-OXCPERM §3.2.5. Members are known by the ids of their directory
/// objects; the default user by 0, the anonymous one by -1.
final class PermissionHandler implements FamilyHandler<PermissionRequest> {
    private static final int FREE_BUSY = Rights.FREE_BUSY_SIMPLE | Rights.FREE_BUSY_DETAILED;
    private static final long ANONYMOUS_ID = -1;
    private static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagMemberId,
            PropertyTags.PidTagMemberName, PropertyTags.PidTagMemberRights,
            PropertyTags.PidTagEntryId);

    @Override
    public RopResponse handle(PermissionRequest request, Call call) {
        return switch (request) {
            case RopGetPermissionsTable.Request r -> table(r, call);
            case RopModifyPermissions.Request r -> modify(r, call);
        };
    }

    private static RopResponse table(RopGetPermissionsTable.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        if ((request.tableFlags() & ~RopGetPermissionsTable.INCLUDE_FREE_BUSY) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        boolean freeBusy = (request.tableFlags()
                & RopGetPermissionsTable.INCLUDE_FREE_BUSY) != 0;
        TableSource rows = rows(folder, freeBusy, call.server().directory());
        call.output(request.outputHandleIndex(), new TableObject(folder.logon(),
                TableObject.Kind.PERMISSIONS, rows, TableChanges.none(), COLUMNS,
                call.session().rowMemory()));
        return new RopGetPermissionsTable.Response(request.outputHandleIndex());
    }

    /// Who may not see them is told when the rows are asked for, not when the table is. §3.2.5.1.
    private static TableSource rows(FolderObject folder, boolean freeBusy, Directory directory) {
        boolean seen = folder.mailbox().read(snapshot -> snapshot.folder(folder.folderId()))
                .allows(Rights.FOLDER_VISIBLE);
        if (!seen) {
            return new Unseen();
        }
        Map<Long, PropertySource> rows = new LinkedHashMap<>();
        for (Permission each : folder.mailbox()
                .read(snapshot -> snapshot.permissions(folder.folderId()))) {
            PropertyBag row = row(each, freeBusy, directory);
            rows.put(row.getInteger64(PropertyTags.PidTagMemberId, 0), row);
        }
        return new FixedRows(rows);
    }

    private record Unseen() implements TableSource {
        @Override
        public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
            throw denied();
        }

        @Override
        public List<@Nullable PropertySource> read(long[] ids) { throw denied(); }

        private static MailError denied() {
            return new MailError.Denied("the permissions of the folder are not to be seen");
        }
    }

    private static PropertyBag row(Permission permission, boolean freeBusy,
            Directory directory) {
        int rights = freeBusy ? permission.rights() : permission.rights() & ~FREE_BUSY;
        PropertyBag row = new PropertyBag().set(PropertyTags.PidTagMemberRights, rights);
        if (permission.principal().equals(Permission.DEFAULT)) {
            return row.set(PropertyTags.PidTagMemberId, 0L)
                    .set(PropertyTags.PidTagMemberName, "")
                    .set(PropertyTags.PidTagEntryId, Binary.EMPTY);
        }
        if (permission.principal().equals(Permission.ANONYMOUS)) {
            return row.set(PropertyTags.PidTagMemberId, ANONYMOUS_ID)
                    .set(PropertyTags.PidTagMemberName, "Anonymous")
                    .set(PropertyTags.PidTagEntryId, Binary.EMPTY);
        }
        Optional<DirectoryObject> found = directory.ofGuid(permission.principal());
        if (found.isEmpty()) {
            // Was deleted: shown, so that it can be removed.
            return row.set(PropertyTags.PidTagMemberId, goneId(permission.principal()))
                    .set(PropertyTags.PidTagMemberName, permission.principal().toString())
                    .set(PropertyTags.PidTagEntryId, Binary.EMPTY);
        }
        DirectoryObject member = found.get();
        int type = member instanceof DirectoryObject.Group
                ? EntryId.AddressBook.DISTRIBUTION_LIST
                : EntryId.AddressBook.MAIL_USER;
        return row.set(PropertyTags.PidTagMemberId, member.id())
                .set(PropertyTags.PidTagMemberName, member.display())
                .set(PropertyTags.PidTagEntryId,
                        new EntryId.AddressBook(type, member.entry().legacyDN()).encode());
    }

    private static long goneId(UUID principal) {
        return principal.getMostSignificantBits() | Long.MIN_VALUE + 2;
    }

    /// §3.2.5.2. All of it or nothing, but for members to be changed or removed that are not there.
    private static RopResponse modify(RopModifyPermissions.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        if ((request.modifyFlags() & ~(RopModifyPermissions.REPLACE_ROWS
                | RopModifyPermissions.INCLUDE_FREE_BUSY)) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        boolean replace = (request.modifyFlags() & RopModifyPermissions.REPLACE_ROWS) != 0;
        boolean freeBusy = (request.modifyFlags() & RopModifyPermissions.INCLUDE_FREE_BUSY) != 0;
        List<Edit> edits = new ArrayList<>();
        for (PermissionData data : request.permissionsData()) {
            if (replace && data.permissionDataFlags() != PermissionData.ROW_ADD) {
                throw new RopError(ErrorCodes.InvalidParameter);
            }
            edit(data, call.server().directory(), folder).ifPresent(edits::add);
        }
        folder.mailbox().write(change -> {
            Map<UUID, Integer> rows = new LinkedHashMap<>();
            List<Permission> before = change.permissions(folder.folderId());
            before.forEach(each -> rows.put(each.principal(), each.rights()));
            if (replace) {
                rows.keySet().removeIf(each -> !each.equals(Permission.DEFAULT));
            }
            edits.forEach(edit -> edit.apply(rows, freeBusy));
            change.setPermissions(folder.folderId(), rows.entrySet().stream()
                    .map(row -> new Permission(row.getKey(), row.getValue())).toList());
            return true;
        });
        return new RopModifyPermissions.Response(request.inputHandleIndex());
    }

    private record Edit(int flags, UUID principal, int rights) {
        void apply(Map<UUID, Integer> rows, boolean freeBusy) {
            switch (flags) {
                case PermissionData.ROW_ADD, PermissionData.ROW_MODIFY -> {
                    Integer before = rows.get(principal);
                    if (before == null && flags == PermissionData.ROW_MODIFY
                            && !principal.equals(Permission.ANONYMOUS)) {
                        return;
                    }
                    int kept = before == null || freeBusy ? 0 : before & FREE_BUSY;
                    rows.put(principal, rights & (freeBusy ? -1 : ~FREE_BUSY) | kept);
                }
                default -> rows.remove(principal);
            }
        }
    }

    /// Nothing for a member that there is not.
    private static Optional<Edit> edit(PermissionData data, Directory directory,
            FolderObject folder) {
        PropertyBag values = PropertyBag.of(data.propertyValues());
        int flags = data.permissionDataFlags();
        boolean known = flags == PermissionData.ROW_ADD || flags == PermissionData.ROW_MODIFY
                || flags == PermissionData.ROW_REMOVE;
        Integer rights = values.getInteger32(PropertyTags.PidTagMemberRights);
        if (!known || rights == null && flags != PermissionData.ROW_REMOVE
                || rights != null && (rights & ~Rights.ALL) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        Optional<UUID> principal = flags == PermissionData.ROW_ADD
                ? Optional.of(ofEntryId(values, directory))
                : ofMemberId(values, directory, folder);
        if (flags == PermissionData.ROW_REMOVE && principal
                .filter(each -> each.equals(Permission.DEFAULT)
                        || each.equals(Permission.ANONYMOUS))
                .isPresent()) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        return principal.map(each -> new Edit(flags, each, rights == null ? 0 : rights));
    }

    private static UUID ofEntryId(PropertyBag values, Directory directory) {
        Object bytes = values.get(PropertyTags.PidTagEntryId);
        Long id = values.getInteger64(PropertyTags.PidTagMemberId);
        if (id != null && id == ANONYMOUS_ID
                && (bytes == null || bytes.equals(Binary.EMPTY))) {
            return Permission.ANONYMOUS; // It has no entry id (§2.2.4), and may have been replaced.
        }
        try {
            if (bytes instanceof Binary binary && binary.length() >= 20
                    && EntryId.decode(binary) instanceof EntryId.AddressBook member) {
                return directory.ofLegacyDN(member.distinguishedName()).map(DirectoryObject::guid)
                        .orElseThrow(() -> new RopError(ErrorCodes.NotFound));
            }
        } catch (MalformedDataException e) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        throw new RopError(ErrorCodes.InvalidParameter);
    }

    private static Optional<UUID> ofMemberId(PropertyBag values, Directory directory,
            FolderObject folder) {
        Long id = values.getInteger64(PropertyTags.PidTagMemberId);
        if (id == null) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        if (id == 0) {
            return Optional.of(Permission.DEFAULT);
        }
        if (id == ANONYMOUS_ID) {
            return Optional.of(Permission.ANONYMOUS);
        }
        Optional<UUID> found = directory.object(id).map(DirectoryObject::guid);
        return found.isPresent()
                ? found
                : folder.mailbox().read(snapshot -> snapshot.permissions(folder.folderId()))
                        .stream().map(Permission::principal).filter(each -> goneId(each) == id)
                        .findFirst();
    }
}
