package org.rialto.protocols.nspi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;

/// What methods answer, for a carrier to encode.
public final class Answers {
    private Answers() {}

    /// A table's columns and some of its rows.
    public record RowSet(List<PropertyTag> columns, List<PropertyRow> rows) {
        public RowSet {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /// @param delta rows between the initial and the final position
    public record Moved(Stat stat, int delta) {}

    public record Rows(Stat stat, RowSet rows) {}

    /// @param rows null when none were wanted
    public record Sought(Stat stat, @Nullable RowSet rows) {}

    /// @param code Success or ErrorsReturned
    /// @param values one for each tag asked for, PtypErrorCode where there is none
    public record Properties(ErrorCode code, List<PropertyValue> values) {
        public Properties { values = List.copyOf(values); }
    }

    /// @param rows null when none were wanted
    public record Matches(Stat stat, List<Integer> minimalIds, @Nullable RowSet rows) {
        public Matches { minimalIds = List.copyOf(minimalIds); }
    }

    public record Resorted(Stat stat, List<Integer> minimalIds) {
        public Resorted { minimalIds = List.copyOf(minimalIds); }
    }

    /// @param minimalIds for each name whether it was resolved; [NameQueries] has the values
    /// @param rows of the resolved ones, in their order
    public record Resolved(List<Integer> minimalIds, RowSet rows) {
        public Resolved { minimalIds = List.copyOf(minimalIds); }
    }

    /// @param version of the hierarchy table; null for address creation tables
    /// @param rows each with its own properties
    public record SpecialTable(@Nullable Integer version, List<List<PropertyValue>> rows) {
        public SpecialTable { rows = List.copyOf(rows); }
    }
}
