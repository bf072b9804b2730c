package org.rialto.mapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A table of tab-separated values: comment lines, a line of column names, then rows.
record DataTable(List<Map<String, String>> rows) {
    /// The data file of this package with the name.
    static DataTable ofResource(String name) {
        InputStream stream = DataTable.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("the data file " + name + " is missing");
        }
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return of(reader.readAllLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataTable of(List<String> lines) {
        List<Map<String, String>> rows = new ArrayList<>();
        String[] columns = null;
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (columns == null) {
                columns = cells;
                continue;
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], cells[i]);
            }
            rows.add(Map.copyOf(row));
        }
        return new DataTable(List.copyOf(rows));
    }

    /// The values of a cell that may hold several.
    static List<String> list(String cell, String separator) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(separator));
    }
}
