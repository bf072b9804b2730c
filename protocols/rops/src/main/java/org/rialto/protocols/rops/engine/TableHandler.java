package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.table.RopAbort;
import org.rialto.protocols.rops.wire.table.RopCollapseRow;
import org.rialto.protocols.rops.wire.table.RopCreateBookmark;
import org.rialto.protocols.rops.wire.table.RopExpandRow;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopFreeBookmark;
import org.rialto.protocols.rops.wire.table.RopGetCollapseState;
import org.rialto.protocols.rops.wire.table.RopGetStatus;
import org.rialto.protocols.rops.wire.table.RopQueryColumnsAll;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.protocols.rops.wire.table.RopSeekRowBookmark;
import org.rialto.protocols.rops.wire.table.RopSeekRowFractional;
import org.rialto.protocols.rops.wire.table.RopSetCollapseState;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;
import org.rialto.protocols.rops.wire.table.TableConstants;
import org.rialto.protocols.rops.wire.table.TableRequest;
import org.rialto.store.table.Table;
import org.rialto.store.table.TableRow;

/// Tables. Every operation is done when it is answered, so that none is ever busy or to be aborted.
/// MS-OXCTABL §3.2.5; categories are with [Categories].
final class TableHandler implements FamilyHandler<TableRequest> {
    private static final int QUERY_FLAGS = RopQueryRows.NO_ADVANCE
            | RopQueryRows.ENABLE_PACKED_BUFFERS;
    /// RopId, handle index, return value, origin, row count.
    private static final int QUERY_HEADER_BYTES = 9;
    /// RopId, handle index, return value, two flags.
    private static final int FIND_HEADER_BYTES = 8;
    /// §3.2.5.4; not among the codes of MS-OXCDATA.
    static final ErrorCode CONVERSATION_NOT_FOUND = new ErrorCode(0x0000_0496);
    /// What restrictions are for (§3.2.5.4, §3.2.5.14), and bookmarks (§3.2.5.10, §3.2.5.12).
    private static final Set<TableObject.Kind> RESTRICTED = EnumSet.of(TableObject.Kind.CONTENTS,
            TableObject.Kind.HIERARCHY, TableObject.Kind.RULES);
    private static final Set<TableObject.Kind> BOOKMARKED = EnumSet.of(TableObject.Kind.CONTENTS,
            TableObject.Kind.HIERARCHY);
    /// No client's view has as many; each is part of the key that is kept of every row.
    private static final int MOST_SORT_COLUMNS = 32;
    private static final int MOST_CATEGORIES = 8;
    /// How many rows are read from the store at a time.
    private static final int BATCH = 64;

    @Override
    public RopResponse handle(TableRequest request, Call call) {
        TableObject open = table(request, call);
        RowBudget budget = call.session().rowBudget();
        if (request instanceof RopFindRow.Request || !open.isFound()) {
            budget.require();
        }
        long before = open.lookedAtRows();
        RopResponse response;
        try {
            response = carryOut(request, open, call);
        } finally {
            budget.spend(open.lookedAtRows() - before);
        }
        if (makesView(request)) {
            open.view();
        }
        return response;
    }

    /// A bookmark that went with its table is NullObject (MS-OXCTABL §2.2.2.15), whatever a released
    /// table is otherwise.
    private static TableObject table(TableRequest request, Call call) {
        try {
            return call.input(TableObject.class);
        } catch (RopError e) {
            boolean bookmark = request instanceof RopFreeBookmark.Request
                    || request instanceof RopSeekRowBookmark.Request;
            throw bookmark && e.code().equals(ErrorCodes.InvalidObject)
                    ? new RopError(ErrorCodes.NullObject)
                    : e;
        }
    }

