package org.rialto.store;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.rialto.database.Sql;
import org.rialto.database.UncheckedSqlException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.store.search.TextHits;
import org.rialto.store.search.TextIndex;
import org.rialto.store.search.TextQuery;

/// A mailbox as of one database snapshot (or, as [SqlChange], inside one unit of work).
class SqlSnapshot implements Snapshot {
    final SqlStore store;
    final Sql sql;
    final long mailboxId;
    final Access access;
    final FolderRights rights;
    final MessageRows messages;
    final SearchRows searches;
    final ReadMarkRows readMarks;
    private final NameRows names;

    SqlSnapshot(SqlStore store, Sql sql, long mailboxId, Access access) {
        this.store = store;
        this.sql = sql;
        this.mailboxId = mailboxId;
        this.access = access;
        this.rights = new FolderRights(sql, mailboxId, access);
        this.messages = new MessageRows(sql, mailboxId);
        this.searches = new SearchRows(sql, mailboxId);
        this.readMarks = new ReadMarkRows(this);
        this.names = new NameRows(sql, mailboxId);
    }

    @Override
    public KnownObject find(Binary sourceKey) {
        return UncheckedSqlException.of(() -> new ImportEditor(this).find(sourceKey,
                MailboxState.get(sql, mailboxId, false).toInfo()));
    }

    @Override
    public boolean isNotToCome(long folderId, Binary sourceKey) {
        return UncheckedSqlException.of(() -> new ImportEditor(this).isDeleted(folderId, sourceKey,
                find(sourceKey)));
    }

    /// The folder's row; [MailError.NotFound] when it is not there.
    FolderState state(long folderId) throws SQLException {
        FolderState found = FolderState.find(sql, mailboxId, folderId);
        if (found == null) {
            throw new MailError.NotFound("there is no folder " + folderId);
        }
        return found;
    }

    /// Writes out what this unit of work still holds, before other SQL looks at it.
    void settle() throws SQLException {
        // A snapshot holds nothing.
    }

    FolderState visible(long folderId) throws SQLException {
        FolderState folder = state(folderId);
        if (!rights.isVisible(folderId)) {
            throw new MailError.NotFound("there is no folder " + folderId);
        }
        return folder;
    }

    FolderState readable(long folderId) throws SQLException {
        FolderState folder = visible(folderId);
        rights.require(folder, Rights.READ_ANY);
        return folder;
    }

    /// A readable folder that holds messages itself.
    FolderState holding(long folderId) throws SQLException {
        FolderState folder = readable(folderId);
        if (folder.type == FolderType.SEARCH) {
            throw new MailError.Invalid("messages are changed in the folders that they are in");
        }
        return folder;
    }

    @Override
    public MailboxInfo info() {
        return UncheckedSqlException.of(() -> {
            settle();
            return MailboxState.get(sql, mailboxId, false).toInfo();
        });
    }

    @Override
    public Folder folder(long folderId) {
        return UncheckedSqlException.of(() -> new FolderTree(this).show(visible(folderId)));
    }

    @Override
    public boolean isWithin(long folderId, long ancestorId) {
        return UncheckedSqlException.of(() -> new FolderTree(this).isWithin(folderId, ancestorId));
    }

    @Override
    public Folder folder(SpecialFolder special) { return folder(specialFolderId(special)); }

    @Override
    public Map<SpecialFolder, Long> specialFolders() {
        return UncheckedSqlException.of(() -> Collections.unmodifiableMap(
                store.specialFolders(sql, mailboxId)));
    }

    long specialFolderId(SpecialFolder special) {
        Long id = specialFolders().get(special);
        if (id == null) {
            throw new MailError.NotFound("the mailbox has no folder " + special.displayName());
        }
        return id;
    }

    @Override
    public Optional<Folder> child(long parentId, String name) {
        return UncheckedSqlException.of(() -> new FolderTree(this).child(parentId, name));
    }

    @Override
    public List<Folder> folders() {
        return UncheckedSqlException.of(() -> new FolderTree(this).all());
    }

    @Override
    public PropertyBag folderProperties(long folderId) {
        return UncheckedSqlException.of(() -> {
            visible(folderId);
            return readProperties(folderId);
        });
    }

    PropertyBag readProperties(long folderId) throws SQLException {
        byte[] encoded = sql.first(
                "SELECT properties FROM folder WHERE mailbox_id = ? AND folder_id = ?",
                row -> row.getBytes(1), mailboxId, folderId);
        return encoded == null ? new PropertyBag() : PropertyBag.decode(encoded);
    }

    @Override
    public List<Permission> permissions(long folderId) {
        return UncheckedSqlException.of(() -> {
            visible(folderId);
            return sql.query("SELECT principal, rights FROM permission WHERE mailbox_id = ?"
                    + " AND folder_id = ? ORDER BY principal",
                    row -> new Permission(UUID.fromString(row.getString(1)), row.getInt(2)),
                    mailboxId, folderId);
        });
    }

