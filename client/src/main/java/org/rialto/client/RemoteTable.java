package org.rialto.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;

/// A table, with its columns and its cursor.
public final class RemoteTable extends RemoteObject {
    private final int rowCount;
    private List<PropertyTag> columns = List.of();

    RemoteTable(MapiClient client, int handle, int rowCount) {
        super(client, handle);
        this.rowCount = rowCount;
    }

    /// How many rows there were when the table was opened.
    public int rowCount() { return rowCount; }

    public RemoteTable columns(PropertyTag... tags) throws IOException, InterruptedException {
        columns = List.of(tags);
        ask(new RopSetColumns.Request(0, 0, 0, columns), RopSetColumns.Response.class);
        return this;
    }

    public RemoteTable sort(SortOrder... orders) throws IOException, InterruptedException {
        ask(new RopSortTable.Request(0, 0, 0, SortOrderSet.of(orders)),
                RopSortTable.Response.class);
        return this;
    }

    public RemoteTable restrict(Restriction restriction) throws IOException, InterruptedException {
        ask(new RopRestrict.Request(0, 0, 0, restriction), RopRestrict.Response.class);
        return this;
    }

    /// Moves the cursor by rows from where it is.
    public void seek(int rows) throws IOException, InterruptedException {
        ask(new RopSeekRow.Request(0, 0, 1, rows, false), RopSeekRow.Response.class);
    }

    /// The next rows, up to as many; fewer at the end, or where they do not fit in an answer.
    public List<PropertyRow> rows(int most) throws IOException, InterruptedException {
        return rows(ask(new RopQueryRows.Request(0, 0, RopQueryRows.ADVANCE, true, most),
                RopQueryRows.Response.class), columns);
    }

    /// The rows of an answer.
    public static List<PropertyRow> rows(RopQueryRows.Response response,
            List<PropertyTag> columns) {
        ByteReader in = response.rowData().reader();
        List<PropertyRow> rows = new ArrayList<>();
        for (int i = 0; i < response.rowCount(); i++) {
            rows.add(PropertyRow.read(in, columns, MapiClient.format()));
        }
        return rows;
    }
}
