package org.rialto.mapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An error, warning or property error code. MS-OXCDATA §2.4; [ErrorCodes] has them by name.
public record ErrorCode(int value) {
    public boolean isSuccess() { return value == 0; }

    /// The code's name in the document, or its number where it has none.
    public String name() {
        List<String> names = Names.ALL.getOrDefault(value, List.of());
        return names.isEmpty() ? toString() : names.get(0);
    }

    /// Other names in use for the number, such as `MAPI_E_NOT_FOUND` and `ecNotFound`.
    public List<String> otherNames() {
        List<String> names = Names.ALL.getOrDefault(value, List.of());
        return names.isEmpty() ? names : names.subList(1, names.size());
    }

    @Override
    public String toString() { return String.format("0x%08X", value); }

    /// Read when first asked for.
    private static final class Names {
        static final Map<Integer, List<String>> ALL = new HashMap<>();

        static {
            for (Map<String, String> row : DataTable.ofResource("errors.tsv").rows()) {
                int code = Integer.parseUnsignedInt(
                        row.getOrDefault("code", "").substring(2), 16);
                List<String> names = new ArrayList<>(ALL.getOrDefault(code, List.of()));
                add(names, row.getOrDefault("name", ""));
                DataTable.list(row.getOrDefault("also_known_as", ""), ", ")
                        .forEach(name -> add(names, name));
                ALL.put(code, List.copyOf(names));
            }
        }

        private static void add(List<String> names, String name) {
            if (!names.contains(name)) {
                names.add(name);
            }
        }
    }
}
