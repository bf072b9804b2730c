package org.rialto.directory.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;
import org.rialto.directory.Mutations;
import org.rialto.mapi.MailError;

/// A provisioning file is read whole or refused with line numbers; nothing else is thrown.
final class ProvisioningFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 1000);
    private static final Path NOWHERE = Path.of("nowhere");

    @FuzzTest
    void survivesAnyInput(byte[] input) { read(new String(input, StandardCharsets.UTF_8)); }

    @Test
    void survivesMutations() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String file : List.of("contoso.toml", "bad.toml")) {
            try (InputStream in = Objects
                    .requireNonNull(ProvisioningFuzzTest.class.getResourceAsStream(file))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                // Small pieces, so that most damage is to what counts.
                for (String paragraph : text.split("\n\n")) {
                    seeds.add(("domain = \"contoso.com\"\n" + paragraph)
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        Mutations mutations = new Mutations(seeds, 20261121);
        int understood = 0;
        for (int run = 0; run < RUNS; run++) {
            String text = new String(mutations.next(), StandardCharsets.UTF_8);
            try {
                understood += read(text);
            } catch (AssertionError e) {
                throw new AssertionError("fails on: " + text, e);
            }
        }
        assertThat(understood).isBetween(RUNS / 100, RUNS - RUNS / 10);
    }

    @Test
    void refusesEndlessNesting() {
        for (String bracket : List.of("[", "{a=")) {
            assertThat(read("domain = \"contoso.com\"\nx = " + bracket.repeat(100_000))).isZero();
        }
        assertThat(read("a." + "a.".repeat(50_000) + "a = 1")).isZero();
    }

    /// Found by mutation: tomlj fails an assertion of its own.
    @Test
    void refusesAControlCharacterInACommentBehindAHeader() {
        assertThat(read("domain = \"contoso.com\"\n[[user]]#nam\1%= \"kim\"\n")).isZero();
    }

    private static int read(String text) {
        try {
            Provisioning.read(text, NOWHERE, "fuzz.toml");
            return 1;
        } catch (MailError.Invalid e) {
            assertThat(e).hasMessageStartingWith("fuzz.toml was not applied");
            return 0;
        }
    }
}
