package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;

/// Brings one search folder up to date: looks at what changed in each of its folders since it last
/// did, in small steps. A step reads on a snapshot, evaluates, and writes links in a unit of work
/// that takes place only when nobody else wrote to the search meanwhile.
final class SearchPass {
    private static final int BATCH = 200;
    /// With fewer rows looked at, and nothing found, the progress is not worth a commit.
    private static final int WORTH_NOTING = 50;

    private final SqlStore store;
    private final long mailboxId;
    private final long searchId;
    private final BooleanSupplier closing;
    /// Of the search, as this pass read or wrote it last.
    private long version;

    SearchPass(SqlStore store, long mailboxId, long searchId, BooleanSupplier closing) {
        this.store = store;
        this.mailboxId = mailboxId;
        this.searchId = searchId;
        this.closing = closing;
    }

    private interface Reading<T> {
        T read(SqlSnapshot snapshot) throws SQLException;
    }

    private interface Writing {
        void write(SqlChange change) throws SQLException;
    }

    private record Plan(SearchRows.Row search, Map<Long, Long> progress, List<Long> folders,
            Set<Long> left) {
        SearchCriteria criteria() { return search.state().criteria(); }

        /// A static search that is complete only loses messages.
        boolean isFrozen() {
            return criteria().isStatic()
                    && search.state().status() == SearchState.Status.COMPLETE;
        }
    }

    /// False when something came between: then it is to be run again.
    boolean run() {
        Plan plan = read(this::plan).orElse(null);
        if (plan == null) {
            return true;
        }
        version = plan.search().version();
        for (long folderId : plan.left()) {
            AtomicBoolean left = new AtomicBoolean();
            while (!left.get()) {
                if (closing.getAsBoolean()
                        || !write(change -> left.set(linker(change, folderId).leave(BATCH)))) {
                    return false;
                }
            }
        }
        for (long folderId : plan.folders()) {
            if (!bringUpToDate(plan, folderId)) {
                return false;
            }
        }
        return plan.search().state().status() != SearchState.Status.POPULATING
                || write(change -> {
                    change.sql.update("UPDATE search_folder SET status = ?"
                            + " WHERE mailbox_id = ? AND search_id = ?",
                            SearchState.Status.COMPLETE.ordinal(), mailboxId, searchId);
                    change.note(new StoreEvent.SearchComplete(mailboxId, searchId));
                });
    }

    private SearchLinker linker(SqlChange change, long folderId) throws SQLException {
        return new SearchLinker(change, searchId, folderId);
    }

    private <T> T read(Reading<T> reading) {
        return store.database().read((Sql sql) -> reading
                .read(new SqlSnapshot(store, sql, mailboxId, Access.SYSTEM)));
    }

    /// False when the search was stopped, or somebody else set or updated it meanwhile.
    private boolean write(Writing writing) {
        boolean done = store.database().write((Sql sql) -> {
            SqlChange change = (SqlChange) store.join(sql, mailboxId, Access.SYSTEM);
            boolean same = sql.update("UPDATE search_folder SET version = version + 1"
                    + " WHERE mailbox_id = ? AND search_id = ? AND version = ? AND status <> ?",
                    mailboxId, searchId, version, SearchState.Status.STOPPED.ordinal()) == 1;
            if (same) {
                writing.write(change);
            }
            return same;
        });
        version++;
        return done;
    }

    private Optional<Plan> plan(SqlSnapshot snapshot) throws SQLException {
        SearchRows.Row search = snapshot.searches.find(searchId);
        if (search == null || search.state().status() == SearchState.Status.STOPPED) {
            return Optional.empty();
        }
        Map<Long, Long> progress = snapshot.searches.progress(searchId);
        SearchScope scope = SearchScope.read(snapshot, search.state().criteria());
        Set<Long> left = new HashSet<>(progress.keySet());
        left.addAll(snapshot.searches.linkedFolders(searchId));
        Plan plan = new Plan(search, progress, scope.folderIds(), left);
        if (plan.isFrozen()) {
            left.removeIf(scope::exists);
            List<Long> known = progress.keySet().stream().filter(scope::exists).toList();
            return Optional.of(new Plan(search, progress, known, left));
        }
        scope.folderIds().forEach(left::remove);
        return Optional.of(plan);
    }

    /// @param uids to evaluate
    /// @param gone messages that left the folder
    /// @param full all messages are looked at, and links to others go
    private record Work(int[] uids, int[] gone, boolean full, long changeNumber) {}

    private boolean bringUpToDate(Plan plan, long folderId) {
        Work work = read(snapshot -> work(snapshot, plan, folderId)).orElse(null);
        if (work == null) {
            return true;
        }
        boolean wrote = false;
        for (int from = 0; from < work.uids().length; from += BATCH) {
            if (closing.getAsBoolean()) {
                return false;
            }
            int[] some = Arrays.copyOfRange(work.uids(), from,
                    Math.min(work.uids().length, from + BATCH));
            Step step = read(snapshot -> step(snapshot, plan, folderId, work.full(), some));
            if (!step.isEmpty()) {
                wrote = true;
                if (!write(change -> step.write(linker(change, folderId)))) {
                    return false;
                }
            }
        }
        if (!wrote && !work.full() && work.gone().length == 0
                && work.uids().length < WORTH_NOTING) {
            return true;
        }
        for (int from = 0; from < work.gone().length; from += BATCH) {
            int[] some = Arrays.copyOfRange(work.gone(), from,
                    Math.min(work.gone().length, from + BATCH));
            if (closing.getAsBoolean() || !write(change -> {
                SearchLinker linker = linker(change, folderId);
                linker.remove(List.copyOf(
                        change.searches.links(searchId, folderId, some).values()));
                linker.forget(some);
            })) {
                return false;
            }
        }
        return write(change -> linker(change, folderId).progress(work.changeNumber()));
    }

