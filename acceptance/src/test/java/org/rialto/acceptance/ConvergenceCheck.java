package org.rialto.acceptance;

import static org.rialto.protocols.rops.engine.Operations.expect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.rialto.client.Account;
import org.rialto.client.Discovery;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.client.ServerTrust;

/// Two clients that synchronize one mailbox of a server that `acceptance/checks/convergence.py` kills
/// now and then: `connected` is said where one has synchronized by a new connection. At `compare` both come to rest, have to be alike, and like a client that begins then,
/// and a line for each message follows; at `go on` they go on; at `end` it is over. Arguments: the server's URL, its
/// certificate, address, password, a seed.
public final class ConvergenceCheck {
    private static final long REST_MILLIS = 60_000;
    private final OfflineWorker first;
    private final OfflineWorker second;
    private final Account account;
    private final Discovery found;
    private int comparisons;

    private ConvergenceCheck(Account account, Discovery found, long seed) {
        this.account = account;
        this.found = found;
        first = worker(1, seed);
        second = worker(2, seed + 1);
    }

    public static void main(String[] arguments) throws Exception {
        try (HttpClient http = ServerTrust.http(Path.of(arguments[1]))) {
            Account account = new Account(http, arguments[2], arguments[3]);
            Discovery found = Discovery.of(account, URI.create(arguments[0]), arguments[2]);
            new ConvergenceCheck(account, found, Long.parseLong(arguments[4])).run();
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private OfflineWorker worker(int number, long seed) {
        return new OfflineWorker(account, found.mailbox(), found.legacyDN(),
                new UUID(0x4000, 0x8000000000000000L | number), seed);
    }

    private void run() throws IOException {
        Lock ofFirst = start(first);
        Lock ofSecond = start(second);
        say("ready");
        BufferedReader script = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while ("compare".equals(script.readLine())) {
            ofFirst.lock();
            ofSecond.lock();
            try {
                compare();
                // "go on": while somebody else looks.
                script.readLine();
            } finally {
                ofSecond.unlock();
                ofFirst.unlock();
            }
        }
        say("ended " + (first.offline().uploads() + second.offline().uploads()) + " "
                + (first.offline().refused() + second.offline().refused()) + " "
                + (first.connections() + second.connections()));
        System.exit(0);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /// Works and synchronizes until the program ends, but not while somebody else has the lock.
    private static Lock start(OfflineWorker worker) {
        worker.synchronize();
        ReentrantLock lock = new ReentrantLock(true);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                int connections = worker.connections();
                for (long pauseMillis = 20;; Thread.sleep(pauseMillis)) {
                    lock.lock();
                    try {
                        pauseMillis = 20;
                        worker.work();
                        worker.synchronize();
                        if (worker.connections() != connections) {
                            connections = worker.connections();
                            say("connected");
                        }
                    } catch (UncheckedIOException e) {
                        // The server is not there now: the journal grows.
                        pauseMillis = 100;
                    } finally {
                        lock.unlock();
                    }
                }
            } catch (InterruptedException | RuntimeException | Error e) {
                e.printStackTrace(System.out);
                System.exit(1);
            }
        });
        return lock;
    }

    private void compare() {
        // What the second uploads, the first has to fetch.
        for (OfflineWorker each : List.of(first, second, first, second)) {
            rest(each);
        }
        OfflineWorker fresh = worker(3 + comparisons++, 0);
        rest(fresh);
        fresh.compare(first);
        fresh.compare(second);
        Set<String> kept = new HashSet<>(first.kept());
        kept.addAll(second.kept());
        Set<String> there = fresh.messages(Place.DELETED_ITEMS).keySet();
        expect(there.equals(kept), kept.size() + " were added and " + there.size() + " are there");
        for (Place place : OfflineWorker.PLACES) {
            fresh.messages(place).values().forEach(row -> say(
                    place + "\t" + (row.read() ? "read" : "unread") + "\t" + row.subject()));
        }
        say("compared");
    }

    /// Synchronizes, by a new connection where the last one broke.
    private static void rest(OfflineWorker worker) {
        long end = System.nanoTime() + REST_MILLIS * 1_000_000;
        while (true) {
            try {
                worker.synchronize();
                return;
            } catch (UncheckedIOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }
}
