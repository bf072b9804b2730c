package org.rialto.protocols.nspi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;

/// Whatever a client asks, it gets an answer or one of the permitted error codes (MS-OXNSPI
/// §2.2.1.2), and never an unlisted object that it did not come by.
class RandomCallsTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 3_000);
    private static final List<ErrorCode> PERMITTED = List.of(ErrorCodes.GeneralFailure,
            ErrorCodes.NotSupported, ErrorCodes.InvalidObject, ErrorCodes.OutOfResources,
            ErrorCodes.NotFound, ErrorCodes.LogonFailed, ErrorCodes.TooComplex,
            ErrorCodes.InvalidCodepage, ErrorCodes.InvalidLocale, ErrorCodes.TableTooBig,
            ErrorCodes.InvalidBookmark, ErrorCodes.AccessDenied, ErrorCodes.NotEnoughMemory,
            ErrorCodes.InvalidParameter);
    private static final int[] NUMBERS = {0, 1, 2, 3, 7, 0x10, 0x14, 0x16, 0x99, 0xFFF, -1, 1000,
            1001, 1200, 1252, 932, 65001, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x8009000D,
            0x8005000D, 0x3001001F, 0x3001001E, 0x360C001F, 0x8C6A1102};
    @TempDir
    Path folder;
    private final Random random = new Random(11);

    private int number() {
        return random.nextInt(3) == 0
                ? MinimalIds.of(1 + random.nextInt(14))
                : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private Stat stat() {
        return new Stat(random.nextBoolean() ? 0 : number(), random.nextBoolean() ? 0 : number(),
                number(), random.nextBoolean() ? 0 : number(), number(), number(),
                random.nextInt(4) == 0 ? number() : 1252, number(), number());
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            numbers.add(number());
        }
        return numbers;
    }

    private List<PropertyTag> columns() {
        List<PropertyTag> columns = new ArrayList<>();
        columns.add(PropertyTags.PidTagDisplayName);
        numbers().forEach(number -> columns.add(new PropertyTag(number)));
        return columns;
    }

    private Restriction filter(int depth) {
        return switch (depth == 0 ? 3 + random.nextInt(3) : random.nextInt(6)) {
            case 0 -> Restriction.and(filter(depth - 1), filter(depth - 1));
            case 1 -> Restriction.or(filter(depth - 1), filter(depth - 1));
            case 2 -> Restriction.not(filter(depth - 1));
            case 3 -> Restriction.equal(PropertyTags.PidTagAnr, "" + (char) number());
            case 4 -> Restriction.exist(PropertyTags.PidTagTitle);
            default -> Restriction.equal(PropertyTags.PidTagDisplayType, number());
        };
    }

    @Test
    void everyCallIsAnsweredOrFailsAsPermitted() {
        try (BookFixture book = new BookFixture(folder)) {
            NspiSession session = book.session(book.bob);
            for (int run = 0; run < RUNS; run++) {
                try {
                    String answer = String.valueOf(call(book, session));
                    assertThat(answer).doesNotContain("Ghost Writer");
                } catch (NspiError e) {
                    assertThat(PERMITTED).contains(e.code());
                }
            }
        }
    }

    private Object call(BookFixture book, NspiSession session) {
        return switch (random.nextInt(13)) {
            case 0 -> session.updateStat(stat());
            case 1 -> session.compareMIds(stat(), number(), number());
            case 2 -> session.queryRows(number(), stat(), random.nextBoolean() ? numbers() : null,
                    number(), columns());
            case 3 -> session.seekEntries(stat(),
                    PropertyValue.of(PropertyTags.PidTagDisplayName, "" + (char) number()),
                    random.nextBoolean() ? numbers() : null, columns());
            case 4 -> session.getPropList(number(), number());
            case 5 -> session.getProps(number(), stat(), random.nextBoolean() ? columns() : null);
            case 6 -> session.getMatches(stat(), filter(3), null, number(), columns());
            case 7 -> session.resortRestriction(stat(), numbers());
            case 8 -> session.dnToMId(List.of("" + number(), "/", book.dn(book.alice)));
            case 9 -> session.resolveNames(stat(), List.of("" + (char) number(), "ghost", "al"),
                    columns());
            case 10 -> session.getSpecialTable(number(), stat(), number());
            case 11 -> {
                session.modLinkAtt(number(), new PropertyTag(number()), number(),
                        List.of(Binary.ofHex("0102")));
                yield "";
            }
            default -> session.getTemplateInfo(number(), number(), null, number(), number());
        };
    }
}
