package org.rialto.protocols.rops.transfer;

import java.util.List;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Folder;
import org.rialto.store.FolderValues;
import org.rialto.store.ObjectIds;

/// The properties of folders as downloads have them: those that are set, and those that its row has.
/// What a folder holds, and who may do what, is not told with it.
final class FolderBags {
    private static final List<PropertyTag> STATE = List.of(PropertyTags.PidTagDisplayName,
            PropertyTags.PidTagContainerClass, PropertyTags.PidTagFolderType,
            PropertyTags.PidTagCreationTime, PropertyTags.PidTagLastModificationTime,
            PropertyTags.PidTagFolderId, PropertyTags.PidTagParentFolderId,
            PropertyTags.PidTagSourceKey, PropertyTags.PidTagParentSourceKey,
            PropertyTags.PidTagChangeKey, PropertyTags.PidTagPredecessorChangeList);

    private FolderBags() {}

    /// @param stored what is set; used up
    static PropertyBag of(ObjectIds ids, Folder folder, PropertyBag stored) {
        FolderValues values = new FolderValues(ids, folder, 0, stored::copy);
        for (PropertyTag tag : STATE) {
            stored.setOrRemove(tag, values.get(tag));
        }
        if (!stored.contains(PropertyTags.PidTagComment)) {
            stored.set(PropertyTags.PidTagComment, "");
        }
        return stored;
    }
}
