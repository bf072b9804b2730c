package org.rialto.protocols.rops.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// What there is to tell of the folders below a folder: MS-OXCFXICS §3.2.5.3.
public interface HierarchySource {
    /// New and changed folders, parents before what is in them ([#parentsFirst]). Each has all the
    /// properties of §2.2.4.3.5; PidTagParentSourceKey is empty where the parent is the root.
    Iterator<PropertyBag> changes();

    IdSet<Integer> deleted();

    /// The state after all that was sent.
    SynchronizationState state();

    /// These folders, with each after its parent, where that is among them, and otherwise in the
    /// order given. Folders that are their own ancestors, which a sound store does not have, come
    /// last.
    static List<PropertyBag> parentsFirst(List<PropertyBag> folders) {
        Map<Binary, PropertyBag> bySourceKey = new HashMap<>();
        for (PropertyBag folder : folders) {
            bySourceKey.put(key(folder.getBinary(PropertyTags.PidTagSourceKey)), folder);
        }
        List<PropertyBag> ordered = new ArrayList<>(folders.size());
        Set<Binary> done = new HashSet<>();
        for (PropertyBag folder : folders) {
            Deque<PropertyBag> path = new ArrayDeque<>();
            Set<Binary> onPath = new HashSet<>();
            @Nullable
            PropertyBag at = folder;
            while (at != null) {
                Binary sourceKey = key(at.getBinary(PropertyTags.PidTagSourceKey));
                if (done.contains(sourceKey) || !onPath.add(sourceKey)) {
                    break;
                }
                path.push(at);
                at = bySourceKey.get(key(at.getBinary(PropertyTags.PidTagParentSourceKey)));
            }
            ordered.addAll(path);
            done.addAll(onPath);
        }
        return ordered;
    }

    private static Binary key(@Nullable Binary key) { return key == null ? Binary.EMPTY : key; }
}
