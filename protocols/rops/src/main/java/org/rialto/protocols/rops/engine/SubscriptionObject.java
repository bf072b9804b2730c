package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.store.SpecialFolder;
import org.rialto.store.StoreEvent;
import org.rialto.store.Subscription;

/// What a client wants to be told of: events of some types, in a mailbox, a folder or of a message.
/// MS-OXCNOTIF §2.2.1.2, §3.1.5.1. Keeps the store's events until the client listens;
/// [NotificationReader] makes notifications of them.
///
/// It keeps so many; what happens further while the client does not listen is not told, but for the
/// counts of folders.
public final class SubscriptionObject implements ServerObject, NotificationSource {
    /// Objects that events are kept of.
    private static final int MOST = 500;
    /// Of larger changes of state only the folder is told.
    private static final int MOST_FLAGS = 100;
    private static final int MOST_EXPECTED = 10_000;

    private final LogonObject logon;
    private final NotificationQueue queue;
    private final NotificationReader reader;
    private final int types;
    private final NotificationScope scope;
    private final Set<Long> hidden;
    private final List<StoreEvent> events = new ArrayList<>();
    private int objects;
    /// Folders whose counts changed; true where messages came or went.
    private final Map<Long, Boolean> counts = new HashMap<>();
    /// What a copy or move is going to make and to remove, which is not told as such.
    private final Set<Long> expected = new HashSet<>();
    private @Nullable Subscription subscription;
    private boolean closed;

    /// @param types of events, as in [RopRegisterNotification]
    SubscriptionObject(LogonObject logon, RopSession session, int types, NotificationScope scope) {
        this.logon = logon;
        this.queue = session.notifications();
        this.reader = new NotificationReader(logon, types, scope, !session.isCached());
        this.types = types;
        this.scope = scope;
        this.hidden = logon.isPrivate() ? recoverable(logon) : Set.of();
        subscribe();
    }

    private static Set<Long> recoverable(LogonObject logon) {
        return Set.of(logon.specialFolder(SpecialFolder.RECOVERABLE_ITEMS),
                logon.specialFolder(SpecialFolder.RECOVERABLE_DELETIONS),
                logon.specialFolder(SpecialFolder.RECOVERABLE_PURGES),
                logon.specialFolder(SpecialFolder.RECOVERABLE_VERSIONS));
    }

    private void subscribe() {
        Subscription open = logon.mailbox().subscribe(this::hear, this::lost);
        synchronized (this) {
            if (!closed) {
                subscription = open;
                return;
            }
        }
        open.close();
    }

    @Override
    public LogonObject logon() { return logon; }

    private boolean wants(int type) { return (types & type) != 0; }

    /// On a thread of the store.
    private void hear(StoreEvent event) {
        boolean news;
        synchronized (this) {
            StoreEvent told = withoutExpected(event);
            if (hidden.contains(event.folderId())) {
                return;
            }
            news = scope.has(event) && count(event);
            if (told != null && isWanted(told) && scope.has(told)) {
                news |= keep(told);
            }
        }
        if (news) {
            queue.signal(this);
        }
    }

    /// What is left of an event that follows a copy or a move; null for nothing.
    private @Nullable StoreEvent withoutExpected(StoreEvent event) {
        if (expected.size() > MOST_EXPECTED) {
            expected.clear();
        }
        return switch (event) {
            case StoreEvent.MessageCopied copied -> {
                expected.add(copied.messageId());
                if (copied.moved()) {
                    expected.add(copied.sourceMessageId());
                }
                yield copied;
            }
            case StoreEvent.FolderCopied copied -> {
                expected.add(copied.folderId());
                yield copied;
            }
            case StoreEvent.MessageCreated e -> expected.remove(e.messageId()) ? null : e;
            case StoreEvent.FolderCreated e -> expected.remove(e.folderId()) ? null : e;
            case StoreEvent.MessagesDeleted e -> {
                long[] left = Arrays.stream(e.messageIds()).filter(id -> !expected.remove(id))
                        .toArray();
                yield left.length == 0
                        ? null
                        : new StoreEvent.MessagesDeleted(e.mailboxId(), e.folderId(), e.uids(),
                                left, e.contentsChangeNumber());
            }
            case StoreEvent.MessageModified _,StoreEvent.FlagsChanged _,StoreEvent.FolderModified _,StoreEvent.FolderDeleted _,StoreEvent.FolderMoved _,StoreEvent.NewMail _,StoreEvent.SearchComplete _ ->
                event;
        };
    }

