package org.rialto.telephony.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The messages of RFC 4475 that can come over a stream, by their names there; shortened where only
/// one line is the point.
class TortureTest {
    private static SipFrame frame(String text) throws Exception {
        return Objects.requireNonNull(new SipReader(new ByteArrayInputStream(
                text.replace("\n", "\r\n").getBytes(UTF_8)), SipLimits.DEFAULT).read());
    }

    private static SipMessage sound(String text) throws Exception {
        SipFrame frame = frame(text);
        assertThat(frame).isInstanceOf(SipFrame.Message.class);
        SipMessage message = ((SipFrame.Message) frame).message();
        assertThat(message.defect()).isNull();
        return message;
    }

    private static String defect(String text) throws Exception {
        return switch (frame(text)) {
            case SipFrame.Message(SipMessage message) -> String.valueOf(message.defect());
            case SipFrame.Ping() -> "ping";
            case SipFrame.Rejected rejected -> rejected.status() + " " + rejected.reason();
        };
    }

    /// A message with the headers that all have, and these instead of or beside them.
    private static String request(String startLine, String... lines) {
        StringBuilder text = new StringBuilder(startLine).append('\n');
        String method = startLine.substring(0, Math.max(1, startLine.indexOf(' ')));
        String given = String.join("\n", lines) + "\n";
        for (String each : new String[]{
                "Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bKkdjuw",
                "To: sip:user@example.com",
                "From: sip:caller@example.net;tag=134161461246", "Max-Forwards: 7",
                "Call-ID: test.0ha0isndaksdjasdf3234nas", "CSeq: 8 " + method,
                "Content-Length: 0"}) {
            String name = each.substring(0, each.indexOf(':') + 1);
            if (!given.contains(name))
                text.append(each).append('\n');
        }
        return text + (lines.length == 0 ? "" : given) + "\n";
    }

    // ---- 3.1.1 valid messages --------------------------------------------------------------

    @Test
    void wsinv() throws Exception {
        SipRequest request = (SipRequest) sound("""
                INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
                TO :
                 sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
                from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
                  ;
                  tag = 98asjd8
                MaX-fOrWaRdS: 0068
                Call-ID: wsinv.ndaksdj@192.0.2.1
                Content-Length   : 4
                cseq: 0009
                  INVITE
                Via  : SIP  /   2.0
                 /TCP
                    192.0.2.2;branch=390skdjuw
                s :
                NewFangledHeader:   newfangled value
                 continued newfangled value
                UnknownHeaderWithUnusualValue: ;;,,;;,;
                Content-Type: application/sdp
                Route:
                 <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
                v:  SIP  / 2.0  / TCP     spindle.example.com   ;
                  branch  =   z9hG4bK9ikj8  ,
                 SIP  /    2.0   / TLS  192.168.255.111   ; branch=
                 z9hG4bK30239
                m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
                      newvalue ;
                  secondparam ; q = 0.33

                v=0
                """.replace("v=0\n", "v=0x"));
        SipHeaders headers = request.headers();
        assertThat(headers.to().tag()).isEqualTo("1918181833n");
        assertThat(headers.from().displayName()).isEqualTo("J Rosenberg \\\"");
        assertThat(headers.number("Max-Forwards")).isEqualTo(68L);
        assertThat(headers.cseq()).isEqualTo(new CSeq(9, "INVITE"));
        assertThat(headers.vias()).extracting(Via::host).containsExactly("192.0.2.2",
                "spindle.example.com", "192.168.255.111");
        assertThat(headers.vias().get(2).branch()).isEqualTo("z9hG4bK30239");
        assertThat(headers.first("Subject")).isEmpty();
        NameAddress contact = Objects.requireNonNull(headers.contact());
        assertThat(contact.displayName()).isEqualTo("Quoted string \"\"");
        assertThat(contact.parameter("newparam")).isEqualTo("newvalue");
        assertThat(contact.parameter("q")).isEqualTo("0.33");
        assertThat(headers.addresses("Route")).hasSize(1);
    }

