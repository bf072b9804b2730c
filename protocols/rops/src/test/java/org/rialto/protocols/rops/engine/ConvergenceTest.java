package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.FlagChange;
import org.rialto.store.FolderIndex;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// Two clients that work offline and synchronize one mailbox, which somebody else works on too, end
/// with the same messages as the mailbox. MS-OXCFXICS §3.1.5.6 and §3.2.5.3. Seeded.
@ParameterizedClass
@EnumSource(TestEngine.class)
class ConvergenceTest {
    private static final UUID A = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final UUID B = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    private final RopFixture fixture;
    private final Mailbox mailbox;
    private final ObjectIds ids;
    private final long inbox;
    private final long sent;
    private final List<RopSession> sessions = new ArrayList<>();

    ConvergenceTest(TestEngine engine, @TempDir Path directory) {
        fixture = new RopFixture(engine, directory);
        mailbox = fixture.mailbox(fixture.alice);
        ids = new ObjectIds(mailbox.info());
        inbox = RopFixture.inbox(mailbox);
        sent = RopFixture.folder(mailbox, SpecialFolder.SENT_ITEMS);
    }

    @AfterEach
    void close() {
        sessions.forEach(RopSession::close);
        fixture.close();
    }

    private OfflineClient client(UUID replica) {
        RopSession session = fixture.session(fixture.alice);
        sessions.add(session);
        RopClient client = new RopClient(session);
        return new OfflineClient(client, client.logon(fixture.alice),
                mailbox.info().replicaGuid(), replica, new TreeSet<>(Set.of(inbox, sent)));
    }

    @Test
    void twoClientsAndTheMailboxEndAlike() {
        converge(Long.getLong("rialto.convergence.seed", 1),
                Integer.getInteger("rialto.convergence.rounds", 40));
    }

    @Test
    @Tag("long")
    void twoClientsAndTheMailboxEndAlikeAfterAThousandRounds() {
        converge(Long.getLong("rialto.convergence.seed", 20261121), 1_000);
    }

    private void converge(long seed, int rounds) {
        Random random = new Random(seed);
        List<OfflineClient> clients = List.of(client(A), client(B));
        for (int round = 0; round < rounds; round++) {
            for (OfflineClient each : clients) {
                for (int deeds = random.nextInt(5); deeds > 0; deeds--) {
                    work(each, random);
                }
            }
            for (int deeds = random.nextInt(3); deeds > 0; deeds--) {
                workOnServer(random);
            }
            // Often both, in any order, so that they meet what the other did.
            int first = random.nextInt(2);
            clients.get(first).synchronize();
            if (random.nextInt(3) > 0) {
                clients.get(1 - first).synchronize();
            }
            if (round % 10 == 9) {
                compare(clients, seed, round);
            }
        }
        compare(clients, seed, rounds);
        assertThat(clients.stream().mapToInt(each -> each.refused).sum()).isPositive();
    }

    private void compare(List<OfflineClient> clients, long seed, int round) {
        // What the second uploads, the first has to fetch.
        clients.forEach(OfflineClient::synchronize);
        clients.forEach(OfflineClient::synchronize);
        for (long folder : new long[]{inbox, sent}) {
            SortedMap<String, String> server = server(folder);
            for (OfflineClient each : clients) {
                assertThat(client(each.folder(folder)))
                        .as("seed %d, round %d, folder %d", seed, round, folder)
                        .isEqualTo(server);
            }
        }
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

    private void work(OfflineClient client, Random random) {
        boolean second = random.nextInt(3) == 0;
        client.workAtRandom(second ? sent : inbox, second ? inbox : sent, random);
    }

    private void workOnServer(Random random) {
        FolderIndex index = mailbox.read(s -> s.index(inbox));
        if (index.count() == 0 || random.nextInt(4) == 0) {
            RopFixture.add(mailbox, inbox, "delivered " + random.nextInt());
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
            default -> mailbox.write(c -> {
                var content = c.content(id);
                content.properties().set(PropertyTags.PidTagSubject,
                        "rewritten " + random.nextInt());
                MessageRow row = c.message(id, Set.of());
                return c.saveMessage(id, row.contentChangeNumber(), content);
            });
        }
    }
}
