package org.rialto.mailbox.voice;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.MailError;
import org.rialto.store.Store;
import org.rialto.store.StoreEvent;
import org.rialto.store.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the telephone side of mailboxes, and tells who watches a lamp when it changes. Safe for any
/// number of threads.
public final class VoiceMailboxes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VoiceMailboxes.class);

    private final Store store;
    private final Mailboxes mailboxes;
    private final Map<Long, Watched> watched = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<Long> changed = new LinkedBlockingQueue<>();
    private final Thread teller;

    /// A mailbox with lamps.
    private static final class Watched {
        final long mailboxId;
        final VoiceMailbox mailbox;
        /// Also hears what other processes do.
        final Subscription subscription;
        final CopyOnWriteArrayList<Consumer<MessageWaiting>> listeners = new CopyOnWriteArrayList<>();
        volatile @Nullable MessageWaiting told;
        volatile boolean queued;

        Watched(long mailboxId, VoiceMailbox mailbox, Subscription subscription) {
            this.mailboxId = mailboxId;
            this.mailbox = mailbox;
            this.subscription = subscription;
        }
    }

    public VoiceMailboxes(Store store, Mailboxes mailboxes) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.teller = Thread.ofVirtual().name("message-waiting").start(this::tell);
    }

    /// With all rights, for the server's own work.
    ///
    /// @throws MailError.NotFound the user has no mailbox
    public VoiceMailbox open(DirectoryObject.User user) { return open(user.mailboxGuid()); }

    private VoiceMailbox open(UUID mailboxGuid) {
        return open(mailboxes.open(Actor.SERVER, mailboxGuid));
    }

    /// With the rights of a session's actor.
    public VoiceMailbox open(MailboxSession session) {
        return new VoiceMailbox(store, session.mailbox());
    }

    /// Calls `listener` whenever the count changes, soon after and one at a time, until the result is
    /// closed. Ask [VoiceMailbox#waiting] for the first.
    public AutoCloseable watch(DirectoryObject.User user, Consumer<MessageWaiting> listener) {
        VoiceMailbox mailbox = open(user);
        long id = mailbox.mailbox().info().mailboxId();
        watched.compute(id, (_, known) -> {
            Watched now = known == null
                    ? new Watched(id, mailbox,
                            mailbox.mailbox().subscribe(this::hear, () -> queue(id)))
                    : known;
            now.listeners.add(listener);
            return now;
        });
        // What has changed since it was told to others is told to this one too.
        queue(id);
        return () -> watched.computeIfPresent(id, (_, known) -> {
            known.listeners.remove(listener);
            if (!known.listeners.isEmpty())
                return known;
            known.subscription.close();
            return null;
        });
    }

    private void hear(StoreEvent event) {
        switch (event) {
            case StoreEvent.MessageCreated _,StoreEvent.FlagsChanged _,StoreEvent.MessagesDeleted _,StoreEvent.MessageModified _,StoreEvent.FolderDeleted _,StoreEvent.FolderMoved _,StoreEvent.SearchComplete _ ->
                queue(event.mailboxId());
            case StoreEvent.MessageCopied _,StoreEvent.FolderCreated _,StoreEvent.FolderCopied _,StoreEvent.FolderModified _,StoreEvent.NewMail _ ->
                {
                }
        }
    }

    private void queue(long mailboxId) {
        Watched one = watched.get(mailboxId);
        if (one != null && !one.queued) {
            one.queued = true;
            changed.add(mailboxId);
        }
    }

    private void tell() {
        try {
            while (!Thread.interrupted()) {
                Watched one = watched.get(changed.take());
                if (one != null)
                    tell(one);
            }
        } catch (InterruptedException e) {
            log.debug("no more lamps");
        }
    }

    private static void tell(Watched one) {
        one.queued = false;
        try {
            MessageWaiting now = one.mailbox.waiting();
            if (now.equals(one.told))
                return;
            one.told = now;
            for (Consumer<MessageWaiting> listener : one.listeners)
                listener.accept(now);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted())
                return;
            log.warn("message waiting of mailbox {}: {}", one.mailboxId, e.toString());
        }
    }

    @Override
    public void close() {
        watched.values().forEach(one -> one.subscription.close());
        teller.interrupt();
    }
}
