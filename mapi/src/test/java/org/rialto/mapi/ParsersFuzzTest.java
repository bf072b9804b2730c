package org.rialto.mapi;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// A fuzz target for each parser; plain runs replay the seeds.
class ParsersFuzzTest {
    private static void check(String name, byte[] input) {
        Parsers.all().stream().filter(parser -> parser.name().equals(name)).findFirst()
                .orElseThrow().check(input);
    }

    @FuzzTest
    void ropValue(byte[] input) { check("ropValue", input); }
}
