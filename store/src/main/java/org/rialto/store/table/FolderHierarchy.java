package org.rialto.store.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.store.Folder;
import org.rialto.store.FolderValues;
import org.rialto.store.Mailbox;
import org.rialto.store.ObjectIds;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// The folders under a folder as a table's rows, named by folder id: the children, or all below
/// (the Depth flag of RopGetHierarchyTable, MS-OXCFOLD §2.2.1.13.1).
public final class FolderHierarchy implements TableSource {
    private final Mailbox mailbox;
    private final long folderId;
    private final boolean deep;
    private final ObjectIds ids;

    /// @throws org.rialto.mapi.MailError.NotFound no such folder
    public FolderHierarchy(Mailbox mailbox, long folderId, boolean deep) {
        this.mailbox = mailbox;
        this.folderId = folderId;
        this.deep = deep;
        this.ids = new ObjectIds(mailbox.info());
        mailbox.read(snapshot -> snapshot.folder(folderId));
    }

    @Override
    public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
        rows().forEach((id, values) -> row.accept(values, id));
    }

    @Override
    public List<@Nullable PropertySource> read(long[] folderIds) {
        Map<Long, FolderValues> rows = rows();
        List<@Nullable PropertySource> found = new ArrayList<>(folderIds.length);
        for (long id : folderIds) {
            found.add(rows.get(id));
        }
        return found;
    }

    private Map<Long, FolderValues> rows() { return mailbox.read(this::rows); }

    private Map<Long, FolderValues> rows(Snapshot snapshot) {
        List<Folder> all = snapshot.folders();
        Map<Long, Long> parents = new HashMap<>();
        all.forEach(folder -> parents.put(folder.folderId(), folder.parentId()));
        Long subtree = snapshot.specialFolders().get(SpecialFolder.IPM_SUBTREE);
        boolean within = subtree != null && parents.containsKey(folderId)
                && snapshot.isWithin(folderId, subtree);
        Map<Long, FolderValues> rows = new HashMap<>();
        for (Folder folder : all) {
            int depth = depth(folder, parents);
            if (depth == 1 || deep && depth > 1) {
                rows.put(folder.folderId(), new FolderValues(ids, folder, depth,
                        () -> properties(folder.folderId()))
                        .withFlags(() -> within || isUnder(subtree, folder, parents)));
            }
        }
        return rows;
    }

    /// Levels below the table's folder; 0 when it is not below. Of a folder whose parents the
    /// access may not see, nobody can say where it is: it does not show.
    private int depth(Folder folder, Map<Long, Long> parents) {
        int depth = 1;
        Long at = folder.parentId();
        while (at != null && at != folderId) {
            at = parents.get(at);
            depth++;
        }
        return at == null ? 0 : depth;
    }

    /// Whether a row is the IPM subtree or, between it and the table's folder, below.
    private boolean isUnder(@Nullable Long subtree, Folder folder, Map<Long, Long> parents) {
        Long at = folder.folderId();
        while (at != null && at != folderId && !at.equals(subtree)) {
            at = parents.get(at);
        }
        return at != null && at.equals(subtree);
    }

    /// Nothing more of a folder that went meanwhile.
    private PropertyBag properties(long id) {
        try {
            return mailbox.read(snapshot -> snapshot.folderProperties(id));
        } catch (MailError.NotFound e) {
            return new PropertyBag();
        }
    }
}
