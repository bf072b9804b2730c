import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the constant classes of `org.rialto.mapi` from the data files beside them.
///
/// `java mapi/tools/GenerateConstants.java` from the root of the project writes
/// `PropertyTags`, `PropertySets`, `NamedProperties` and `ErrorCodes`; with `--import FOLDER` it
/// first rewrites the data files from a folder of specification tables.
final class GenerateConstants {
    static final Path DATA = Path.of("mapi/src/main/resources/org/rialto/mapi");
    static final Path JAVA = Path.of("mapi/src/main/java/org/rialto/mapi");
    static final Map<String, String> TYPES = types();
    static final int LINE = 100;

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals("--import")) {
            importFrom(Path.of(arguments[1]));
        }
        List<Map<String, String>> properties = read(DATA.resolve("properties.tsv"));
        write("PropertyTags", tags(properties));
        write("PropertySets", sets(properties));
        write("NamedProperties", named(properties));
        write("ErrorCodes", errors(read(DATA.resolve("errors.tsv"))));
    }

    static void importFrom(Path folder) throws IOException {
        StringBuilder out = new StringBuilder("""
                # Tagged and named properties: facts of MS-OXPROPS, MS-OXCFXICS and public headers.
                # Columns kept as the constants and the dictionary need them; "; " separates types.
                """);
        List<String> columns = List.of("canonical_name", "kind", "property_id", "property_set",
                "property_set_guid", "lid", "name", "data_types", "defining_reference",
                "alternate_names", "source");
        copy(read(folder.resolve("properties.tsv")), columns, out, DATA.resolve("properties.tsv"));
        out = new StringBuilder("""
                # Error, warning and property-error codes of MS-OXCDATA 2.4, with other names in use.
                """);
        columns = List.of("code", "name", "also_known_as", "oxcdata_section");
        copy(read(folder.resolve("errors.tsv")), columns, out, DATA.resolve("errors.tsv"));
    }

    static void copy(List<Map<String, String>> rows, List<String> columns, StringBuilder out,
            Path to) throws IOException {
        out.append(String.join("\t", columns)).append('\n');
        for (Map<String, String> row : rows) {
            out.append(String.join("\t", columns.stream().map(row::get).toList())).append('\n');
        }
        Files.writeString(to, out);
    }

    static String tags(List<Map<String, String>> rows) {
        StringBuilder out = start("PropertyTags",
                "Every tagged property (MS-OXPROPS 2.6 and on), by canonical name. Where a property\n"
                        + "/// may have several types, the constant has the first that is listed.");
        for (Map<String, String> row : rows) {
            if (row.get("kind").equals("tag")) {
                String type = row.get("data_types").split("; ")[0].split(" ")[1].substring(2);
                out.append(constant("PropertyTag", row.get("canonical_name"),
                        "new PropertyTag(%s%s)".formatted(row.get("property_id"), type)));
            }
        }
        return out.append("\n    private PropertyTags() {}\n}\n").toString();
    }

    static String sets(List<Map<String, String>> rows) {
        Map<String, String> sets = new TreeMap<>();
        sets.put("PS_MAPI", "{00020328-0000-0000-C000-000000000046}");
        sets.put("PSETID_AirSync", "{71035549-0739-4DCB-9163-00F0580DBBDF}");
        for (Map<String, String> row : rows) {
            if (!row.get("property_set").isEmpty()) {
                sets.put(row.get("property_set"), row.get("property_set_guid"));
            }
        }
        StringBuilder out = start("PropertySets",
                "The property sets that named properties belong to. MS-OXPROPS 1.3.2.");
        out.insert(out.indexOf("///"), "import java.util.UUID;\n\n");
        sets.forEach((name, guid) -> out.append(constant("UUID", name,
                "UUID.fromString(\"%s\")".formatted(guid.substring(1, 37)))));
        return out.append("\n    private PropertySets() {}\n}\n").toString();
    }

    static String named(List<Map<String, String>> rows) {
        StringBuilder out = start("NamedProperties",
                "Every named property (MS-OXPROPS 2.1 and on), by canonical name.");
        for (Map<String, String> row : rows) {
            if (row.get("kind").equals("tag")) {
                continue;
            }
            String name = row.get("kind").equals("lid") ? row.get("lid").replace("0x0000", "0x")
                    : '"' + row.get("name") + '"';
            String code = row.get("data_types").split("; ")[0].split(" ")[1];
            out.append(constant("NamedProperty", row.get("canonical_name"),
                    "NamedProperty.of(PropertySets.%s, %s, PropertyType.%s)"
                            .formatted(row.get("property_set"), name, TYPES.get(code))));
        }
        return out.append("\n    private NamedProperties() {}\n}\n").toString();
    }

    static String errors(List<Map<String, String>> rows) {
        StringBuilder out = start("ErrorCodes",
                "Every error, warning and property error code of MS-OXCDATA 2.4, by its name there.");
        Map<String, String> seen = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            String name = row.get("name");
            String code = row.get("code");
            String before = seen.putIfAbsent(name, code);
            if (before != null && !before.equals(code)) {
                name += "_" + code.substring(2);
            } else if (before != null) {
                continue;
            }
            out.append(constant("ErrorCode", name, "new ErrorCode(%s)".formatted(code)));
        }
        return out.append("\n    private ErrorCodes() {}\n}\n").toString();
    }

    /// A declaration, broken where it is longer than a line: after the sign, then before the text.
    static String constant(String type, String name, String value) {
        String declaration = "    public static final %s %s =".formatted(type, name);
        if (declaration.length() + 1 + value.length() < LINE) {
            return declaration + " " + value + ";\n";
        }
        String broken = "            " + value + ";\n";
        if (broken.length() > LINE + 1) {
            broken = broken.replaceFirst(", \"", ",\n                    \"");
            if (broken.length() - broken.indexOf('\n') > LINE + 1) {
                broken = broken.replace(", PropertyType", ",\n                    PropertyType");
            }
        }
        return declaration + "\n" + broken;
    }

    static StringBuilder start(String name, String about) {
        return new StringBuilder("""
                package org.rialto.mapi;

                /// %s
                ///
                /// Written by `mapi/tools/GenerateConstants.java`; change the data file, not this.
                @SuppressWarnings("MemberName") // the documents' names, so that they can be searched for
                public final class %s {
                    // @formatter:off
                """.formatted(about, name));
    }

    static void write(String name, String text) throws IOException {
        Files.writeString(JAVA.resolve(name + ".java"), text);
    }

    static List<Map<String, String>> read(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        String[] header = null;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (header == null) {
                header = cells;
                continue;
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    static Map<String, String> types() {
        Map<String, String> names = new LinkedHashMap<>();
        String[] single = {"0002 INTEGER16", "0003 INTEGER32", "0004 FLOATING32", "0005 FLOATING64",
                "0006 CURRENCY", "0007 FLOATING_TIME", "0014 INTEGER64", "001E STRING8",
                "001F STRING", "0040 TIME", "0048 GUID", "0102 BINARY"};
        for (String each : single) {
            names.put("0x" + each.substring(0, 4), each.substring(5));
            names.put("0x1" + each.substring(1, 4), "MULTIPLE_" + each.substring(5));
        }
        names.put("0x000A", "ERROR_CODE");
        names.put("0x000B", "BOOLEAN");
        names.put("0x000D", "OBJECT");
        names.put("0x00FB", "SERVER_ID");
        names.put("0x00FD", "RESTRICTION");
        names.put("0x00FE", "RULE_ACTIONS");
        return names;
    }

    private GenerateConstants() {}
}