    /// The operations that look at the rows, so that the client is told of these from then on.
    /// MS-OXCNOTIF §3.1.4.3.
    private static boolean makesView(TableRequest request) {
        return switch (request) {
            case RopCollapseRow.Request _,RopExpandRow.Request _,RopFindRow.Request _,RopQueryColumnsAll.Request _,RopQueryPosition.Request _,RopQueryRows.Request _,RopSeekRow.Request _,RopSeekRowFractional.Request _,RopSeekRowBookmark.Request _ ->
                true;
            case RopSetColumns.Request _,RopSortTable.Request _,RopRestrict.Request _,RopAbort.Request _,RopGetStatus.Request _,RopCreateBookmark.Request _,RopFreeBookmark.Request _,RopResetTable.Request _,RopGetCollapseState.Request _,RopSetCollapseState.Request _ ->
                false;
        };
    }

    private static RopResponse carryOut(TableRequest request, TableObject open, Call call) {
        return switch (request) {
            case RopSetColumns.Request r -> setColumns(r, open);
            case RopSortTable.Request r -> sort(r, open);
            case RopRestrict.Request r -> restrict(r, open);
            case RopQueryRows.Request r -> queryRows(r, open, call);
            case RopAbort.Request _ -> {
                requireBookmarks(open);
                throw new RopError(ErrorCodes.AbortFailed);
            }
            case RopGetStatus.Request r ->
                new RopGetStatus.Response(r.inputHandleIndex(), TableConstants.STATUS_COMPLETE);
            case RopQueryPosition.Request r -> {
                Table table = open.table();
                yield new RopQueryPosition.Response(r.inputHandleIndex(), table.position(),
                        table.rowCount());
            }
            case RopSeekRow.Request r -> seek(r, open);
            case RopSeekRowBookmark.Request r -> seekBookmark(r, open);
            case RopSeekRowFractional.Request r -> {
                seekFraction(r, open);
                yield new RopSeekRowFractional.Response(r.inputHandleIndex());
            }
            case RopCreateBookmark.Request r -> createBookmark(r, open);
            case RopFreeBookmark.Request r -> freeBookmark(r, open);
            case RopQueryColumnsAll.Request r ->
                new RopQueryColumnsAll.Response(r.inputHandleIndex(), open.allColumns());
            case RopFindRow.Request r -> find(r, open, call);
            case RopResetTable.Request r -> {
                require(open, Set.of(TableObject.Kind.CONTENTS));
                open.reset();
                yield new RopResetTable.Response(r.inputHandleIndex());
            }
            case RopExpandRow.Request r -> Categories.expand(r, open, call);
            case RopCollapseRow.Request r -> Categories.collapse(r, open);
            case RopGetCollapseState.Request r -> Categories.state(r, open);
            case RopSetCollapseState.Request r -> Categories.setState(r, open);
        };
    }

    /// §3.2.5.2.
    private static RopResponse setColumns(RopSetColumns.Request request, TableObject open) {
        open.setColumns(null);
        boolean valid = !request.propertyTags().isEmpty()
                && request.propertyTags().stream().allMatch(TableHandler::isColumn);
        if (!valid) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        open.setColumns(request.propertyTags());
        return new RopSetColumns.Response(request.inputHandleIndex(),
                TableConstants.STATUS_COMPLETE);
    }

    private static boolean isColumn(PropertyTag tag) {
        return tag.hasKnownType() && tag.type() != PropertyType.UNSPECIFIED
                && tag.type() != PropertyType.NULL && tag.type() != PropertyType.ERROR_CODE;
    }

    /// §3.2.5.3. Only contents tables are sorted.
    private static RopResponse sort(RopSortTable.Request request, TableObject open) {
        require(open, Set.of(TableObject.Kind.CONTENTS));
        open.sort(() -> order(request));
        return new RopSortTable.Response(request.inputHandleIndex(),
                TableConstants.STATUS_COMPLETE);
    }

    /// @throws RopError it is none, or one of more columns than any view has
    private static SortOrderSet order(RopSortTable.Request request) {
        SortOrderSet order;
        try {
            order = request.sortOrders();
        } catch (MalformedDataException e) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        if (order.orders().size() > MOST_SORT_COLUMNS || order.categoryCount() > MOST_CATEGORIES) {
            throw new RopError(ErrorCodes.TooComplex);
        }
        for (SortOrder each : order.orders()) {
            if (!isColumn(each.tag()) || each.tag().type() == PropertyType.OBJECT) {
                throw new RopError(ErrorCodes.InvalidParameter);
            }
        }
        return order;
    }

