package org.rialto.store;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.store.search.IndexedText;

/// A unit of work on one mailbox: all of [Snapshot], seeing its own changes, and what changes it.
/// Throws as [Snapshot] does; besides, [MailError.Exists] for a taken name, [MailError.Quota],
/// [MailError.Invalid] for what a special folder or search folder does not allow.
public interface Change extends Snapshot {
    // Folders

    /// Creates a folder; [MailError.Exists] when the parent has one of that name.
    Folder createFolder(long parentId, NewFolder folder);

    /// As the other, for a folder that is made as a copy of one of this mailbox.
    Folder createFolder(long parentId, NewFolder folder, long copyOf);

    /// Sets what a search folder looks for and starts it (anew). It takes the right to read every
    /// folder named; [StoreEvent.SearchComplete] tells when all was looked at.
    void setSearchCriteria(long folderId, SearchCriteria criteria);

    /// Stops a search: its folder keeps what it has, until criteria are set again.
    void stopSearch(long folderId);

    /// Renames and moves; a name of the same spelling and parent is no change.
    void moveFolder(long folderId, long newParentId, String newName);

    /// Deletes the folder with all in it: to recoverable items, or for good when `hard`. It is gone
    /// with this unit of work; of many messages, those that are not cleared in it are cleared by
    /// the store afterwards, in steps.
    void deleteFolder(long folderId, boolean hard);

    void setFolderProperties(long folderId, PropertyBag set, Set<PropertyTag> delete);

    void setPermissions(long folderId, List<Permission> permissions);

    /// Sets the folder's rules, extended ones not among them. Who was answered by one that goes is
    /// forgotten.
    void setRules(long folderId, List<FolderRule> rules);

    /// Says by [#rulesVersion] of the Inbox that messages are received in other folders now.
    void receiveFoldersChanged();

    /// Notes that a rule, or an extended rule by its message's id, answers this sender; false when
    /// that was noted before.
    boolean noteReply(long folderId, long ruleId, String sender);

    /// Forgets whom the mailbox's rules have answered.
    void forgetReplies();

    void setSubscribed(long folderId, boolean subscribed);

    /// Keeps or forgets a subscription to a name that has no folder.
    void setDanglingSubscription(String name, boolean subscribed);

    /// Marks all UIDs up to now as announced; answers the previous [Folder#recentUid].
    int claimRecent(long folderId);

    // What clients that work offline upload (MS-OXCFXICS §3.1.5.3)

    /// Reserves ids for objects that a client is going to make; answers the first. They are no
    /// others' for good, whatever becomes of the database. [MailError.TooLarge] where clients have many
    /// more than they use.
    long reserveLocalIds(long count);

    /// No message of the folder will ever have these of the ids that clients got; of more than some
    /// thousand ranges, those of the smallest ids are forgotten. Takes the right to make messages
    /// there, or to delete them all; [MailError.Invalid] where some were given to nobody yet.
    void deleteLocalIds(long folderId, List<IdRange> ranges);

    /// Nothing is to be imported into the folder under these source keys of other replicas, of which
    /// there is none: of the last some thousand that were told. Takes the right to delete what is in
    /// the folder.
    void deleteSourceKeys(long folderId, List<Binary> sourceKeys);

    /// As [#createFolder], with the id that the source key of `version` says. [MailError.Gone] when
    /// a folder of that key was deleted.
    Folder importFolder(long parentId, NewFolder folder, ImportedVersion version);

    /// Gives a folder the name, place, properties and version that a client has of it.
    void importFolder(long folderId, long parentId, String name, PropertyBag set,
            ImportedVersion version);

    /// As [#addMessage], with the id that the source key of `version` says. [MailError.Gone] when
    /// a message of that key was deleted.
    Added importMessage(long folderId, NewMessage message, ImportedVersion version);

    /// As [#saveMessage], of a version that a client made.
    long importMessage(long messageId, long expectedChangeNumber, MessageUpdate update,
            ImportedVersion version);

    /// Moves a message as a client did: there it has the id that the source key of `version` says.
    Copied importMove(long folderId, int uid, long targetFolderId, ImportedVersion version);

    // Messages: some hundred in a unit of work, however many by [Mailbox]'s methods of these names.

    /// Adds a message; takes a reference on each blob it names.
    Added addMessage(long folderId, NewMessage message);

    /// As [#addMessage], by delivery: publishes as new mail and checks the receive quota.
    Added deliver(long folderId, NewMessage message);

    /// Tells of a message that is there as of new mail; for who may add messages to its folder.
    void announceNewMail(long folderId, long messageId);

    /// @param changeNumber the new message's
    record Added(long messageId, int uid, long changeNumber) {}

    /// Copies messages, in the order given; UIDs that are gone are left out.
    List<Copied> copyMessages(long folderId, int[] uids, long targetFolderId);

    /// Moves messages: as copy, then gone from the source with a tombstone, in one.
    List<Copied> moveMessages(long folderId, int[] uids, long targetFolderId);

    record Copied(int sourceUid, long sourceMessageId, int uid, long messageId) {}

    /// Removes messages: to recoverable items, or for good when `hard`. Answers the UIDs removed.
    int[] deleteMessages(long folderId, int[] uids, boolean hard);

    /// Changes state bits and keywords of messages. Keywords that the folder does not know yet and
    /// has no room for (see [Snapshot#MOST_KEYWORDS]) are left out.
    FlagsChanged changeFlags(long folderId, int[] uids, FlagChange change);

    /// @param uids those whose state is now as asked, changed or not
    /// @param modifiedUids those left alone because of `unchangedSince`
    record FlagsChanged(int[] uids, int[] modifiedUids, long contentsChangeNumber) {}

    /// Replaces a message's content; drops its MIME's authority, and gives it another UID, because
    /// its bytes are others. [MailError.Conflict] when its content change number is not
    /// `expectedChangeNumber`.
    long saveMessage(long messageId, long expectedChangeNumber, MessageContent content);

    /// As the other, and more: see [MessageUpdate].
    long saveMessage(long messageId, long expectedChangeNumber, MessageUpdate update);

    /// Whoever has not seen the last change of that message is to be sent all of it: what it was
    /// changed in says too little to who has a version of its own. Takes the right to edit it.
    void tellWhole(long messageId);

    /// Puts a message's text into the full-text index, unless the message is gone, changed since
    /// or indexed already.
    void indexText(long messageId, long contentChangeNumber, IndexedText text);

    // Mailbox

    /// The property id of `name`, registered when new; [MailError.TooLarge] past 32,766 names.
    /// Whoever may write nothing in the mailbox registers none ([MailError.Denied]), and who is not
    /// the owner leaves the owner half of them ([MailError.Quota]).
    int registerNamedProperty(PropertyName name);

    /// Reserves `count` consecutive numbers of the mailbox's counter; answers the first.
    long reserveCounters(long count);

    /// Keeps it in the place of what is kept of that folder.
    void setPerUserInformation(PerUserInformation information);

    /// In a folder of a public mailbox: those messages are read by the actor whose change numbers
    /// are wanted, and no others.
    void setReadChangeNumbers(long folderId, LongPredicate wanted);

    int registerReplica(UUID replicaGuid);

    void setQuota(MailboxInfo.Quota quota);
}
