package org.rialto.store.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.mapi.MailError;
import org.rialto.store.Store;
import org.rialto.store.search.TextIndex;

/// Looks through a whole store, or mends it, while it is in use or not. Each mailbox is checked by
/// itself: one that is damaged is named and does not stop the others.
public final class StoreCheck {
    private static final int MOST_ROUNDS = 20_000;
    private static final int ENGINE_LINES = 100;

    /// Steps in the order in which they mend: counts last, since the others change them.
    private static final Map<String, Step> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("counter", FolderSteps::counter);
        STEPS.put("folders", FolderSteps::roles);
        STEPS.put("folder tree", FolderSteps::tree);
        STEPS.put("folder properties", FolderSteps::properties);
        STEPS.put("places of messages", MessageSteps::placeless);
        STEPS.put("messages in two places", MessageSteps::twins);
        STEPS.put("messages without properties", MessageSteps::stateWithoutItem);
        STEPS.put("properties without a message", MessageSteps::itemWithoutState);
        STEPS.put("tombstones", MessageSteps::tombstones);
        STEPS.put("search folders", SearchSteps::owners);
        STEPS.put("links of search folders", SearchSteps::links);
        STEPS.put("rules", RuleSteps::rules);
        STEPS.put("counts", FolderSteps::counts);
        STEPS.put("times of folders", CommitSteps::times);
        STEPS.put("totals", FolderSteps::totals);
        STEPS.put("full-text index", TextSteps::texts);
    }

    private final Database database;
    private final Store store;
    private final BlobHolders holders;
    private final BiFunction<UUID, String, String> naming;

    private record Named(long mailboxId, String name, boolean deleting, boolean building) {}

    /// @param naming how people call a mailbox, from its GUID and display name
    public StoreCheck(Database database, Store store, BlobHolders holders,
            BiFunction<UUID, String, String> naming) {
        this.database = database;
        this.store = store;
        this.holders = holders;
        this.naming = naming;
    }

    public CheckReport run(CheckOptions options, CheckProgress progress) {
        List<Finding> findings = new ArrayList<>();
        List<Named> mailboxes = mailboxes();
        long messages = messages();
        long[] done = {0};
        for (Named mailbox : mailboxes) {
            if (mailbox.deleting()) {
                findings.addAll(unfinished(mailbox, options));
                continue;
            }
            progress.at("mailbox " + mailbox.name(), done[0], messages);
            List<Finding> some = check(mailbox.mailboxId(), mailbox.name(), options, count -> {
                done[0] += count;
                progress.at("mailbox " + mailbox.name(), done[0], messages);
            });
            findings.addAll(some);
        }
        Map<Long, String> names = new LinkedHashMap<>();
        mailboxes.forEach(mailbox -> names.put(mailbox.mailboxId(), mailbox.name()));
        progress.at("blobs", 0, 0);
        BlobCheck blobs = new BlobCheck(database, store.blobs(), holders, names, options);
        try {
            blobs.run(progress);
        } catch (MailError.Damaged e) {
            findings.add(new Finding(null, Finding.Kind.DAMAGED, "the table of blobs cannot be"
                    + " read: " + e.getMessage(), Finding.Outcome.KEPT));
        }
        findings.addAll(blobs.findings());
        findings.addAll(engine(options, progress));
        return new CheckReport(List.copyOf(findings), mailboxes.size(), messages,
                blobs.blobCount(), blobs.bytesRead());
    }

    /// About how many there are.
    private long messages() {
        try {
            return database
                    .read(sql -> sql.number("SELECT SUM(message_count) FROM mailbox", 0));
        } catch (MailError.Damaged e) {
            return 0;
        }
    }

    private List<Named> mailboxes() {
        return database.read(sql -> sql.query(
                "SELECT mailbox_id, guid, display_name, deleting FROM mailbox ORDER BY mailbox_id",
                row -> new Named(row.getLong(1), name(row.getString(2), row.getString(3)),
                        row.getInt(4) != 0, row.getInt(4) == 2)));
    }

    private String name(@Nullable String guid, @Nullable String display) {
        try {
            return naming.apply(UUID.fromString(String.valueOf(guid)), String.valueOf(display));
        } catch (IllegalArgumentException e) {
            return display + " (GUID " + guid + ")";
        }
    }

    /// A mailbox whose deletion, or whose restoring, did not come to its end.
    private List<Finding> unfinished(Named mailbox, CheckOptions options) {
        if (mailbox.building() && !options.exclusive()) {
            return List.of(); // somebody is at it
        }
        if (options.repair()) {
            store.finishDeletion(mailbox.mailboxId());
        }
        return List.of(new Finding(mailbox.name(), Finding.Kind.PAIRING,
                "was being deleted or restored, and that did not finish yet; its rest is removed",
                options.repair() ? Finding.Outcome.REPAIRED : Finding.Outcome.REPAIRABLE));
    }

    /// Checks one mailbox's rows, without blobs.
    public List<Finding> check(long mailboxId, String name, CheckOptions options,
            java.util.function.LongConsumer messages) {
        List<Finding> findings = new ArrayList<>();
        STEPS.forEach((part, step) -> {
            try {
                findings.addAll(run(mailboxId, name, step, options));
            } catch (MailError.Damaged e) {
                findings.addAll(damaged(mailboxId, name, part, e, options));
            }
        });
        try {
            findings.addAll(new ContentCheck(database, mailboxId, name).run(messages));
        } catch (MailError.Damaged e) {
            findings.add(new Finding(name, Finding.Kind.DAMAGED, "its messages cannot be read: "
                    + e.getMessage(), Finding.Outcome.KEPT));
        }
        return findings;
    }

    private List<Finding> run(long mailboxId, String name, Step step, CheckOptions options) {
        List<Finding> seen = database.read(sql -> {
            Scope scope = new Scope(sql, mailboxId, name, false);
            step.run(scope);
            return scope.findings();
        });
        boolean texts = step == STEPS.get("full-text index");
        if (!options.repair() || !texts && seen.stream()
                .noneMatch(finding -> finding.outcome() == Finding.Outcome.REPAIRABLE)) {
            return seen;
        }
        List<Finding> mended = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Finding> some = database.write(sql -> {
                Scope scope = new Scope(sql, mailboxId, name, true);
                step.run(scope);
                return scope.findings();
            });
            boolean more = some.stream()
                    .anyMatch(finding -> finding.outcome() == Finding.Outcome.REPAIRED);
            if (round == 0 || more) {
                mended.addAll(some);
            }
            if (!more) {
                break;
            }
        }
        return mended;
    }

    private List<Finding> damaged(long mailboxId, String name, String part, MailError.Damaged e,
            CheckOptions options) {
        boolean texts = part.equals("full-text index");
        boolean mend = texts && options.repair();
        if (mend) {
            try {
                database.write(sql -> {
                    TextSteps.rebuild(new Scope(sql, mailboxId, name, true));
                    return null;
                });
            } catch (MailError.Damaged again) {
                TextIndex.recreate(database);
            }
        }
        return List.of(new Finding(name, texts ? Finding.Kind.TEXT : Finding.Kind.DAMAGED,
                "its " + part + " cannot be read: " + e.getMessage(), mend
                        ? Finding.Outcome.REPAIRED
                        : texts ? Finding.Outcome.REPAIRABLE : Finding.Outcome.KEPT));
    }

    /// What the engine itself says of its pages. PostgreSQL's pages are looked at by reading them.
    private List<Finding> engine(CheckOptions options, CheckProgress progress) {
        if (database.dialect() != Dialect.SQLITE) {
            return List.of();
        }
        progress.at("database pages", 0, 0);
        return database.pageProblems(ENGINE_LINES, options.quick()).stream()
                .map(line -> new Finding(null, Finding.Kind.ENGINE, "the database file: "
                        + line.replace('\n', ' '), Finding.Outcome.KEPT))
                .toList();
    }
}
