package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.NamedProperty;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentData;
import org.rialto.store.FlagChange;
import org.rialto.store.FolderIndex;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageUpdate;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// Two clients that work offline and synchronize one mailbox, which somebody else works on too, end
/// with the same messages as the mailbox. MS-OXCFXICS §3.1.5.6 and §3.2.5.3. Seeded.
@ParameterizedClass
@EnumSource(TestEngine.class)
class ConvergenceTest extends ConvergenceRounds<OfflineClient> {
    private static final NamedProperty CATEGORIES = NamedProperties.PidNameKeywords;
    private final ObjectIds ids;
    private final long sent;

    ConvergenceTest(TestEngine engine, @TempDir Path directory) {
        super(engine, directory);
        ids = new ObjectIds(mailbox.info());
        sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
    }

    @Override
    OfflineClient client(RopClient client, int logon, UUID replica) {
        return new OfflineClient(client, logon, mailbox.info().replicaGuid(), replica,
                new TreeSet<>(Set.of(inbox, sent)));
    }

    @Override
    void synchronize(OfflineClient client) { client.synchronize(); }

    @Override
    void ended(List<OfflineClient> clients) {
        assertThat(clients.stream().mapToInt(each -> each.refused).sum()).isPositive();
        assertThat(clients).allMatch(each -> each.partialChanges() > 0);
    }

    @Override
    void compare(List<OfflineClient> clients, String where) {
        for (long folder : new long[]{inbox, sent}) {
            SortedMap<String, String> server = server(folder);
            for (OfflineClient each : clients) {
                String there = where + ", folder " + folder;
                assertThat(client(each.folder(folder))).as(there).isEqualTo(server);
                assertAll(each.fresh(folder), each.folder(folder), there);
            }
        }
    }

    /// What came in parts is what comes whole: all of it, or what a client writes of what it wrote.
    private static void assertAll(Replica fresh, Replica folder, String where) {
        folder.objects.forEach((key, item) -> {
            if (!item.isResolved) {
                assertThat(all(item, item.isOwn)).as("%s, %s", where, key)
                        .isEqualTo(all(fresh.item(key), item.isOwn));
            }
        });
    }

    private static SortedMap<String, Object> all(StreamItem item, boolean isOwn) {
        SortedMap<String, Object> all = new TreeMap<>();
        item.properties.values().stream().filter(each -> isOwn
                ? OfflineClient.WRITTEN.stream().anyMatch(tag -> tag.id() == each.id())
                : each.id() != PropertyTags.PidTagMessageFlags.id())
                .forEach(each -> all.put(each.tag().toString(), each.value()));
        all.put("has attachments", isOwn ? "?" : item.flags() & 0x10);
        all.put("recipients", item.recipients.stream().map(each -> all(each, false)).toList());
        // Who found a conflict keeps its versions, or not, as it likes.
        all.put("attachments", item.attachments.stream()
                .filter(each -> !isOwn || !"Conflicting version"
                        .equals(each.value(PropertyTags.PidTagDisplayName)))
                .map(each -> all(each, false)).toList());
        return all;
    }

    private SortedMap<String, String> server(long folderId) {
        SortedMap<String, String> messages = new TreeMap<>();
        FolderIndex index = mailbox.read(s -> s.index(folderId));
        for (int i = 0; i < index.count(); i++) {
            long id = index.messageIds()[i];
            MessageValues values = mailbox.read(
                    s -> new MessageValues(ids, s.message(id, Set.of()), s.content(id)));
            messages.put(String.valueOf(ids.key(id)),
                    describe(values.get(PropertyTags.PidTagSubject),
                            (index.flags()[i] & MessageFlags.READ) != 0,
                            values.get(PropertyTags.PidTagChangeKey),
                            values.get(PropertyTags.PidTagPredecessorChangeList)));
        }
        return messages;
    }

