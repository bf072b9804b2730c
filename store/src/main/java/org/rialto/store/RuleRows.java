package org.rialto.store;

import java.sql.SQLException;
import java.util.List;
import org.rialto.database.Sql;
import org.rialto.mapi.PropertyBag;

/// The rows of the rules of folders, and of whom they have answered.
final class RuleRows {
    private static final String OF_FOLDER = " WHERE mailbox_id = ? AND folder_id = ?";
    private static final String OF_RULE = OF_FOLDER + " AND rule_id = ?";
    private final Sql sql;
    private final long mailboxId;

    RuleRows(Sql sql, long mailboxId) {
        this.sql = sql;
        this.mailboxId = mailboxId;
    }

    List<FolderRule> of(long folderId) throws SQLException {
        return sql.query("SELECT rule_id, properties FROM rule" + OF_FOLDER + " ORDER BY rule_id",
                row -> new FolderRule(row.getLong(1), PropertyBag.decode(row.getBytes(2))),
                mailboxId, folderId);
    }

    void set(FolderState folder, List<FolderRule> before, List<FolderRule> after)
            throws SQLException {
        for (FolderRule old : before) {
            if (after.stream().noneMatch(rule -> rule.ruleId() == old.ruleId())) {
                sql.update("DELETE FROM rule" + OF_RULE, mailboxId, folder.folderId,
                        old.ruleId());
                forgetReplies(folder.folderId, old.ruleId());
            }
        }
        for (FolderRule rule : after) {
            if (!before.contains(rule)) {
                sql.update("INSERT INTO rule (mailbox_id, folder_id, rule_id, properties)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (mailbox_id, folder_id, rule_id)"
                        + " DO UPDATE SET properties = excluded.properties", mailboxId,
                        folder.folderId, rule.ruleId(), rule.properties().encode());
            }
        }
        folder.ruleCount = after.size();
        folder.rulesChanged();
    }

    boolean hasReplied(long folderId, long ruleId, String sender) throws SQLException {
        return sql.number("SELECT COUNT(*) FROM rule_reply" + OF_RULE + " AND sender = ?", 0,
                mailboxId, folderId, ruleId, sender) > 0;
    }

    /// Whether it was not noted before.
    boolean noteReply(long folderId, long ruleId, String sender) throws SQLException {
        return sql.update("INSERT INTO rule_reply (mailbox_id, folder_id, rule_id, sender)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (mailbox_id, folder_id, rule_id, sender)"
                + " DO NOTHING", mailboxId, folderId, ruleId, sender) > 0;
    }

    void forgetReplies(long folderId, long ruleId) throws SQLException {
        sql.update("DELETE FROM rule_reply" + OF_RULE, mailboxId, folderId, ruleId);
    }

    void forgetReplies() throws SQLException {
        sql.update("DELETE FROM rule_reply WHERE mailbox_id = ?", mailboxId);
    }
}
