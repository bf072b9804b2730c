package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// Rows of tables and properties of objects. MS-OXNSPI §3.1.4.1.5 to §3.1.4.1.9.
final class RowQueries {
    // §2.2.1.11, retrieve property flags.
    static final int SKIP_OBJECTS = 0x1;
    static final int EPHEMERAL_IDS = 0x2;
    /// §2.2.1.13, NspiUnicodeProptypes.
    static final int UNICODE_TYPES = 0x8000_0000;

    /// §3.1.4.1.8, constraint 6: what a client gets that names no columns.
    static final List<PropertyTag> DEFAULT_COLUMNS = List.of(
            PropertyTags.PidTagAddressBookContainerId, PropertyTags.PidTagObjectType,
            PropertyTags.PidTagDisplayType, string8(PropertyTags.PidTagDisplayName),
            string8(PropertyTags.PidTagPrimaryTelephoneNumber),
            string8(PropertyTags.PidTagDepartmentName),
            string8(PropertyTags.PidTagOfficeLocation));

    /// Objects read together.
    private static final int PAGE_ROWS = 200;
    private final NspiSession session;
    private final NspiLimits limits;

    RowQueries(NspiSession session) {
        this.session = session;
        this.limits = session.server().limits();
    }

    private static PropertyTag string8(PropertyTag tag) {
        return tag.withType(PropertyType.STRING8);
    }

    Answers.Rows queryRows(int flags, Stat stat, @Nullable List<Integer> explicitTable, int count,
            @Nullable List<PropertyTag> columns) {
        if (explicitTable == null && count == 0) {
            throw new NspiError(ErrorCodes.InvalidParameter, "no rows are asked for");
        }
        List<PropertyTag> shown = columns == null ? DEFAULT_COLUMNS : columns;
        check(stat, shown);
        if (explicitTable != null && explicitTable.isEmpty()) {
            return new Answers.Rows(stat, noRows(count, shown));
        }
        if (explicitTable != null) {
            // Constraint 10: one row at least, where there is one.
            return new Answers.Rows(stat, rowsOf(explicitTable, count == 0 ? 1 : count, shown,
                    (flags & EPHEMERAL_IDS) != 0));
        }
        ListTable table = session.table(stat);
        int start = table.locate(stat).row();
        if (start >= table.size()) {
            return new Answers.Rows(table.stat(stat, start), noRows(count, shown));
        }
        int end = start + Math.min(most(count, shown), table.size() - start);
        List<Integer> minimalIds = new ArrayList<>(end - start);
        for (int index = start; index < end; index++) {
            minimalIds.add(table.minimalId(index));
        }
        Answers.RowSet rows = rowsOf(minimalIds, count, shown, (flags & EPHEMERAL_IDS) != 0);
        return new Answers.Rows(table.stat(stat, start + rows.rows().size()), rows);
    }

    /// Constraint 15: where no row satisfies the query, an answer has as many rows as were asked for,
    /// of nothing but errors. That a table is at its end, its `Stat` says.
    private Answers.RowSet noRows(int count, List<PropertyTag> columns) {
        PropertyRow row = row(0, null, columns, false);
        return new Answers.RowSet(columns, Collections.nCopies(most(count, columns), row));
    }

    private void check(Stat stat, List<PropertyTag> columns) {
        if (columns.size() > limits.columns()) {
            throw new NspiError(ErrorCodes.TableTooBig, "too many columns are asked for");
        }
        TextForm.check(stat.codePage(), columns);
    }

    private int most(int count, List<PropertyTag> columns) {
        int wanted = count < 0 ? Integer.MAX_VALUE : count;
        int cells = Math.max(1, limits.cells() / Math.max(1, columns.size()));
        return Math.min(wanted, Math.min(limits.rows(), cells));
    }

    /// The first rows of an explicit table; at least one, and no more than an answer should have.
    /// What is not there, or may not be seen, is a row without values.
    Answers.RowSet rowsOf(List<Integer> minimalIds, int count, List<PropertyTag> columns,
            boolean ephemeral) {
        int most = Math.min(most(count, columns), minimalIds.size());
        List<PropertyRow> rows = new ArrayList<>(most);
        long bytes = 0;
        for (int from = 0; from < most && bytes < limits.answerBytes(); from += PAGE_ROWS) {
            List<Integer> page = minimalIds.subList(from, Math.min(most, from + PAGE_ROWS));
            Map<Long, DirectoryObject> objects = session.server().directory()
                    .objects(page.stream().map(MinimalIds::objectId).toList());
            for (int minimalId : page) {
                DirectoryObject object = objects.get(MinimalIds.objectId(minimalId));
                PropertyRow row = row(minimalId,
                        object != null && session.sees(object) ? object : null, columns,
                        ephemeral);
                rows.add(row);
                bytes += RowSize.of(row);
                if (bytes >= limits.answerBytes()) {
                    break;
                }
            }
        }
        return new Answers.RowSet(columns, rows);
    }

