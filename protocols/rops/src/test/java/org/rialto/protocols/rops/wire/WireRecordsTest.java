package org.rialto.protocols.rops.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.wire.WireSamples.Sample;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.other.RopRelease;

class WireRecordsTest {
    static List<Sample> requests() { return WireSamples.requests(); }

    static List<Sample> responses() { return WireSamples.responses(); }

    @ParameterizedTest
    @MethodSource("requests")
    void requestComesBackByteByByte(Sample sample) {
        ByteReader in = new ByteReader(sample.bytes());
        RopRequest request = RopTable.readRequest(in, WireSamples.requestContext());
        assertThat(in.hasRemaining()).isFalse();
        assertThat(request.ropId()).hasToString(sample.operation());
        assertThat(Binary.wrap(WireSamples.write(request)))
                .isEqualTo(Binary.wrap(sample.bytes()));
        assertThat(WireSamples.readRequest(sample.bytes())).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("responses")
    void responseComesBackByteByByte(Sample sample) {
        ByteReader in = new ByteReader(sample.bytes());
        RopResponse response = RopTable.readResponse(in, WireSamples.responseContext());
        assertThat(in.hasRemaining()).isFalse();
        assertThat(response.ropId()).hasToString(sample.operation());
        assertThat(Binary.wrap(WireSamples.write(response)))
                .isEqualTo(Binary.wrap(sample.bytes()));
        assertThat(WireSamples.readResponse(sample.bytes())).isEqualTo(response);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void refusesEveryTruncationOfARequest(Sample sample) {
        for (int length = 0; length < sample.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(sample.bytes(), length);
            assertThatExceptionOfType(MalformedDataException.class).as("cut to %s", length)
                    .isThrownBy(() -> WireSamples.readRequest(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("responses")
    void refusesEveryTruncationOfAResponse(Sample sample) {
        if (WireSamples.readResponse(sample.bytes()) instanceof RopBufferTooSmall.Response) {
            // Its bytes go on to the end of the buffer, wherever that is.
            return;
        }
        for (int length = 0; length < sample.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(sample.bytes(), length);
            assertThatExceptionOfType(MalformedDataException.class).as("cut to %s", length)
                    .isThrownBy(() -> WireSamples.readResponse(cut));
        }
    }

    /// What an engine answers when it cannot even look at a request: the form that the document
    /// gives the failure, which a client can read.
    @ParameterizedTest
    @MethodSource("requests")
    void everyFailureReadsBackAsTheAnswerToItsRequest(Sample sample) {
        RopRequest request = WireSamples.readRequest(sample.bytes());
        if (request instanceof RopRelease.Request) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> request.failure(ErrorCodes.NullObject));
            return;
        }
        RopResponse failure = request.failure(ErrorCodes.NullObject);
        assertThat(WireSamples.readResponse(WireSamples.write(failure))).isEqualTo(failure);
        assertThat(((RopAnswer) failure).returnValue()).isEqualTo(ErrorCodes.NullObject);
    }
}
