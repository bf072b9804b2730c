package org.rialto.protocols.rops.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyBag;
import org.rialto.protocols.rops.message.DownloadForm;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.sync.FolderSource;
import org.rialto.store.Folder;
import org.rialto.store.FolderIndex;
import org.rialto.store.FolderType;
import org.rialto.store.MessageRow;
import org.rialto.store.Rights;

/// A folder with what is in it, as a download takes it. MS-OXCFXICS §2.2.4.3.6. What the client may
/// not read, or may not delete when it moves, is left out, and a warning says so (§3.2.5.8.1).
public final class FolderDownload implements FolderSource {
    private static final int ROWS = 2_000;

    private final MessageContext context;
    private final Folder folder;
    private final DownloadForm form;
    private final boolean move;
    /// Of each folder.
    private final Map<Long, List<Folder>> below;

    private FolderDownload(MessageContext context, Folder folder, DownloadForm form, boolean move,
            Map<Long, List<Folder>> below) {
        this.context = context;
        this.folder = folder;
        this.form = form;
        this.move = move;
        this.below = below;
    }

    /// @param form of the messages
    /// @param move whether the client is going to delete what it gets
    public static FolderDownload of(MessageContext context, long folderId, DownloadForm form,
            boolean move, boolean withSubfolders) {
        Folder folder = context.mailbox().read(snapshot -> snapshot.folder(folderId));
        Map<Long, List<Folder>> below = withSubfolders
                ? context.mailbox().read(snapshot -> snapshot.folders()).stream()
                        .filter(each -> each.type() != FolderType.SEARCH)
                        .collect(Collectors.groupingBy(Folder::parentId))
                : Map.of();
        return new FolderDownload(context, folder, form, move, below);
    }

    @Override
    public PropertyBag properties() {
        return FolderBags.of(context.ids(), folder, context.mailbox()
                .read(snapshot -> snapshot.folderProperties(folder.folderId())));
    }

    @Override
    public @Nullable ErrorCode warning() { return mayTakeAll() ? null : ErrorCodes.AccessDenied; }

    private boolean mayTakeAll() {
        return folder.allows(Rights.READ_ANY) && (!move || folder.allows(Rights.DELETE_ANY));
    }

    /// All of these, or with a move those that the client may delete.
    private int[] takable(int[] uids) {
        return mayTakeAll()
                ? uids
                : folder.allows(Rights.READ_ANY | Rights.DELETE_OWNED)
                        ? context.mailbox()
                                .read(snapshot -> snapshot.deletable(folder.folderId(), uids))
                        : new int[0];
    }

    @Override
    public Iterator<ListedMessage> associatedMessages() {
        if (!folder.allows(Rights.READ_ANY) || folder.associatedCount() == 0) {
            return Collections.emptyIterator();
        }
        List<Integer> uids = new ArrayList<>();
        for (int next = 1; next > 0;) {
            int first = next;
            List<MessageRow> rows = context.mailbox().read(snapshot -> snapshot
                    .contents(folder.folderId(), true, first, ROWS, Set.of()));
            rows.forEach(row -> uids.add(row.uid()));
            next = rows.size() < ROWS ? 0 : rows.getLast().uid() + 1;
        }
        return list(uids.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Iterator<ListedMessage> messages() {
        if (!folder.allows(Rights.READ_ANY) || folder.type() == FolderType.SEARCH) {
            return Collections.emptyIterator();
        }
        FolderIndex index = context.mailbox()
                .read(snapshot -> snapshot.index(folder.folderId()));
        return list(Arrays.copyOf(index.uids(), index.count()));
    }

    private Iterator<ListedMessage> list(int[] uids) {
        return new FolderMessages(context, folder.folderId(), takable(uids), form, null,
                new BitSet());
    }

    @Override
    public Iterator<FolderSource> subfolders() {
        return below.getOrDefault(folder.folderId(), List.of()).stream()
                .<FolderSource>map(each -> new FolderDownload(context, each, form, move, below))
                .iterator();
    }
}