    @Test
    void intmeth() throws Exception {
        String method = "!interesting-Method0123456789_*+`.%indeed'~";
        SipRequest request = (SipRequest) sound(request(method
                + " sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"
                + ":&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0",
                "To: \"BEL:\u0007 NUL:\u0000 DEL:\u007f\" <sip:1_unusual.URI~(to-be!sure)&isn't+it$"
                        + "/crazy?,/;;*@example.com>",
                "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>"
                        + ";fromParam''~+*_!.-%=\"\u0440\u0430\u0431\u043e\u0442\u0430\u044e"
                        + "\u0449\u0438\u0439\";tag=_token~1'+`*%!-.",
                "Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{",
                "extensionHeader-!.%*+_`'~:\ufeff\u5927\u505c\u96fb"));
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.headers().from().displayName())
                .isEqualTo("token1~` token2'+_ token3*%!.-");
        assertThat(request.uri().host()).isEqualTo("example.com");
        assertThat(request.uri().password()).startsWith("&it+has=1");
    }

    @Test
    void esc01AndEsc02AndEscnull() throws Exception {
        SipRequest request = (SipRequest) sound(
                request("INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0",
                        "To: sip:%75se%72@example.com",
                        "From: <sip:I%20have%20spaces@example.net>;tag=938"));
        assertThat(request.uri().user()).isEqualTo("sips:user@example.com");
        assertThat(request.headers().to().uri().matches(SipUri.parse("sip:user@example.com")))
                .isTrue();
        assertThat(sound(request("RE%47IST%45R sip:registrar.example.com SIP/2.0"))
                .startLine()).startsWith("RE%47IST%45R ");
        assertThat(((SipRequest) sound(
                request("REGISTER sip:example.com SIP/2.0", "To: sip:null-%00-null@example.com")))
                .headers().to().uri().user()).isEqualTo("null-\0-null");
    }

    @Test
    void lwsdispAndSemiuriAndTransports() throws Exception {
        assertThat(sound(request("OPTIONS sip:user@example.com SIP/2.0",
                "From: caller<sip:caller@example.com>;tag=323")).headers().from().displayName())
                .isEqualTo("caller");
        SipRequest semi = (SipRequest) sound(
                request("OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0"));
        assertThat(semi.uri().user()).isEqualTo("user;par=u@example.net");
        assertThat(sound(request("OPTIONS sip:user@example.com SIP/2.0",
                "Via: SIP/2.0/UDP t1.example.com;branch=z9hG4bKkdjuw",
                "Via: SIP/2.0/SCTP t2.example.com;branch=z9hG4bKklasjdhf",
                "Via: SIP/2.0/TLS t3.example.com;branch=z9hG4bK2980unddj",
                "Via: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKasd0f3en")).headers().vias())
                .extracting(Via::transport).containsExactly("UDP", "SCTP", "TLS", "UNKNOWN");
    }

    @Test
    void longreq() throws Exception {
        String name = "I have a user name of extreme length ".repeat(60).strip();
        SipRequest request = (SipRequest) sound(request("INVITE sip:user@example.com SIP/2.0",
                "To: \"" + name + "\"<sip:user@example.com:6000;unknownparam1=" + "long".repeat(200)
                        + "value;longparam" + "name".repeat(50) + "=shortvalue>",
                "Contact: <sip:amazinglylong" + "call".repeat(100) + "@host.example.com>"));
        assertThat(request.headers().to().displayName()).isEqualTo(name);
    }

    @Test
    void dblreqAsItMustBeOnAStream() throws Exception {
        SipReader reader = new SipReader(new ByteArrayInputStream(
                (request("REGISTER sip:example.com SIP/2.0")
                        + request("INVITE sip:joe@example.com SIP/2.0")).replace("\n", "\r\n")
                        .getBytes(UTF_8)),
                SipLimits.DEFAULT);
        assertThat(reader.read()).isInstanceOf(SipFrame.Message.class);
        assertThat(reader.read()).isInstanceOf(SipFrame.Message.class);
        assertThat(reader.read()).isNull();
    }

    @Test
    void unreasonAndNoreason() throws Exception {
        String rest = "\nVia: SIP/2.0/TCP 192.0.2.198;branch=z9hG4bK1324923\n"
                + "Call-ID: unreason.1234ksdfak3j2erwedfsASdf\nCSeq: 35 INVITE\n"
                + "From: sip:user@example.com;tag=11141343\n"
                + "To: sip:user@example.edu;tag=2229\nContent-Length: 0\n\n";
        SipResponse response = (SipResponse) sound(
                "SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e" + rest);
        assertThat(response.reason()).isEqualTo("= 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e");
        assertThat(((SipResponse) sound("SIP/2.0 100 " + rest)).reason()).isEmpty();
    }

    // ---- 3.1.2 invalid messages ------------------------------------------------------------

    @Test
    void badinv01() throws Exception {
        assertThat(defect(request("INVITE sip:user@example.com SIP/2.0",
                "To: sip:j.user@example.com", "From: sip:caller@example.net;tag=134161461246",
                "Via: SIP/2.0/TCP 192.0.2.15;;,;,,"))).startsWith("Via: ");
        assertThat(sound(request("INVITE sip:user@example.com SIP/2.0",
                "Contact: \"Joe\" <sip:joe@example.org>;;;;")).headers().contact())
                .hasToString("\"Joe\" <sip:joe@example.org>");
    }

    @Test
    void clerrAndNcl() throws Exception {
        assertThat(defect(request("INVITE sip:user@example.com SIP/2.0", "Content-Length: -999")))
                .isEqualTo("400 Content-Length is not a number");
        assertThat(defect(request("INVITE sip:user@example.com SIP/2.0",
                "Content-Length: 9999999999"))).isEqualTo("400 Content-Length is not a number");
    }

    @Test
    void scalar02() throws Exception {
        assertThat(defect(request("REGISTER sip:example.com SIP/2.0",
                "CSeq: 36893488147419103232 REGISTER"))).isEqualTo("CSeq: the number is too large");
        assertThat(defect(request("REGISTER sip:example.com SIP/2.0", "Max-Forwards: 300")))
                .isEqualTo("Max-Forwards is above 255");
        assertThat(frame("SIP/2.0 4294967301 better not break the receiver\nContent-Length: 0\n\n"))
                .isInstanceOf(SipFrame.Rejected.class);
    }

    @Test
    void quotbalAndLtgturiAndLwsruriAndLwsstartAndTrws() throws Exception {
        assertThat(defect(request("INVITE sip:user@example.com SIP/2.0",
                "To: \"Mr. J. User <sip:j.user@example.com>")))
                .isEqualTo("To: a quoted string is not closed");
        assertThat(defect(request("INVITE <sip:user@example.com> SIP/2.0")))
                .isEqualTo("400 The Request-URI is not a URI");
        assertThat(defect(request("INVITE sip:user@example.com; lr SIP/2.0")))
                .isEqualTo("400 The start line is not method, URI and version");
        assertThat(defect(request("INVITE  sip:user@example.com  SIP/2.0")))
                .isEqualTo("400 The start line is not method, URI and version");
        assertThat(defect(request("OPTIONS sip:remote-target@example.com SIP/2.0  ")))
                .isEqualTo("400 The start line is not method, URI and version");
    }

    /// Section 3.1.2.11 leaves it to the server: we take it, and leave the headers aside.
    @Test
    void escruri() throws Exception {
        assertThat(((SipRequest) sound(request(
                "INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0"))).uri()
                .headers()).isEqualTo("Route=%3Csip:example.com%3E");
    }

    @Test
    void regbadctAndBadaspecAndBaddn() throws Exception {
        SipRequest register = (SipRequest) sound(request("REGISTER sip:example.com SIP/2.0",
                "Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E"));
        org.assertj.core.api.Assertions
                .assertThatThrownBy(() -> register.headers().contact()).hasMessageStartingWith(
                        "Contact: a URI with ',' or '?' must stand in angle brackets");
        assertThat(defect(request("OPTIONS sip:user@example.org SIP/2.0",
                "To: \"Watson, Thomas\" < sip:t.watson@example.org > ;x")))
                .isEqualTo("null");
        assertThat(defect(request("OPTIONS sip:t.watson@example.org SIP/2.0",
                "From: Bell, Alexander <sip:a.g.bell@example.com>;tag=43")))
                .isEqualTo("From: a display name must be quoted");
    }

    @Test
    void badversAndMismatchAndBigcode() throws Exception {
        assertThat(defect(request("OPTIONS sip:t.watson@example.org SIP/7.0")))
                .isEqualTo("505 The version is not SIP/2.0");
        assertThat(defect(request("OPTIONS sip:user@example.com SIP/2.0", "CSeq: 8 INVITE")))
                .isEqualTo("CSeq has another method than the start line");
        assertThat(defect(request("NEWMETHOD sip:user@example.com SIP/2.0",
                "CSeq: 8 INVITE"))).isEqualTo("CSeq has another method than the start line");
    }

    // ---- 3.2 and 3.3 -----------------------------------------------------------------------

    @Test
    void badbranch() throws Exception {
        assertThat(sound(request("OPTIONS sip:user@example.com SIP/2.0",
                "Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK")).headers().topVia()
                .hasUniqueBranch()).isFalse();
    }

    @Test
    void insufAndMulti01AndMcl01() throws Exception {
        assertThat(defect("INVITE sip:user@example.com SIP/2.0\nCSeq: 193942 INVITE\n"
                + "Via: SIP/2.0/TCP 192.0.2.95;branch=z9hG4bKkdj.insuf\n"
                + "Content-Length: 0\n\n")).isEqualTo("From is missing");
        assertThat(defect(request("INVITE sip:user@company.com SIP/2.0",
                "Max-Forwards: 70", "Max-Forwards: 5")))
                .isEqualTo("Max-Forwards is there more than once");
        assertThat(defect(request("OPTIONS sip:user@example.com SIP/2.0", "Content-Length: 13",
                "Content-Length: 5"))).isEqualTo("400 Content-Length is there more than once");
    }

    @Test
    void unkscmAndNovelscAndUnksm2() throws Exception {
        assertThat(((SipRequest) sound(
                request("OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0"))).uri()
                .isSip()).isFalse();
        assertThat(((SipRequest) sound(request("OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0")))
                .uri().scheme()).isEqualTo("soap.beep");
        assertThat(((SipRequest) sound(request("REGISTER sip:example.com SIP/2.0",
                "To: isbn:2983792873", "From: <http://www.example.com>;tag=3234233"))).headers()
                .to().uri().scheme()).isEqualTo("isbn");
    }

    @Test
    void cparam01AndRegescrt() throws Exception {
        NameAddress contact = Objects.requireNonNull(sound(
                request("REGISTER sip:example.com SIP/2.0",
                        "Contact: sip:+19725552222@gw1.example.net;unknownparam"))
                .headers()
                .contact());
        assertThat(contact.parameters().has("unknownparam")).isTrue();
        assertThat(contact.uri().parameters().isEmpty()).isTrue();
        NameAddress inside = Objects.requireNonNull(sound(
                request("REGISTER sip:example.com SIP/2.0",
                        "Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>"))
                .headers().contact());
        assertThat(inside.uri().headers()).isEqualTo("Route=%3Csip:sip.example.com%3E");
    }
}
