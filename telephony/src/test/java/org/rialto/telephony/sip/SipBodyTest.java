package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.MutatedBytes;

/// Bodies of several parts: RFC 5621, RFC 2046 section 5.1.
class SipBodyTest {
    private static final String FIRST = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=one\r\n";
    private static final String SECOND = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=two\r\n";
    private static final String BODY = "--b\r\nContent-Type: application/sdp\r\n\r\n" + FIRST
            + "\r\n--b\r\nContent-Type: application/sdp\r\nContent-Disposition: session;"
            + " handling=optional\r\n\r\n" + SECOND
            + "\r\n--b\r\nContent-Type: application/pidf+xml\r\nContent-Disposition: render\r\n\r\n"
            + "<presence/>\r\n--b--\r\n";

    private static SipMessage message(String type, byte[] body) {
        SipRequest request = new SipRequest("INVITE", SipUri.parse("sip:bob@example.org"));
        request.headers().add("Content-Type", type);
        return new SipRequest("INVITE", request.uri(), request.headers(), body);
    }

    private static String session(String type, String body) {
        byte[] session = SipBody.session(message(type,
                body.getBytes(StandardCharsets.ISO_8859_1)));
        return session == null ? "none" : new String(session, StandardCharsets.ISO_8859_1);
    }

    @Test
    void theFirstSessionCountsAndOfAlternativesTheLast() {
        assertThat(session("multipart/mixed;boundary=b", BODY)).isEqualTo(FIRST);
        assertThat(session("multipart/alternative; boundary=\"b\"", BODY)).isEqualTo(SECOND);
        assertThat(session("application/sdp", FIRST)).isEqualTo(FIRST);
        assertThat(session("text/plain", FIRST)).isEqualTo("none");
    }

    @Test
    void otherBoundariesAreContent() {
        assertThat(
                session("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/sdp\r\n\r\n"
                        + "v=0\r\n--bb\r\ns=--b\r\n--b--"))
                .isEqualTo("v=0\r\n--bb\r\ns=--b");
    }

    private static void readAny(byte[] body) {
        try {
            SipMessage message = message("multipart/mixed;boundary=b", body);
            byte[] session = SipBody.session(message);
            if (session != null)
                assertThat(session.length).isLessThan(body.length);
            if (SipBody.isUnderstood(message) && body.length > 0)
                assertThat(session).isNotNull();
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotNull();
        }
    }

    @Test
    void changedBodiesAreReadOrRefused() {
        MutatedBytes.run(5_000, SipBodyTest::readAny, BODY.getBytes(StandardCharsets.ISO_8859_1));
    }

    @FuzzTest
    void readsOrRefusesAnything(byte[] body) { readAny(body); }
}