    /// §3.2.5.4.
    private static RopResponse restrict(RopRestrict.Request request, TableObject open) {
        require(open, RESTRICTED);
        open.arrange();
        Restriction asked = request.restriction();
        open.table().restrict(asked == null ? null : DearRestrictions.cheapFirst(asked));
        open.arranged();
        if (open.isOfConversations() && request.restriction() != null
                && open.table().rowCount() == 0) {
            throw new RopError(CONVERSATION_NOT_FOUND);
        }
        return new RopRestrict.Response(request.inputHandleIndex(),
                TableConstants.STATUS_COMPLETE);
    }

    /// §3.2.5.5. As many rows as there is room for; going backward, those next to the cursor.
    private static RopResponse queryRows(RopQueryRows.Request request, TableObject open,
            Call call) {
        if ((request.queryRowsFlags() & ~QUERY_FLAGS) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        Table table = open.table();
        open.columns();
        boolean forward = request.forwardRead();
        int start = table.position();
        List<TableRow> rows = table.queryRows(request.rowCount(), forward, false);
        Rows encoded = encode(open, rows, forward, call.room() - QUERY_HEADER_BYTES, call);
        if (encoded.seen() == 0 && !rows.isEmpty()) {
            throw new BufferTooSmall(ExtendedBuffer.LARGEST_PAYLOAD_BYTES, true);
        }
        int at = forward ? start + encoded.seen() : start - encoded.seen();
        boolean ended = forward ? at >= table.rowCount() : at <= 0;
        if ((request.queryRowsFlags() & RopQueryRows.NO_ADVANCE) == 0) {
            table.seek(Table.Origin.BEGINNING, at);
        }
        int origin = !ended
                ? TableConstants.BOOKMARK_CURRENT
                : forward ? TableConstants.BOOKMARK_END : TableConstants.BOOKMARK_BEGINNING;
        return new RopQueryRows.Response(request.inputHandleIndex(), origin, encoded.count(),
                encoded.data());
    }

    /// @param seen rows of the table that were passed, also those that were gone
    record Rows(Binary data, int count, int seen) {}

    /// As many rows as there is room for, from the first or, backward, from the last.
    static Rows encode(TableObject open, List<TableRow> rows, boolean forward, int room,
            Call call) {
        List<byte[]> found = new ArrayList<>();
        int bytes = 0;
        int seen = 0;
        while (seen < rows.size()) {
            int size = Math.min(BATCH, rows.size() - seen);
            List<TableRow> some = forward
                    ? rows.subList(seen, seen + size)
                    : rows.subList(rows.size() - seen - size, rows.size() - seen).reversed();
            for (PropertySource values : open.values(some)) {
                byte[] row;
                try {
                    row = values == null ? new byte[0] : open.encode(values, call.format());
                } catch (RopError e) {
                    if (seen == 0) {
                        throw e;
                    }
                    // The call may open no more messages: the next one goes on.
                    return rows(found, forward, seen);
                }
                if (bytes + row.length > room) {
                    return rows(found, forward, seen);
                }
                if (values != null) {
                    found.add(row);
                }
                bytes += row.length;
                seen++;
            }
        }
        return rows(found, forward, seen);
    }

    private static Rows rows(List<byte[]> found, boolean forward, int seen) {
        ByteWriter out = new ByteWriter(1024);
        (forward ? found : found.reversed()).forEach(out::writeBytes);
        return new Rows(Binary.wrap(out.toByteArray()), found.size(), seen);
    }

    private static Table.Origin origin(int bookmark) {
        return switch (bookmark) {
            case TableConstants.BOOKMARK_BEGINNING -> Table.Origin.BEGINNING;
            case TableConstants.BOOKMARK_CURRENT -> Table.Origin.CURRENT;
            case TableConstants.BOOKMARK_END -> Table.Origin.END;
            default -> throw new RopError(ErrorCodes.InvalidParameter);
        };
    }

    private static RopResponse seek(RopSeekRow.Request request, TableObject open) {
        Table.Moved moved = open.table().seek(origin(request.origin()), request.rowCount());
        boolean wanted = request.wantRowMovedCount();
        return new RopSeekRow.Response(request.inputHandleIndex(), wanted && moved.less(),
                wanted ? moved.moved() : 0);
    }

    private static RopResponse seekBookmark(RopSeekRowBookmark.Request request,
            TableObject open) {
        requireBookmarks(open);
        open.columns();
        Table table = open.table();
        try {
            Table.Moved moved = table.seek(bookmark(request.bookmark()), request.rowCount());
            boolean wanted = request.wantRowMovedCount();
            return new RopSeekRowBookmark.Response(request.inputHandleIndex(), moved.rowGone(),
                    wanted && moved.less(), wanted ? moved.moved() : 0);
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.InvalidBookmark);
        }
    }

