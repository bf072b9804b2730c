package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The columns that a table is sorted by, the first `categoryCount` of which group its rows, and
/// the first `expandedCount` of those open at first. MS-OXCDATA §2.13.2.
public record SortOrderSet(List<SortOrder> orders, int categoryCount, int expandedCount) {
    public static final SortOrderSet NONE = new SortOrderSet(List.of(), 0, 0);
    private static final int ORDER_BYTES = 5;

    public SortOrderSet {
        orders = List.copyOf(orders);
        if (orders.size() > 0xFFFF || categoryCount < 0 || expandedCount < 0
                || categoryCount > orders.size() || expandedCount > categoryCount) {
            throw new MailError.Invalid("a sort order set of " + orders.size() + " columns, "
                    + categoryCount + " categories and " + expandedCount + " expanded");
        }
    }

    public static SortOrderSet of(SortOrder... orders) {
        return new SortOrderSet(List.of(orders), 0, 0);
    }

    /// The bytes of one, whose contents may be none that there are.
    public static Binary readBytes(ByteReader in) {
        int count = in.readUint16();
        int categories = in.readUint16();
        int expanded = in.readUint16();
        byte[] orders = in.readBytes(in.checkCount(count, ORDER_BYTES) * ORDER_BYTES);
        return Binary.wrap(new ByteWriter(3 * Short.BYTES + orders.length).writeInt16(count)
                .writeInt16(categories).writeInt16(expanded).writeBytes(orders).toByteArray());
    }

    public static SortOrderSet read(ByteReader in) {
        int count = in.readUint16();
        int categories = in.readUint16();
        int expanded = in.readUint16();
        in.checkCount(count, ORDER_BYTES);
        if (categories > count || expanded > categories) {
            throw in.malformed("more categories than columns, or more expanded than categories");
        }
        List<SortOrder> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(SortOrder.read(in));
        }
        return new SortOrderSet(orders, categories, expanded);
    }

    public void write(ByteWriter out) {
        out.writeInt16(orders.size()).writeInt16(categoryCount).writeInt16(expandedCount);
        orders.forEach(order -> order.write(out));
    }
}
