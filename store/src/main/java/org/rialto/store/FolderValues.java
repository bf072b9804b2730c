package org.rialto.store;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The properties of a folder: what its row holds from there (MS-OXCFOLD §2.2.2), all others from
/// its bag, which is fetched only when one of those is asked for.
public final class FolderValues implements PropertySource {
    private static final int OBJECT_TYPE_FOLDER = 3;
    private static final int FLAG_IPM = 1;
    private static final int FLAG_SEARCH = 2;
    private static final int FLAG_NORMAL = 4;
    private static final int FLAG_RULES = 8;

    private interface Value {
        @Nullable
        Object of(FolderValues values, Folder folder);
    }

    private static final Map<PropertyTag, Value> STATE = new HashMap<>();

    static {
        STATE.put(PropertyTags.PidTagDisplayName, (v, folder) -> folder.name());
        STATE.put(PropertyTags.PidTagContainerClass, (v, folder) -> folder.containerClass());
        STATE.put(PropertyTags.PidTagFolderType, (v, folder) -> folder.type().code());
        STATE.put(PropertyTags.PidTagContentCount, (v, folder) -> folder.contentCount());
        STATE.put(PropertyTags.PidTagContentUnreadCount, (v, folder) -> folder.unreadCount());
        STATE.put(PropertyTags.PidTagAssociatedContentCount,
                (v, folder) -> folder.associatedCount());
        STATE.put(PropertyTags.PidTagMessageSize,
                (v, folder) -> clamp(folder.contentSize()));
        STATE.put(PropertyTags.PidTagMessageSizeExtended, (v, folder) -> folder.contentSize());
        STATE.put(PropertyTags.PidTagSubfolders, (v, folder) -> folder.childCount() > 0);
        STATE.put(PropertyTags.PidTagRights, (v, folder) -> folder.rights());
        STATE.put(PropertyTags.PidTagHasRules, (v, folder) -> folder.ruleCount() > 0);
        STATE.put(PropertyTags.PidTagFolderFlags, FolderValues::flags);
        STATE.put(PropertyTags.PidTagDepth, (v, folder) -> v.depth);
        STATE.put(PropertyTags.PidTagCreationTime, (v, folder) -> folder.created());
        STATE.put(PropertyTags.PidTagLastModificationTime, (v, folder) -> folder.modified());
        STATE.put(PropertyTags.PidTagLocalCommitTime, (v, folder) -> folder.commits().folder());
        STATE.put(PropertyTags.PidTagLocalCommitTimeMax,
                (v, folder) -> folder.commits().contents());
        STATE.put(PropertyTags.PidTagHierRev, (v, folder) -> folder.commits().hierarchy());
        STATE.put(PropertyTags.PidTagHierarchyChangeNumber,
                (v, folder) -> clamp(folder.commits().hierarchyChanges()));
        STATE.put(PropertyTags.PidTagDeletedCountTotal,
                (v, folder) -> clamp(folder.commits().deletedCount()));
        STATE.put(PropertyTags.PidTagObjectType, (v, folder) -> OBJECT_TYPE_FOLDER);
        STATE.put(PropertyTags.PidTagFolderId,
                (v, folder) -> v.ids.folderId(folder.folderId()));
        STATE.put(PropertyTags.PidTagParentFolderId,
                (v, folder) -> v.ids.folderId(folder.parentId()));
        STATE.put(PropertyTags.PidTagChangeNumber,
                (v, folder) -> v.ids.folderId(folder.changeNumber()));
        STATE.put(PropertyTags.PidTagEntryId,
                (v, folder) -> v.ids.folderEntryId(folder.folderId()));
        STATE.put(PropertyTags.PidTagParentEntryId,
                (v, folder) -> v.ids.folderEntryId(folder.parentId()));
        STATE.put(PropertyTags.PidTagRecordKey, (v, folder) -> v.ids.key(folder.folderId()));
        STATE.put(PropertyTags.PidTagInstanceKey, (v, folder) -> v.ids.key(folder.folderId()));
    }

    private static int clamp(long number) { return (int) Math.min(number, Integer.MAX_VALUE); }

    private final ObjectIds ids;
    private final Folder folder;
    private final int depth;
    private final Supplier<PropertyBag> stored;
    private @Nullable BooleanSupplier isIpm;
    private @Nullable PropertyBag bag;

    /// @param depth levels below the folder whose hierarchy this is part of, 1 for its children
    public FolderValues(ObjectIds ids, Folder folder, int depth, Supplier<PropertyBag> stored) {
        this.ids = ids;
        this.folder = folder;
        this.depth = depth;
        this.stored = stored;
    }

    /// With PidTagFolderFlags.
    ///
    /// @param isBelow whether the folder is in the IPM subtree
    public FolderValues withFlags(BooleanSupplier isBelow) {
        isIpm = isBelow;
        return this;
    }

    /// MS-OXCFOLD §2.2.2.2.1.5.
    private @Nullable Integer flags(Folder row) {
        if (isIpm == null) {
            return null;
        }
        int kind = switch (row.type()) {
            case ROOT -> 0;
            case GENERIC -> FLAG_NORMAL;
            case SEARCH -> FLAG_SEARCH;
        };
        return kind | (isIpm.getAsBoolean() ? FLAG_IPM : 0)
                | (row.ruleCount() > 0 ? FLAG_RULES : 0);
    }

    @Override
    public @Nullable Object get(PropertyTag tag) {
        Value value = STATE.get(tag);
        if (value != null) {
            return value.of(this, folder);
        }
        if (bag == null) {
            bag = stored.get();
        }
        if (tag.equals(PropertyTags.PidTagSourceKey)) {
            return KeptVersion.sourceKey(version(bag), ids, folder.folderId());
        }
        if (tag.equals(PropertyTags.PidTagChangeKey)) {
            return KeptVersion.changeKey(version(bag), ids, folder.changeNumber());
        }
        if (tag.equals(PropertyTags.PidTagPredecessorChangeList)) {
            return KeptVersion.predecessors(version(bag), ids, folder.changeNumber());
        }
        if (tag.id() == ImportedVersion.STORED.id()) {
            return null;
        }
        return tag.equals(PropertyTags.PidTagParentSourceKey)
                ? ids.key(folder.parentId())
                : bag.get(tag);
    }

    /// What a client said of the version that it uploaded, if it did.
    private @Nullable KeptVersion version(PropertyBag properties) {
        return KeptVersion.find(properties.get(ImportedVersion.STORED), ids, folder.folderId());
    }
}
