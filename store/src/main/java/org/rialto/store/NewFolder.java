package org.rialto.store;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;

/// What a folder is created with. A search folder's criteria are set afterwards.
public record NewFolder(FolderType type, String name, @Nullable String containerClass,
        PropertyBag properties) {
    public static NewFolder generic(String name) {
        return new NewFolder(FolderType.GENERIC, name, null, new PropertyBag());
    }
}
