package org.rialto.store.check;

import org.jspecify.annotations.Nullable;

/// One thing that a check found wrong.
///
/// @param mailbox whose it is, by name; null for what belongs to no one mailbox
/// @param text a sentence for people; never message content
public record Finding(@Nullable String mailbox, Kind kind, String text, Outcome outcome) {
    /// What sort of thing is wrong.
    public enum Kind {
        /// The engine cannot read its own pages.
        ENGINE,
        /// Rows of a mailbox that cannot be read or make no sense.
        DAMAGED, COUNT, TREE, PAIRING, CONTENT, CHANGE_NUMBER, TOMBSTONE, REFERENCE, BYTES, UNREFERENCED, TEXT, SEARCH
    }

    /// What became of it.
    public enum Outcome {
        /// Seen only; `--repair` mends it.
        REPAIRABLE,
        /// Mended.
        REPAIRED,
        /// Nothing can mend it; what is left was kept.
        KEPT
    }

    @Override
    public String toString() {
        String where = mailbox == null ? "" : "mailbox " + mailbox + ": ";
        return where + text + switch (outcome) {
            case REPAIRABLE, KEPT -> "";
            case REPAIRED -> " (repaired)";
        };
    }
}
