package org.rialto.protocols.rops.engine;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Xid;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.synchronization.RopSynchronizationImportHierarchyChange;
import org.rialto.store.Change;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.FolderValues;
import org.rialto.store.ImportedVersion;
import org.rialto.store.KnownObject;
import org.rialto.store.NewFolder;

/// Uploads a folder that a client made, changed or moved. The last writer wins.
/// MS-OXCFXICS §2.2.3.2.4.3 and §3.2.5.9.4.3.
record HierarchyImport(UploadContext context) {
    /// What the client says of it.
    private record Uploaded(Binary parentKey, Binary sourceKey, Instant modified, Xid changeKey,
            PredecessorChangeList predecessors, String name, PropertyBag properties) {
        ImportedVersion version(PredecessorChangeList list) {
            return new ImportedVersion(sourceKey, modified, changeKey.toBinary(), list.encode());
        }
    }

    private record Result(long changeNumber, boolean conflict) {}

    RopResponse run(RopSynchronizationImportHierarchyChange.Request request) {
        Uploaded uploaded = uploaded(request);
        Result result;
        try {
            result = context.folder().mailbox().write(change -> save(change, uploaded));
        } catch (MailError.Gone e) {
            throw new RopError(ErrorCodes.ObjectDeleted);
        }
        if (!result.conflict()) {
            context.seen(result.changeNumber(), false);
        }
        return new RopSynchronizationImportHierarchyChange.Response(request.inputHandleIndex(),
                FolderId.ofLong(0));
    }

    private static Uploaded uploaded(RopSynchronizationImportHierarchyChange.Request request) {
        ImportValues values = ImportValues.of(request.hierarchyValues(),
                PropertyTags.PidTagParentSourceKey, PropertyTags.PidTagSourceKey,
                PropertyTags.PidTagLastModificationTime, PropertyTags.PidTagChangeKey,
                PropertyTags.PidTagPredecessorChangeList, PropertyTags.PidTagDisplayName);
        if (!values.binary(0).isEmpty()) {
            values.xid(0);
        }
        values.xid(1);
        if (values.text(5).isEmpty()) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        Set<Integer> said = request.hierarchyValues().stream().map(PropertyValue::id)
                .collect(Collectors.toSet());
        PropertyBag properties = new PropertyBag();
        for (PropertyValue each : request.propertyValues()) {
            PropertyTag tag = each.type() == PropertyType.STRING8
                    ? each.tag().withType(PropertyType.STRING)
                    : each.tag();
            boolean search = tag.equals(PropertyTags.PidTagFolderType)
                    && each.value().equals(FolderType.SEARCH.code());
            if (search) {
                throw new RopError(ErrorCodes.NotSupported);
            }
            if (!said.contains(each.id()) && FolderProperties.isSettable(tag)
                    && !PropertySelection.isInternal(each.id())) {
                properties.set(tag, each.value());
            }
        }
        Xid changeKey = values.xid(3);
        return new Uploaded(values.binary(0), values.binary(1), values.time(2), changeKey,
                values.predecessors(4).merge(changeKey), values.text(5), properties);
    }

    private Result save(Change change, Uploaded uploaded) {
        KnownObject known = change.find(uploaded.sourceKey());
        return switch (known.state()) {
            case GONE -> throw new RopError(ErrorCodes.ObjectDeleted);
            case MESSAGE -> throw new RopError(ErrorCodes.InvalidParameter);
            case NEW -> {
                Folder made = change.importFolder(parent(change, uploaded, context.folder()
                        .folderId()), new NewFolder(FolderType.GENERIC, uploaded.name(), null,
                                uploaded.properties()),
                        uploaded.version(uploaded.predecessors()));
                yield new Result(made.changeNumber(), false);
            }
            case FOLDER -> replace(change, uploaded, change.folder(known.id()));
        };
    }

    /// Without a key it is the folder of the context, or, of that folder itself, what it is below.
    private long parent(Change change, Uploaded uploaded, long ofContext) {
        if (uploaded.parentKey().isEmpty()) {
            return ofContext;
        }
        KnownObject parent;
        try {
            parent = change.find(uploaded.parentKey());
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.NoParentFolder);
        }
        if (parent.state() == KnownObject.State.GONE) {
            throw new RopError(ErrorCodes.ObjectDeleted);
        }
        if (parent.state() != KnownObject.State.FOLDER) {
            throw new RopError(ErrorCodes.NoParentFolder);
        }
        return parent.id();
    }

    private Result replace(Change change, Uploaded uploaded, Folder there) {
        long parentId = parent(change, uploaded, there.folderId() == context.folder().folderId()
                ? there.parentId()
                : context.folder().folderId());
        FolderValues values = new FolderValues(context.logon().ids(), there, 0,
                () -> change.folderProperties(there.folderId()));
        PredecessorChangeList ours = values
                .get(PropertyTags.PidTagPredecessorChangeList) instanceof Binary list
                        ? PredecessorChangeList.decode(list)
                        : PredecessorChangeList.EMPTY;
        boolean conflict = switch (uploaded.predecessors().compare(ours)) {
            case SAME, OLDER -> throw new RopError(ErrorCodes.IgnoreFailure);
            case NEWER -> false;
            case CONFLICT -> true;
        };
        PredecessorChangeList merged = uploaded.predecessors().merge(ours);
        if (!conflict || uploaded.modified().isAfter(there.modified())) {
            if (parentId != there.parentId()) {
                FolderCopies.requireNoCycle(change.folders(), there.folderId(), parentId);
            }
            change.importFolder(there.folderId(), parentId, uploaded.name(),
                    uploaded.properties(), uploaded.version(merged));
        } else {
            Binary key = values.get(PropertyTags.PidTagChangeKey) instanceof Binary own
                    ? own
                    : context.logon().ids().key(there.changeNumber());
            change.importFolder(there.folderId(), there.parentId(), there.name(),
                    new PropertyBag(), new ImportedVersion(uploaded.sourceKey(),
                            there.modified(), key, merged.encode()));
        }
        return new Result(change.folder(there.folderId()).changeNumber(), conflict);
    }
}
