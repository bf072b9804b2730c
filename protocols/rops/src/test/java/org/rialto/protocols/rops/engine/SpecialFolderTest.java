package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.PersistData;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.folder.RopDeleteFolder;
import org.rialto.protocols.rops.wire.folder.RopMoveFolder;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesAll;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// How a client finds the special folders of a mailbox. MS-OXOSFLD §2.2.3 to §2.2.6.
class SpecialFolderTest extends AliceAtInbox {
    private static final PropertyTag ADDITIONAL = PropertyTags.PidTagAdditionalRenEntryIds;
    private static final PropertyTag PERSISTED = PropertyTags.PidTagAdditionalRenEntryIdsEx;
    private static final PropertyTag FREE_BUSY = PropertyTags.PidTagFreeBusyEntryIds;

    private Binary entryId(SpecialFolder special) {
        return new ObjectIds(mailbox.info()).folderEntryId(RopFixture.folder(mailbox, special));
    }

    private Map<Integer, Object> properties(int handle) {
        Map<Integer, Object> properties = new LinkedHashMap<>();
        client.ask(handle, new RopGetPropertiesAll.Request(0, 0, 0, true),
                RopGetPropertiesAll.Response.class).propertyValues()
                .forEach(value -> properties.put(value.tag().value(), value.value()));
        return properties;
    }

    private int root() {
        return client.open(logon, RopFixture.folder(mailbox, SpecialFolder.ROOT));
    }

    private void set(int handle, PropertyTag tag, Object value) {
        assertThat(client.ask(handle,
                new RopSetProperties.Request(0, 0, List.of(PropertyValue.of(tag, value))),
                RopSetProperties.Response.class).propertyProblems()).isEmpty();
    }

    /// The entry ids of PersistData blocks.
    private static Map<Integer, Binary> blocks(Map<Integer, Object> properties) {
        Binary value = (Binary) Objects.requireNonNull(properties.get(PERSISTED.value()));
        Map<Integer, Binary> blocks = new LinkedHashMap<>();
        for (PersistData.Block block : PersistData.read(value.reader()).blocks()) {
            blocks.put(block.persistId(),
                    Objects.requireNonNullElse(block.entryId(), block.elements()));
        }
        return blocks;
    }

    @Test
    void inboxAndRootNameEverySpecialFolder() {
        for (int handle : new int[]{folder, root()}) {
            Map<Integer, Object> properties = properties(handle);
            assertThat(properties).containsEntry(
                    PropertyTags.PidTagIpmAppointmentEntryId.value(),
                    entryId(SpecialFolder.CALENDAR))
                    .containsEntry(PropertyTags.PidTagIpmContactEntryId.value(),
                            entryId(SpecialFolder.CONTACTS))
                    .containsEntry(PropertyTags.PidTagIpmJournalEntryId.value(),
                            entryId(SpecialFolder.JOURNAL))
                    .containsEntry(PropertyTags.PidTagIpmNoteEntryId.value(),
                            entryId(SpecialFolder.NOTES))
                    .containsEntry(PropertyTags.PidTagIpmTaskEntryId.value(),
                            entryId(SpecialFolder.TASKS))
                    .containsEntry(PropertyTags.PidTagIpmDraftsEntryId.value(),
                            entryId(SpecialFolder.DRAFTS))
                    .containsEntry(PropertyTags.PidTagRemindersOnlineEntryId.value(),
                            entryId(SpecialFolder.REMINDERS))
                    .containsEntry(ADDITIONAL.value(), List.of(entryId(SpecialFolder.CONFLICTS),
                            entryId(SpecialFolder.SYNC_ISSUES),
                            entryId(SpecialFolder.LOCAL_FAILURES),
                            entryId(SpecialFolder.SERVER_FAILURES),
                            entryId(SpecialFolder.JUNK_EMAIL)))
                    .containsEntry(FREE_BUSY.value(), List.of(Binary.EMPTY, Binary.EMPTY,
                            Binary.EMPTY, entryId(SpecialFolder.FREE_BUSY_DATA)));
            assertThat(blocks(properties)).isEqualTo(Map.of(0x8001,
                    entryId(SpecialFolder.RSS_FEEDS), 0x8004,
                    entryId(SpecialFolder.TO_DO_SEARCH), 0x8006,
                    entryId(SpecialFolder.CONVERSATION_ACTIONS), 0x8008,
                    entryId(SpecialFolder.SUGGESTED_CONTACTS), 0x800A,
                    entryId(SpecialFolder.IM_CONTACT_LIST), 0x800B,
                    entryId(SpecialFolder.QUICK_CONTACTS)));
        }
        int calendar = client.open(logon,
                RopFixture.folder(mailbox, SpecialFolder.CALENDAR));
        assertThat(properties(calendar)).doesNotContainKeys(ADDITIONAL.value(),
                PERSISTED.value(), FREE_BUSY.value(),
                PropertyTags.PidTagIpmAppointmentEntryId.value());
    }

