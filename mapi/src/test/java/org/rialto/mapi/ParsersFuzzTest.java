package org.rialto.mapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// A fuzz target for each parser of outside bytes, by the parser's name, with its samples as
/// seeds. Plain runs replay the seeds; `JAZZER_FUZZ=1` with one test method selected fuzzes (for
/// which Jazzer wants `@FuzzTest` to be the last annotation).
class ParsersFuzzTest {
    private static Parsers<?> parser(String name) {
        return Parsers.all().stream().filter(parser -> parser.name().equals(name)).findFirst()
                .orElseThrow();
    }

    @Test
    void everyParserHasATarget() {
        assertThat(Arrays.stream(ParsersFuzzTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .map(Method::getName)).containsExactlyInAnyOrderElementsOf(
                        Parsers.all().stream().map(Parsers::name).toList());
    }

    static Stream<byte[]> persistData() { return parser("persistData").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void persistData(byte[] input) { parser("persistData").check(input); }

    static Stream<byte[]> ropValue() { return parser("ropValue").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void ropValue(byte[] input) { parser("ropValue").check(input); }

    static Stream<byte[]> extendedValue() { return parser("extendedValue").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void extendedValue(byte[] input) { parser("extendedValue").check(input); }

    static Stream<byte[]> addressBookValue() { return parser("addressBookValue").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void addressBookValue(byte[] input) { parser("addressBookValue").check(input); }

    static Stream<byte[]> ropRestriction() { return parser("ropRestriction").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void ropRestriction(byte[] input) { parser("ropRestriction").check(input); }

    static Stream<byte[]> extendedRestriction() {
        return parser("extendedRestriction").seeds().stream();
    }

    @MethodSource
    @FuzzTest
    void extendedRestriction(byte[] input) { parser("extendedRestriction").check(input); }

    static Stream<byte[]> ropRuleActions() { return parser("ropRuleActions").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void ropRuleActions(byte[] input) { parser("ropRuleActions").check(input); }

    static Stream<byte[]> extendedRuleActions() {
        return parser("extendedRuleActions").seeds().stream();
    }

    @MethodSource
    @FuzzTest
    void extendedRuleActions(byte[] input) { parser("extendedRuleActions").check(input); }

    static Stream<byte[]> ropRow() { return parser("ropRow").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void ropRow(byte[] input) { parser("ropRow").check(input); }

    static Stream<byte[]> addressBookRow() { return parser("addressBookRow").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void addressBookRow(byte[] input) { parser("addressBookRow").check(input); }

    static Stream<byte[]> recipientRow() { return parser("recipientRow").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void recipientRow(byte[] input) { parser("recipientRow").check(input); }

    static Stream<byte[]> propertyNames() { return parser("propertyNames").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void propertyNames(byte[] input) { parser("propertyNames").check(input); }

    static Stream<byte[]> entryId() { return parser("entryId").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void entryId(byte[] input) { parser("entryId").check(input); }

    static Stream<byte[]> flatEntryIds() { return parser("flatEntryIds").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void flatEntryIds(byte[] input) { parser("flatEntryIds").check(input); }

    static Stream<byte[]> entryList() { return parser("entryList").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void entryList(byte[] input) { parser("entryList").check(input); }

    static Stream<byte[]> changeList() { return parser("changeList").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void changeList(byte[] input) { parser("changeList").check(input); }

    static Stream<byte[]> sortOrders() { return parser("sortOrders").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void sortOrders(byte[] input) { parser("sortOrders").check(input); }

    static Stream<byte[]> typedString() { return parser("typedString").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void typedString(byte[] input) { parser("typedString").check(input); }

    static Stream<byte[]> problems() { return parser("problems").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void problems(byte[] input) { parser("problems").check(input); }

    static Stream<byte[]> bag() { return parser("bag").seeds().stream(); }

    @MethodSource
    @FuzzTest
    void bag(byte[] input) { parser("bag").check(input); }
}
