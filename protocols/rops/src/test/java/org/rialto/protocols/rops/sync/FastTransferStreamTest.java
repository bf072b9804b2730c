package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

class FastTransferStreamTest {
    /// The sample of "MS-OXCFXICS: How to parse the FastTransfer Stream" (Microsoft's Open
    /// Specifications support team, 2015): the beginning of a hierarchySync.
    private static final Binary PUBLISHED = Binary.ofHex("""
            03 00 12 40 02 01 E1 65 00 00 00 00 02 01 E0 65
            16 00 00 00 52 F6 85 EC 7D 43 2E 4A A9 60 34 50
            88 53 D9 0A 00 00 00 00 03 F5 40 00 08 30 00 D0
            9E A8 81 85 D0 01 02 01 E2 65 16 00 00 00 52 F6
            85 EC 7D 43 2E 4A A9 60 34 50 88 53 D9 0A 00 00
            00 00 20 7C 02 01 E3 65 17 00 00 00 16 52 F6 85
            EC 7D 43 2E 4A A9 60 34 50 88 53 D9 0A 00 00 00
            00 20 7C 1F 00 01 30 0C 00 00 00 49 00 4E 00 42
            00 4F 00 58 00 00 00 14 00 49 67 01 00 00 00 00
            00 03 F4 03 00 39 66 FB 03 00 00 40 00 07 30 80
            39 06 A8 81 85 D0 01 0B 00 F4 10 00 00""");

    private static List<FastTransferEvent> published() {
        return List.of(FastTransferEvent.Mark.START_FOLDER_CHANGE,
                Streams.property(PropertyTags.PidTagParentSourceKey, Binary.EMPTY),
                Streams.property(PropertyTags.PidTagSourceKey,
                        Binary.ofHex("52F685EC7D432E4AA96034508853D90A 0000000003F5")),
                Streams.property(PropertyTags.PidTagLastModificationTime,
                        Instant.parse("2015-05-03T12:05:30Z")),
                Streams.property(PropertyTags.PidTagChangeKey,
                        Binary.ofHex("52F685EC7D432E4AA96034508853D90A 00000000207C")),
                Streams.property(PropertyTags.PidTagPredecessorChangeList,
                        Binary.ofHex("16 52F685EC7D432E4AA96034508853D90A 00000000207C")),
                Streams.property(PropertyTags.PidTagDisplayName, "INBOX"),
                Streams.property(PropertyTags.PidTagParentFolderId, 0xF403_0000_0000_0001L),
                Streams.property(PropertyTags.PidTagRights, 0x3FB),
                Streams.property(PropertyTags.PidTagCreationTime,
                        Instant.parse("2015-05-03T12:05:29Z")),
                Streams.property(PropertyTags.PidTagAttributeHidden, false));
    }

    @Test
    void readsThePublishedSample() {
        RecordingSink sink = new RecordingSink();
        new FastTransferReader(FastTransferRoot.HIERARCHY_SYNC, sink,
                StandardCharsets.ISO_8859_1, TransferLimits.USUAL)
                .feed(PUBLISHED.toByteArray());
        assertThat(sink.told).map(FastTransferStreamTest::withoutTime)
                .isEqualTo(published().stream().map(FastTransferStreamTest::withoutTime).toList());
    }

    /// The text of the sample does not say its times; the bytes do.
    private static Object withoutTime(Object event) {
        return event instanceof FastTransferEvent.Property property
                && property.property().tag().type() == PropertyType.TIME
                        ? property.property()
                        : event;
    }

