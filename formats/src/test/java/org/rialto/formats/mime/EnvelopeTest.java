package org.rialto.formats.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static String envelope(String header) {
        MimeScan scan = MimeScanner.scan(MimeScannerTest.crlf(header + "\n"));
        return new String(ImapStructureWriter.envelope(scan.structure().envelope(), false),
                StandardCharsets.ISO_8859_1);
    }

    private static String to(String value) {
        String all = envelope("To: " + value + "\n");
        return all.substring("(NIL NIL NIL NIL NIL ".length(),
                all.length() - " NIL NIL NIL NIL)".length());
    }

    // RFC 9051 §8.
    @Test
    void publishedExample() {
        assertThat(envelope("""
                Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)
                From: Terry Gray <gray@cac.washington.edu>
                Subject: IMAP4rev2 WG mtg summary and minutes
                To: imap@cac.washington.edu
                cc: minutes@CNRI.Reston.VA.US, John Klensin <KLENSIN@MIT.EDU>
                Message-Id: <B27397-0100000@cac.washington.edu>
                MIME-Version: 1.0
                Content-Type: TEXT/PLAIN; CHARSET=US-ASCII
                """)).isEqualTo("(\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\""
                + " \"IMAP4rev2 WG mtg summary and minutes\""
                + " ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\"))"
                + " ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\"))"
                + " ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\"))"
                + " ((NIL NIL \"imap\" \"cac.washington.edu\"))"
                + " ((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\")"
                + "(\"John Klensin\" NIL \"KLENSIN\" \"MIT.EDU\")) NIL NIL"
                + " \"<B27397-0100000@cac.washington.edu>\")");
    }

    @Test
    void groupsAreMarked() {
        assertThat(to("A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;"))
                .isEqualTo("((NIL NIL \"A Group\" NIL)(\"Ed Jones\" NIL \"c\" \"a.test\")"
                        + "(NIL NIL \"joe\" \"where.test\")(\"John\" NIL \"jdoe\" \"one.test\")"
                        + "(NIL NIL NIL NIL))");
        assertThat(to("undisclosed-recipients:;"))
                .isEqualTo("((NIL NIL \"undisclosed-recipients\" NIL)(NIL NIL NIL NIL))");
    }

    @Test
    void quotedStringsCommentsAndRoutesAreRead() {
        assertThat(to("\"Joe Q. \\\"Public\\\"\" <john.q.public@example.com>"))
                .isEqualTo("((\"Joe Q. \\\"Public\\\"\" NIL \"john.q.public\" \"example.com\"))");
        assertThat(to("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>"))
                .isEqualTo("((\"Pete\" NIL \"pete\" \"silly.test\"))");
        assertThat(to("Mary Smith <@node.test,@other.test:mary@example.net>"))
                .isEqualTo(
                        "((\"Mary Smith\" \"@node.test,@other.test\" \"mary\" \"example.net\"))");
        assertThat(to("jdoe@example.org (John Doe)"))
                .isEqualTo("((\"John Doe\" NIL \"jdoe\" \"example.org\"))");
        assertThat(to("Wilt . Chamberlain@NBA.US"))
                .isEqualTo("((NIL NIL \"Wilt.Chamberlain\" \"NBA.US\"))");
        assertThat(to("john . doe @ example . org"))
                .isEqualTo("((NIL NIL \"john.doe\" \"example.org\"))");
        assertThat(to("\"john smith\"@example.org"))
                .isEqualTo("((NIL NIL \"john smith\" \"example.org\"))");
        assertThat(to("a@[IPv6:2001:db8::1], , b@c"))
                .isEqualTo("((NIL NIL \"a\" \"[IPv6:2001:db8::1]\")(NIL NIL \"b\" \"c\"))");
    }

    @Test
    void whatIsNoAddressIsKeptAsOne() {
        assertThat(to("root")).isEqualTo("((NIL NIL \"root\" \"\"))");
        assertThat(to("John Smith john@example.org"))
                .isEqualTo("((\"John Smith\" NIL \"john\" \"example.org\"))");
        assertThat(to("Someone Unknown")).isEqualTo("((\"Someone Unknown\" NIL \"\" \"\"))");
        assertThat(to("a@b@c")).isEqualTo("((NIL NIL \"a\" \"b@c\"))");
        assertThat(to("<>")).isEqualTo("((NIL NIL \"\" \"\"))");
    }

    @Test
    void foldedValuesAreUnfolded() {
        assertThat(envelope("Subject: one\n two\n\tthree\n"))
                .startsWith("(NIL \"one two\tthree\" NIL");
    }
}