    private boolean isWanted(StoreEvent event) {
        return switch (event) {
            case StoreEvent.MessageCreated e -> wants(RopRegisterNotification.OBJECT_CREATED)
                    || e.newMail() && wants(RopRegisterNotification.NEW_MAIL);
            case StoreEvent.FolderCreated _ -> wants(RopRegisterNotification.OBJECT_CREATED);
            case StoreEvent.MessageModified _,StoreEvent.FolderModified _ ->
                wants(RopRegisterNotification.OBJECT_MODIFIED);
            case StoreEvent.FlagsChanged e -> wants(RopRegisterNotification.OBJECT_MODIFIED)
                    && (e.uids().length <= MOST_FLAGS || scope.messageId() != 0);
            case StoreEvent.MessagesDeleted _,StoreEvent.FolderDeleted _ ->
                wants(RopRegisterNotification.OBJECT_DELETED);
            case StoreEvent.MessageCopied e -> wants(e.moved()
                    ? RopRegisterNotification.OBJECT_MOVED
                    : RopRegisterNotification.OBJECT_COPIED);
            case StoreEvent.FolderCopied _ -> wants(RopRegisterNotification.OBJECT_COPIED);
            case StoreEvent.FolderMoved _ -> wants(RopRegisterNotification.OBJECT_MOVED);
            case StoreEvent.NewMail _ -> wants(RopRegisterNotification.NEW_MAIL);
            case StoreEvent.SearchComplete _ -> wants(RopRegisterNotification.SEARCH_COMPLETED);
        };
    }

    /// Messages that come, go or change their state change a folder's counts.
    private boolean count(StoreEvent event) {
        if (!wants(RopRegisterNotification.OBJECT_MODIFIED) || scope.messageId() != 0) {
            return false;
        }
        return switch (event) {
            case StoreEvent.MessageCreated e -> !e.associated() && counted(e.folderId(), true);
            case StoreEvent.MessagesDeleted e -> counted(e.folderId(), true);
            case StoreEvent.FlagsChanged e -> counted(e.folderId(), false);
            case StoreEvent.MessageModified _,StoreEvent.MessageCopied _,StoreEvent.FolderCreated _,StoreEvent.FolderCopied _,StoreEvent.FolderModified _,StoreEvent.FolderDeleted _,StoreEvent.FolderMoved _,StoreEvent.NewMail _,StoreEvent.SearchComplete _ ->
                false;
        };
    }

    private boolean counted(long folderId, boolean total) {
        if (scope.folderId() == 0 || scope.folderId() == folderId) {
            counts.merge(folderId, total, Boolean::logicalOr);
            return true;
        }
        return false;
    }

    private boolean keep(StoreEvent event) {
        objects += event instanceof StoreEvent.MessagesDeleted deleted
                ? deleted.messageIds().length
                : event instanceof StoreEvent.FlagsChanged flags ? flags.uids().length : 1;
        return objects <= MOST && events.add(event);
    }

    /// The store's events did not all come, and no more will: listens anew, and tells of the folder.
    private void lost() {
        subscribe();
        synchronized (this) {
            expected.clear();
            if (wants(RopRegisterNotification.OBJECT_MODIFIED) && scope.messageId() == 0) {
                counts.put(scope.folderId() != 0
                        ? scope.folderId()
                        : logon.specialFolder(SpecialFolder.ROOT), true);
            }
        }
        queue.signal(this);
    }

    @Override
    public List<NotificationData> take(ValueFormat format) {
        List<StoreEvent> some;
        Map<Long, Boolean> changedCounts;
        synchronized (this) {
            some = List.copyOf(events);
            changedCounts = Map.copyOf(counts);
            events.clear();
            counts.clear();
            objects = 0;
        }
        return reader.read(some, changedCounts);
    }

    @Override
    public void close() {
        Subscription open;
        synchronized (this) {
            closed = true;
            open = subscription;
        }
        if (open != null) {
            open.close();
        }
        queue.forget(this);
    }
}
