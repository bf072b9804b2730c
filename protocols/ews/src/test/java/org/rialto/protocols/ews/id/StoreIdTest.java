package org.rialto.protocols.ews.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.protocols.ews.id.StoreId.Processing;

/// Identifiers, MS-OXWSITEMID.
class StoreIdTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);
    private static final UUID MAILBOX = UUID.fromString("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0");
    private static final Binary ENTRY_ID = Binary.ofHex("00000000" + "1234567890abcdef".repeat(2)
            + "0700" + "00112233445566778899aabbccddeeff000000000001" + "0000");
    private static final Binary SMALL = Binary.ofHex("010203");

    static List<StoreId> everyKind() {
        List<Binary> way = List.of(SMALL, ENTRY_ID);
        return List.of(StoreId.of(MAILBOX, ENTRY_ID),
                new StoreId.OfMailbox(MAILBOX, Processing.RECURRENCE, ENTRY_ID, way),
                new StoreId.OfAddress("zoë@contoso.com", Processing.NORMAL, SMALL, List.of()),
                new StoreId.Conversation(MAILBOX, Processing.SERIES, SMALL, List.of()),
                new StoreId.PublicFolder(ENTRY_ID, List.of()),
                new StoreId.PublicFolderItem(Processing.NORMAL, ENTRY_ID, SMALL, way),
                new StoreId.DirectoryObject(SMALL, List.of()));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void comesBackAsItWas(StoreId id) { assertThat(StoreId.parse(id.toText())).isEqualTo(id); }

    /// §2.1.3.1.1: bytes that stand twice or more are counted; what that makes no smaller stays.
    @Test
    void compressesRunsWhereThatMakesItSmaller() {
        byte[] zeros = new byte[300];
        byte[] packed = IdCompression.compress(zeros);
        assertThat(packed).containsExactly(1, 0, 0, 255, 0, 0, 41);
        assertThat(IdCompression.decompress(packed)).isEqualTo(zeros);
        byte[] plain = {1, 2, 3, 3, 4};
        assertThat(IdCompression.compress(plain)).containsExactly(0, 1, 2, 3, 3, 4);
        byte[] three = {7, 7, 7, 7, 1};
        assertThat(IdCompression.compress(three)).containsExactly(1, 7, 7, 2, 1);
    }

    /// As all item ids of Exchange begin: kind 3, and a GUID of 36 characters.
    @Test
    void looksAsClientsKnowIt() {
        assertThat(StoreId.of(MAILBOX, Binary.ofHex("0123456789")).toText()).startsWith("AAMkAD");
        byte[] bytes = Base64.getDecoder()
                .decode(StoreId.of(MAILBOX, Binary.ofHex("0123456789")).toText());
        assertThat(new String(bytes, 4, 36, StandardCharsets.US_ASCII))
                .isEqualTo(MAILBOX.toString());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"", "A", "!!!!", "AAA=", "AQEB",
            "AgMkAA==", "AAMkAAAA"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> StoreId.parse(text)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = Base64.getDecoder().decode(StoreId.of(MAILBOX, ENTRY_ID).toText());
        for (int length = 0; length < whole.length; length++) {
            String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> StoreId.parse(cut))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @FuzzTest
    void survivesAnything(byte[] bytes) { survives(bytes); }

    private static void survives(byte[] bytes) {
        try {
            StoreId id = StoreId.parse(Base64.getEncoder().encodeToString(bytes));
            assertThat(StoreId.parse(id.toText())).isEqualTo(id);
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void survivesMutations() {
        Random random = new Random(20261121);
        List<StoreId> seeds = everyKind();
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = Base64.getDecoder()
                    .decode(seeds.get(run % seeds.size()).toText());
            for (int i = 0; i <= random.nextInt(4); i++)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            survives(random.nextInt(4) == 0
                    ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))
                    : bytes);
        }
    }
}
