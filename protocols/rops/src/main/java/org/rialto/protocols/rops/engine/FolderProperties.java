package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mailbox.MailboxSettings;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyProblem;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.store.Folder;
import org.rialto.store.FolderValues;
import org.rialto.store.ImportedVersion;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;
import org.rialto.store.SpecialFolderValues;

/// The properties of a folder. MS-OXCFOLD §2.2.2; the entry ids of special folders on the root
/// folder and the Inbox, MS-OXOSFLD §2.2.3 to §2.2.6, from [SpecialFolderValues].
record FolderProperties(FolderObject folder) implements PropertyOwner {
    private static final int MODIFY = 0x01;
    private static final int READ = 0x02;
    private static final int DELETE = 0x04;
    private static final int CREATE_HIERARCHY = 0x08;
    private static final int CREATE_CONTENTS = 0x10;
    private static final int CREATE_ASSOCIATED = 0x20;

    /// What the server says, whatever a client would have it say.
    private static final Set<Integer> COMPUTED = ids(PropertyTags.PidTagFolderId,
            PropertyTags.PidTagParentFolderId, PropertyTags.PidTagFolderType,
            PropertyTags.PidTagContentCount, PropertyTags.PidTagContentUnreadCount,
            PropertyTags.PidTagAssociatedContentCount, PropertyTags.PidTagMessageSize,
            PropertyTags.PidTagMessageSizeExtended, PropertyTags.PidTagSubfolders,
            PropertyTags.PidTagRights, PropertyTags.PidTagAccess, PropertyTags.PidTagDepth,
            PropertyTags.PidTagCreationTime, PropertyTags.PidTagLastModificationTime,
            PropertyTags.PidTagObjectType, PropertyTags.PidTagChangeNumber,
            PropertyTags.PidTagEntryId, PropertyTags.PidTagParentEntryId,
            PropertyTags.PidTagRecordKey, PropertyTags.PidTagInstanceKey,
            PropertyTags.PidTagSourceKey, PropertyTags.PidTagParentSourceKey,
            PropertyTags.PidTagChangeKey, PropertyTags.PidTagPredecessorChangeList,
            PropertyTags.PidTagHasRules, PropertyTags.PidTagFolderFlags,
            PropertyTags.PidTagLocalCommitTime, PropertyTags.PidTagLocalCommitTimeMax,
            PropertyTags.PidTagDeletedCountTotal, PropertyTags.PidTagHierarchyChangeNumber,
            PropertyTags.PidTagHierRev, MailboxSettings.STORED);

    /// What the server keeps with a folder for itself.
    static boolean isServers(int id) {
        return id == MailboxSettings.STORED.id() || id == ImportedVersion.STORED.id();
    }

    /// Whether the server says it, whatever a client would have it say.
    static boolean isComputed(PropertyTag tag) { return COMPUTED.contains(tag.id()); }

    /// Whether a client may set such a property besides the name.
    static boolean isSettable(PropertyTag tag) {
        return !COMPUTED.contains(tag.id()) && !isServers(tag.id()) && tag.id() != 0
                && tag.hasKnownType() && !tag.isMultivalueInstance() && switch (tag.type()) {
                    case ERROR_CODE, UNSPECIFIED, NULL, OBJECT -> false;
                    default -> true;
                };
    }

    private static Set<Integer> ids(PropertyTag... tags) {
        Set<Integer> ids = new HashSet<>();
        for (PropertyTag tag : tags) {
            ids.add(tag.id());
        }
        return ids;
    }

    private record Row(Folder folder, PropertyBag bag) {}

    private Row row() {
        return folder.mailbox().read(snapshot -> {
            Folder row = snapshot.folder(folder.folderId());
            return new Row(row, SpecialFolderValues.addTo(
                    snapshot.folderProperties(folder.folderId()), folder.logon().ids(), snapshot,
                    row));
        });
    }

    @Override
    public Values values() {
        Row row = row();
        FolderValues values = new FolderValues(folder.logon().ids(), row.folder(), 0, row::bag)
                .withFlags(this::isIpm);
        return asked -> property(row, values, asked);
    }

    private @Nullable PropertyValue property(Row row, FolderValues values, PropertyTag asked) {
        if (isServers(asked.id())) {
            return null;
        }
        PropertyTag tag = typed(asked);
        Object value = tag.hasKnownType() && tag.type() != PropertyType.UNSPECIFIED
                ? value(row, values, tag)
                : null;
        if (value != null) {
            return tag.type().accepts(value) ? new PropertyValue(tag, value) : null;
        }
        return row.bag().get(asked) == null ? null : row.bag().property(asked.id());
    }

