package org.rialto.protocols.rops.engine;

import java.util.List;
import java.util.Optional;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopGetSearchCriteria;
import org.rialto.protocols.rops.wire.folder.RopSetSearchCriteria;
import org.rialto.store.Change;
import org.rialto.store.FolderType;
import org.rialto.store.SearchCriteria;
import org.rialto.store.SearchState;
import org.rialto.store.Snapshot;

/// What a search folder looks for. MS-OXCFOLD §3.2.5.4 and §3.2.5.5.
final class SearchCriteriaHandler {
    private static final int FLAGS = RopSetSearchCriteria.STOP_SEARCH
            | RopSetSearchCriteria.RESTART_SEARCH | RopSetSearchCriteria.RECURSIVE_SEARCH
            | RopSetSearchCriteria.SHALLOW_SEARCH | RopSetSearchCriteria.CONTENT_INDEXED_SEARCH
            | RopSetSearchCriteria.NON_CONTENT_INDEXED_SEARCH
            | RopSetSearchCriteria.STATIC_SEARCH;

    private SearchCriteriaHandler() {}

    static RopResponse set(RopSetSearchCriteria.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        if ((request.searchFlags() & ~FLAGS) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        List<Long> named = request.folderIds().stream().map(Ids::folder).toList();
        if (named.contains(folder.folderId())) {
            throw new RopError(ErrorCodes.SearchFolderScopeViolation);
        }
        folder.mailbox().write(change -> {
            apply(request, named, folder.folderId(), change);
            return true;
        });
        return new RopSetSearchCriteria.Response(request.inputHandleIndex());
    }

    private static void apply(RopSetSearchCriteria.Request request, List<Long> named,
            long folderId, Change change) {
        requireSearchFolder(change, folderId);
        Optional<SearchState> before = change.searchCriteria(folderId);
        int flags = request.searchFlags();
        if ((flags & RopSetSearchCriteria.STOP_SEARCH) != 0) {
            // A dynamic search that is complete goes on.
            if (before.isPresent() && before.get().status() == SearchState.Status.POPULATING) {
                change.stopSearch(folderId);
            }
            return;
        }
        List<Long> folders = named.isEmpty()
                ? before.map(state -> state.criteria().folderIds())
                        .orElseThrow(() -> new RopError(ErrorCodes.NotInitialized))
                : named;
        Restriction restriction = request.restriction() == null
                ? before.map(state -> state.criteria().restriction())
                        .orElseThrow(() -> new RopError(ErrorCodes.NotInitialized))
                : request.restriction();
        change.setSearchCriteria(folderId, new SearchCriteria(restriction, folders,
                (flags & RopSetSearchCriteria.RECURSIVE_SEARCH) != 0,
                (flags & RopSetSearchCriteria.STATIC_SEARCH) != 0,
                (flags & RopSetSearchCriteria.CONTENT_INDEXED_SEARCH) != 0));
    }

    private static void requireSearchFolder(Snapshot snapshot, long folderId) {
        if (snapshot.folder(folderId).type() != FolderType.SEARCH) {
            throw new RopError(ErrorCodes.NotSearchFolder);
        }
    }

    static RopResponse get(RopGetSearchCriteria.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        SearchState state = folder.mailbox().read(snapshot -> {
            requireSearchFolder(snapshot, folder.folderId());
            return snapshot.searchCriteria(folder.folderId())
                    .orElseThrow(() -> new RopError(ErrorCodes.NotInitialized));
        });
        SearchCriteria criteria = state.criteria();
        List<FolderId> folders = request.includeFolders()
                ? criteria.folderIds().stream().map(id -> Ids.folder((long) id)).toList()
                : List.of();
        Restriction restriction = request.useUnicode()
                ? criteria.restriction()
                : NarrowText.of(criteria.restriction());
        return new RopGetSearchCriteria.Response(request.inputHandleIndex(),
                request.includeRestriction() ? restriction : null, folders, flags(state));
    }

    /// §2.2.1.5.2.
    private static int flags(SearchState state) {
        SearchCriteria criteria = state.criteria();
        int flags = (criteria.recursive() ? RopGetSearchCriteria.SEARCH_RECURSIVE : 0)
                | (criteria.contentIndexed()
                        ? RopGetSearchCriteria.CONTENT_INDEXED
                        : RopGetSearchCriteria.NOT_CONTENT_INDEXED)
                | (criteria.isStatic() ? RopGetSearchCriteria.SEARCH_STATIC : 0);
        return flags | switch (state.status()) {
            case STOPPED -> 0;
            case POPULATING ->
                RopGetSearchCriteria.SEARCH_RUNNING | RopGetSearchCriteria.SEARCH_REBUILD;
            case COMPLETE -> RopGetSearchCriteria.SEARCH_COMPLETE
                    | (criteria.isStatic() ? 0 : RopGetSearchCriteria.SEARCH_RUNNING);
        };
    }
}
