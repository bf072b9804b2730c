package org.rialto.acceptance;

import static org.rialto.protocols.rops.engine.Operations.expect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.client.Account;
import org.rialto.client.MapiClient;
import org.rialto.client.RemoteMailbox;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.engine.Ids;
import org.rialto.protocols.rops.engine.OfflineClient;
import org.rialto.protocols.rops.engine.Replica;

/// A user of an [OfflineClient] at a real server: works whether the server is there or not, and
/// synchronizes when it is.
final class OfflineWorker {
    /// Where both work on everything, and where each only adds.
    static final List<Place> PLACES = List.of(Place.INBOX, Place.SENT_ITEMS, Place.DELETED_ITEMS);
    private final Account account;
    private final URI endpoint;
    private final String userDN;
    private final UUID replica;
    private final Random random;
    private final Set<String> kept = new HashSet<>();
    private List<Long> folderIds = List.of();
    private @Nullable MapiClient connection;
    private @Nullable OfflineClient offline;
    private int connections;
    private int made;

    OfflineWorker(Account account, URI endpoint, String userDN, UUID replica, long seed) {
        this.account = account;
        this.endpoint = endpoint;
        this.userDN = userDN;
        this.replica = replica;
        random = new Random(seed);
    }

    /// Connects where it is not.
    private OfflineClient connected() {
        OfflineClient client = offline;
        if (connection != null && client != null) {
            return client;
        }
        try {
            MapiClient now = MapiClient.connect(account, endpoint, userDN);
            RemoteMailbox mailbox = now.logOn();
            folderIds = PLACES.stream().map(mailbox::folderId).map(Ids::folder).toList();
            RemoteOperations operations = new RemoteOperations(now);
            if (client == null) {
                client = new OfflineClient(operations, mailbox.handle(),
                        mailbox.response().replicaGuid(), replica, new TreeSet<>(folderIds));
                offline = client;
            } else {
                client.connect(operations, mailbox.handle());
            }
            connection = now;
            connections++;
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Does some things, which it has in its journal when this ends by an exception.
    void work() {
        OfflineClient client = offline == null ? connected() : offline;
        for (int deeds = 1 + random.nextInt(4); deeds > 0; deeds--) {
            boolean second = random.nextInt(3) == 0;
            client.workAtRandom(folderIds.get(second ? 1 : 0), folderIds.get(second ? 0 : 1),
                    random);
        }
        if (random.nextInt(4) == 0) {
            long folder = folderIds.get(2);
            Set<String> before = Set.copyOf(client.folder(folder).objects.keySet());
            client.create(folder, "kept by " + replica.getLeastSignificantBits() + ", " + ++made,
                    random.nextBoolean(), random);
            client.folder(folder).objects.keySet().stream().filter(key -> !before.contains(key))
                    .forEach(kept::add);
        }
    }

    /// @throws UncheckedIOException the connection broke; the next call makes another
    void synchronize() {
        try {
            connected().synchronize();
        } catch (UncheckedIOException e) {
            connection = null;
            throw e;
        }
    }

    Set<String> kept() { return kept; }

    int connections() { return connections; }

    OfflineClient offline() { return Objects.requireNonNull(offline); }

    /// What it has of the messages of a place, by source key.
    SortedMap<String, Row> messages(Place place) {
        Replica folder = offline().folder(folderIds.get(PLACES.indexOf(place)));
        SortedMap<String, Row> messages = new TreeMap<>();
        folder.objects.forEach((key, item) -> messages.put(key,
                new Row(String.valueOf(item.value(PropertyTags.PidTagSubject)),
                        folder.isRead(key), item.header().changeKey() + " after "
                                + item.header().predecessorChangeList())));
        return messages;
    }

    /// @param version its change key and its predecessors
    record Row(String subject, boolean read, String version) {}

    /// @throws AssertionError it is not what another has
    void compare(OfflineWorker other) {
        for (Place place : PLACES) {
            SortedMap<String, Row> ours = messages(place);
            SortedMap<String, Row> theirs = other.messages(place);
            List<String> different = new ArrayList<>();
            Set<String> keys = new TreeSet<>(ours.keySet());
            keys.addAll(theirs.keySet());
            for (String key : keys) {
                if (!Objects.equals(ours.get(key), theirs.get(key))) {
                    different.add(key + ": " + ours.get(key) + " and " + theirs.get(key));
                }
            }
            expect(different.isEmpty(), place + " of " + replica + " and of " + other.replica
                    + " are different: " + different + "; states "
                    + offline().folder(folderIds.get(PLACES.indexOf(place))).state + " and "
                    + other.offline().folder(folderIds.get(PLACES.indexOf(place))).state);
        }
    }
}
