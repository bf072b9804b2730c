package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The constants agree with the data files, and the data files with the specification tables where
/// those are at hand: in `shared/specs` beside the project, or where the system property
/// `rialto.specifications` says.
class SpecificationTablesTest {
    private static <T> Map<String, T> constants(Class<?> holder, Class<T> type) throws Exception {
        Map<String, T> constants = new HashMap<>();
        for (Field field : holder.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
                constants.put(field.getName(), type.cast(field.get(null)));
            }
        }
        return constants;
    }

    private static List<Map<String, String>> properties(boolean tagged) {
        return DataTable.ofResource("properties.tsv").rows().stream()
                .filter(row -> cell(row, "kind").equals("tag") == tagged).toList();
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static int number(String hexadecimal) {
        return Integer.parseUnsignedInt(hexadecimal.substring(2), 16);
    }

    private static PropertyType firstType(Map<String, String> row) {
        String code = cell(row, "data_types").split("; ")[0].split(" ")[1];
        return Objects.requireNonNull(PropertyType.of(number(code)));
    }

    @Test
    void everyTaggedPropertyHasItsConstant() throws Exception {
        Map<String, PropertyTag> expected = new HashMap<>();
        for (Map<String, String> row : properties(true)) {
            expected.put(cell(row, "canonical_name"),
                    PropertyTag.of(number(cell(row, "property_id")), firstType(row)));
        }
        assertThat(constants(PropertyTags.class, PropertyTag.class)).isEqualTo(expected)
                .hasSizeGreaterThan(900);
    }

    @Test
    void everyNamedPropertyHasItsConstant() throws Exception {
        Map<String, NamedProperty> expected = new HashMap<>();
        for (Map<String, String> row : properties(false)) {
            java.util.UUID set = Objects.requireNonNull(constants(PropertySets.class,
                    java.util.UUID.class).get(cell(row, "property_set")));
            assertThat("{" + set + "}").isEqualToIgnoringCase(cell(row, "property_set_guid"));
            expected.put(cell(row, "canonical_name"), cell(row, "kind").equals("lid")
                    ? NamedProperty.of(set, number(cell(row, "lid")), firstType(row))
                    : NamedProperty.of(set, cell(row, "name"), firstType(row)));
        }
        assertThat(constants(NamedProperties.class, NamedProperty.class)).isEqualTo(expected)
                .hasSizeGreaterThan(500);
    }

    @Test
    void everyErrorCodeHasItsConstantAndNames() throws Exception {
        Map<String, ErrorCode> constants = constants(ErrorCodes.class, ErrorCode.class);
        for (Map<String, String> row : DataTable.ofResource("errors.tsv").rows()) {
            ErrorCode code = new ErrorCode(number(cell(row, "code")));
            assertThat(constants).containsValue(code);
            assertThat(constants.entrySet())
                    .anyMatch(entry -> entry.getKey().startsWith(cell(row, "name"))
                            && entry.getValue().equals(code));
            List<String> names = new ArrayList<>(code.otherNames());
            names.add(code.name());
            assertThat(names).contains(cell(row, "name"))
                    .containsAll(DataTable.list(cell(row, "also_known_as"), ", "));
        }
        assertThat(ErrorCodes.NotFound.name()).isEqualTo("NotFound");
        assertThat(ErrorCodes.NotFound.otherNames()).contains("MAPI_E_NOT_FOUND", "ecNotFound");
        assertThat(new ErrorCode(0x12345678).name()).isEqualTo("0x12345678");
    }

    private static Map<String, Integer> enumeration(String name) throws IOException {
        Path file = Path.of("src/test/resources/spec/codes.tsv");
        return DataTable.of(Files.readAllLines(file)).rows().stream()
                .filter(row -> cell(row, "enumeration").equals(name))
                .collect(Collectors.toMap(row -> fold(cell(row, "member")),
                        row -> number(cell(row, "value"))));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceFirst("^(ptyp|fl_|op_|relationaloperator)", "").replace("_", "");
    }

    private static <E extends Enum<E>> Map<String, Integer> folded(E[] constants,
            java.util.function.ToIntFunction<E> code) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(each -> fold(each.name()), code::applyAsInt));
    }

    @Test
    void propertyTypesAreThoseOfTheDocument() throws IOException {
        Map<String, Integer> expected = enumeration("PropertyDataType");
        expected.remove("multivalue");
        expected.remove("multivalueinstance");
        expected.remove("objectorptypembeddedtable");
        expected.putIfAbsent("unspecified", 0);
        expected.putIfAbsent("null", 1);
        expected.put("object", 0x000D);
        expected.put("ruleactions", Objects.requireNonNull(expected.remove("ruleaction")));
        assertThat(folded(PropertyType.values(), PropertyType::code)).isEqualTo(expected);
    }

    @Test
    void smallEnumerationsAreThoseOfTheDocument() throws IOException {
        Map<String, Integer> operators = enumeration("RelOpType");
        operators.put("memberofdistributionlist",
                Objects.requireNonNull(operators.remove("memberofdl")));
        assertThat(folded(RelationalOperator.values(), RelationalOperator::code))
                .isEqualTo(operators);
        assertThat(folded(SortOrder.Direction.values(), SortOrder.Direction::code))
                .isEqualTo(enumeration("OrderType"));
        assertThat(folded(EntryId.ObjectType.values(), EntryId.ObjectType::code))
                .isEqualTo(enumeration("StoreObjectType"));
        assertThat(enumeration("FuzzyLevelLowEnum")).isEqualTo(
                Map.of("fullstring", FuzzyLevel.FULL_STRING, "substring", FuzzyLevel.SUBSTRING,
                        "prefix", FuzzyLevel.PREFIX));
        assertThat(enumeration("FuzzyLevelHighEnum")).isEqualTo(
                Map.of("ignorecase", FuzzyLevel.IGNORE_CASE, "ignorenonspace",
                        FuzzyLevel.IGNORE_NONSPACE, "loose", FuzzyLevel.LOOSE));
    }

    @Test
    void theDictionaryFindsPropertiesByTagNameAndText() {
        var subject = Objects.requireNonNull(PropertyDictionary.find(PropertyTags.PidTagSubject));
        assertThat(subject.canonicalName()).isEqualTo("PidTagSubject");
        assertThat(PropertyDictionary.find("PR_SUBJECT")).isEqualTo(subject);
        assertThat(PropertyDictionary.find("pidtagsubject")).isEqualTo(subject);
        assertThat(PropertyDictionary.find(PropertyTags.PidTagSubject.withType(
                PropertyType.STRING8))).isEqualTo(subject);
        assertThat(PropertyDictionary.find(NamedProperties.PidLidLocation.name()))
                .extracting(PropertyDictionary.KnownProperty::canonicalName)
                .isEqualTo("PidLidLocation");
        assertThat(PropertyDictionary.describe(PropertyTags.PidTagSubject))
                .isEqualTo("PidTagSubject (0x0037001F)");
        assertThat(PropertyDictionary.describe(new PropertyTag(0x7FF1001F)))
                .isEqualTo("0x7FF1001F");
        assertThat(PropertyDictionary.all()).hasSizeGreaterThan(1400);
    }

    @Test
    void theDataFilesAgreeWithTheSpecificationTables() throws IOException {
        Path specifications = specifications();
        agrees(Path.of("src/main/resources/org/rialto/mapi/properties.tsv"),
                specifications.resolve("properties.tsv"));
        agrees(Path.of("src/main/resources/org/rialto/mapi/errors.tsv"),
                specifications.resolve("errors.tsv"));
        List<Map<String, String>> codes = table(specifications.resolve("mapi-codes.tsv")).rows()
                .stream()
                .filter(row -> cell(row, "reference").startsWith("[MS-OXCDATA]")
                        || cell(row, "reference").startsWith("[MS-OXORULE]"))
                .toList();
        assertThat(table(Path.of("src/test/resources/spec/codes.tsv")).rows()).isEqualTo(codes);
    }

    private static Path specifications() {
        String configured = System.getProperty("rialto.specifications");
        Path path = configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("rialto.root", "..")).toAbsolutePath().normalize()
                        .resolveSibling("shared").resolve("specs");
        if (!Files.isRegularFile(path.resolve("properties.tsv"))) {
            abort("NOT CHECKED: no specification tables in " + path);
        }
        return path;
    }

    private static DataTable table(Path file) throws IOException {
        return DataTable.of(Files.readAllLines(file));
    }

    /// Row by row, in the columns that the data file kept.
    private static void agrees(Path data, Path specification) throws IOException {
        List<Map<String, String>> kept = table(data).rows();
        List<Map<String, String>> expected = new ArrayList<>();
        for (Map<String, String> row : table(specification).rows()) {
            Map<String, String> cut = new HashMap<>(row);
            cut.keySet().retainAll(kept.get(0).keySet());
            expected.add(cut);
        }
        assertThat(kept).isEqualTo(expected);
    }
}
