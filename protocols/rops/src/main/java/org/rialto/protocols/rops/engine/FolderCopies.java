package org.rialto.protocols.rops.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopCopyFolder;
import org.rialto.protocols.rops.wire.folder.RopMoveFolder;
import org.rialto.store.Change;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageRow;
import org.rialto.store.NewFolder;
import org.rialto.store.SearchState;

/// Moves and copies folders, within a mailbox and to another. MS-OXCFOLD §3.2.5.7 and §3.2.5.8.
final class FolderCopies {
    private static final int BATCH = 2_000;

    private FolderCopies() {}

    static RopResponse move(RopMoveFolder.Request request, Call call) {
        FolderObject source = call.object(request.sourceHandleIndex(), FolderObject.class);
        FolderObject target = call.destination(request.destHandleIndex(), FolderObject.class);
        if (target == null) {
            return new RopMoveFolder.NullDestination(request.sourceHandleIndex(),
                    request.destHandleIndex(), false);
        }
        Folder folder = child(source, request.folderId());
        String name = request.newFolderName().isEmpty() ? folder.name() : request.newFolderName();
        if (folder.special() != null) {
            throw new RopError(ErrorCodes.AccessDenied);
        }
        boolean partial = false;
        if (sameMailbox(source, target)) {
            requireNoCycle(source.mailbox(), folder.folderId(), target.folderId());
            source.mailbox().write(change -> {
                change.moveFolder(folder.folderId(), target.folderId(), name);
                return true;
            });
        } else {
            partial = new Copy(source.mailbox(), target.mailbox(), true).run(folder,
                    target.folderId(), name);
            if (!partial) {
                source.mailbox().write(change -> {
                    change.deleteFolder(folder.folderId(), true);
                    return true;
                });
            }
        }
        return new RopMoveFolder.Response(request.sourceHandleIndex(), ErrorCodes.Success,
                partial);
    }

    static RopResponse copy(RopCopyFolder.Request request, Call call) {
        FolderObject source = call.object(request.sourceHandleIndex(), FolderObject.class);
        FolderObject target = call.destination(request.destHandleIndex(), FolderObject.class);
        if (target == null) {
            return new RopCopyFolder.NullDestination(request.sourceHandleIndex(),
                    request.destHandleIndex(), false);
        }
        Folder folder = child(source, request.folderId());
        if (request.wantRecursive() && sameMailbox(source, target)) {
            requireNoCycle(source.mailbox(), folder.folderId(), target.folderId());
        }
        String name = request.newFolderName().isEmpty() ? folder.name() : request.newFolderName();
        boolean partial = new Copy(source.mailbox(), target.mailbox(), request.wantRecursive())
                .run(folder, target.folderId(), name);
        return new RopCopyFolder.Response(request.sourceHandleIndex(), ErrorCodes.Success,
                partial);
    }

    /// Copies what is in a folder into another: with a folder's properties (MS-OXCPRPT §3.2.5.8). The
    /// folder has a property for each kind, which is not among `excluded`.
    ///
    /// @throws MailError.Exists the other has a folder of that name
    static void contents(FolderObject source, FolderObject target, List<PropertyTag> excluded) {
        Set<Integer> without = new HashSet<>();
        excluded.forEach(tag -> without.add(tag.id()));
        boolean folders = !without.contains(PropertyTags.PidTagContainerHierarchy.id());
        if (folders && sameMailbox(source, target)) {
            requireNoCycle(source.mailbox(), source.folderId(), target.folderId());
        }
        Folder folder = source.mailbox().read(snapshot -> snapshot.folder(source.folderId()));
        Copy copy = new Copy(source.mailbox(), target.mailbox(), true);
        if (!without.contains(PropertyTags.PidTagContainerContents.id())) {
            copy.contents(folder, target.folderId(), false);
        }
        if (!without.contains(PropertyTags.PidTagFolderAssociatedContents.id())) {
            copy.contents(folder, target.folderId(), true);
        }
        if (folders) {
            copy.below(folder, target.folderId());
        }
    }

    private static boolean sameMailbox(FolderObject one, FolderObject other) {
        return one.mailbox().info().mailboxId() == other.mailbox().info().mailboxId();
    }

    private static Folder child(FolderObject parent, FolderId folderId) {
        Folder folder;
        try {
            folder = parent.mailbox().read(snapshot -> snapshot.folder(Ids.folder(folderId)));
        } catch (MailError.Denied e) {
            throw new RopError(ErrorCodes.NotFound);
        }
        if (folder.parentId() != parent.folderId()) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return folder;
    }