    /// Data at other indexes is preserved (§2.2.4); index 5 is that of MS-OXPHISH.
    @Test
    void whatAClientWritesStays() {
        Binary phishing = Binary.ofHex("04000000");
        Binary archive = entryId(SpecialFolder.ARCHIVE);
        List<Binary> values = new ArrayList<>(List.of(Binary.EMPTY, archive, Binary.EMPTY,
                Binary.EMPTY, Binary.EMPTY, phishing));
        set(folder, ADDITIONAL, values);
        set(folder, PropertyTags.PidTagIpmNoteEntryId, archive);
        Binary message = new ObjectIds(mailbox.info()).messageEntryId(1, 2);
        set(folder, FREE_BUSY, List.of(Binary.EMPTY, message));
        Map<Integer, Object> properties = properties(folder);
        assertThat(properties).containsEntry(ADDITIONAL.value(),
                List.of(entryId(SpecialFolder.CONFLICTS), archive,
                        entryId(SpecialFolder.LOCAL_FAILURES),
                        entryId(SpecialFolder.SERVER_FAILURES),
                        entryId(SpecialFolder.JUNK_EMAIL), phishing))
                .containsEntry(PropertyTags.PidTagIpmNoteEntryId.value(), archive)
                .containsEntry(FREE_BUSY.value(), List.of(Binary.EMPTY, message, Binary.EMPTY,
                        entryId(SpecialFolder.FREE_BUSY_DATA)));
    }

    /// An entry id that came along from another mailbox would lose the folder.
    @Test
    void anEntryIdThatLeadsNowhereIsNotGiven() {
        Binary foreign = new EntryId.Folder(UUID.randomUUID(),
                EntryId.ObjectType.PRIVATE_FOLDER, new GlobalId(UUID.randomUUID(), 5)).encode();
        Binary gone = new ObjectIds(mailbox.info()).folderEntryId(0xFFFF_FFFFL);
        set(folder, PropertyTags.PidTagIpmDraftsEntryId, foreign);
        set(folder, PropertyTags.PidTagIpmTaskEntryId, gone);
        set(folder, ADDITIONAL, List.of(foreign, Binary.ofHex("0102")));
        assertThat(properties(folder))
                .containsEntry(PropertyTags.PidTagIpmDraftsEntryId.value(),
                        entryId(SpecialFolder.DRAFTS))
                .containsEntry(PropertyTags.PidTagIpmTaskEntryId.value(),
                        entryId(SpecialFolder.TASKS))
                .containsEntry(ADDITIONAL.value(), List.of(entryId(SpecialFolder.CONFLICTS),
                        entryId(SpecialFolder.SYNC_ISSUES),
                        entryId(SpecialFolder.LOCAL_FAILURES),
                        entryId(SpecialFolder.SERVER_FAILURES),
                        entryId(SpecialFolder.JUNK_EMAIL)));
    }

    /// MS-OXCFOLD §3.2.5.3, §3.2.5.7: clients would lose them; what they are called is theirs.
    @Test
    void specialFoldersAreNeitherDeletedNorMovedButRenamed() {
        int subtree = client.open(logon, RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE));
        for (SpecialFolder special : new SpecialFolder[]{SpecialFolder.CALENDAR,
                SpecialFolder.JUNK_EMAIL, SpecialFolder.SYNC_ISSUES}) {
            long id = RopFixture.folder(mailbox, special);
            RopAnswer deleted = client.ask(subtree,
                    new RopDeleteFolder.Request(0, 0, 0x15, Ids.folder(id)));
            assertThat(deleted.returnValue()).isEqualTo(ErrorCodes.AccessDenied);
            RopAnswer moved = (RopAnswer) client.execute(List.of(subtree, folder),
                    new RopMoveFolder.Request(0, 0, 1, false, true, Ids.folder(id), "Moved"))
                    .getFirst();
            assertThat(moved.returnValue().isSuccess()).isFalse();
            set(client.open(logon, id), PropertyTags.PidTagDisplayName, "Mine " + special);
            assertThat(RopFixture.folder(mailbox, special)).isEqualTo(id);
        }
        assertThat(properties(folder)).containsEntry(
                PropertyTags.PidTagIpmAppointmentEntryId.value(),
                entryId(SpecialFolder.CALENDAR));
    }

    /// "Ignored" of a PersistID that is not known (§2.2.5) is not "removed".
    @Test
    void aClientsBlocksAreKeptAndMissingOnesAdded() {
        Binary archive = entryId(SpecialFolder.ARCHIVE);
        String id = "01002E00" + archive.hex();
        set(folder, PERSISTED, Binary.ofHex("FF80 0400 00000000" + "0480 3200" + id
                + "0180 0600 0100 0200 0102" + "00000000"));
        Map<Integer, Binary> blocks = blocks(properties(folder));
        assertThat(blocks).containsEntry(0x80FF, Binary.ofHex("00000000"))
                .containsEntry(0x8004, archive)
                .containsEntry(0x8001, entryId(SpecialFolder.RSS_FEEDS))
                .containsEntry(0x800B, entryId(SpecialFolder.QUICK_CONTACTS)).hasSize(7);
        String other = "01002E00" + entryId(SpecialFolder.SYNC_ISSUES).hex();
        set(folder, PERSISTED, Binary.ofHex("0480 3200" + id + "0480 3200" + other + "00000000"));
        assertThat(blocks(properties(folder))).containsEntry(0x8004, archive).hasSize(6);
        Binary noBlocks = Binary.ofHex("0180FFFF00");
        set(folder, PERSISTED, noBlocks);
        assertThat(properties(folder)).containsEntry(PERSISTED.value(), noBlocks);
    }
}
