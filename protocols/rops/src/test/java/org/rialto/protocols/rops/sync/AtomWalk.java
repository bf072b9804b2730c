package org.rialto.protocols.rops.sync;

import org.rialto.base.ByteReader;

/// Finds where a stream may be split, by a walk of its own over the lexical structure
/// (MS-OXCFXICS §2.2.4.1), apart from the reader and the writer.
final class AtomWalk {
    private final ByteReader in;
    private final boolean[] cuts;

    private AtomWalk(byte[] stream) {
        in = new ByteReader(stream);
        cuts = new boolean[stream.length + 1];
    }

    /// For each position, whether a buffer may end before it.
    static boolean[] cutsOf(byte[] stream) {
        AtomWalk walk = new AtomWalk(stream);
        while (walk.in.hasRemaining()) {
            walk.element();
        }
        walk.cut();
        return walk.cuts;
    }

    private void cut() { cuts[in.position()] = true; }

    private void element() {
        cut();
        int code = in.readInt32();
        if (Marker.of(code) != null) {
            return;
        }
        if (code >>> 16 >= 0x8000) {
            in.readGuid();
            if (in.readUint8() == 0) {
                in.readInt32();
            } else {
                in.readUtf16z();
            }
        }
        cut();
        int type = code == 0x40170003 ? 0x0102 : code & 0xFFFF;
        if ((type & 0x1000) != 0 && type < 0x8000) {
            int count = in.readInt32();
            for (int i = 0; i < count; i++) {
                cut();
                value(type & ~0x1000);
            }
        } else {
            value(type);
        }
    }

    private void value(int type) {
        int size = switch (type) {
            case 0x0002, 0x000B -> 2;
            case 0x0003, 0x0004 -> 4;
            case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040 -> 8;
            case 0x0048 -> 16;
            default -> -1;
        };
        if (size > 0) {
            in.skip(size);
            return;
        }
        int length = in.readInt32();
        for (int i = 0; i < length; i++) {
            cut();
            in.skip(1);
        }
    }
}