    @Override
    public List<FolderRule> rules(long folderId) {
        return UncheckedSqlException.of(() -> {
            rights.require(visible(folderId), Rights.FOLDER_OWNER);
            return new RuleRows(sql, mailboxId).of(folderId);
        });
    }

    @Override
    public long rulesVersion(long folderId) {
        return UncheckedSqlException.of(() -> visible(folderId).rulesVersion);
    }

    @Override
    public boolean hasReplied(long folderId, long ruleId, String sender) {
        return UncheckedSqlException.of(() -> {
            rights.require(visible(folderId), Rights.FOLDER_OWNER);
            return new RuleRows(sql, mailboxId).hasReplied(folderId, ruleId, sender);
        });
    }

    @Override
    public List<String> keywords(long folderId) {
        return UncheckedSqlException.of(() -> {
            visible(folderId);
            return new Keywords(sql, mailboxId, folderId).names();
        });
    }

    @Override
    public List<String> danglingSubscriptions() {
        return UncheckedSqlException.of(() -> sql.query(
                "SELECT name FROM dangling_subscription WHERE mailbox_id = ? ORDER BY name",
                row -> row.getString(1), mailboxId));
    }

    @Override
    public FolderIndex index(long folderId) {
        return UncheckedSqlException.of(() -> readMarks.show(indexOf(readable(folderId))));
    }

    FolderIndex indexOf(FolderState folder) throws SQLException {
        if (folder.type == FolderType.SEARCH) {
            store.searches().read(mailboxId);
            if (!access.full()) {
                return found(folder).index(folder);
            }
        }
        FolderIndexCache cache = store.indexes();
        FolderIndex known = cache.get(mailboxId, folder.folderId, folder.contentsChangeNumber);
        if (known != null) {
            return known;
        }
        FolderIndex read = folder.type == FolderType.SEARCH
                ? found(folder).index(folder)
                : messages.index(folder);
        if (!sql.isWritable()) {
            cache.put(mailboxId, read);
        }
        return read;
    }

    private SearchContents found(FolderState search) {
        return new SearchContents(this, search.folderId);
    }

    @Override
    public Optional<SearchState> searchCriteria(long folderId) {
        return UncheckedSqlException.of(() -> {
            visible(folderId);
            return Optional.ofNullable(searches.find(folderId)).map(SearchRows.Row::state);
        });
    }