    private static void seekFraction(RopSeekRowFractional.Request request, TableObject open) {
        long denominator = request.denominator() & 0xFFFF_FFFFL;
        if (denominator == 0) {
            throw new RopError(ErrorCodes.InvalidBookmark);
        }
        open.table().seekFraction(request.numerator() & 0xFFFF_FFFFL, denominator);
    }

    private static RopResponse createBookmark(RopCreateBookmark.Request request,
            TableObject open) {
        requireBookmarks(open);
        int bookmark = open.table().createBookmark();
        open.noteBookmark(bookmark);
        return new RopCreateBookmark.Response(request.inputHandleIndex(), wire(bookmark));
    }

    private static void requireBookmarks(TableObject open) { require(open, BOOKMARKED); }

    /// What a table does not do, it refuses whatever else is wrong.
    static void require(TableObject open, Set<TableObject.Kind> kinds) {
        if (!kinds.contains(open.kind())) {
            throw new RopError(ErrorCodes.NotSupported);
        }
    }

    private static RopResponse freeBookmark(RopFreeBookmark.Request request, TableObject open) {
        requireBookmarks(open);
        open.columns();
        int bookmark = bookmark(request.bookmark());
        try {
            open.table().freeBookmark(bookmark);
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.InvalidBookmark);
        }
        open.forgetBookmark(bookmark);
        return new RopFreeBookmark.Response(request.inputHandleIndex());
    }

    static Binary wire(int bookmark) {
        return Binary.wrap(new ByteWriter(Integer.BYTES).writeInt32(bookmark).toByteArray());
    }

    private static int bookmark(Binary bookmark) {
        if (bookmark.length() != Integer.BYTES) {
            throw new RopError(ErrorCodes.InvalidBookmark);
        }
        return new ByteReader(bookmark.toByteArray()).readInt32();
    }

    /// §3.2.5.14.
    private static RopResponse find(RopFindRow.Request request, TableObject open, Call call) {
        require(open, RESTRICTED);
        open.columns();
        Table table = open.table();
        if (request.restriction() == null
                || (request.findRowFlags() & ~RopFindRow.BACKWARDS) != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        boolean forward = request.findRowFlags() == RopFindRow.FORWARDS;
        boolean gone = false;
        Optional<TableRow> found;
        try {
            if (request.origin() == TableConstants.BOOKMARK_CUSTOM) {
                int bookmark = bookmark(request.bookmark());
                gone = table.isGone(bookmark);
                found = table.find(request.restriction(), bookmark, forward);
            } else {
                found = table.find(request.restriction(), origin(request.origin()), forward);
            }
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.InvalidBookmark);
        }
        TableRow row = found.orElseThrow(() -> new RopError(ErrorCodes.NotFound));
        PropertySource values = open.values(List.of(row)).getFirst();
        @Nullable
        Binary data = values == null
                ? null
                : Binary.wrap(open.encode(values, call.format()));
        boolean fits = data != null && data.length() + FIND_HEADER_BYTES <= call.room();
        return new RopFindRow.Response(request.inputHandleIndex(), gone, fits ? data : null);
    }
}
