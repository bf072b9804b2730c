package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.rialto.database.Sql;
import org.rialto.database.UncheckedSqlException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.store.search.IndexedText;

/// A unit of work on one mailbox by one access. What it does to folders and messages is in
/// [FolderEditor], [MessageAdder], [MessageMover] and [FlagEditor]; what it holds until its end,
/// in [UnitState].
final class SqlChange extends SqlSnapshot implements Change {
    final MailboxState mailbox;
    /// When this unit of work runs, in FILETIME intervals.
    final long now;
    private final UnitState unit;

    SqlChange(SqlStore store, Sql sql, long mailboxId, Access access) throws SQLException {
        super(store, sql, mailboxId, access);
        this.unit = UnitState.of(store, sql, mailboxId);
        this.mailbox = unit.mailbox;
        this.now = unit.now;
    }

    /// How many events there are to be told so far.
    int events() { return unit.events.size(); }

    /// Events from a place on came about through an object.
    void comesFrom(Object origin, int from) {
        for (int i = from; i < unit.events.size(); i++) {
            unit.origins.put(unit.events.get(i), origin);
        }
    }

    @Override
    FolderState state(long folderId) throws SQLException {
        FolderState known = unit.folders.get(folderId);
        if (known == null) {
            known = super.state(folderId);
            unit.folders.put(folderId, known);
        }
        return known;
    }

    /// Forgets a folder's row that is gone.
    void drop(FolderState folder) {
        unit.folders.remove(folder.folderId);
        unit.dropped.add(folder.folderId);
    }

    @Override
    void settle() throws SQLException { unit.settle(); }

    void note(FolderState folder, IndexDelta delta) {
        unit.deltas.computeIfAbsent(folder.folderId, id -> new ArrayList<>()).add(delta);
    }

    void note(StoreEvent event) { unit.events.add(event); }

    /// The folder, and the right to do something in it.
    FolderState state(long folderId, int right) throws SQLException {
        FolderState folder = state(folderId);
        if (!rights.isVisible(folderId)) {
            throw new MailError.NotFound("there is no folder " + folderId);
        }
        rights.require(folder, right);
        return folder;
    }

    // Folders

    @Override
    public Folder createFolder(long parentId, NewFolder folder) {
        return UncheckedSqlException
                .of(() -> folder(new FolderEditor(this).create(parentId, folder, null)));
    }

    @Override
    public Folder createFolder(long parentId, NewFolder folder, long copyOf) {
        return UncheckedSqlException.of(() -> folder(
                new FolderEditor(this).create(parentId, folder, state(copyOf))));
    }

    @Override
    public void setSearchCriteria(long folderId, SearchCriteria criteria) {
        UncheckedSqlException.run(() -> new SearchEditor(this).set(folderId, criteria));
    }

    @Override
    public void stopSearch(long folderId) {
        UncheckedSqlException.run(() -> new SearchEditor(this).stop(folderId));
    }

    @Override
    public void moveFolder(long folderId, long newParentId, String newName) {
        UncheckedSqlException
                .run(() -> new FolderEditor(this).move(folderId, newParentId, newName));
    }

    @Override
    public void deleteFolder(long folderId, boolean hard) {
        UncheckedSqlException.run(() -> new FolderEditor(this).delete(folderId, hard));
    }

    @Override
    public void setFolderProperties(long folderId, PropertyBag set, Set<PropertyTag> delete) {
        UncheckedSqlException
                .run(() -> new FolderEditor(this).setProperties(folderId, set, delete));
    }

    @Override
    public void setPermissions(long folderId, List<Permission> permissions) {
        UncheckedSqlException
                .run(() -> new FolderEditor(this).setPermissions(folderId, permissions));
    }

    @Override
    public void setRules(long folderId, List<FolderRule> rules) {
        UncheckedSqlException.run(() -> new FolderEditor(this).setRules(folderId, rules));
    }

    @Override
    public void receiveFoldersChanged() {
        UncheckedSqlException
                .run(() -> state(specialFolderId(SpecialFolder.INBOX)).rulesChanged());
    }

    @Override
    public boolean noteReply(long folderId, long ruleId, String sender) {
        return UncheckedSqlException.of(() -> {
            state(folderId, Rights.FOLDER_OWNER);
            return new RuleRows(sql, mailboxId).noteReply(folderId, ruleId, sender);
        });
    }

