package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;

/// Explicit tables: of what a filter lets through, or of what a property points to. MS-OXNSPI
/// §3.1.4.1.10, §3.1.4.1.11, §3.1.4.4.2.
final class MatchQueries {
    /// Objects read together.
    private static final int PAGE_ROWS = 500;
    private final NspiSession session;
    private final NspiLimits limits;

    MatchQueries(NspiSession session) {
        this.session = session;
        this.limits = session.server().limits();
    }

    Answers.Matches getMatches(Stat stat, @Nullable Restriction filter,
            @Nullable Integer propertyId, int rowLimit, @Nullable List<PropertyTag> columns) {
        if (columns != null) {
            TextForm.check(stat.codePage(), columns);
            if (columns.size() > limits.columns()) {
                throw new NspiError(ErrorCodes.TableTooBig, "too many columns are asked for");
            }
        }
        long most = Math.min(Integer.toUnsignedLong(rowLimit), limits.explicitRows());
        List<Integer> found = filter == null
                ? linked(stat, propertyId, most)
                : filtered(stat, filter, most);
        return new Answers.Matches(stat.withContainer(stat.currentRec()), found, columns == null
                ? null
                : new RowQueries(session).rowsOf(found, found.size(), columns, true));
    }

    private static boolean isListOrder(Stat stat) {
        return stat.sortType() == Stat.SORT_DISPLAY_NAME
                || stat.sortType() == Stat.SORT_PHONETIC_DISPLAY_NAME;
    }

    // ---- by a filter ------------------------------------------------------------------------

    private List<Integer> filtered(Stat stat, Restriction restriction, long most) {
        if (!isListOrder(stat)) {
            throw new NspiError(ErrorCodes.GeneralFailure,
                    "a filtered table has no such order");
        }
        ListTable table = session.table(stat);
        ListFilter filter = ListFilter.of(restriction, limits);
        List<Integer> found = new ArrayList<>();
        List<ListRow> undecided = new ArrayList<>();
        NameMatch name = filter.requiredName();
        List<ListRow> rows = name == null
                ? table.rows()
                : table.sorted(
                        table.matching(name, Integer.MAX_VALUE));
        for (ListRow row : rows) {
            if (!filter.needsObject()) {
                if (filter.matches(row, null)) {
                    add(found, row, most);
                }
            } else if (filter.mayMatch(row)) {
                undecided.add(row);
                if (undecided.size() == PAGE_ROWS) {
                    decide(undecided, filter, found, most);
                }
            }
        }
        decide(undecided, filter, found, most);
        return found;
    }

    private void decide(List<ListRow> rows, ListFilter filter, List<Integer> found, long most) {
        Map<Long, DirectoryObject> objects = session.server().directory()
                .objects(rows.stream().map(ListRow::id).toList());
        for (ListRow row : rows) {
            DirectoryObject object = objects.get(row.id());
            if (object != null
                    && filter.matches(row, new BookObject(session, object, false))) {
                add(found, row, most);
            }
        }
        rows.clear();
    }

    private static void add(List<Integer> found, ListRow row, long most) {
        if (found.size() >= most) {
            throw tooBig();
        }
        found.add(row.minimalId());
    }

    private static NspiError tooBig() {
        return new NspiError(ErrorCodes.TableTooBig, "more rows match than are asked for");
    }

    // ---- by a property ----------------------------------------------------------------------

    private List<Integer> linked(Stat stat, @Nullable Integer propertyId, long most) {
        // Constraint 7. A property tag where the list should be is good in any order: that of a
        // property's table is one that clients forget to ask for.
        boolean named = propertyId == null && ObjectLink
                .ofPropertyId(new PropertyTag(stat.containerId()).id()).isPresent();
        if (isListOrder(stat) && !named) {
            session.container(stat);
        }
        DirectoryObject object = session.object(stat.currentRec());
        if (object == null) {
            throw new NspiError(ErrorCodes.GeneralFailure, "there is no such object");
        }
        int id = propertyId == null
                ? new PropertyTag(stat.containerId()).id()
                : propertyId & 0xFFFF;
        Optional<ObjectLink> link = ObjectLink.ofPropertyId(id);
        boolean writable = stat.sortType() == Stat.SORT_DISPLAY_NAME_W;
        if (link.isEmpty()
                || writable && !new ObjectChanges(session).isWritable(object, link.get())) {
            throw new NspiError(ErrorCodes.NotSupported,
                    "the property leads to no objects, or cannot be changed");
        }
        List<DirectoryObject> targets;
        try {
            targets = session.linked(object, link.get());
        } catch (MailError.TooLarge e) {
            throw tooBig();
        }
        if (targets.size() > most) {
            throw tooBig();
        }
        targets.forEach(session::reveal);
        return sorted(targets, Stat.SORT_DISPLAY_NAME);
    }

    private static List<Integer> sorted(List<DirectoryObject> objects, int sortType) {
        Comparator<ListRow> order = sortType == Stat.SORT_PHONETIC_DISPLAY_NAME
                ? ListRow.BY_PHONETIC_NAME
                : ListRow.BY_DISPLAY_NAME;
        return objects.stream().map(ListRow::of).sorted(order).map(ListRow::minimalId).toList();
    }

    // ---- resort -----------------------------------------------------------------------------

    Answers.Resorted resort(Stat stat, List<Integer> minimalIds) {
        if (!isListOrder(stat)) {
            throw new NspiError(ErrorCodes.GeneralFailure, "a table has no such order");
        }
        if (minimalIds.size() > limits.explicitRows()) {
            throw new NspiError(ErrorCodes.TableTooBig, "the explicit table is too long");
        }
        Map<Long, DirectoryObject> objects = session.server().directory()
                .objects(minimalIds.stream().map(MinimalIds::objectId).distinct().toList());
        List<DirectoryObject> seen = objects.values().stream().filter(session::sees).toList();
        List<Integer> sorted = sorted(seen, stat.sortType());
        int position = sorted.indexOf(stat.currentRec());
        Stat after = stat.withPosition(position < 0 ? Stat.BEGINNING_OF_TABLE : stat.currentRec(),
                Math.max(0, position), sorted.size());
        return new Answers.Resorted(after, sorted);
    }
}
