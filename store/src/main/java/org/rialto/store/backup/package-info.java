/// Backups of mailboxes in one file, and their restoring. The format is in FORMAT.md beside.
@NullMarked
package org.rialto.store.backup;

import org.jspecify.annotations.NullMarked;
