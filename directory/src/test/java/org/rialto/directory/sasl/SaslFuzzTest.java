package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Mutations;
import org.rialto.directory.password.ScramKeys;

/// Whatever a client sends in an exchange ends with a challenge or an outcome.
final class SaslFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);
    private static final ScramKeys KEYS = ScramKeys.derive("pencil", new byte[16], 4096);
    private static final ChannelBindings BINDINGS = new ChannelBindings(new byte[32], new byte[32]);
    private static final List<byte[]> SEEDS = List.of(bytes("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"),
            bytes("y,a=ad=3Dmin,n=us=2Cer,r=abc,x=y"), bytes("p=tls-exporter,,n=user,r=abc"),
            bytes("c=biws,r=rOprNGfwEbeRWgbNEkqOserver,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="),
            bytes("\0alex\0Password01!"), bytes("admin\0alex\0guess"), bytes("alex"),
            bytes("n,a=alex,\1host=h\1port=143\1auth=Bearer aaa.bbb.ccc\1\1"),
            bytes("user=alex\1auth=Bearer eyJhbGciOiJub25lIn0.e30.\1\1"));

    @FuzzTest
    void survivesAnyInput(byte[] input) { scram(input, input); }

    @Test
    void survivesMutatedScramMessages() {
        Mutations mutations = new Mutations(SEEDS, 20261121);
        int understood = 0;
        for (int run = 0; run < RUNS; run++) {
            understood += scram(mutations.next(), mutations.next());
        }
        assertThat(understood).isGreaterThan(RUNS / 20);
    }

    /// Guesses are refused unheard after the first few, so this is about reading the messages.
    @Test
    void survivesMutatedExchanges(@TempDir Path folder) {
        try (Contoso contoso = new Contoso(folder)) {
            BearerTokens tokens = new BearerTokens(new BearerTokens.Settings("https://i.example",
                    "rialto", folder.resolve("none.json").toUri(), "sub", ""));
            Authenticator authenticator = contoso.authenticator(Optional.of(tokens));
            Peer peer = new Peer(Contoso.INSIDE.address(), Contoso.INSIDE.protocol(), true,
                    BINDINGS,
                    Optional.of("alex"), false);
            Mutations mutations = new Mutations(SEEDS, 20261121);
            Map<Mechanism, Integer> ends = new EnumMap<>(Mechanism.class);
            for (int run = 0; run < RUNS / 16; run++) {
                Mechanism mechanism = Mechanism.values()[run % Mechanism.values().length];
                SaslExchange exchange = authenticator.begin(mechanism.saslName(), peer);
                SaslStep step = run % 3 == 0 ? exchange.next(null) : null;
                for (int message = 0; message < 4
                        && !(step instanceof SaslStep.Finished); message++) {
                    step = exchange.next(mutations.next());
                }
                assertThat(step).isInstanceOf(SaslStep.Finished.class);
                ends.merge(mechanism, 1, Integer::sum);
            }
            assertThat(ends).hasSize(Mechanism.values().length);
        }
    }

    @Test
    void survivesEveryTruncation() {
        List<byte[]> all = new ArrayList<>();
        for (byte[] seed : SEEDS) {
            for (int length = 0; length < seed.length; length++) {
                all.add(Arrays.copyOf(seed, length));
            }
        }
        all.forEach(message -> scram(message, message));
    }

    private static int scram(byte[] first, byte[] last) {
        int understood = 0;
        for (boolean plus : new boolean[]{false, true}) {
            ScramServer server = new ScramServer(plus, plus ? BINDINGS : ChannelBindings.NONE,
                    "server");
            try {
                server.first(first, name -> KEYS);
                understood++;
                assertThat(server.last(last)).isNull();
            } catch (SaslSyntax e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
        return understood;
    }

    private static byte[] bytes(String text) { return text.getBytes(UTF_8); }
}