    @Override
    public void forgetReplies() {
        if (!access.full()) {
            throw new MailError.Denied("only its owner changes a mailbox's state");
        }
        UncheckedSqlException.run(() -> new RuleRows(sql, mailboxId).forgetReplies());
    }

    @Override
    public void setSubscribed(long folderId, boolean subscribed) {
        UncheckedSqlException.run(() -> {
            FolderState folder = state(folderId, 0);
            if (folder.subscribed != subscribed) {
                folder.subscribed = subscribed;
                folder.dirty = true;
                note(new StoreEvent.FolderModified(mailboxId, folderId));
            }
        });
    }

    @Override
    public void setDanglingSubscription(String name, boolean subscribed) {
        UncheckedSqlException.of(() -> subscribed
                ? sql.update("INSERT INTO dangling_subscription (mailbox_id, name) VALUES (?, ?)"
                        + " ON CONFLICT (mailbox_id, name) DO NOTHING", mailboxId, name)
                : sql.update("DELETE FROM dangling_subscription WHERE mailbox_id = ? AND name = ?",
                        mailboxId, name));
    }

    @Override
    public int claimRecent(long folderId) {
        return UncheckedSqlException.of(() -> {
            FolderState folder = readable(folderId);
            int before = (int) folder.recentUid;
            if (folder.recentUid != folder.nextUid) {
                folder.recentUid = folder.nextUid;
                folder.dirty = true;
            }
            return before;
        });
    }

    // What clients upload

    @Override
    public long reserveLocalIds(long count) {
        return UncheckedSqlException.of(() -> {
            rights.requireWriter();
            return new LocalIds(sql, mailboxId).reserve(mailbox, count);
        });
    }

    @Override
    public void deleteLocalIds(long folderId, List<IdRange> ranges) {
        UncheckedSqlException.run(() -> {
            if (!folder(folderId).allows(Rights.DELETE_ANY)) {
                state(folderId, Rights.CREATE);
            }
            if (ranges.stream().anyMatch(range -> range.last() > mailbox.lastNumber())) {
                throw new MailError.Invalid("ids that nobody was given");
            }
            new LocalIds(sql, mailboxId).delete(folderId, ranges);
        });
    }

    @Override
    public void deleteSourceKeys(long folderId, List<Binary> sourceKeys) {
        UncheckedSqlException.run(() -> {
            state(folderId, Rights.DELETE_ANY);
            if (!sourceKeys.isEmpty()) {
                new DeletedSourceKeys(sql, mailboxId).add(mailbox, folderId, sourceKeys);
            }
        });
    }

    @Override
    public Folder importFolder(long parentId, NewFolder folder, ImportedVersion version) {
        return UncheckedSqlException
                .of(() -> folder(new FolderEditor(this).imported(parentId, folder, version)));
    }

    @Override
    public void importFolder(long folderId, long parentId, String name, PropertyBag set,
            ImportedVersion version) {
        UncheckedSqlException.run(() -> new FolderEditor(this).update(folderId, parentId, name, set,
                version));
    }

    @Override
    public Added importMessage(long folderId, NewMessage message, ImportedVersion version) {
        return UncheckedSqlException
                .of(() -> new MessageAdder(this).add(folderId, message, version));
    }

    @Override
    public long importMessage(long messageId, long expectedChangeNumber, MessageUpdate update,
            ImportedVersion version) {
        return UncheckedSqlException.of(() -> new MessageAdder(this).save(messageId,
                expectedChangeNumber, update, version));
    }

    @Override
    public Copied importMove(long folderId, int uid, long targetFolderId,
            ImportedVersion version) {
        return UncheckedSqlException.of(() -> new MessageMover(this).move(folderId, uid,
                targetFolderId, version));
    }

    // Messages

    @Override
    public Added addMessage(long folderId, NewMessage message) {
        return UncheckedSqlException.of(() -> new MessageAdder(this).add(folderId, message, false));
    }

    @Override
    public Added deliver(long folderId, NewMessage message) {
        return UncheckedSqlException.of(() -> new MessageAdder(this).add(folderId, message, true));
    }

