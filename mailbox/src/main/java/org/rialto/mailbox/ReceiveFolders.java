package org.rialto.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rialto.mapi.MailError;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.MailboxKind;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// The receive folder table of a mailbox: which folder gets the messages of a class, and of the
/// classes derived from it. MS-OXCSTOR §3.2.1, §3.2.5.2.
public record ReceiveFolders(List<Row> rows) {
    /// @param modified when the row was set
    public record Row(String messageClass, long folderId, Instant modified) {}

    /// §3.2.3: what a mailbox is born with; public folders have none.
    static ReceiveFolders initial(Snapshot snapshot) {
        if (snapshot.info().kind() == MailboxKind.PUBLIC) {
            return new ReceiveFolders(List.of());
        }
        long inbox = snapshot.folder(SpecialFolder.INBOX).folderId();
        long root = snapshot.folder(SpecialFolder.ROOT).folderId();
        Instant born = snapshot.info().created();
        return new ReceiveFolders(List.of(new Row("", inbox, born), new Row("IPM", inbox, born),
                new Row("Report.IPM", inbox, born), new Row("IPC", root, born)));
    }

    /// The row of the longest class that `messageClass` is, or is derived from; without regard to
    /// case.
    public Optional<Row> of(String messageClass) {
        String wanted = key(messageClass);
        Row best = null;
        for (Row each : rows) {
            String key = key(each.messageClass());
            boolean applies = key.isEmpty() || wanted.equals(key)
                    || wanted.startsWith(key + ".");
            if (applies && (best == null || key.length() > key(best.messageClass()).length())) {
                best = each;
            }
        }
        return Optional.ofNullable(best);
    }

    /// With another folder for a class, or, where `folderId` is 0, without the class.
    ReceiveFolders with(String messageClass, long folderId, Instant now) {
        List<Row> changed = new ArrayList<>(rows);
        changed.removeIf(row -> key(row.messageClass()).equals(key(messageClass)));
        if (folderId != 0) {
            changed.add(new Row(messageClass, folderId, now));
        }
        return new ReceiveFolders(changed);
    }

    /// Without the rows whose folder is gone, or cannot take messages: those are for the next
    /// shorter class.
    ReceiveFolders withFoldersOf(Snapshot snapshot) {
        Map<Long, Boolean> takes = new HashMap<>();
        return new ReceiveFolders(rows.stream().filter(row -> takes
                .computeIfAbsent(row.folderId(), id -> takesMessages(snapshot, id))).toList());
    }

    /// Whether messages can be delivered to a folder.
    static boolean takesMessages(Snapshot snapshot, long folderId) {
        Folder folder;
        try {
            folder = snapshot.folder(folderId);
        } catch (MailError.NotFound e) {
            return false;
        }
        SpecialFolder special = folder.special();
        return folder.type() != FolderType.SEARCH && special != SpecialFolder.RECOVERABLE_ITEMS
                && (special == null || special.parent() != SpecialFolder.RECOVERABLE_ITEMS);
    }

    private static String key(String messageClass) { return messageClass.toLowerCase(Locale.ROOT); }
}