    private Optional<Work> work(SqlSnapshot snapshot, Plan plan, long folderId)
            throws SQLException {
        FolderState folder = FolderState.find(snapshot.sql, mailboxId, folderId);
        if (folder == null) {
            return Optional.empty();
        }
        Long from = plan.progress().get(folderId);
        int[] withText = plan.isFrozen()
                ? new int[0]
                : snapshot.searches.pendingWithText(searchId, folderId);
        if (from != null && from == folder.contentsChangeNumber && withText.length == 0) {
            return Optional.empty();
        }
        FolderChanges changes = new ChangeRows(snapshot).since(folder, from == null ? 0 : from);
        boolean full = from == null || !changes.complete();
        if (!full) {
            int[] uids = IntStream.concat(Arrays.stream(changes.changedUids()),
                    Arrays.stream(withText)).sorted().distinct().toArray();
            if (plan.isFrozen()) {
                uids = linked(snapshot, folderId, uids);
            }
            return Optional.of(new Work(uids, changes.deletedUids(), false,
                    changes.contentsChangeNumber()));
        }
        FolderIndex index = snapshot.indexOf(folder);
        int[] all = Arrays.copyOf(index.uids(), index.count());
        int[] linked = linked(snapshot, folderId, null);
        int[] gone = Arrays.stream(linked).filter(uid -> Arrays.binarySearch(all, uid) < 0)
                .toArray();
        int[] uids = plan.isFrozen() ? linked : narrowed(snapshot, plan, folderId, all, linked);
        return Optional.of(new Work(uids, gone, true, changes.contentsChangeNumber()));
    }

    private int[] linked(SqlSnapshot snapshot, long folderId, int @Nullable [] uids)
            throws SQLException {
        return snapshot.searches.links(searchId, folderId, uids).keySet().stream()
                .mapToInt(Integer::intValue).sorted().toArray();
    }

    private static int[] narrowed(SqlSnapshot snapshot, Plan plan, long folderId, int[] all,
            int[] linked) throws SQLException {
        if (!plan.criteria().contentIndexed()) {
            return all;
        }
        return new SearchEvaluator(snapshot, folderId, plan.criteria().restriction()).candidates()
                .map(some -> IntStream.concat(Arrays.stream(some), Arrays.stream(linked)).sorted()
                        .distinct().toArray())
                .orElse(all);
    }

    private Step step(SqlSnapshot snapshot, Plan plan, long folderId, boolean full, int[] uids)
            throws SQLException {
        Map<Integer, SearchRows.Link> links = snapshot.searches.links(searchId, folderId, uids);
        Step step = new Step(full);
        SearchEvaluator evaluator = new SearchEvaluator(snapshot, folderId,
                plan.criteria().restriction());
        Map<Integer, MessageRow> rows = new HashMap<>();
        for (MessageRow row : snapshot.messages.ofUids(folderId, uids,
                Set.of(MessagePart.PROPERTIES))) {
            if (!row.associated()) {
                rows.put(row.uid(), row);
            }
        }
        for (int uid : uids) {
            MessageRow row = rows.get(uid);
            SearchRows.Link link = links.get(uid);
            if (row == null) {
                continue;
            }
            SearchEvaluator.Outcome outcome = plan.isFrozen()
                    ? SearchEvaluator.Outcome.MATCH
                    : evaluator.evaluate(row);
            step.add(row, link, outcome);
        }
        step.decided = snapshot.searches.pendingOf(searchId, folderId, step.known());
        return step;
    }

    /// What one batch changes.
    private static final class Step {
        private final List<MessageRow> added = new ArrayList<>();
        private final Map<SearchRows.Link, MessageRow> updated = new HashMap<>();
        private final List<SearchRows.Link> removed = new ArrayList<>();
        private final List<Integer> waiting = new ArrayList<>();
        private final List<Integer> known = new ArrayList<>();
        private int[] decided = {};
        private final boolean fresh;

        /// @param fresh what is linked now may be by other criteria
        private Step(boolean fresh) { this.fresh = fresh; }

        private void add(MessageRow row, SearchRows.@Nullable Link link,
                SearchEvaluator.Outcome outcome) {
            switch (outcome) {
                case MATCH -> {
                    known.add(row.uid());
                    keep(row, link, true);
                }
                case NO_MATCH -> {
                    known.add(row.uid());
                    if (link != null) {
                        removed.add(link);
                    }
                }
                case PENDING -> {
                    waiting.add(row.uid());
                    if (link != null && fresh) {
                        removed.add(link);
                    } else {
                        keep(row, link, false);
                    }
                }
            }
        }

        private void keep(MessageRow row, SearchRows.@Nullable Link link, boolean matches) {
            if (link == null) {
                if (matches) {
                    added.add(row);
                }
            } else if (row.changeNumber() > link.changeNumber()) {
                updated.put(link, row);
            }
        }

        private int[] known() { return known.stream().mapToInt(Integer::intValue).toArray(); }

        private boolean isEmpty() {
            return added.isEmpty() && updated.isEmpty() && removed.isEmpty() && waiting.isEmpty()
                    && decided.length == 0;
        }

        private void write(SearchLinker linker) throws SQLException {
            for (MessageRow row : added) {
                linker.add(row);
            }
            for (Map.Entry<SearchRows.Link, MessageRow> each : updated.entrySet()) {
                linker.update(each.getKey(), each.getValue());
            }
            linker.remove(removed);
            for (int uid : waiting) {
                linker.wait(uid);
            }
            linker.forget(decided);
        }
    }
}