    @Test
    void writesThePublishedSample() {
        RecordingSink sink = new RecordingSink();
        new FastTransferReader(FastTransferRoot.HIERARCHY_SYNC, sink,
                StandardCharsets.ISO_8859_1, TransferLimits.USUAL)
                .feed(PUBLISHED.toByteArray());
        List<FastTransferEvent> events = new ArrayList<>();
        sink.told.forEach(event -> events.add((FastTransferEvent) event));
        assertThat(Binary.wrap(RecordingSink.write(StringForm.UNICODE, events)))
                .isEqualTo(PUBLISHED);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(FastTransferRoot root) {
        List<FastTransferEvent> events = Streams.of(root);
        for (StringForm strings : List.of(StringForm.UNICODE, StringForm.CODE_PAGE_TYPE,
                StringForm.codePage(StandardCharsets.ISO_8859_1))) {
            byte[] stream = RecordingSink.write(strings, events);
            assertThat(RecordingSink.read(root, stream)).map(FastTransferStreamTest::asUnicode)
                    .isEqualTo(events);
        }
    }

    /// Strings have the type that they came with.
    private static Object asUnicode(Object event) {
        if (!(event instanceof FastTransferEvent.Property property)
                || !property.property().tag().type().isText()) {
            return event;
        }
        PropertyTag tag = property.property().tag();
        return new FastTransferEvent.Property(
                new StreamProperty(
                        tag.withType(tag.type().isMultiple()
                                ? PropertyType.MULTIPLE_STRING
                                : PropertyType.STRING),
                        property.property().name()),
                property.value());
    }

    @ParameterizedTest
    @EnumSource
    void cutsDoNotMatter(FastTransferRoot root) {
        List<FastTransferEvent> events = Streams.of(root);
        byte[] stream = RecordingSink.write(StringForm.UNICODE, events);
        assertThat(RecordingSink.read(root, stream, 1, TransferLimits.USUAL)).isEqualTo(events);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(RecordingSink.readCut(root, stream, new Random(seed),
                    TransferLimits.USUAL)).isEqualTo(events);
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesInPartsAreTheSame(FastTransferRoot root) {
        TransferLimits nothingHeld = new TransferLimits(0, 1 << 20, 1 << 20, 64);
        byte[] stream = RecordingSink.write(StringForm.UNICODE, Streams.of(root));
        List<Object> whole = RecordingSink.read(root, stream, stream.length, nothingHeld);
        assertThat(RecordingSink.read(root, stream, 1, nothingHeld)).isEqualTo(whole);
        for (Object told : whole) {
            if (told instanceof RecordingSink.Large large && large.charset() != null) {
                assertThat(large.bytes().length()).isEqualTo((int) large.length() - 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTruncationIsRefusedOrAnEarlierEnd(FastTransferRoot root) {
        List<FastTransferEvent> events = Streams.of(root);
        byte[] stream = RecordingSink.write(StringForm.UNICODE, events);
        int accepted = 0;
        for (int length = 0; length < stream.length; length++) {
            try {
                List<Object> told = RecordingSink.read(root, Arrays.copyOf(stream, length));
                assertThat(told.size()).isLessThan(events.size());
                accepted++;
            } catch (MalformedDataException expected) {
                assertThat(expected.position()).isLessThanOrEqualTo(length);
            }
        }
        // Only lists of properties and of messages can be shorter and still be whole.
        assertThat(accepted).isLessThanOrEqualTo(switch (root) {
            case CONTENTS_SYNC, HIERARCHY_SYNC, STATE -> 0;
            case TOP_FOLDER -> 0;
            default -> events.size();
        });
    }

    /// Where atoms are in a stream, found by reading it a byte at a time: an atom ends with the
    /// byte that makes the reader want something new.
    @Test
    void buffersEndBetweenAtomsOrWithinValues() {
        List<FastTransferEvent> events = Streams.contentsSync();
        byte[] whole = RecordingSink.write(StringForm.UNICODE, events);
        boolean[] allowed = AtomWalk.cutsOf(whole);
        for (int limit : new int[]{100, 101, 113, 128, 200, 333, 4096}) {
            FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
            events.forEach(writer::write);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = writer.take(limit);
            while (buffer.length > 0) {
                assertThat(buffer.length).isLessThanOrEqualTo(limit);
                all.writeBytes(buffer);
                assertThat(allowed[all.size()]).as("cut at " + all.size()).isTrue();
                if (writer.buffered() > 0) {
                    // Not smaller than it has to be.
                    assertThat(buffer.length).isGreaterThan(limit - 60);
                }
                buffer = writer.take(limit);
            }
            assertThat(all.toByteArray()).isEqualTo(whole);
        }
    }

    @Test
    void aBufferTooSmallForAnAtomIsRefused() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        writer.write(FastTransferEvent.Mark.START_TOP_FOLDER);
        assertThatThrownBy(() -> writer.take(3)).isInstanceOf(MailError.TooLarge.class);
        assertThat(writer.take(4)).hasSize(4);
    }

    @Test
    void valuesThatAreStreamsAreReadWhenTheirTurnHasCome() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        byte[] content = new byte[10_000];
        new Random(1).nextBytes(content);
        boolean[] closed = {false};
        writer.write(StreamProperty.of(PropertyTags.PidTagAttachDataBinary), content.length,
                new ByteArrayInputStream(content) {
                    @Override
                    public void close() { closed[0] = true; }
                });
        assertThat(writer.isReady()).isFalse();
        assertThatThrownBy(() -> writer.write(Streams.property(PropertyTags.PidTagSubject, "x")))
                .isInstanceOf(IllegalStateException.class);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!writer.isReady()) {
            byte[] buffer = writer.take(1000);
            assertThat(buffer.length).isLessThanOrEqualTo(1000);
            all.writeBytes(buffer);
        }
        assertThat(closed[0]).isTrue();
        writer.write(Streams.property(PropertyTags.PidTagSubject, "x"));
        all.writeBytes(writer.take(1000));
        List<Object> told = RecordingSink.read(FastTransferRoot.ATTACHMENT_CONTENT,
                all.toByteArray());
        assertThat(told).containsExactly(
                Streams.property(PropertyTags.PidTagAttachDataBinary, Binary.of(content)),
                Streams.property(PropertyTags.PidTagSubject, "x"));
    }

    @Test
    void aValueTooLongForItsLengthLeavesNothingBehind() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        assertThatThrownBy(() -> writer.write(
                StreamProperty.of(PropertyTags.PidTagAttachDataBinary), 1L << 32,
                new ByteArrayInputStream(new byte[9]))).isInstanceOf(MailError.TooLarge.class);
        assertThat(writer.buffered()).isZero();
        assertThat(writer.isReady()).isTrue();
    }

    @Test
    void aLargeBacklogIsTakenInTimeInProportion() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        for (int i = 0; i < 40; i++) {
            writer.write(Streams.property(PropertyTags.PidTagAttachDataBinary,
                    Binary.wrap(new byte[1_000_000])));
        }
        long began = System.nanoTime();
        int buffers = 0;
        while (writer.buffered() > 0) {
            writer.take(1000);
            buffers++;
        }
        assertThat(buffers).isGreaterThan(40_000);
        // Moving all that is left each time would be 800 gigabytes.
        assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
    }

    @Test
    void aStreamShorterThanWasSaidIsAFault() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        writer.write(StreamProperty.of(PropertyTags.PidTagAttachDataBinary), 10,
                new ByteArrayInputStream(new byte[9]));
        assertThatThrownBy(() -> writer.take(1000)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void longTextIsWrittenAsItIsTaken() {
        String text = "é".repeat(300_000);
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        writer.write(Streams.property(PropertyTags.PidTagBody, text));
        assertThat(writer.buffered()).isLessThan(100);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!writer.isReady()) {
            all.writeBytes(writer.take(32_000));
        }
        List<Object> told = RecordingSink.read(FastTransferRoot.MESSAGE_CONTENT,
                all.toByteArray(), 777, TransferLimits.USUAL);
        assertThat(told).singleElement().isEqualTo(new RecordingSink.Large(
                StreamProperty.of(PropertyTags.PidTagBody), 600_002, StandardCharsets.UTF_16LE,
                Binary.wrap(text.getBytes(StandardCharsets.UTF_16LE))));
    }

    @Test
    void longTextEndsBeforeWhateverFollows() {
        List<FastTransferEvent> events = List.of(new FastTransferEvent.StartRecipient(0),
                Streams.property(PropertyTags.PidTagDisplayName, "x".repeat(16_385)),
                FastTransferEvent.Mark.END_RECIPIENT, new FastTransferEvent.StartRecipient(1),
                FastTransferEvent.Mark.END_RECIPIENT);
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        events.forEach(writer::write);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (writer.buffered() > 0) {
            all.writeBytes(writer.take(4096));
        }
        assertThat(RecordingSink.read(FastTransferRoot.MESSAGE_CONTENT, all.toByteArray()))
                .isEqualTo(events);
    }

    @Test
    void whatIsTakenWholeIsForgotten() {
        LexicalWriter writer = new LexicalWriter(StringForm.UNICODE);
        writer.property(StreamProperty.of(PropertyTags.PidTagAttachDataBinary), 10_000,
                new ByteArrayInputStream(new byte[10_000]));
        for (int i = 0; i < 5; i++) {
            assertThat(writer.take(1000)).hasSize(1000);
            assertThat(writer.mark()).isEqualTo(LexicalWriter.Mark.START);
        }
    }

    @Test
    void textWithoutItsNullIsWhole() {
        // "the last 1 or 2 bytes are indeed zeros before truncating them": §2.2.4.1.3
        assertThat(message("1F00 3700 04000000 61006200")).isEqualTo("ab");
        assertThat(message("1F00 3700 06000000 610062000000")).isEqualTo("ab");
        assertThat(message("1F00 3700 00000000")).isEqualTo("");
        assertThat(message("1E00 3700 02000000 61E9")).isEqualTo("aé");
        assertThat(message("1E00 3700 03000000 61E900")).isEqualTo("aé");
        assertThat(message("E284 3700 03000000 61E100")).isEqualTo("aá");
        assertThat(message("B084 3700 04000000 61000000")).isEqualTo("a");
    }

    private static Object message(String hex) {
        Object event = RecordingSink.read(FastTransferRoot.MESSAGE_CONTENT,
                Binary.ofHex(hex).toByteArray()).get(0);
        return ((FastTransferEvent.Property) event).value();
    }

    @Test
    void otherTruthsAreTrueToo() {
        assertThat(message("0B00 0200 0001")).isEqualTo(true);
        assertThat(message("0B00 0200 0000")).isEqualTo(false);
    }

    @Test
    void refusesValuesThatAreNone() {
        for (String malformed : List.of("1F00 3700 03000000 610000", "0000 3700 00000000",
                "0100 3700", "0A00 3700 00000000", "FD00 3700 00000000", "FE00 3700 00000000",
                "0D10 3700 00000000", "FFFF 3700 00000000", "0380 3700 00000000",
                "0300 0180 " + "00".repeat(16) + "02", "0300 0180 " + "00".repeat(16) + "01 0000",
                "0300 0180 " + "00".repeat(16) + "01" + "4100".repeat(200) + "0000 00000000")) {
            assertThatThrownBy(() -> message(malformed)).as(malformed)
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void aStoredPropertyCannotStandForSomethingElse() {
        FastTransferWriter writer = new FastTransferWriter(StringForm.UNICODE);
        for (int tag : new int[]{0x400D0003, 0x40160003, 0x400F0003, 0x00000102, 0x407B0102}) {
            PropertyTag harmful = new PropertyTag(tag);
            Object value = harmful.type() == PropertyType.BINARY ? Binary.EMPTY : (Object) 1;
            assertThatThrownBy(() -> writer.write(Streams.property(harmful, value)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(PropertySelection.all().includes(harmful)).isFalse();
        }
        assertThat(writer.buffered()).isZero();
    }

    @Test
    void announcedLengthsAllocateNothing() {
        readLies();
        long before = allocated();
        readLies();
        assertThat(allocated() - before).isLessThan(200_000);
    }

    /// Four gigabytes, or sixteen megabytes, or four billion values are said; few bytes come.
    private static void readLies() {
        feed(FastTransferRoot.MESSAGE_CONTENT, "0201 3700 FFFFFFFF " + "41".repeat(100));
        feed(FastTransferRoot.STATE, "0300 3A40 0300 1740 00000001 41");
        feed(FastTransferRoot.MESSAGE_CONTENT, "0210 3700 FFFFFFFF 01000000");
        feed(FastTransferRoot.MESSAGE_CONTENT, "0211 3700 FFFFFFFF 00000000 00000000");
    }

    private static void feed(FastTransferRoot root, String hex) {
        new FastTransferReader(root, new RecordingSink(), StandardCharsets.US_ASCII,
                TransferLimits.USUAL).feed(Binary.ofHex(hex).toByteArray());
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    @Test
    void whatMustBeWholeIsLimited() {
        assertThatThrownBy(() -> RecordingSink.read(FastTransferRoot.STATE,
                Binary.ofHex("0300 3A40 0300 1740 01000002").toByteArray()))
                .isInstanceOf(MailError.TooLarge.class);
        assertThatThrownBy(() -> message("0211 3700 01000000 01001000"))
                .isInstanceOf(MailError.TooLarge.class);
    }
}
