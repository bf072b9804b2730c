package org.rialto.protocols.rops.transfer;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.message.DownloadForm;
import org.rialto.protocols.rops.sync.PropertySelection;
import org.rialto.protocols.rops.sync.SynchronizationFlags;

/// What of a folder is synchronized, and how it is told: the synchronization scope.
/// MS-OXCFXICS §2.2.3.2.1.1.
///
/// @param partialItems whether changes of messages may be told by what they changed
public record ContentsScope(long folderId, SynchronizationFlags flags,
        @Nullable Restriction restriction, DownloadForm form, boolean partialItems) {
    /// FAI messages have all properties where the client says so.
    DownloadForm form(boolean associated) {
        return associated && flags.hasAllOfAssociated()
                ? new DownloadForm(PropertySelection.except(Set.of()), form.bestBody())
                : form;
    }
}
