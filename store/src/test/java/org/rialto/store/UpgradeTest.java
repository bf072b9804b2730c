package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.PropertyTags;

/// A database of an older program, brought to what this one knows.
class UpgradeTest extends InNewMailbox {
    /// As if it were from before migration 0009, and its messages from before 0008.
    private void reopenOfVersion8() {
        fixture.database.write(sql -> {
            sql.update("DROP TABLE deleted_source_key");
            for (String column : List.of("committed", "contents_committed", "hierarchy_committed",
                    "hierarchy_changes", "deleted_count")) {
                sql.update("ALTER TABLE folder DROP COLUMN " + column);
            }
            for (String column : List.of("modified", "committed")) {
                sql.update("ALTER TABLE message DROP COLUMN " + column);
            }
            sql.update("UPDATE message SET group_changes = NULL, flags = flags & ~"
                    + MessageFlags.MODIFIED);
            return sql.update("UPDATE schema_version SET version = 8 WHERE room = 'store'");
        });
        long mailboxId = mailbox.info().mailboxId();
        fixture.reopen();
        mailbox = fixture.store.open(mailboxId, Access.SYSTEM);
    }

    private MessageRow row(long messageId) {
        return mailbox.read(s -> s.message(messageId, Set.of()));
    }

    @Test
    void whatWasChangedBeforeGroupsWereKeptIsToldWhole() {
        long changed = fixture.add(mailbox, inbox, "changed").messageId();
        long untouched = fixture.add(mailbox, inbox, "as it came").messageId();
        mailbox.write(c -> {
            MessageContent content = c.content(changed);
            content.properties().set(PropertyTags.PidTagSubject, "another");
            return c.saveMessage(changed, c.message(changed, Set.of()).contentChangeNumber(),
                    content);
        });
        reopenOfVersion8();
        long last = row(changed).contentChangeNumber();
        assertThat(GroupChanges.of(row(changed)).isWhole(each -> each < last)).isTrue();
        assertThat(GroupChanges.of(row(changed)).isWhole(each -> each <= last)).isFalse();
        assertThat(row(untouched).groupChanges()).isNull();
        mailbox.write(c -> {
            MessageContent content = c.content(changed);
            content.properties().set(PropertyTags.PidTagBody, "text");
            return c.saveMessage(changed, last, content);
        });
        GroupChanges now = GroupChanges.of(row(changed));
        assertThat(now.isWhole(each -> each < last)).isTrue();
        assertThat(now.isWhole(each -> each <= last)).isFalse();
        assertThat(now.groups(each -> each <= last)).contains(PropertyGroup.BODY);
    }

    @Test
    void foldersKnowWhenTheyWereChanged() {
        fixture.add(mailbox, inbox, "a message");
        mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("below")));
        Folder before = mailbox.read(s -> s.folder(inbox));
        Instant said = Instant.parse("3000-01-01T00:00:00Z");
        fixture.database.<Integer>write(sql -> sql.update("UPDATE folder SET modified = ?"
                + " WHERE folder_id = ?", FileTime.fromInstant(said), sent));
        reopenOfVersion8();
        Folder after = mailbox.read(s -> s.folder(inbox));
        Folder ahead = mailbox.read(s -> s.folder(sent));
        assertThat(ahead.modified()).isEqualTo(said);
        assertThat(ahead.commits().folder()).isEqualTo(ahead.created())
                .isEqualTo(ahead.commits().contents());
        assertThat(after.commits().folder()).isEqualTo(before.modified());
        assertThat(after.commits().contents()).isAfter(Instant.EPOCH)
                .isBeforeOrEqualTo(Instant.now());
        assertThat(after.commits().hierarchyChanges()).isEqualTo(1);
        assertThat(after.commits().deletedCount()).isZero();
        assertThat(after.commits().hierarchy()).isAfter(Instant.EPOCH)
                .isBeforeOrEqualTo(Instant.now());
    }
}
