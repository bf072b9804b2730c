package org.rialto.mapi;

import org.jspecify.annotations.Nullable;

/// How a restriction compares two values. MS-OXCDATA §2.12.5.1.
public enum RelationalOperator {
    LESS_THAN(0x00), LESS_THAN_OR_EQUAL(0x01), GREATER_THAN(0x02), GREATER_THAN_OR_EQUAL(
            0x03), EQUAL(0x04), NOT_EQUAL(0x05),
    /// The value is a member of the distribution list that the other value names.
    MEMBER_OF_DISTRIBUTION_LIST(0x64);

    private final int code;

    RelationalOperator(int code) { this.code = code; }

    public int code() { return code; }

    /// The operator of a code, or null where there is none.
    public static @Nullable RelationalOperator of(int code) {
        for (RelationalOperator each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }

    /// Whether the operator holds for `comparison`, the sign of left against right.
    public boolean holds(int comparison) {
        return switch (this) {
            case LESS_THAN -> comparison < 0;
            case LESS_THAN_OR_EQUAL -> comparison <= 0;
            case GREATER_THAN -> comparison > 0;
            case GREATER_THAN_OR_EQUAL -> comparison >= 0;
            case EQUAL, MEMBER_OF_DISTRIBUTION_LIST -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
        };
    }
}