    /// Into itself, or below itself.
    private static void requireNoCycle(Mailbox mailbox, long folderId, long targetId) {
        List<Folder> folders = mailbox.read(snapshot -> snapshot.folders());
        requireNoCycle(folders, folderId, targetId);
    }

    static void requireNoCycle(List<Folder> folders, long folderId, long targetId) {
        Map<Long, Long> parents = new HashMap<>();
        folders.forEach(each -> parents.put(each.folderId(), each.parentId()));
        for (Long at = targetId; at != null; at = parents.get(at)) {
            if (at == folderId) {
                throw new RopError(ErrorCodes.FolderCycle);
            }
        }
    }

    /// One copy, folder by folder; what fails below the first is left out and told.
    private static final class Copy {
        private final Mailbox source;
        private final Mailbox target;
        private final boolean recursive;
        private final List<Folder> all;
        private boolean partial;

        Copy(Mailbox source, Mailbox target, boolean recursive) {
            this.source = source;
            this.target = target;
            this.recursive = recursive;
            this.all = source.read(snapshot -> snapshot.folders());
        }

        /// Answers whether something was left out.
        boolean run(Folder folder, long parentId, String name) {
            long made = create(folder, parentId, name);
            try {
                contents(folder, made, false);
                contents(folder, made, true);
            } catch (MailError.Denied | MailError.Quota | MailError.NotFound e) {
                partial = true;
            }
            for (Folder below : all) {
                if (recursive && below.parentId() == folder.folderId()) {
                    try {
                        run(below, made, below.name());
                    } catch (MailError.Denied | MailError.Quota | MailError.NotFound e) {
                        partial = true;
                    }
                }
            }
            return partial;
        }

        private long create(Folder folder, long parentId, String name) {
            PropertyBag properties = source
                    .read(snapshot -> snapshot.folderProperties(folder.folderId()));
            Optional<SearchState> search = folder.type() == FolderType.SEARCH
                    ? source.read(snapshot -> snapshot.searchCriteria(folder.folderId()))
                    : Optional.empty();
            boolean elsewhere = source.info().mailboxId() != target.info().mailboxId();
            if (elsewhere && folder.type() == FolderType.SEARCH) {
                throw new RopError(ErrorCodes.NotSupported);
            }
            Map<Integer, PropertyName> names = elsewhere ? names(properties) : Map.of();
            return target.write(change -> {
                PropertyBag bag = elsewhere ? renamed(properties, names, change) : properties;
                FolderType type = folder.type() == FolderType.ROOT
                        ? FolderType.GENERIC
                        : folder.type();
                NewFolder copy = new NewFolder(type, name, folder.containerClass(), bag);
                long made = (elsewhere
                        ? change.createFolder(parentId, copy)
                        : change.createFolder(parentId, copy, folder.folderId())).folderId();
                search.ifPresent(state -> change.setSearchCriteria(made, state.criteria()));
                return made;
            });
        }

        private Map<Integer, PropertyName> names(PropertyBag properties) {
            return source.read(snapshot -> {
                Map<Integer, PropertyName> names = new HashMap<>();
                for (PropertyValue value : properties) {
                    snapshot.namedProperty(value.id())
                            .ifPresent(name -> names.put(value.id(), name));
                }
                return names;
            });
        }

        /// Named properties have other ids in another mailbox.
        private static PropertyBag renamed(PropertyBag properties,
                Map<Integer, PropertyName> names, Change change) {
            PropertyBag renamed = new PropertyBag();
            for (PropertyValue value : properties) {
                PropertyName name = names.get(value.id());
                if (name != null) {
                    renamed.set(PropertyTag.of(change.registerNamedProperty(name), value.type()),
                            value.value());
                } else if (!value.tag().isNamed()) {
                    renamed.set(value);
                }
            }
            return renamed;
        }

        private void below(Folder folder, long parentId) {
            for (Folder each : all) {
                if (each.parentId() == folder.folderId()) {
                    run(each, parentId, each.name());
                }
            }
        }

        /// Those that are there when it begins.
        private void contents(Folder folder, long made, boolean associated) {
            if (folder.type() == FolderType.SEARCH) {
                return;
            }
            int next = 1;
            while (next > 0 && next < folder.nextUid()) {
                int first = next;
                int[] uids = source.read(snapshot -> snapshot.contents(folder.folderId(),
                        associated, first, BATCH, Set.of())).stream().mapToInt(MessageRow::uid)
                        .filter(uid -> uid < folder.nextUid()).toArray();
                if (uids.length > 0) {
                    source.copyMessages(folder.folderId(), uids, target, made);
                }
                next = uids.length < BATCH ? 0 : uids[uids.length - 1] + 1;
            }
        }
    }
}
