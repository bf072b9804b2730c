package org.rialto.store.check;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.store.ContentFormat;

/// Reads and decodes what a mailbox's messages are made of, some at a time. What cannot be decoded
/// is reported and stays as it is.
final class ContentCheck {
    private static final int AT_A_TIME = 200;

    private record Item(long messageId, byte @Nullable [] properties,
            byte @Nullable [] recipients, byte @Nullable [] attachments) {}

    private final Database database;
    private final long mailboxId;
    private final String name;

    ContentCheck(Database database, long mailboxId, String name) {
        this.database = database;
        this.mailboxId = mailboxId;
        this.name = name;
    }

    /// @param done hears of each message
    List<Finding> run(LongConsumer done) {
        Scope[] scope = new Scope[1];
        long[] ids = database.read(sql -> {
            scope[0] = new Scope(sql, mailboxId, name, false);
            return sql.query("SELECT message_id FROM message WHERE mailbox_id = ?",
                    row -> row.getLong(1), mailboxId).stream().mapToLong(Long::longValue).sorted()
                    .toArray();
        });
        for (int from = 0; from < ids.length; from += AT_A_TIME) {
            long[] some = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + AT_A_TIME));
            try {
                items(some).forEach(item -> check(scope[0], item));
            } catch (MailError.Damaged e) {
                oneByOne(scope[0], some);
            }
            done.accept(some.length);
        }
        return scope[0].findings();
    }

    private void oneByOne(Scope scope, long[] ids) {
        for (long id : ids) {
            try {
                items(new long[]{id}).forEach(item -> check(scope, item));
            } catch (MailError.Damaged e) {
                scope.kept(Finding.Kind.DAMAGED, "message " + id + " cannot be read: "
                        + e.getMessage());
            }
        }
    }

    private List<Item> items(long[] ids) { return database.read(sql -> select(sql, ids)); }

    private List<Item> select(Sql sql, long[] ids) throws SQLException {
        long offset = MessageSteps.keyOffset(new Scope(sql, mailboxId, name, false));
        return sql.query("SELECT message_key, properties, recipients, attachments"
                + " FROM message_item WHERE mailbox_id = ? AND "
                + sql.dialect().isAnyOf("message_key"),
                row -> new Item(row.getLong(1) - offset, row.getBytes(2), row.getBytes(3),
                        row.getBytes(4)),
                mailboxId,
                sql.dialect().numbers(Arrays.stream(ids).map(id -> id + offset).toArray()));
    }

    private static void check(Scope scope, Item item) {
        decode(scope, item, "properties", () -> {
            if (item.properties() == null) {
                throw new MalformedDataException("there are none", 0);
            }
            PropertyBag.decode(item.properties());
        });
        decode(scope, item, "recipients", () -> ContentFormat.decodeRecipients(item.recipients()));
        decode(scope, item, "attachments",
                () -> ContentFormat.decodeAttachments(item.attachments()));
    }

    private static void decode(Scope scope, Item item, String part, Runnable decoding) {
        try {
            decoding.run();
        } catch (MalformedDataException e) {
            scope.kept(Finding.Kind.CONTENT, "the " + part + " of message " + item.messageId()
                    + " cannot be decoded: " + e.getMessage());
        }
    }
}
