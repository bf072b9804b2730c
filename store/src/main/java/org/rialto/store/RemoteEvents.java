package org.rialto.store;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries events between the server processes that share a PostgreSQL store: ids only, never
/// content. A message is `mailbox` and its events, or `mailbox!` when they are too many to be said;
/// an event is its letter and numbers with commas, `|` between events; several UIDs or ids have dots
/// between them, a permission one between principal and rights, and `;` between several.
final class RemoteEvents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RemoteEvents.class);
    private static final int MOST_NUMBERS = 1_000;

    private final Database database;
    private final StoreEvents events;
    private final FolderIndexCache indexes;
    private final AutoCloseable listening;

    RemoteEvents(Database database, StoreEvents events, FolderIndexCache indexes) {
        this.database = database;
        this.events = events;
        this.indexes = indexes;
        this.listening = database.listen(this::hear, events::overflowMailboxes);
    }

    /// After a commit.
    void announce(long mailboxId, List<StoreEvent> some) {
        if (some.isEmpty() || database.dialect() == org.rialto.database.Dialect.SQLITE) {
            return;
        }
        StringBuilder message = new StringBuilder().append(mailboxId);
        int empty = message.length();
        for (StoreEvent event : some) {
            String text = encode(event);
            if (text.length() > Database.ANNOUNCEMENT_BYTES - 40) {
                database.announce(mailboxId + "!");
                return;
            }
            if (message.length() + text.length() + 1 > Database.ANNOUNCEMENT_BYTES - 20) {
                database.announce(message.toString());
                message.setLength(empty);
            }
            message.append('|').append(text);
        }
        database.announce(message.toString());
    }

    private void hear(String message) {
        try {
            if (message.endsWith("!")) {
                events.overflow(number(message.substring(0, message.length() - 1)));
                return;
            }
            int bar = message.indexOf('|');
            long mailboxId = number(bar < 0 ? message : message.substring(0, bar));
            List<StoreEvent> heard = decode(mailboxId, bar < 0 ? "" : message.substring(bar + 1));
            // An index is only ever given out for its own change number; this is for the memory.
            heard.forEach(event -> indexes.forget(mailboxId, event.folderId()));
            events.publishToMailbox(mailboxId, heard);
        } catch (MalformedDataException e) {
            log.warn("Another process, of another version perhaps, said something unknown");
            events.overflowMailboxes();
        }
    }

    static String encode(StoreEvent event) {
        return switch (event) {
            case StoreEvent.MessageCreated e -> "c" + e.folderId() + "," + e.messageId() + ","
                    + e.uid() + "," + e.changeNumber() + "," + (e.associated() ? 1 : 0) + ","
                    + (e.newMail() ? 1 : 0);
            case StoreEvent.MessageModified e -> "m" + e.folderId() + "," + e.messageId() + ","
                    + e.uid() + "," + e.changeNumber();
            case StoreEvent.FlagsChanged e -> "f" + e.folderId() + "," + join(e.uids()) + ","
                    + e.contentsChangeNumber();
            case StoreEvent.MessagesDeleted e -> "d" + e.folderId() + "," + join(e.uids()) + ","
                    + join(e.messageIds()) + "," + e.contentsChangeNumber();
            case StoreEvent.MessageCopied e -> "o" + e.folderId() + "," + e.messageId() + ","
                    + e.sourceFolderId() + "," + e.sourceMessageId() + "," + (e.moved() ? 1 : 0);
            case StoreEvent.FolderCreated e -> "n" + e.folderId() + "," + e.parentId();
            case StoreEvent.FolderCopied e -> "y" + e.folderId() + "," + e.parentId() + ","
                    + e.sourceFolderId() + "," + e.sourceParentId();
            case StoreEvent.FolderModified e -> "p" + e.folderId();
            case StoreEvent.FolderDeleted e -> "x" + e.folderId() + "," + e.parentId() + ","
                    + encode(e.permissions());
            case StoreEvent.FolderMoved e -> "v" + e.folderId() + "," + e.parentId() + ","
                    + e.oldParentId();
            case StoreEvent.NewMail e -> "w" + e.folderId() + "," + e.messageId();
            case StoreEvent.SearchComplete e -> "s" + e.folderId();
        };
    }

    private static String encode(List<Permission> permissions) {
        return permissions.stream().map(each -> each.principal() + "." + each.rights())
                .collect(Collectors.joining(";"));
    }

    private static List<Permission> permissions(String text) {
        List<Permission> permissions = new ArrayList<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int dot = one.indexOf('.');
            if (dot != 36) {
                throw malformed();
            }
            try {
                permissions.add(new Permission(UUID.fromString(one.substring(0, dot)),
                        (int) number(one.substring(dot + 1))));
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }
        return permissions;
    }

    static List<StoreEvent> decode(long mailbox, String text) {
        List<StoreEvent> events = new ArrayList<>();
        for (String one : text.isEmpty() ? new String[0] : text.split("\\|", -1)) {
            if (one.isEmpty()) {
                throw malformed();
            }
            String[] parts = one.substring(1).split(",", -1);
            int expected = switch (one.charAt(0)) {
                case 'c' -> 6;
                case 'm', 'd', 'y' -> 4;
                case 'f', 'v', 'x' -> 3;
                case 'o' -> 5;
                case 'n', 'w' -> 2;
                case 'p', 's' -> 1;
                default -> throw malformed();
            };
            if (parts.length != expected) {
                throw malformed();
            }
            events.add(event(one.charAt(0), mailbox, parts));
        }
        return events;
    }

    private static StoreEvent event(char letter, long mailbox, String[] parts) {
        long folder = number(parts[0]);
        return switch (letter) {
            case 'c' -> new StoreEvent.MessageCreated(mailbox, folder, number(parts[1]),
                    (int) number(parts[2]), number(parts[3]), number(parts[4]) == 1,
                    number(parts[5]) == 1);
            case 'm' -> new StoreEvent.MessageModified(mailbox, folder, number(parts[1]),
                    (int) number(parts[2]), number(parts[3]));
            case 'f' -> new StoreEvent.FlagsChanged(mailbox, folder, uids(parts[1]),
                    number(parts[2]));
            case 'd' -> new StoreEvent.MessagesDeleted(mailbox, folder, uids(parts[1]),
                    numbers(parts[2]), number(parts[3]));
            case 'o' -> new StoreEvent.MessageCopied(mailbox, folder, number(parts[1]),
                    number(parts[2]), number(parts[3]), number(parts[4]) == 1);
            case 'n' -> new StoreEvent.FolderCreated(mailbox, folder, number(parts[1]));
            case 'y' -> new StoreEvent.FolderCopied(mailbox, folder, number(parts[1]),
                    number(parts[2]), number(parts[3]));
            case 'p' -> new StoreEvent.FolderModified(mailbox, folder);
            case 'x' -> new StoreEvent.FolderDeleted(mailbox, folder, number(parts[1]),
                    permissions(parts[2]));
            case 'v' -> new StoreEvent.FolderMoved(mailbox, folder, number(parts[1]),
                    number(parts[2]));
            case 'w' -> new StoreEvent.NewMail(mailbox, folder, number(parts[1]));
            default -> new StoreEvent.SearchComplete(mailbox, folder);
        };
    }

    private static String join(int... numbers) {
        return join(java.util.Arrays.stream(numbers).asLongStream().toArray());
    }

    private static String join(long... numbers) {
        StringJoiner joined = new StringJoiner(".");
        if (numbers.length > MOST_NUMBERS) {
            // Longer than a message anyway.
            return "0".repeat(Database.ANNOUNCEMENT_BYTES);
        }
        for (long number : numbers) {
            joined.add(Long.toString(number));
        }
        return joined.toString();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static long[] numbers(String text) {
        String[] parts = text.isEmpty() ? new String[0] : text.split("\\.", -1);
        long[] numbers = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = number(parts[i]);
        }
        return numbers;
    }

    private static int[] uids(String text) {
        return java.util.Arrays.stream(numbers(text)).mapToInt(number -> (int) number).toArray();
    }

    private static MalformedDataException malformed() {
        return new MalformedDataException("not an event", 0);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
