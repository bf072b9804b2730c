package org.rialto.mapi;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the property list (MS-OXPROPS §2) says of each property: for messages to people, for
/// programs that name properties by their names in other protocols, and for tests.
public final class PropertyDictionary {
    /// A property of the list: a tagged one has a `tag`, a named one a `name`. `types` are all
    /// that it may have, the usual one first; `alternateNames` are those of other documents,
    /// such as `PR_SUBJECT` and `urn:schemas:httpmail:subject`.
    public record KnownProperty(String canonicalName, @Nullable PropertyTag tag,
            @Nullable PropertyName name, List<PropertyType> types, List<String> alternateNames,
            String reference) {}

    /// Where several properties share an id or a name, the source listed first wins.
    private static final List<String> SOURCES = List.of("oxprops", "oxcfxics", "oxprops-removed",
            "mfcmapi");

    private PropertyDictionary() {}

    public static List<KnownProperty> all() { return Tables.ALL; }

    /// The property of a tag: of its id and type, or else of its id alone.
    public static @Nullable KnownProperty find(PropertyTag tag) {
        KnownProperty exact = Tables.BY_TAG.get(tag.value());
        return exact != null ? exact : Tables.BY_ID.get(tag.id());
    }

    public static @Nullable KnownProperty find(PropertyName name) {
        return Tables.BY_NAME.get(name);
    }

    /// The property with a canonical or alternate name, in any case.
    public static @Nullable KnownProperty find(String canonicalOrAlternateName) {
        return Tables.BY_TEXT.get(canonicalOrAlternateName.toLowerCase(Locale.ROOT));
    }

    /// A tag for people: its canonical name where there is one, and its number.
    public static String describe(PropertyTag tag) {
        KnownProperty known = find(tag);
        return known == null ? tag.toString() : known.canonicalName() + " (" + tag + ")";
    }

    /// Read when first asked for: most runs never do.
    private static final class Tables {
        static final List<KnownProperty> ALL;
        static final Map<Integer, KnownProperty> BY_TAG = new HashMap<>();
        static final Map<Integer, KnownProperty> BY_ID = new HashMap<>();
        static final Map<PropertyName, KnownProperty> BY_NAME = new HashMap<>();
        static final Map<String, KnownProperty> BY_TEXT = new HashMap<>();

        static {
            ALL = DataTable.ofResource("properties.tsv").rows().stream()
                    .sorted(Comparator.comparing(row -> SOURCES.indexOf(row.get("source"))))
                    .map(Tables::read).toList();
            for (KnownProperty property : ALL) {
                if (property.tag() != null) {
                    BY_TAG.putIfAbsent(property.tag().value(), property);
                    BY_ID.putIfAbsent(property.tag().id(), property);
                }
                if (property.name() != null) {
                    BY_NAME.putIfAbsent(property.name(), property);
                }
            }
            ALL.forEach(each -> addText(each.canonicalName(), each));
            ALL.forEach(each -> each.alternateNames().forEach(text -> addText(text, each)));
        }

        private static void addText(String text, KnownProperty property) {
            BY_TEXT.putIfAbsent(text.toLowerCase(Locale.ROOT), property);
        }

        private static KnownProperty read(Map<String, String> row) {
            List<PropertyType> types = DataTable.list(cell(row, "data_types"), "; ").stream()
                    .map(type -> PropertyType.of(number(type.substring(type.indexOf(' ') + 1))))
                    .map(Objects::requireNonNull).toList();
            return new KnownProperty(cell(row, "canonical_name"), tag(row, types), name(row),
                    types, DataTable.list(cell(row, "alternate_names"), ", "),
                    cell(row, "defining_reference"));
        }

        private static @Nullable PropertyTag tag(Map<String, String> row,
                List<PropertyType> types) {
            String id = cell(row, "property_id");
            return id.isEmpty() ? null : PropertyTag.of(number(id), types.get(0));
        }

        private static @Nullable PropertyName name(Map<String, String> row) {
            String set = cell(row, "property_set_guid");
            if (set.isEmpty()) {
                return null;
            }
            UUID guid = UUID.fromString(set.substring(1, set.length() - 1));
            String lid = cell(row, "lid");
            return lid.isEmpty()
                    ? PropertyName.of(guid, cell(row, "name"))
                    : PropertyName.of(guid, number(lid));
        }

        private static int number(String hexadecimal) {
            return Integer.parseUnsignedInt(hexadecimal.substring(2), 16);
        }

        private static String cell(Map<String, String> row, String column) {
            return Objects.requireNonNull(row.get(column), column);
        }
    }
}