    @Override
    public List<MessageRow> messages(long folderId, int firstUid, int lastUid, int limit,
            Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> {
            FolderState folder = readable(folderId);
            return folder.type == FolderType.SEARCH
                    ? found(folder).range(firstUid, lastUid, limit, parts)
                    : readMarks.show(messages.range(folderId, firstUid, lastUid, limit, parts));
        });
    }

    @Override
    public List<MessageRow> messages(long folderId, int[] uids, Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> {
            FolderState folder = readable(folderId);
            return folder.type == FolderType.SEARCH
                    ? found(folder).ofUids(uids, parts)
                    : readMarks.show(messages.ofUids(folderId, uids, parts));
        });
    }

    @Override
    public List<MessageRow> firstMessages(long folderId, int[] uids, Set<MessagePart> parts,
            long mostBytes) {
        return UncheckedSqlException.of(() -> {
            FolderState folder = readable(folderId);
            return folder.type == FolderType.SEARCH
                    ? found(folder).first(uids, parts, mostBytes)
                    : readMarks.show(messages.first(folderId, uids, parts, mostBytes));
        });
    }

    @Override
    public MessageRow message(long messageId, Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> {
            MessageRow row = messages.get(messageId, parts);
            readableMessage(row.folderId(), messageId);
            return readMarks.show(row);
        });
    }

    @Override
    public List<MessageRow> contents(long folderId, boolean associated, int firstUid, int limit,
            Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> {
            FolderState folder = readable(folderId);
            if (folder.type == FolderType.SEARCH && !associated) {
                return found(folder).range(firstUid, Integer.MAX_VALUE, limit, parts);
            }
            return readMarks.show(
                    messages.contents(folderId, associated, firstUid, limit, parts));
        });
    }

    @Override
    public List<MessageRow> deletedContents(long folderId, boolean associated, int firstUid,
            int limit, Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> {
            readable(folderId);
            Long recoverable = store.specialFolders(sql, mailboxId)
                    .get(SpecialFolder.RECOVERABLE_DELETIONS);
            return recoverable == null
                    ? List.of()
                    : messages.deletedFrom(folderId, recoverable, associated, firstUid, limit,
                            parts);
        });
    }

    @Override
    public List<MessageRow> deletedContents(long folderId, long[] messageIds,
            Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> {
            readable(folderId);
            Long recoverable = store.specialFolders(sql, mailboxId)
                    .get(SpecialFolder.RECOVERABLE_DELETIONS);
            return recoverable == null
                    ? List.of()
                    : messages.deletedFrom(folderId, recoverable, messageIds, parts);
        });
    }

    @Override
    public List<MessageRow> messages(long folderId, long[] messageIds, Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> {
            FolderState folder = readable(folderId);
            return folder.type == FolderType.SEARCH
                    ? found(folder).ofIds(messageIds, parts)
                    : readMarks.show(messages.ofIds(folderId, messageIds, parts));
        });
    }

    @Override
    public MessageContent content(long messageId) {
        return UncheckedSqlException.of(() -> {
            MessageRows.Place place = messages.place(messageId);
            if (place == null) {
                throw new MailError.NotFound("there is no message " + messageId);
            }
            readableMessage(place.folderId(), messageId);
            return messages.content(messageId);
        });
    }

    private void readableMessage(long folderId, long messageId) throws SQLException {
        if (!rights.isVisible(folderId)) {
            throw new MailError.NotFound("there is no message " + messageId);
        }
        readable(folderId);
    }

    /// Whether an event's folder is one that the access may see, or might until it went.
    boolean mayHear(StoreEvent event) {
        return UncheckedSqlException.of(() -> switch (event) {
            case StoreEvent.FolderDeleted gone -> rights.wasVisible(gone.permissions());
            // Who just lost the right to see a folder must hear of that.
            case StoreEvent.FolderModified _ -> true;
            default -> rights.isVisible(event.folderId());
        });
    }

    @Override
    public List<WholeMessage> wholeMessages(long folderId, int[] uids, long mostBytes) {
        return UncheckedSqlException.of(() -> {
            holding(folderId);
            List<WholeMessage> whole = messages.whole(folderId, uids, mostBytes);
            return readMarks.personal() ? readMarks.showWhole(whole) : whole;
        });
    }

    @Override
    public long lastNumber() {
        return UncheckedSqlException.of(() -> {
            settle();
            return MailboxState.get(sql, mailboxId, false).lastNumber();
        });
    }

    @Override
    public FolderChanges changesSince(long folderId, long changeNumber) {
        return UncheckedSqlException
                .of(() -> new ChangeRows(this).since(readable(folderId), changeNumber));
    }

    @Override
    public TextHits searchText(long folderId, TextQuery query) {
        return UncheckedSqlException.of(() -> {
            readable(folderId);
            return new TextRows(sql, mailboxId).search(folderId, query);
        });
    }

    @Override
    public int[] deletable(long folderId, int[] uids) {
        return allowed(folderId, uids, Rights.DELETE_ANY, Rights.DELETE_OWNED);
    }

    @Override
    public int[] editable(long folderId, int[] uids) {
        return allowed(folderId, uids, Rights.EDIT_ANY, Rights.EDIT_OWNED);
    }

    private int[] allowed(long folderId, int[] uids, int any, int owned) {
        return UncheckedSqlException.of(() -> {
            FolderState folder = readable(folderId);
            if ((rights.of(folderId) & any) != 0) {
                return uids;
            }
            rights.require(folder, owned);
            return messages.createdBy(access, folderId, uids);
        });
    }

    @Override
    public Optional<long[]> matchingTexts(TextQuery query) {
        return UncheckedSqlException.of(() -> TextIndex.search(sql, mailboxId, query));
    }

    @Override
    public List<MessageRow> unindexed(int limit, Set<MessagePart> parts) {
        return UncheckedSqlException.of(() -> messages.unindexed(limit, parts));
    }

    @Override
    public Optional<Integer> namedPropertyId(PropertyName name) {
        return UncheckedSqlException.of(() -> names.id(name));
    }

    @Override
    public SortedMap<Integer, PropertyName> namedProperties() {
        return UncheckedSqlException.of(names::all);
    }

    @Override
    public Optional<PropertyName> namedProperty(int propertyId) {
        return UncheckedSqlException.of(() -> names.name(propertyId));
    }

    @Override
    public List<PerUserInformation> perUserInformation() {
        return UncheckedSqlException.of(() -> new PerUserRows(this).all());
    }

    @Override
    public Optional<PerUserInformation> perUserInformation(GlobalId folder) {
        return UncheckedSqlException
                .of(() -> Optional.ofNullable(new PerUserRows(this).find(folder)));
    }

    @Override
    public long[] readChangeNumbers(long folderId) {
        return UncheckedSqlException
                .of(() -> new PerUserRows(this).readChangeNumbers(readable(folderId)));
    }

    @Override
    public Optional<UUID> replicaGuid(int replicaId) {
        return UncheckedSqlException.of(() -> names.replica(replicaId));
    }
}