    private static SortedMap<String, String> client(Replica folder) {
        SortedMap<String, String> messages = new TreeMap<>();
        folder.objects.forEach((key, item) -> messages.put(key,
                describe(item.value(PropertyTags.PidTagSubject), folder.isRead(key),
                        item.header().changeKey(), item.header().predecessorChangeList())));
        return messages;
    }

    private static String describe(@Nullable Object subject, boolean read,
            @Nullable Object changeKey, @Nullable Object predecessors) {
        return subject + (read ? " read " : " unread ") + changeKey + " after " + predecessors;
    }

    @Override
    void work(OfflineClient client, Random random) {
        boolean second = random.nextInt(3) == 0;
        client.workAtRandom(second ? sent : inbox, second ? inbox : sent, random);
    }

    @Override
    void workOnServer(Random random) {
        FolderIndex index = mailbox.read(s -> s.index(inbox));
        if (index.count() == 0 || random.nextInt(4) == 0) {
            if (random.nextBoolean()) {
                fixture.delivered(mailbox, inbox, AliceAtInbox.MIXED);
            } else {
                RopFixture.add(mailbox, inbox, "delivered " + random.nextInt());
            }
            return;
        }
        int at = random.nextInt(index.count());
        int[] uid = {index.uids()[at]};
        long id = index.messageIds()[at];
        switch (random.nextInt(6)) {
            case 0 -> mailbox.write(c -> c.deleteMessages(inbox, uid, false));
            case 1 -> mailbox.write(c -> c.moveMessages(inbox, uid, sent));
            case 2 -> mailbox.write(c -> c.changeFlags(inbox, uid,
                    FlagChange.set(MessageFlags.READ | MessageFlags.EVER_READ)));
            case 3 -> mailbox.write(c -> c.changeFlags(inbox, uid,
                    FlagChange.clear(MessageFlags.READ)));
            case 4 -> mailbox.write(c -> c.changeFlags(inbox, uid,
                    new FlagChange(MessageFlags.FLAGGED, 0, Set.of(), Set.of(), false,
                            Long.MAX_VALUE)));
            default -> rewrite(id, random);
        }
    }

    /// Something in one property group or another, or in none.
    private void rewrite(long id, Random random) {
        int what = random.nextInt(10);
        int any = random.nextInt();
        mailbox.write(c -> {
            MessageContent content = c.content(id);
            PropertyBag bag = content.properties();
            List<PropertyBag> recipients = content.recipients();
            List<Attachment> attachments = content.attachments();
            switch (what) {
                case 0 -> bag.set(PropertyTags.PidTagBody, "rewritten body " + any);
                case 1 -> bag.remove(PropertyTags.PidTagBody);
                case 2 -> bag.set(PropertyTags.PidTagFollowupIcon, any);
                case 3 -> bag.remove(PropertyTags.PidTagFollowupIcon);
                case 4 -> bag.set(PropertyTags.PidTagImportance, any & 1);
                case 5 -> bag.remove(PropertyTags.PidTagImportance);
                case 6 -> {
                    PropertyTag tag = CATEGORIES.tag(c.registerNamedProperty(CATEGORIES.name()));
                    bag.setOrRemove(tag, any % 3 == 0 ? null : List.of("category " + any));
                }
                case 7 -> recipients = List.of(new PropertyBag()
                        .set(PropertyTags.PidTagRecipientType, 1)
                        .set(PropertyTags.PidTagDisplayName, "someone " + any));
                case 8 -> attachments = any % 3 == 0
                        ? List.of()
                        : List.of(new Attachment(any & 0xFF,
                                new PropertyBag().set(PropertyTags.PidTagAttachMethod, 1),
                                new AttachmentData.Inline(new byte[]{(byte) any})));
                default -> bag.set(PropertyTags.PidTagSubject, "rewritten " + any);
            }
            MessageRow row = c.message(id, Set.of());
            return c.saveMessage(id, row.contentChangeNumber(), new MessageUpdate(
                    new MessageContent(bag, recipients, attachments),
                    row.mime() != null && what >= 2 && what <= 6, 0, 0));
        });
    }
}
