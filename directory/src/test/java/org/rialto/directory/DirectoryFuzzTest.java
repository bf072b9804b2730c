package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;
import org.rialto.mapi.MailError;

/// Addresses, log-in names and filters from anywhere are read or refused; nothing else is thrown,
/// and what is read is read again the same.
final class DirectoryFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);
    private static final List<String> SEEDS = List.of("alex@contoso.com",
            "\"a \\\"b\\\" @c\"@contoso.com", "Пётр@пример.рф", "a@[192.0.2.1]", "CONTOSO\\alex",
            "alex+tag@xn--bcher-kva.example", "(&(kind=user)(|(department=test)(title=M*n*r)))",
            "(!(capacity>=10))", "(cn=a\\2a\\c3\\a9)");

    @FuzzTest
    void survivesAnyInput(byte[] input) { read(new String(input, StandardCharsets.UTF_8)); }

    @Test
    void survivesMutations() {
        Mutations mutations = new Mutations(SEEDS.stream()
                .map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList(), 20261121);
        int understood = 0;
        for (int run = 0; run < RUNS; run++) {
            understood += read(new String(mutations.next(), StandardCharsets.UTF_8));
        }
        assertThat(understood).isGreaterThan(RUNS / 4);
    }

    private static int read(String text) {
        int understood = 0;
        SmtpAddress address = SmtpAddress.parseOrNull(text);
        if (address != null) {
            understood++;
            SmtpAddress again = SmtpAddress.parse(address.toString());
            assertThat(again.key()).isEqualTo(address.key());
            assertThat(again).hasToString(address.toString());
        }
        try {
            LoginName.parse(text);
            understood++;
        } catch (MailError.Invalid e) {
            assertThat(e).hasMessageNotContaining("\0");
        }
        try {
            assertThat(Filter.parse(text).text()).isEqualTo(text);
            understood++;
        } catch (MailError.Invalid e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        return understood;
    }
}
