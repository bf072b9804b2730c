package org.rialto.protocols.rops.message;

import org.rialto.protocols.rops.sync.PropertySelection;

/// What is asked of the messages of a download. MS-OXCFXICS §3.2.5.8.1.
///
/// @param selection of the message itself
/// @param bestBody whether only the form of the body is wanted that it was written in
public record DownloadForm(PropertySelection selection, boolean bestBody) {
    /// Of messages within others: they come whole (§3.2.5.10).
    DownloadForm within() { return new DownloadForm(PropertySelection.all(), bestBody); }
}
