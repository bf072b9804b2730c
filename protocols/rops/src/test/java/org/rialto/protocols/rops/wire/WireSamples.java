package org.rialto.protocols.rops.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;

/// The bytes of `src/test/resources/samples`: at least one request and response of every operation.
/// Logon 0 is on a private mailbox, logon 3 on the public folders; all tables have [#COLUMNS].
public final class WireSamples {
    static final ValueFormat FORMAT = ValueFormat.rop(StandardCharsets.ISO_8859_1);
    static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagSubject,
            PropertyTags.PidTagMessageSize);
    static final int PUBLIC_LOGON = 3;

    private WireSamples() {}

    /// A line of a file.
    record Sample(String operation, String variant, byte[] bytes) {
        @Override
        public String toString() {
            return variant.isEmpty() ? operation : operation + ", " + variant;
        }
    }

    /// Extended buffers with these payloads.
    public static byte[] chain(List<Binary> payloads, ExtendedBuffer.Coding coding) {
        ByteWriter out = new ByteWriter();
        for (int i = 0; i < payloads.size(); i++) {
            ExtendedBuffer.write(out, payloads.get(i).toByteArray(), coding,
                    i == payloads.size() - 1);
        }
        return out.toByteArray();
    }

    static List<Sample> requests() { return read("requests.tsv"); }

    static List<Sample> responses() { return read("responses.tsv"); }

    private static List<Sample> read(String file) {
        try {
            List<Sample> samples = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of("src/test/resources/samples", file))) {
                if (!line.startsWith("#")) {
                    String[] row = line.split("\t");
                    samples.add(new Sample(row[0], row[1], Binary.ofHex(row[2]).toByteArray()));
                }
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RequestContext requestContext() {
        return new RequestContext(FORMAT, logonId -> logonId != PUBLIC_LOGON);
    }

    static ResponseContext responseContext() {
        return new ResponseContext(FORMAT,
                new RopGetPropertiesSpecific.Request(0, 1, 0, true, COLUMNS), index -> COLUMNS);
    }

    static RopRequest readRequest(byte[] bytes) {
        return RopTable.readRequest(new ByteReader(bytes), requestContext());
    }

    static RopResponse readResponse(byte[] bytes) {
        return RopTable.readResponse(new ByteReader(bytes), responseContext());
    }

    static byte[] write(RopRequest request) {
        ByteWriter out = new ByteWriter();
        request.write(out, FORMAT);
        return out.toByteArray();
    }

    static byte[] write(RopResponse response) {
        ByteWriter out = new ByteWriter();
        response.write(out, FORMAT);
        return out.toByteArray();
    }
}
