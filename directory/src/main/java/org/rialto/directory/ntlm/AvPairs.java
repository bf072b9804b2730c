package org.rialto.directory.ntlm;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// A sequence of AV_PAIR, MS-NLMP §2.2.2.1.
final class AvPairs {
    static final int NETBIOS_COMPUTER_NAME = 1;
    static final int NETBIOS_DOMAIN_NAME = 2;
    static final int DNS_COMPUTER_NAME = 3;
    static final int DNS_DOMAIN_NAME = 4;
    static final int FLAGS = 6;
    static final int TIMESTAMP = 7;
    static final int CHANNEL_BINDINGS = 10;
    private static final int END = 0;

    /// Bit of [#FLAGS]: the message has a MIC.
    static final int FLAG_MIC = 2;

    private final Map<Integer, byte[]> pairs = new LinkedHashMap<>();

    static AvPairs read(ByteReader in) {
        AvPairs read = new AvPairs();
        while (true) {
            int id = in.readUint16();
            byte[] value = in.readBytes(in.readUint16());
            if (id == END)
                return read;
            if (read.pairs.put(id, value) != null)
                throw new MalformedDataException("AV_PAIR " + id + " comes twice", 0);
        }
    }

    AvPairs put(int id, byte[] value) {
        pairs.put(id, value);
        return this;
    }

    AvPairs put(int id, String value) { return put(id, value.getBytes(StandardCharsets.UTF_16LE)); }

    byte @Nullable [] get(int id) { return pairs.get(id); }

    int flags() {
        byte[] value = pairs.get(FLAGS);
        return value == null || value.length != 4 ? 0 : new ByteReader(value).readInt32();
    }

    byte[] toBytes() {
        ByteWriter out = new ByteWriter();
        pairs.forEach((id, value) -> {
            out.writeInt16(id);
            out.writeInt16(value.length);
            out.writeBytes(value);
        });
        out.writeInt32(0);
        return out.toByteArray();
    }
}
