package org.rialto.server.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How commands show what they found: aligned columns for people, JSON for programs.
final class Output {
    private static final int WIDEST_COLUMN = 48;

    private Output() {}

    static void json(PrintWriter out, Object value) {
        ObjectMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
                .build();
        out.println(mapper.writeValueAsString(value));
    }

    /// Rows under a heading; every row has as many cells as the heading.
    static void table(PrintWriter out, List<String> heading, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(heading);
        all.addAll(rows);
        int[] widths = new int[heading.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDEST_COLUMN, row.get(i).length()));
            }
        }
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i));
                int pad = widths[i] - row.get(i).length() + 2;
                if (i < widths.length - 1)
                    line.append(" ".repeat(Math.max(2, pad)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /// A view's keys and values, one a line.
    static void view(PrintWriter out, Map<String, Object> view) {
        int width = view.keySet().stream().mapToInt(String::length).max().orElse(0);
        view.forEach((key, value) -> {
            String text = value instanceof List<?> list
                    ? String.join(", ", list.stream().map(Object::toString).toList())
                    : String.valueOf(value);
            if (!text.isEmpty()) {
                out.println(key + " ".repeat(width - key.length() + 2) + text);
            }
        });
    }
}