    private PropertyRow row(int minimalId, @Nullable DirectoryObject object,
            List<PropertyTag> columns, boolean ephemeral) {
        AddressList list = AddressList.ofObjectId(minimalId);
        if (list != null) {
            ListObject container = new ListObject(session.server().guid(), list, ephemeral);
            return new PropertyRow(columns.stream().map(container::cell).toList());
        }
        List<PropertyCell> cells = new ArrayList<>(columns.size());
        BookObject seen = object == null ? null : new BookObject(session, object, ephemeral);
        for (PropertyTag column : columns) {
            cells.add(seen == null ? PropertyCell.NOT_FOUND : seen.cell(column));
        }
        return new PropertyRow(cells);
    }

    // ---- seek -------------------------------------------------------------------------------

    Answers.Sought seekEntries(Stat stat, @Nullable PropertyValue target,
            @Nullable List<Integer> explicitTable, @Nullable List<PropertyTag> columns) {
        AddressList list = session.container(stat);
        if (stat.sortType() != Stat.SORT_DISPLAY_NAME || target == null
                || target.id() != PropertyTags.PidTagDisplayName.id()
                || !target.type().isText() || target.type().isMultiple()) {
            throw new NspiError(ErrorCodes.GeneralFailure,
                    "only display names can be sought, in their order");
        }
        if (columns != null) {
            check(stat, columns);
        }
        String key = SortKey.of(target.string());
        AddressLists lists = session.server().lists();
        ListTable table = lists.table(list, stat.sortType());
        if (explicitTable != null) {
            return seekIn(explicitTable, lists, key, stat, columns);
        }
        int found = table.firstNotBefore(key);
        if (found >= table.size()) {
            throw nothingFound();
        }
        Stat at = stat.withPosition(table.minimalId(found), found, table.size());
        return new Answers.Sought(at, columns == null
                ? null
                : queryRows(EPHEMERAL_IDS, at, null, limits.rows(), columns).rows());
    }

    private Answers.Sought seekIn(List<Integer> explicitTable, AddressLists lists, String key,
            Stat stat, @Nullable List<PropertyTag> columns) {
        for (int index = 0; index < explicitTable.size(); index++) {
            ListRow row = lists.row(MinimalIds.objectId(explicitTable.get(index)));
            if (row != null && row.key().compareTo(key) >= 0) {
                Stat at = stat.withPosition(row.minimalId(), index, explicitTable.size());
                List<Integer> rest = explicitTable.subList(index, explicitTable.size());
                return new Answers.Sought(at,
                        columns == null ? null : rowsOf(rest, rest.size(), columns, true));
            }
        }
        throw nothingFound();
    }

    private static NspiError nothingFound() {
        return new NspiError(ErrorCodes.NotFound, "no row is at or after that value");
    }

    // ---- properties of one object -----------------------------------------------------------

    /// Texts are 8-bit ones whatever the code page, §3.1.4.1.6 constraint 4.
    List<PropertyTag> getPropList(int flags, int minimalId) {
        return tags(flags, minimalId, PropertyType.STRING8);
    }

    private List<PropertyTag> tags(int flags, int minimalId, PropertyType textType) {
        AddressList list = AddressList.ofObjectId(minimalId);
        if (list != null) {
            return new ListObject(session.server().guid(), list, false).values(textType)
                    .stream().map(PropertyValue::tag).toList();
        }
        DirectoryObject object = session.object(minimalId);
        return object == null
                ? List.of()
                : new BookObject(session, object, false).tags((flags & SKIP_OBJECTS) != 0,
                        textType);
    }

    Answers.Properties getProps(int flags, Stat stat, @Nullable List<PropertyTag> columns) {
        // What GetMatches leaves there is the object that it was asked about.
        if (AddressList.ofMinimalId(stat.containerId()) == null
                && session.object(stat.containerId()) == null) {
            throw new NspiError(ErrorCodes.InvalidBookmark, "there is no such address list");
        }
        // 8-bit texts have no form in Unicode: there, who names no properties gets them as they are.
        List<PropertyTag> shown = columns == null
                ? tags(flags, stat.currentRec(), stat.codePage() == TextForm.UNICODE
                        ? PropertyType.STRING
                        : PropertyType.STRING8)
                : columns;
        check(stat, shown);
        DirectoryObject object = session.object(stat.currentRec());
        PropertyRow row = row(stat.currentRec(), object, shown, (flags & EPHEMERAL_IDS) != 0);
        List<PropertyValue> values = new ArrayList<>(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            values.add(value(shown.get(i), row.cells().get(i)));
        }
        ErrorCode code = row.isComplete() ? ErrorCodes.Success : ErrorCodes.ErrorsReturned;
        return new Answers.Properties(code, values);
    }

    private static PropertyValue value(PropertyTag tag, PropertyCell cell) {
        return switch (cell) {
            case PropertyCell.Value value ->
                new PropertyValue(PropertyTag.of(tag.id(), value.type()), value.value());
            case PropertyCell.Absent _ -> error(tag, ErrorCodes.NotFound);
            case PropertyCell.Failed failed -> error(tag, failed.error());
        };
    }

    private static PropertyValue error(PropertyTag tag, ErrorCode code) {
        return new PropertyValue(PropertyTag.of(tag.id(), PropertyType.ERROR_CODE), code);
    }

    static List<PropertyTag> queryColumns(int flags) {
        boolean unicode = (flags & UNICODE_TYPES) != 0;
        return BookProperties.all().stream()
                .map(property -> unicode ? property.tagAsString() : property.tagAsString8())
                .distinct().toList();
    }
}
