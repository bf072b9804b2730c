package org.rialto.mailbox.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.rialto.extraction.TextExtractor;
import org.rialto.mapi.MailError;
import org.rialto.store.Access;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.Store;
import org.rialto.store.StoreEvent;
import org.rialto.store.Subscription;
import org.rialto.store.search.IndexedText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings messages into the full-text index behind their arrival, on one thread that takes a modest
/// share of the machine: indexing costs more than delivering, and need not be in its way, because
/// [FolderSearch] reads what is not indexed yet. Which messages those are is written in the store
/// itself, so nothing is forgotten over a crash.
public final class TextIndexer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TextIndexer.class);
    private static final int BATCH = 64;
    /// Of very long messages fewer are written at a time: what is to be written is in memory.
    private static final int BATCH_CHARACTERS = 128 << 10;
    /// Messages a second that arrive since the last batch: more is a rush.
    private static final int RUSH = 100;
    private static final int RUSH_REST = 60;
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long RETRY_SECONDS = 60;

    private final Store store;
    private final MessageTexts texts;
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(0);
    /// Guarded by `waiting`.
    private Subscription subscription;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;
    private final AtomicLong arrived = new AtomicLong();
    private long lookedNanos = System.nanoTime();
    private volatile boolean everything = true;
    private volatile boolean closed;

    /// @param extractor reads the documents that are attached
    public TextIndexer(Store store, TextExtractor extractor) {
        this.store = store;
        this.texts = new MessageTexts(store.blobs(), extractor);
        synchronized (waiting) {
            this.subscription = store.subscribe(this::heard, this::overflowed);
        }
        this.thread = Thread.ofPlatform().name("text-indexer").daemon().start(this::loop);
        work.release();
    }

    /// More happened at once than a subscription holds, which ended it: the next one begins before
    /// the look at everything.
    private void overflowed() {
        synchronized (waiting) {
            if (closed) {
                return;
            }
            subscription = store.subscribe(this::heard, this::overflowed);
        }
        everything = true;
        work.release();
    }

    private void heard(StoreEvent event) {
        if (event instanceof StoreEvent.MessageCreated
                || event instanceof StoreEvent.MessageModified) {
            arrived.incrementAndGet();
            if (waiting.add(event.mailboxId()) && work.availablePermits() == 0) {
                work.release();
            }
        }
    }

    private void loop() {
        while (!closed) {
            try {
                if (!work.tryAcquire(RETRY_SECONDS, TimeUnit.SECONDS) && !everything) {
                    continue;
                }
                work.drainPermits();
                round();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("Indexing pauses: {}", e.toString());
                everything = true; // looked at again after a while
            }
        }
    }

    private void round() throws InterruptedException {
        if (everything) {
            everything = false;
            store.mailboxes().forEach(mailbox -> waiting.add(mailbox.mailboxId()));
        }
        while (!waiting.isEmpty() && !closed) {
            for (long mailboxId : List.copyOf(waiting)) {
                waiting.remove(mailboxId);
                if (!closed && indexSome(mailboxId)) {
                    waiting.add(mailboxId);
                }
            }
        }
    }

    /// Indexes a batch; whether there may be more. Then rests, as long as it worked; much longer
    /// while more arrives than it could index, because delivering goes before.
    private boolean indexSome(long mailboxId) throws InterruptedException {
        long started = System.nanoTime();
        boolean rush = isRush(started);
        List<MessageRow> rows;
        try {
            Mailbox mailbox = store.open(mailboxId, Access.SYSTEM);
            rows = mailbox.read(snapshot -> snapshot.unindexed(BATCH,
                    EnumSet.allOf(MessagePart.class)));
            index(mailbox, rows);
        } catch (MailError.NotFound e) {
            return false; // deleted meanwhile
        } catch (MailError.Damaged e) {
            log.error("Mailbox {} cannot be indexed: {}", mailboxId, e.getMessage());
            return false;
        }
        rest((System.nanoTime() - started) * (rush ? RUSH_REST : 1));
        return rows.size() == BATCH;
    }

    private boolean isRush(long now) {
        double seconds = (now - lookedNanos) / 1e9;
        lookedNanos = now;
        long came = arrived.getAndSet(0);
        return came > 2 && came > RUSH * seconds;
    }

    private void index(Mailbox mailbox, List<MessageRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Text> read = new ArrayList<>(rows.size());
        long characters = 0;
        for (MessageRow row : rows) {
            Text text = new Text(row, text(mailbox, row));
            read.add(text);
            characters += text.text().body().length() + text.text().files().length();
            if (characters > BATCH_CHARACTERS) {
                write(mailbox, read);
                read.clear();
                characters = 0;
            }
        }
        write(mailbox, read);
    }

    private void rest(long nanos) throws InterruptedException {
        if (end.await(Math.min(nanos, LONGEST_REST_NANOS), TimeUnit.NANOSECONDS)) {
            waiting.clear();
        }
    }

    private record Text(MessageRow row, IndexedText text) {}

    private static void write(Mailbox mailbox, List<Text> read) {
        if (read.isEmpty()) {
            return;
        }
        mailbox.write(change -> {
            for (Text each : read) {
                change.indexText(each.row().messageId(), each.row().contentChangeNumber(),
                        each.text());
            }
            return null;
        });
    }

    /// A message that cannot be read is indexed as empty: it must not stop the others, and `rialto
    /// check` names it.
    private IndexedText text(Mailbox mailbox, MessageRow row) {
        try {
            return texts.of(mailbox, row);
        } catch (MailError.Unavailable e) {
            throw e; // not the message's fault: another time
        } catch (RuntimeException | StackOverflowError e) {
            log.warn("Message {} cannot be indexed: {}", row.messageId(), e.toString());
            return new IndexedText("", "", "", "");
        }
    }

    /// Waits until every message that was there when this was called is indexed; for tests and
    /// `rialto check`. False when that took longer than `seconds`.
    public boolean awaitIdle(long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            boolean idle = true;
            for (MailboxInfo info : store.mailboxes()) {
                idle &= store.open(info.mailboxId(), Access.SYSTEM)
                        .read(snapshot -> snapshot.unindexed(1, Set.of()).isEmpty());
            }
            if (idle) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            subscription.close();
        }
        end.countDown();
        // No interrupt: it would close the blob file that is being read, for everybody.
        work.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
