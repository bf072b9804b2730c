package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.NotificationData.Origin;
import org.rialto.protocols.rops.wire.notification.NotificationData.Subject;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.Snapshot;
import org.rialto.store.StoreEvent;

/// Makes notifications of the store's events, as the mailbox is now. MS-OXCNOTIF §2.2.1.4.1.2.
///
/// @param types of events that are wanted
/// @param unicode how a message class is written
record NotificationReader(LogonObject logon, int types, NotificationScope scope,
        boolean unicode) {
    private static final String NO_CLASS = "IPM.Note";

    /// @param counts folders whose counts changed; true where messages came or went
    List<NotificationData> read(List<StoreEvent> events, Map<Long, Boolean> counts) {
        return logon.mailbox().read(snapshot -> {
            Reading reading = new Reading(snapshot);
            for (StoreEvent event : events) {
                try {
                    reading.add(event);
                } catch (MailError.NotFound | MailError.Denied e) {
                    // It is gone again, or not for these eyes any more.
                    continue;
                }
            }
            counts.forEach(reading::addCounts);
            return reading.found;
        });
    }

    private boolean wants(int type) { return (types & type) != 0; }

    /// One pass over the events, on one snapshot.
    private final class Reading {
        private final Snapshot snapshot;
        private final Map<Long, Optional<Folder>> folders = new HashMap<>();
        private final List<NotificationData> found = new ArrayList<>();

        Reading(Snapshot snapshot) { this.snapshot = snapshot; }

        private Optional<Folder> folder(long folderId) {
            return folders.computeIfAbsent(folderId, id -> {
                try {
                    return Optional.of(snapshot.folder(id));
                } catch (MailError.NotFound | MailError.Denied e) {
                    return Optional.empty();
                }
            });
        }

        private boolean isSearch(long folderId) {
            return folder(folderId).map(each -> each.type() == FolderType.SEARCH).orElse(false);
        }

        private void add(StoreEvent event) {
            switch (event) {
                case StoreEvent.MessageCreated e -> created(e);
                case StoreEvent.MessageModified e -> modified(e.folderId(), e.messageId());
                case StoreEvent.FlagsChanged e -> flagsChanged(e);
                case StoreEvent.MessagesDeleted e -> Arrays.stream(e.messageIds())
                        .filter(id -> scope.messageId() == 0 || scope.messageId() == id)
                        .forEach(id -> found.add(new NotificationData.ObjectDeleted(
                                message(e.folderId(), id))));
                case StoreEvent.MessageCopied e -> {
                    Subject subject = message(e.folderId(), e.messageId());
                    Origin origin = new Origin(Ids.folder(e.sourceFolderId()),
                            Ids.message(e.sourceMessageId()), null);
                    found.add(e.moved()
                            ? new NotificationData.ObjectMoved(subject, origin)
                            : new NotificationData.ObjectCopied(subject, origin));
                }
                case StoreEvent.FolderCreated e -> found.add(new NotificationData.ObjectCreated(
                        folder(e.folderId(), e.parentId()), List.of()));
                case StoreEvent.FolderDeleted e -> found.add(new NotificationData.ObjectDeleted(
                        folder(e.folderId(), e.parentId())));
                case StoreEvent.FolderMoved e -> found.add(new NotificationData.ObjectMoved(
                        folder(e.folderId(), e.parentId()), new Origin(Ids.folder(e.folderId()),
                                null, Ids.folder(e.oldParentId()))));
                case StoreEvent.FolderCopied e -> found.add(new NotificationData.ObjectCopied(
                        folder(e.folderId(), e.parentId()),
                        new Origin(Ids.folder(e.sourceFolderId()), null,
                                Ids.folder(e.sourceParentId()))));
                case StoreEvent.FolderModified e -> found.add(new NotificationData.ObjectModified(
                        Ids.folder(e.folderId()), null, false, List.of(), null, null));
                case StoreEvent.NewMail e -> newMail(e.messageId());
                case StoreEvent.SearchComplete e -> found.add(
                        new NotificationData.SearchCompleted(Ids.folder(e.folderId())));
            }
        }

        private static Subject folder(long folderId, long parentId) {
            return Subject.folder(Ids.folder(folderId), Ids.folder(parentId));
        }

        /// A message that a search folder shows is where it is, and the search folder the parent.
        private Subject message(long folderId, long messageId) {
            return isSearch(folderId)
                    ? new Subject(place(folderId, messageId), Ids.message(messageId),
                            Ids.folder(folderId))
                    : Subject.message(Ids.folder(folderId), Ids.message(messageId));
        }

        private FolderId place(long searchFolderId, long messageId) {
            try {
                return Ids.folder(snapshot.message(messageId, Set.of()).folderId());
            } catch (MailError.NotFound | MailError.Denied e) {
                return Ids.folder(searchFolderId);
            }
        }

        private void created(StoreEvent.MessageCreated event) {
            if (event.newMail() && wants(RopRegisterNotification.NEW_MAIL)) {
                newMail(event.messageId());
            }
            if (wants(RopRegisterNotification.OBJECT_CREATED)) {
                found.add(new NotificationData.ObjectCreated(
                        message(event.folderId(), event.messageId()), List.of()));
            }
        }

        private void newMail(long messageId) {
            MessageRow row = snapshot.message(messageId, Set.of(MessagePart.PROPERTIES));
            MessageValues values = new MessageValues(logon.ids(), row,
                    () -> snapshot.content(row.messageId()));
            Object messageClass = values.get(PropertyTags.PidTagMessageClass);
            int flags = values.get(PropertyTags.PidTagMessageFlags) instanceof Integer bits
                    ? bits
                    : 0;
            found.add(new NotificationData.NewMail(Ids.folder(row.folderId()),
                    Ids.message(row.messageId()), flags, unicode,
                    messageClass instanceof String text ? text : NO_CLASS));
        }

        private void modified(long folderId, long messageId) {
            boolean search = isSearch(folderId);
            found.add(new NotificationData.ObjectModified(
                    search ? place(folderId, messageId) : Ids.folder(folderId),
                    Ids.message(messageId), search, List.of(), null, null));
        }

        private void flagsChanged(StoreEvent.FlagsChanged event) {
            for (MessageRow row : snapshot.messages(event.folderId(), event.uids(), Set.of())) {
                if (scope.messageId() == 0 || scope.messageId() == row.messageId()) {
                    modified(event.folderId(), row.messageId());
                }
            }
        }

        private void addCounts(long folderId, boolean total) {
            @Nullable
            Folder folder = folder(folderId).orElse(null);
            if (folder != null) {
                found.add(new NotificationData.ObjectModified(Ids.folder(folderId), null, false,
                        List.of(), total ? folder.contentCount() : null, folder.unreadCount()));
            }
        }
    }
}
