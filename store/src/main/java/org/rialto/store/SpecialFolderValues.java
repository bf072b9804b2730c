package org.rialto.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PersistData;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The properties by which the Inbox and the root folder of a mailbox name its special folders.
/// MS-OXOSFLD §2.2.3 to §2.2.6. What a client wrote there stays, as far as it leads to a folder of
/// this mailbox; every place besides is filled with the folder that the mailbox was born with.
public final class SpecialFolderValues {
    private static final Map<PropertyTag, SpecialFolder> BINARY = Map.of(
            PropertyTags.PidTagIpmAppointmentEntryId, SpecialFolder.CALENDAR,
            PropertyTags.PidTagIpmContactEntryId, SpecialFolder.CONTACTS,
            PropertyTags.PidTagIpmJournalEntryId, SpecialFolder.JOURNAL,
            PropertyTags.PidTagIpmNoteEntryId, SpecialFolder.NOTES,
            PropertyTags.PidTagIpmTaskEntryId, SpecialFolder.TASKS,
            PropertyTags.PidTagIpmDraftsEntryId, SpecialFolder.DRAFTS,
            PropertyTags.PidTagRemindersOnlineEntryId, SpecialFolder.REMINDERS);

    /// PidTagAdditionalRenEntryIds by index, §2.2.4.
    private static final Map<Integer, SpecialFolder> ADDITIONAL = Map.of(0,
            SpecialFolder.CONFLICTS, 1, SpecialFolder.SYNC_ISSUES, 2,
            SpecialFolder.LOCAL_FAILURES, 3, SpecialFolder.SERVER_FAILURES, 4,
            SpecialFolder.JUNK_EMAIL);

    /// PidTagFreeBusyEntryIds by index, §2.2.6: the messages before it are the client's to make.
    private static final Map<Integer, SpecialFolder> FREE_BUSY = Map.of(3,
            SpecialFolder.FREE_BUSY_DATA);

    /// PidTagAdditionalRenEntryIdsEx by PersistID, §2.2.5. Tracked Mail Processing and Contacts
    /// Search are the client's to make.
    private static final Map<Integer, SpecialFolder> PERSISTED = persisted();

    private final ObjectIds ids;
    private final Snapshot snapshot;
    private final Map<SpecialFolder, Long> folders;

    private SpecialFolderValues(ObjectIds ids, Snapshot snapshot) {
        this.ids = ids;
        this.snapshot = snapshot;
        this.folders = snapshot.specialFolders();
    }

    private static Map<Integer, SpecialFolder> persisted() {
        Map<Integer, SpecialFolder> persisted = new LinkedHashMap<>();
        persisted.put(0x8001, SpecialFolder.RSS_FEEDS);
        persisted.put(0x8004, SpecialFolder.TO_DO_SEARCH);
        persisted.put(0x8006, SpecialFolder.CONVERSATION_ACTIONS);
        persisted.put(0x8008, SpecialFolder.SUGGESTED_CONTACTS);
        persisted.put(0x800A, SpecialFolder.IM_CONTACT_LIST);
        persisted.put(0x800B, SpecialFolder.QUICK_CONTACTS);
        return persisted;
    }

    /// Adds them to what a folder's bag holds, where it is one that has them.
    public static PropertyBag addTo(PropertyBag stored, ObjectIds ids, Snapshot snapshot,
            Folder folder) {
        boolean has = ids.mailbox().kind() == MailboxKind.PRIVATE
                && (folder.special() == SpecialFolder.ROOT
                        || folder.special() == SpecialFolder.INBOX);
        return has ? new SpecialFolderValues(ids, snapshot).addTo(stored) : stored;
    }

    private PropertyBag addTo(PropertyBag bag) {
        BINARY.forEach((tag, special) -> {
            Binary id = entryId(special);
            if (id != null && !isOurs(bag.getBinary(tag))) {
                bag.set(tag, id);
            }
        });
        addTo(bag, PropertyTags.PidTagAdditionalRenEntryIds, ADDITIONAL);
        addTo(bag, PropertyTags.PidTagFreeBusyEntryIds, FREE_BUSY);
        Binary blocks = bag.getBinary(PropertyTags.PidTagAdditionalRenEntryIdsEx);
        return bag.set(PropertyTags.PidTagAdditionalRenEntryIdsEx,
                blocks(blocks == null ? Binary.EMPTY : blocks));
    }

    private void addTo(PropertyBag bag, PropertyTag tag, Map<Integer, SpecialFolder> places) {
        List<Binary> values = new ArrayList<>(bag.getBinaries(tag));
        places.forEach((index, special) -> {
            while (values.size() <= index) {
                values.add(Binary.EMPTY);
            }
            Binary id = entryId(special);
            if (id != null && !isOurs(values.get(index))) {
                values.set(index, id);
            }
        });
        bag.set(tag, values);
    }

    /// The client's blocks, but for those that lead nowhere, and the ones that it does not have. Of
    /// several for one known folder the first counts, so that few are looked at.
    private Binary blocks(Binary stored) {
        Map<Integer, SpecialFolder> missing = new LinkedHashMap<>(PERSISTED);
        List<PersistData.Block> blocks = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        try {
            for (PersistData.Block block : PersistData.read(stored.reader()).blocks()) {
                boolean known = PERSISTED.containsKey(block.persistId());
                if (!known || seen.add(block.persistId()) && isOurs(block.entryId())) {
                    missing.remove(block.persistId());
                    blocks.add(block);
                }
            }
        } catch (MalformedDataException e) {
            // Not blocks at all: whoever wrote it is to find it again.
            return stored;
        }
        missing.forEach((persistId, special) -> {
            Binary id = entryId(special);
            if (id != null) {
                blocks.add(PersistData.Block.of(persistId, id));
            }
        });
        ByteWriter out = new ByteWriter(512);
        new PersistData(blocks).write(out);
        return Binary.wrap(out.toByteArray());
    }

    // ---- entry ids ----------------------------------------------------------------------------

    private @Nullable Binary entryId(SpecialFolder special) {
        Long id = folders.get(special);
        return id == null ? null : ids.folderEntryId(id);
    }

    /// Whether it leads to a folder of the mailbox, so that a client's word for it counts.
    private boolean isOurs(@Nullable Binary entryId) {
        if (entryId == null || entryId.length() == 0) {
            return false;
        }
        try {
            return EntryId.decode(
                    entryId) instanceof EntryId.Folder(var provider, _, GlobalId(var replica, long folderId))
                    && provider.equals(ids.mailbox().guid())
                    && replica.equals(ids.mailbox().replicaGuid())
                    && snapshot.folder(folderId).folderId() == folderId;
        } catch (MalformedDataException | MailError.NotFound | MailError.Denied e) {
            return false;
        }
    }
}
