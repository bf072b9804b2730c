package org.rialto.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.store.table.FolderContents;
import org.rialto.store.table.FolderViews;
import org.rialto.store.table.Table;

/// Measures contents views of a large folder; run by hand, asserts nothing. Arguments: an empty
/// directory, the number of messages (default 100,000).
final class TableBench {
    private static final int TIMES = 15;
    private final Store store;
    private final Database database;
    private final Mailbox mailbox;
    private final long inbox;
    private final Random random = new Random(1);

    private TableBench(Path directory) {
        database = Database.open(new DatabaseConfiguration.Sqlite(directory.resolve("bench.db")));
        store = Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
        MailboxInfo info = store.createMailbox(new NewMailbox(UUID.randomUUID(),
                MailboxKind.PRIVATE, "bench", MailboxInfo.Quota.UNLIMITED));
        mailbox = store.open(info.mailboxId(), Access.SYSTEM);
        inbox = StoreFixture.inbox(mailbox);
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Files.createDirectories(directory);
        TableBench bench = new TableBench(directory);
        bench.fill(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000);
        for (int i = 0; i < 2; i++) {
            bench.measure();
        }
        bench.store.close();
        bench.database.close();
    }

    private void fill(int count) {
        for (int from = 0; from < count; from += 1_000) {
            mailbox.write(change -> {
                for (int i = 0; i < 1_000; i++) {
                    change.addMessage(inbox, message());
                }
                return null;
            });
        }
    }

    private NewMessage message() {
        NewMessage message = StoreFixture.message("subject " + random.nextInt(), null);
        message.content().properties()
                .set(PropertyTags.PidTagSenderName, "Sender " + random.nextInt(2_000))
                .set(PropertyTags.PidTagDisplayTo, "Bob; Carol; Dave " + random.nextInt());
        return message;
    }

    private void measure() {
        Map<String, SortOrderSet> orders = new LinkedHashMap<>();
        orders.put("received", SortOrderSet
                .of(SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime)));
        orders.put("size", SortOrderSet.of(SortOrder.descending(PropertyTags.PidTagMessageSize)));
        orders.put("subject", SortOrderSet.of(SortOrder.ascending(PropertyTags.PidTagSubject)));
        orders.put("by sender, grouped", new SortOrderSet(List.of(
                SortOrder.ascending(PropertyTags.PidTagSenderName),
                SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime)), 1, 1));
        FolderViews views = new FolderViews();
        orders.forEach((name, order) -> {
            print(name + ", cold", 1, () -> page(views, order));
            print(name + ", warm", TIMES, () -> page(views, order));
            print(name + ", one message came", TIMES,
                    () -> mailbox.write(change -> change.addMessage(inbox, message())),
                    () -> page(views, order));
        });
        Table open = open(views, orders.values().iterator().next());
        open.rowCount();
        long[] id = new long[1];
        print("open table told of a new message", TIMES,
                () -> id[0] = mailbox.write(change -> change.addMessage(inbox, message()))
                        .messageId(),
                () -> open.refresh(id));
    }

    private Table open(FolderViews views, SortOrderSet order) {
        Table table = new Table(new FolderContents(mailbox, inbox, false, views));
        table.sort(order);
        return table;
    }

    private Object page(FolderViews views, SortOrderSet order) {
        Table table = open(views, order);
        return table.values(table.queryRows(50, true, true)).stream()
                .map(row -> row == null ? null : row.get(PropertyTags.PidTagSubject)).toList();
    }

    private static void print(String what, int times, Runnable work) {
        print(what, times, () -> {}, work);
    }

    private static void print(String what, int times, Runnable before, Runnable work) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            before.run();
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf("%-45s %8.2f ms%n", what, nanos[times / 2] / 1e6);
    }
}
