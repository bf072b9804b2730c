package org.rialto.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.store.search.TextHits;
import org.rialto.store.search.TextQuery;

/// Reading a mailbox as of one moment. Throws [MailError.NotFound] for ids that are not there (or
/// not visible to the access), [MailError.Denied] where a right is missing.
public interface Snapshot {
    MailboxInfo info();

    // Folders

    Folder folder(long folderId);

    Folder folder(SpecialFolder special);

    /// Where the special folders are that the mailbox has; their ids are no secret.
    Map<SpecialFolder, Long> specialFolders();

    /// The folder of that name under `parentId`; names compare by simple case folding.
    Optional<Folder> child(long parentId, String name);

    /// All folders that the access may see, parents before children.
    List<Folder> folders();

    PropertyBag folderProperties(long folderId);

    List<Permission> permissions(long folderId);

    /// The folder's rules, extended ones not among them. For its owner only.
    List<FolderRule> rules(long folderId);

    /// A number that is another after each change of the folder's rules or of its associated
    /// messages; 0 when it never had any. That of the Inbox is another also after a change of where
    /// messages are received, [Change#receiveFoldersChanged].
    long rulesVersion(long folderId);

    /// Whether a rule has answered this sender; see [Change#noteReply].
    boolean hasReplied(long folderId, long ruleId, String sender);

    /// So many keywords does a folder know; it keeps no others.
    int MOST_KEYWORDS = Long.SIZE;

    /// Keyword names by bit number of the folder, as used in [FolderIndex#keywords].
    List<String> keywords(long folderId);

    /// Subscribed names (IMAP LSUB) that have no folder (any more).
    List<String> danglingSubscriptions();

    /// Whether a folder that the access sees is below another, or that one, whatever it sees of those
    /// between.
    boolean isWithin(long folderId, long ancestorId);

    /// What a search folder looks for; empty when that was never set.
    Optional<SearchState> searchCriteria(long folderId);

    // Messages. Those of a search folder are the ones it links to, with UIDs and change numbers of
    // the links; the access sees only those of folders that it may read. They are changed where
    // they are.

    /// The folder's normal messages. Usually answered from memory.
    FolderIndex index(long folderId);

    /// Normal messages with `firstUid <= uid <= lastUid`, ascending, at most `limit`.
    List<MessageRow> messages(long folderId, int firstUid, int lastUid, int limit,
            Set<MessagePart> parts);

    /// The messages with these UIDs, ascending; those that are gone are left out.
    List<MessageRow> messages(long folderId, int[] uids, Set<MessagePart> parts);

    /// The same, but only the first of them, until what was read of them are `mostBytes`: one at
    /// least. So a caller with many to read holds few at a time, however large they are.
    List<MessageRow> firstMessages(long folderId, int[] uids, Set<MessagePart> parts,
            long mostBytes);

    /// A message wherever it is, associated and recoverable ones too.
    MessageRow message(long messageId, Set<MessagePart> parts);

    /// Messages of one kind from `firstUid` on, ascending, at most `limit`: a table's contents.
    List<MessageRow> contents(long folderId, boolean associated, int firstUid, int limit,
            Set<MessagePart> parts);

    /// As [#contents], of those that were deleted from the folder and can be recovered. Their UIDs
    /// are those of recoverable items.
    List<MessageRow> deletedContents(long folderId, boolean associated, int firstUid, int limit,
            Set<MessagePart> parts);

    /// Those of these ids, of any kind; in no particular order.
    List<MessageRow> deletedContents(long folderId, long[] messageIds, Set<MessagePart> parts);

    /// The messages of these ids, of any kind, that are in the folder; in no particular order.
    List<MessageRow> messages(long folderId, long[] messageIds, Set<MessagePart> parts);

    /// Properties, recipients and attachments (data by reference).
    MessageContent content(long messageId);

    /// Those of these messages of a folder that the access may delete: all, or its own.
    ///
    /// @throws org.rialto.mapi.MailError.Denied it may delete none there
    int[] deletable(long folderId, int[] uids);

    /// As [#deletable], those that it may edit.
    int[] editable(long folderId, int[] uids);

    /// The messages with these UIDs, of any kind, whole, ascending, until what was read of them are
    /// `mostBytes`: one at least. For who reads a folder from end to end, a batch a snapshot. Not of
    /// a search folder ([MailError.Invalid]).
    List<WholeMessage> wholeMessages(long folderId, int[] uids, long mostBytes);

    /// The last number that was given out in the mailbox: no change of this snapshot has a greater
    /// one, and none to come has a smaller one.
    long lastNumber();

    /// What changed in the folder after `changeNumber`.
    FolderChanges changesSince(long folderId, long changeNumber);

    // Text

    /// Normal messages of the folder whose text matches. A query without any word finds nothing.
    TextHits searchText(long folderId, TextQuery query);

    /// Numbers of the texts of the mailbox that match ([MessageRow#textId]), ascending, whoever may
    /// read the messages that have them. Empty when the query has no word: then only reading can
    /// tell.
    Optional<long[]> matchingTexts(TextQuery query);

    /// Some normal messages of the mailbox that are not in the full-text index yet.
    List<MessageRow> unindexed(int limit, Set<MessagePart> parts);

    // Named properties (MS-OXCPRPT §2.2.12-13)

    /// The property id (0x8000…) of `name` in this mailbox, if registered.
    Optional<Integer> namedPropertyId(PropertyName name);

    Optional<PropertyName> namedProperty(int propertyId);

    /// All registered names by their ids, ascending.
    SortedMap<Integer, PropertyName> namedProperties();

    /// What a PidTagSourceKey stands for. Says nothing of whether the access may see it.
    /// [MailError.Invalid] for one of the mailbox's own replica with an id that it never gave.
    KnownObject find(Binary sourceKey);

    /// Whether what a client would make under that source key is deleted in the folder before it was
    /// ever uploaded.
    boolean isNotToCome(long folderId, Binary sourceKey);

    // Per-user information (MS-OXCSTOR §2.2.1.10-13)

    /// What this private mailbox keeps of public folders for its owner's clients.
    List<PerUserInformation> perUserInformation();

    Optional<PerUserInformation> perUserInformation(GlobalId folder);

    /// The change numbers ([MessageRow#contentChangeNumber]) of messages in a folder of a public
    /// mailbox that the actor has read, ascending.
    long[] readChangeNumbers(long folderId);

    /// The [UUID] of a replica id (1 is the mailbox's own), if known.
    Optional<UUID> replicaGuid(int replicaId);
}