    private @Nullable Object value(Row row, FolderValues values, PropertyTag tag) {
        Object found = values.get(tag);
        if (found != null) {
            return found;
        }
        return tag.id() == PropertyTags.PidTagAccess.id() ? access(row.folder()) : null;
    }

    /// A tag without a type, or of 8-bit text, stands for the one that the row knows.
    private static PropertyTag typed(PropertyTag tag) {
        if (tag.typeCode() == PropertyType.UNSPECIFIED.code()
                || tag.typeCode() == PropertyType.STRING8.code()) {
            for (PropertyTag known : FolderTables.HIERARCHY_COLUMNS) {
                if (known.id() == tag.id()) {
                    return known;
                }
            }
        }
        return tag;
    }

    private boolean isIpm() {
        return folder.mailbox().read(snapshot -> snapshot.isWithin(folder.folderId(),
                folder.logon().specialFolder(SpecialFolder.IPM_SUBTREE)));
    }

    /// PidTagAccess. MS-OXCPRPT §2.2.1.1.
    private static int access(Folder row) {
        return (row.allows(Rights.FOLDER_OWNER) ? MODIFY | DELETE | CREATE_ASSOCIATED : 0)
                | (row.allows(Rights.READ_ANY) ? READ : 0)
                | (row.allows(Rights.CREATE_SUBFOLDER) ? CREATE_HIERARCHY : 0)
                | (row.allows(Rights.CREATE) ? CREATE_CONTENTS : 0);
    }

    @Override
    public List<PropertyTag> tags() {
        Row row = row();
        Set<Integer> seen = new HashSet<>();
        List<PropertyTag> tags = new ArrayList<>();
        Values values = values();
        for (PropertyTag tag : FolderTables.HIERARCHY_COLUMNS) {
            if (values.property(tag) != null && seen.add(tag.id())) {
                tags.add(tag);
            }
        }
        for (PropertyValue value : row.bag()) {
            if (!isServers(value.id()) && seen.add(value.id())) {
                tags.add(value.tag());
            }
        }
        return tags;
    }

    @Override
    public List<PropertyProblem> set(List<PropertyValue> values) {
        List<PropertyProblem> problems = new ArrayList<>();
        PropertyBag set = new PropertyBag();
        String name = null;
        for (int i = 0; i < values.size(); i++) {
            PropertyValue value = values.get(i);
            if (COMPUTED.contains(value.id()) || isServers(value.id())) {
                problems.add(new PropertyProblem(i, value.tag(), ErrorCodes.AccessDenied));
            } else if (value.type() == PropertyType.ERROR_CODE
                    || value.type() == PropertyType.UNSPECIFIED
                    || value.type() == PropertyType.NULL || value.type() == PropertyType.OBJECT) {
                problems.add(new PropertyProblem(i, value.tag(), ErrorCodes.InvalidParameter));
            } else if (value.id() == PropertyTags.PidTagDisplayName.id()
                    && value.value() instanceof String text) {
                name = text;
            } else {
                set.set(value.type() == PropertyType.STRING8
                        ? value.tag().withType(PropertyType.STRING)
                        : value.tag(), value.value());
            }
        }
        change(set, Set.of(), name);
        return problems;
    }

    @Override
    public List<PropertyProblem> delete(List<PropertyTag> tags) {
        List<PropertyProblem> problems = new ArrayList<>();
        Set<PropertyTag> delete = new HashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            PropertyTag tag = tags.get(i);
            if (COMPUTED.contains(tag.id()) || isServers(tag.id())
                    || tag.id() == PropertyTags.PidTagDisplayName.id()) {
                problems.add(new PropertyProblem(i, tag, ErrorCodes.AccessDenied));
            } else {
                delete.add(tag.id() == PropertyTags.PidTagContainerClass.id()
                        ? PropertyTags.PidTagContainerClass
                        : tag);
            }
        }
        change(new PropertyBag(), delete, null);
        return problems;
    }

    private void change(PropertyBag set, Set<PropertyTag> delete, @Nullable String name) {
        if (set.isEmpty() && delete.isEmpty() && name == null) {
            return;
        }
        folder.mailbox().write(change -> {
            if (name != null) {
                change.moveFolder(folder.folderId(),
                        change.folder(folder.folderId()).parentId(), name);
            }
            if (!set.isEmpty() || !delete.isEmpty()) {
                change.setFolderProperties(folder.folderId(), set, delete);
            }
            return true;
        });
    }
}
