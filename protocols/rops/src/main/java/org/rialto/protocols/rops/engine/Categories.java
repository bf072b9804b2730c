package org.rialto.protocols.rops.engine;

import java.util.List;
import java.util.Set;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.table.RopCollapseRow;
import org.rialto.protocols.rops.wire.table.RopExpandRow;
import org.rialto.protocols.rops.wire.table.RopGetCollapseState;
import org.rialto.protocols.rops.wire.table.RopSetCollapseState;
import org.rialto.store.table.Table;
import org.rialto.store.table.TableRow;

/// The categories of a sorted contents table. MS-OXCTABL §3.2.5.17 to §3.2.5.20.
final class Categories {
    /// RopId, handle index, return value, two counts.
    private static final int EXPAND_HEADER_BYTES = 12;

    private Categories() {}

    private static Table categorized(TableObject open) {
        TableHandler.require(open, Set.of(TableObject.Kind.CONTENTS));
        open.columns();
        return open.table();
    }

    /// @throws RopError NotFound, or NoExpandLeafRow for a message's row (MS-OXCDATA §2.4.1)
    private static long category(long id, TableObject open) {
        long category = RowValues.category(id);
        if (category == 0) {
            long message = MessageId.ofLong(id).globalCounter();
            boolean leaf = open.logon().ids().messageId(message) == id
                    && open.table().shows(message);
            throw new RopError(leaf ? ErrorCodes.NoExpandLeafRow : ErrorCodes.NotFound);
        }
        return category;
    }

    static RopResponse expand(RopExpandRow.Request request, TableObject open, Call call) {
        Table table = categorized(open);
        int room = call.room() - EXPAND_HEADER_BYTES;
        if (room < 0) {
            throw new BufferTooSmall(EXPAND_HEADER_BYTES);
        }
        long category = category(request.categoryId(), open);
        int expanded;
        try {
            expanded = table.expand(category);
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.NotCollapsed);
        }
        List<TableRow> rows = below(table, category,
                Math.min(request.maxRowCount(), expanded));
        TableHandler.Rows encoded = TableHandler.encode(open, rows, true, room, call);
        return new RopExpandRow.Response(request.inputHandleIndex(), expanded, encoded.count(),
                encoded.data());
    }

    /// The first rows after a category's header; the cursor stays.
    private static List<TableRow> below(Table table, long category, int count) {
        int cursor = table.position();
        int header = table.setCollapseState(table.collapseState(category, 0));
        table.seek(header, 1);
        table.freeBookmark(header);
        List<TableRow> rows = table.queryRows(count, true, false);
        table.seek(Table.Origin.BEGINNING, cursor);
        return rows;
    }

    static RopResponse collapse(RopCollapseRow.Request request, TableObject open) {
        Table table = categorized(open);
        try {
            return new RopCollapseRow.Response(request.inputHandleIndex(),
                    table.collapse(category(request.categoryId(), open)));
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.NotExpanded);
        }
    }

    static RopResponse state(RopGetCollapseState.Request request, TableObject open) {
        Table table = categorized(open);
        long category = RowValues.category(request.rowId());
        long rowId = category != 0
                ? category
                : MessageId.ofLong(request.rowId()).globalCounter();
        byte[] state = table.collapseState(rowId, request.rowInstanceNumber());
        return new RopGetCollapseState.Response(request.inputHandleIndex(), Binary.wrap(state));
    }

    static RopResponse setState(RopSetCollapseState.Request request, TableObject open) {
        Table table = categorized(open);
        try {
            int bookmark = table.setCollapseState(request.collapseState().toByteArray());
            open.noteBookmark(bookmark);
            return new RopSetCollapseState.Response(request.inputHandleIndex(),
                    TableHandler.wire(bookmark));
        } catch (MailError.Invalid e) {
            throw new RopError(ErrorCodes.InvalidCollapseState);
        }
    }
}
