package org.rialto.protocols.rops.sync;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;

/// Keeps what is told of a stream. Values that came in parts are kept as [Large].
final class RecordingSink implements FastTransferSink {
    /// A value that came in parts.
    record Large(StreamProperty property, long length, @Nullable Charset charset, Binary bytes) {}

    final List<Object> told = new ArrayList<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private @Nullable StreamProperty open;
    private long length;
    private @Nullable Charset charset;

    @Override
    public void event(FastTransferEvent event) {
        if (open != null) {
            throw new AssertionError("an event within a value");
        }
        told.add(event);
    }

    @Override
    public void startValue(StreamProperty property, long bytes, @Nullable Charset text) {
        open = property;
        length = bytes;
        charset = text;
    }

    @Override
    public void valuePart(byte[] bytes, int offset, int count) {
        parts.write(bytes, offset, count);
    }

    @Override
    public void endValue() {
        StreamProperty property = open;
        if (property == null) {
            throw new AssertionError("the end of no value");
        }
        told.add(new Large(property, length, charset, Binary.wrap(parts.toByteArray())));
        parts.reset();
        open = null;
    }

    /// What is told of a whole stream.
    static List<Object> read(FastTransferRoot root, byte[] stream) {
        return read(root, stream, stream.length, TransferLimits.USUAL);
    }

    /// What is told of a stream that comes in pieces of this size.
    static List<Object> read(FastTransferRoot root, byte[] stream, int piece,
            TransferLimits limits) {
        RecordingSink sink = new RecordingSink();
        FastTransferReader reader = new FastTransferReader(root, sink, StandardCharsets.ISO_8859_1,
                limits);
        for (int at = 0; at < stream.length; at += piece) {
            reader.feed(stream, at, Math.min(piece, stream.length - at));
        }
        reader.finish();
        return sink.told;
    }

    /// What is told of a stream that is cut at random.
    static List<Object> readCut(FastTransferRoot root, byte[] stream, Random random,
            TransferLimits limits) {
        RecordingSink sink = new RecordingSink();
        FastTransferReader reader = new FastTransferReader(root, sink, StandardCharsets.ISO_8859_1,
                limits);
        int at = 0;
        while (at < stream.length) {
            int piece = Math.min(stream.length - at, random.nextInt(40));
            reader.feed(stream, at, piece);
            at += piece;
        }
        reader.finish();
        return sink.told;
    }

    static byte[] write(StringForm strings, List<? extends FastTransferEvent> events) {
        FastTransferWriter writer = new FastTransferWriter(strings);
        events.forEach(writer::write);
        return writer.take(Integer.MAX_VALUE);
    }
}
