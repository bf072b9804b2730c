package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.Currency;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.FloatingTime;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyType;

/// Properties go from the store's form into a stream without being decoded: the stream is the same,
/// byte by byte and buffer by buffer, as that of the values, and what is no form of the store's is
/// refused as it is where values are decoded.
class EncodedPropertiesTest {
    private static final int RUNS = Math.min(100_000,
            Integer.getInteger("rialto.fuzz.runs", 3_000));
    private static final List<PropertyType> TYPES = List.of(PropertyType.INTEGER16,
            PropertyType.INTEGER32, PropertyType.INTEGER64, PropertyType.CURRENCY,
            PropertyType.BOOLEAN, PropertyType.FLOATING32, PropertyType.FLOATING64,
            PropertyType.FLOATING_TIME, PropertyType.TIME, PropertyType.GUID,
            PropertyType.ERROR_CODE, PropertyType.STRING, PropertyType.STRING, PropertyType.STRING8,
            PropertyType.BINARY, PropertyType.OBJECT, PropertyType.MULTIPLE_INTEGER32,
            PropertyType.MULTIPLE_STRING, PropertyType.MULTIPLE_BINARY);
    private static final List<StringForm> FORMS = List.of(StringForm.UNICODE,
            StringForm.CODE_PAGE_TYPE, StringForm.codePage(StandardCharsets.ISO_8859_1));
    private final Random random = new Random(20261121);

    private PropertyBag bag() {
        PropertyBag bag = new PropertyBag();
        for (int i = random.nextInt(24); i > 0; i--) {
            PropertyType type = TYPES.get(random.nextInt(TYPES.size()));
            bag.set(PropertyTag.of(random.nextInt(0x10000), type), value(type));
        }
        return bag;
    }

    private Object value(PropertyType type) {
        return switch (type) {
            case INTEGER16 -> (short) number();
            case INTEGER32 -> (int) number();
            case INTEGER64 -> number();
            case CURRENCY -> new Currency(number());
            case BOOLEAN -> random.nextBoolean();
            case FLOATING32 -> Float.intBitsToFloat((int) number());
            case FLOATING64 -> Double.longBitsToDouble(number());
            case FLOATING_TIME -> new FloatingTime(Double.longBitsToDouble(number()));
            case TIME -> random.nextBoolean()
                    ? FileTime.toInstant(number())
                    : Instant.ofEpochSecond(random.nextInt());
            case GUID -> new UUID(number(), number());
            case ERROR_CODE -> new ErrorCode((int) number());
            case STRING, STRING8 -> text();
            case BINARY, OBJECT -> bytes();
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(type.element()));
                }
                yield list;
            }
        };
    }

    private long number() { return random.nextLong() >> random.nextInt(64); }

    private Binary bytes() {
        byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 70_000 : 40)];
        random.nextBytes(bytes);
        return Binary.wrap(bytes);
    }

    /// Of all lengths at which text is written in another way, in one byte a character or not, with
    /// surrogates that have no partner too.
    private String text() {
        int[] lengths = {0, 1, 5, 46, 47, 48, 49, 1_023, 1_024, 1_025, 16_383, 16_384, 16_385};
        int count = lengths[random.nextInt(random.nextInt(4) == 0 ? lengths.length : 7)];
        int kind = random.nextInt(5);
        StringBuilder text = new StringBuilder(count);
        while (text.length() < count) {
            text.append((char) switch (kind) {
                case 0 -> 'ä' + random.nextInt(20);
                case 1 -> random.nextInt(0x800);
                case 2 -> random.nextInt(0x10000);
                default -> ' ' + random.nextInt(95);
            });
        }
        return text.toString();
    }

    private static @Nullable PropertyName name(int id) {
        return id % 5 == 0 ? null : PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "n" + id);
    }

    private static byte[] stream(PropertyBag bag, StringForm strings, int limit) {
        DownloadOptions options = new DownloadOptions(new SendOptions(SendOptions.UNICODE), strings,
                PropertySelection.all(), EncodedPropertiesTest::name, error -> new ErrorCode(1));
        FastTransferWriter out = new FastTransferWriter(strings);
        new ObjectSteps(options).properties(bag, PropertySelection.all(), out);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        do {
            byte[] next = out.take(limit);
            all.write(next.length >>> 8);
            all.write(next.length);
            all.writeBytes(next);
        } while (out.buffered() > 0 || !out.isReady());
        return all.toByteArray();
    }

    private static @Nullable PropertyBag decoded(Function<byte[], PropertyBag> decoding,
            byte[] bytes) {
        try {
            return decoding.apply(bytes);
        } catch (MalformedDataException refused) {
            return null;
        }
    }

    private void compare(Supplier<byte[]> stored, int runs) {
        for (int i = 0; i < runs; i++) {
            byte[] bytes = stored.get();
            PropertyBag values = decoded(PropertyBag::decode, bytes);
            PropertyBag asAsked = decoded(PropertyBag::decodeAsAsked, bytes);
            assertThat(asAsked == null).isEqualTo(values == null);
            if (values == null || asAsked == null) {
                continue;
            }
            int limit = 1_000 + random.nextInt(31_000);
            for (StringForm form : FORMS) {
                assertThat(stream(asAsked, form, limit)).isEqualTo(stream(values, form, limit));
            }
            PropertyTag other = PropertyTag.of(random.nextInt(0x10000), PropertyType.INTEGER32);
            values.set(other, 7);
            asAsked.set(other, 7);
            PropertyBag copy = asAsked.copy();
            if (!values.isEmpty()) {
                PropertyTag some = values.asList().get(random.nextInt(values.size())).tag();
                assertThat(asAsked.get(some)).isEqualTo(values.get(some));
                assertThat(asAsked.remove(some)).isEqualTo(values.remove(some));
                assertThat(copy.contains(some)).isTrue();
            }
            assertThat(stream(asAsked, StringForm.UNICODE, limit))
                    .isEqualTo(stream(values, StringForm.UNICODE, limit));
            assertThat(asAsked.encode()).isEqualTo(values.encode());
            assertThat(asAsked).isEqualTo(values);
        }
    }

    @Test
    void areWrittenAsTheirValuesWouldBe() { compare(() -> bag().encode(), RUNS / 2); }

    @Test
    void areRefusedOrWrittenAsTheirValuesWhateverBytesAreStored() {
        compare(() -> {
            byte[] bytes = bag().encode();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(Math.min(bytes.length, 60));
                bytes[at] = (byte) (random.nextBoolean()
                        ? random.nextInt(256)
                        : bytes[at] ^ 1 << random.nextInt(8));
            }
            return bytes;
        }, RUNS);
    }
}
