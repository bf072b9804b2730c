package org.rialto.mapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Values of every type, edge values among them, for the tests of encodings.
final class Samples {
    private Samples() {}

    static final UUID GUID = UUID.fromString("00062008-0000-0000-c000-000000000046");

    static List<Object> of(PropertyType type) {
        return switch (type) {
            case UNSPECIFIED, NULL -> List.of();
            case INTEGER16 -> List.of((short) 0, (short) 1, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER32 -> List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case FLOATING32 -> List.of(0f, -0f, 1.5f, Float.MAX_VALUE, Float.NaN);
            case FLOATING64 -> List.of(0d, -0d, 1.5d, Double.MIN_VALUE, Double.NaN);
            case CURRENCY -> List.of(new Currency(0), new Currency(Long.MIN_VALUE));
            case FLOATING_TIME -> List.of(new FloatingTime(5.25), new FloatingTime(-1));
            case ERROR_CODE -> List.of(ErrorCodes.NotFound, ErrorCodes.Success);
            case BOOLEAN -> List.of(true, false);
            case OBJECT, BINARY -> List.of(Binary.EMPTY, Binary.ofHex("00FF10"),
                    Binary.wrap(new byte[300]));
            case INTEGER64 -> List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
            case STRING8 -> List.of("", "plain", "caf\u00E9");
            case STRING -> List.of("", "plain", "caf\u00E9 \u65E5\u672C \uD83D\uDE00",
                    "lone \uD83D surrogate");
            case TIME -> List.of(FileTime.EARLIEST, FileTime.LATEST,
                    Instant.parse("2026-11-21T05:36:54.1234567Z"));
            case GUID -> List.of(GUID, new UUID(-1, -1), new UUID(0, 0));
            case SERVER_ID -> List.of(
                    new ServerId.Ours(new FolderId(1, 0x123), new MessageId(1, 0x456), 7),
                    new ServerId.Foreign(Binary.ofHex("0102")));
            case RESTRICTION -> List.of(Restriction.exist(PropertyTags.PidTagSubject));
            case RULE_ACTIONS -> List.of(new RuleActions(
                    List.of(new RuleAction(0, 0, new RuleAction.Delete()))));
            case MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32, MULTIPLE_FLOATING64,
                    MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME, MULTIPLE_INTEGER64,
                    MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME, MULTIPLE_GUID,
                    MULTIPLE_BINARY ->
                List.of(List.of(), of(type.element()));
        };
    }

    /// One property value for each sample of each type, with distinct ids.
    static List<PropertyValue> propertyValues() {
        List<PropertyValue> values = new ArrayList<>();
        int id = 0x1000;
        for (PropertyType type : PropertyType.values()) {
            for (Object each : of(type)) {
                values.add(PropertyValue.of(PropertyTag.of(id++, type), each));
            }
        }
        return values;
    }
}
