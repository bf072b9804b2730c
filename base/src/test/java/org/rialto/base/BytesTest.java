package org.rialto.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BytesTest {
    private static ByteReader over(String hex) {
        return new ByteReader(HexFormat.of().parseHex(hex));
    }

    private static String hex(ByteWriter out) {
        return HexFormat.of().withUpperCase().formatHex(out.toByteArray());
    }

    @Test
    void integersAreLittleEndian() {
        ByteWriter out = new ByteWriter().writeInt8(0x01).writeInt16(0x0203).writeInt32(0x04050607)
                .writeInt64(0x08090A0B0C0D0E0FL);
        assertThat(hex(out)).isEqualTo("010302070605040F0E0D0C0B0A0908");
        ByteReader in = new ByteReader(out.toByteArray());
        assertThat(in.readUint8()).isEqualTo(1);
        assertThat(in.readUint16()).isEqualTo(0x0203);
        assertThat(in.peekInt32()).isEqualTo(0x04050607);
        assertThat(in.readInt32()).isEqualTo(0x04050607);
        assertThat(in.readInt64()).isEqualTo(0x08090A0B0C0D0E0FL);
        assertThat(in.hasRemaining()).isFalse();
        assertThat(over("FFFF").readInt16()).isEqualTo((short) -1);
    }

    @Test
    void guidsAreMixedEndian() {
        UUID guid = UUID.fromString("00062008-0000-0000-c000-000000000046");
        ByteWriter out = new ByteWriter().writeGuid(guid);
        assertThat(hex(out)).isEqualTo("0820060000000000C000000000000046");
        assertThat(new ByteReader(out.toByteArray()).readGuid()).isEqualTo(guid);
    }

    @Test
    void variableLengthIntegersComeBack() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong() >>> random.nextInt(64);
            ByteWriter out = new ByteWriter().writeVarint(value);
            assertThat(new ByteReader(out.toByteArray()).readVarint()).isEqualTo(value);
        }
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> over("FFFFFFFFFFFFFFFFFFFF01").readVarint());
    }

    @Test
    void keepsSurrogatesWithoutAPartner() {
        String text = "a\uD83D\u65E5";
        ByteWriter out = new ByteWriter().writeUtf16z(text).writeUtf16(text);
        assertThat(hex(out)).isEqualTo("61003DD8E565000061003DD8E565");
        ByteReader in = new ByteReader(out.toByteArray());
        assertThat(in.readUtf16z()).isEqualTo(text);
        assertThat(in.readUtf16(6)).isEqualTo(text);
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> over("610062").readUtf16(3));
        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(() -> over("6100620000").readUtf16z());
    }

    @Test
    void terminatedTextEndsAtItsFirstNullCharacter() {
        assertThat(hex(new ByteWriter().writeUtf16z("a\0b"))).isEqualTo("61000000");
    }

    @Test
    void refusesToReadPastTheEndAndSaysWhere() {
        ByteReader in = new ByteReader(new byte[8], 2, 4);
        in.skip(1);
        assertThatExceptionOfType(MalformedDataException.class).isThrownBy(in::readInt32)
                .withMessageContaining("at byte 1");
        assertThat(in.slice(3).remaining()).isEqualTo(3);
        assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> in.readBytes(1));
        assertThatExceptionOfType(MalformedDataException.class).isThrownBy(() -> in.readBytes(-1));
    }

    @Test
    void aCopyMovesOnByItself() {
        ByteReader in = new ByteReader(new byte[]{9, 1, 2, 3, 9}, 1, 3);
        in.skip(1);
        ByteReader copy = in.copy();
        assertThat(copy.readUint16()).isEqualTo(0x0302);
        assertThat(copy.hasRemaining()).isFalse();
        assertThat(in.position()).isEqualTo(1);
        assertThat(in.readUint8()).isEqualTo(2);
    }

    @Test
    void refusesCountsThatCannotFollow() {
        ByteReader in = new ByteReader(new byte[10]);
        assertThat(in.checkCount(2, 5)).isEqualTo(2);
        for (long count : new long[]{3, -1, Long.MAX_VALUE, 1L << 62, 0x3333_3333_3333_3334L}) {
            assertThatExceptionOfType(MalformedDataException.class)
                    .isThrownBy(() -> in.checkCount(count, 5));
        }
    }

    @Test
    void setsWhatIsKnownOnlyAfterwards() {
        ByteWriter out = new ByteWriter().writeInt32(0).writeInt16(0);
        out.setInt32(0, 0x01020304);
        out.setInt16(4, 0x0506);
        assertThat(hex(out)).isEqualTo("040302010605");
        out.setInt8(5, 0x07);
        assertThat(hex(out)).isEqualTo("040302010607");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> out.setInt8(6, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> out.setInt32(3, 0));
    }
}