    @Override
    public void announceNewMail(long folderId, long messageId) {
        UncheckedSqlException.run(() -> {
            state(folderId, Rights.CREATE);
            if (message(messageId, Set.of()).folderId() != folderId) {
                throw new MailError.NotFound("message " + messageId + " is in another folder");
            }
            note(new StoreEvent.NewMail(mailboxId, folderId, messageId));
        });
    }

    @Override
    public long saveMessage(long messageId, long expectedChangeNumber, MessageContent content) {
        return UncheckedSqlException
                .of(() -> new MessageAdder(this).save(messageId, expectedChangeNumber,
                        MessageUpdate.of(content), null));
    }

    @Override
    public long saveMessage(long messageId, long expectedChangeNumber, MessageUpdate update) {
        return UncheckedSqlException
                .of(() -> new MessageAdder(this).save(messageId, expectedChangeNumber, update,
                        null));
    }

    @Override
    public List<Copied> copyMessages(long folderId, int[] uids, long targetFolderId) {
        return UncheckedSqlException
                .of(() -> new MessageMover(this).copy(folderId, uids, targetFolderId));
    }

    @Override
    public List<Copied> moveMessages(long folderId, int[] uids, long targetFolderId) {
        return UncheckedSqlException
                .of(() -> new MessageMover(this).move(folderId, uids, targetFolderId));
    }

    @Override
    public int[] deleteMessages(long folderId, int[] uids, boolean hard) {
        return UncheckedSqlException
                .of(() -> new MessageMover(this).delete(folderId, uids, hard));
    }

    @Override
    public FlagsChanged changeFlags(long folderId, int[] uids, FlagChange change) {
        return UncheckedSqlException.of(() -> new FlagEditor(this).change(folderId, uids, change));
    }

    @Override
    public void tellWhole(long messageId) {
        UncheckedSqlException.run(() -> new MessageAdder(this).tellWhole(messageId));
    }

    @Override
    public void indexText(long messageId, long contentChangeNumber, IndexedText text) {
        UncheckedSqlException.run(() -> {
            MessageRows.Place place = messages.place(messageId);
            if (place != null) {
                new TextRows(sql, mailboxId).index(place, contentChangeNumber, text, mailbox);
            }
        });
    }

    // Mailbox

    @Override
    public int registerNamedProperty(PropertyName name) {
        return UncheckedSqlException.of(() -> {
            NameRows names = new NameRows(sql, mailboxId);
            Optional<Integer> known = names.id(name);
            if (known.isPresent()) {
                return known.get();
            }
            // Who may write nothing in the mailbox has no use for more names.
            if (!access.full()) {
                rights.requireWriter();
                names.requireRoomForOthers();
            }
            return names.register(name);
        });
    }

    @Override
    public long reserveCounters(long count) { return mailbox.reserve(count); }

    @Override
    public void setPerUserInformation(PerUserInformation information) {
        UncheckedSqlException.run(() -> new PerUserRows(this).put(information, now));
    }

    @Override
    public void setReadChangeNumbers(long folderId, LongPredicate wanted) {
        UncheckedSqlException.run(() -> {
            List<List<Integer>> differences = new PerUserRows(this)
                    .differences(readable(folderId), wanted);
            changeFlags(folderId, uids(differences.get(0)), FlagChange.set(MessageFlags.READ));
            changeFlags(folderId, uids(differences.get(1)), FlagChange.clear(MessageFlags.READ));
        });
    }

    private static int[] uids(List<Integer> uids) {
        return uids.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int registerReplica(UUID replicaGuid) {
        return UncheckedSqlException.of(() -> {
            NameRows names = new NameRows(sql, mailboxId);
            Integer known = names.replicaId(replicaGuid);
            if (known != null) {
                return known;
            }
            rights.requireWriter();
            return names.registerReplica(replicaGuid, access.full());
        });
    }

    @Override
    public void setQuota(MailboxInfo.Quota quota) {
        UncheckedSqlException.run(() -> {
            mailbox.quota = quota;
            sql.update("UPDATE mailbox SET quota_warning = ?, quota_send = ?, quota_receive = ?,"
                    + " quota_recoverable = ? WHERE mailbox_id = ?", quota.warningBytes(),
                    quota.prohibitSendBytes(), quota.prohibitReceiveBytes(),
                    quota.recoverableBytes(), mailboxId);
        });
    }
}
