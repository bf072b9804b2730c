package org.rialto.protocols.rops.sync;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The markers of a FastTransfer stream: they look like property tags, and never have a value.
/// MS-OXCFXICS §2.2.4.1.4; the names are those of the document.
enum Marker {
    // @formatter:off
    START_TOP_FLD(0x40090003),
    START_SUB_FLD(0x400A0003),
    END_FOLDER(0x400B0003),
    START_MESSAGE(0x400C0003),
    END_MESSAGE(0x400D0003),
    START_FAI_MSG(0x40100003),
    START_EMBED(0x40010003),
    END_EMBED(0x40020003),
    START_RECIP(0x40030003),
    END_TO_RECIP(0x40040003),
    NEW_ATTACH(0x40000003),
    END_ATTACH(0x400E0003),
    INCR_SYNC_CHG(0x40120003),
    INCR_SYNC_CHG_PARTIAL(0x407D0003),
    INCR_SYNC_DEL(0x40130003),
    INCR_SYNC_END(0x40140003),
    INCR_SYNC_READ(0x402F0003),
    INCR_SYNC_STATE_BEGIN(0x403A0003),
    INCR_SYNC_STATE_END(0x403B0003),
    INCR_SYNC_PROGRESS_MODE(0x4074000B),
    INCR_SYNC_PROGRESS_PER_MSG(0x4075000B),
    INCR_SYNC_MESSAGE(0x40150003),
    INCR_SYNC_GROUP_INFO(0x407B0102),
    FX_ERROR_INFO(0x40180003);
    // @formatter:on

    private static final Map<Integer, Marker> BY_CODE = new HashMap<>();

    static {
        for (Marker marker : values()) {
            BY_CODE.put(marker.code, marker);
        }
    }

    private final int code;

    Marker(int code) { this.code = code; }

    int code() { return code; }

    /// The marker of a code, or null where the code is a property tag.
    static @Nullable Marker of(int code) {
        // Markers have ids from 0x4000 to 0x40FF, which few properties have.
        return code >>> 24 == 0x40 ? BY_CODE.get(code) : null;
    }
}
