"""Hostile input by SMTP, IMAP and POP3: precise errors, nothing smuggled, and others served on.

The same, in more detail and for every cut of the bytes, in the rooms' own tests:
  smuggling          smtp DataScannerTest, transcripts/receiving/smuggling.txt, chunking.txt;
                     transport DataWriter by CourierTest; pop3 Pop3WireTest
  10 GB              smtp HostileClientTest.refusesTenGigabytesBeforeTheyAreSent; imap HostileClientTest
  slow and silent    smtp, imap, pop3 HostileClientTest, Pop3TranscriptTest; base ConnectionTest (who
                     does not read)
  parts, nesting     formats LimitsTest, MimeFuzzTest
  invalid UTF-8      smtp SmtpCommandTest; imap HostileClientTest; pop3 Pop3WireTest; formats MimeFuzzTest
  any bytes          the @FuzzTest targets of every parser (./verify fuzz)
"""

import os
import poplib
import socket
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Server, check, expect, measured, run  # noqa: E402

TEN_GIGABYTES = 10 << 30
server = Server(environment={"RIALTO_SMTP_DATA_TIME": "20s", "RIALTO_SMTP_IDLE_TIMEOUT": "20s",
                             "RIALTO_POP3_IDLE_TIMEOUT": "20s"})
poplib._MAXLINE = 1 << 24
BEGIN = (b"EHLO client.test\r\nMAIL FROM:<ann@elsewhere.test>\r\n"
         b"RCPT TO:<alice@example.com>\r\n")


class Raw:
    """A connection on which any bytes can be sent."""

    def __init__(self, name, timeout=90):
        self.socket = socket.create_connection(("127.0.0.1", server.port[name]), timeout)
        self.file = self.socket.makefile("rb")
        self.line()

    def send(self, data):
        self.socket.sendall(data)

    def line(self):
        return self.file.readline()

    def answer(self, start):
        """The first line that starts so."""
        while line := self.line():
            if line.startswith(start):
                return line
        raise AssertionError(f"the connection ended without {start!r}")

    def rest(self):
        """All that comes until the server ends the connection."""
        try:
            return self.file.read()
        except OSError:
            return b""

    def close(self):
        self.file.close()
        self.socket.close()


def imap(user="alice"):
    client = Raw("imap")
    client.send(f"a LOGIN {user} {PASSWORD}\r\n".encode())
    expect(client.answer(b"a ").startswith(b"a OK"), "login")
    return client


@check("server starts")
def start():
    server.start()


@check("nothing but CR LF dot CR LF ends a message: no second message is smuggled")
def smuggling():
    inner = "MAIL FROM:<admin@example.com>{0}RCPT TO:<bob@example.com>{0}DATA{0}Subject: smuggled" \
            "{0}{0}evil{0}.{0}"
    for end in ("\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\n.\r",
                "\r\r\n.\n"):
        for line_end in ("\r\n", "\n"):
            client = Raw("smtp")
            client.send(BEGIN + b"DATA\r\n")
            client.answer(b"354")
            client.send(("Subject: outer\r\n\r\nhello" + end
                         + inner.format(line_end)).encode())
            # With CR LF the inner message's own dot is the real end; else it is still open.
            if line_end == "\n":
                client.send(b"\r\n.\r\n")
            answer = client.answer(b"")
            expect(answer.startswith(b"550 5.6.11"), f"{end!r}: {answer}")
            client.close()
    expect(server.count("bob") == 0, "bob has mail that nobody sent him")


@check("10 GB are refused before they are sent: SIZE, BDAT, literals")
def ten_gigabytes():
    client = Raw("smtp")
    client.send(b"EHLO c\r\nMAIL FROM:<ann@elsewhere.test> SIZE=%d\r\n" % TEN_GIGABYTES)
    client.answer(b"552 5.3.4")
    client.send(b"MAIL FROM:<ann@elsewhere.test>\r\nRCPT TO:<alice@example.com>\r\n"
                b"BDAT %d LAST\r\n" % TEN_GIGABYTES)
    client.answer(b"552 5.3.4")
    expect(client.rest() == b"", "the connection goes on")
    client.close()
    client = imap()
    client.send(b"b APPEND INBOX {%d}\r\n" % TEN_GIGABYTES)
    client.answer(b"b NO [TOOBIG]")
    client.send(b"c NOOP\r\n")
    client.answer(b"c OK")
    client.send(b"d APPEND INBOX {%d+}\r\n" % TEN_GIGABYTES)
    client.answer(b"d NO [TOOBIG]")
    client.answer(b"* BYE")
    client.close()
    client = imap()
    client.send(b"e LOGIN {%d+}\r\n" % TEN_GIGABYTES)
    client.answer(b"e ")
    client.close()
    client = Raw("pop3")
    client.send(b"USER " + b"a" * 1_000_000 + b"\r\nNOOP\r\nQUIT\r\n")
    client.answer(b"-ERR")
    client.close()


def trickle(before):
    """How long the server stands a byte every 0.2 s."""
    client, begun = Raw("smtp", 200), time.monotonic()
    try:
        client.send(before)
        while time.monotonic() - begun < 200:
            client.send(b"a")
            time.sleep(0.2)
    except OSError:
        pass
    client.close()
    return time.monotonic() - begun


@check("200 senders that trickle are cut, and mail flows meanwhile")
def slow_senders():
    lasted = []
    threads = [threading.Thread(target=lambda: lasted.append(trickle(BEGIN + b"DATA\r\n")))
               for _ in range(200)]
    for thread in threads:
        thread.start()
    time.sleep(1)  # The first have 19 s yet.
    server.send(b"Subject: meanwhile\r\n\r\nhello\r\n", f"bob@{DOMAIN}")
    expect(len(lasted) < 200, "mail waits for slow senders")
    for thread in threads:
        thread.join()
    expect(len(lasted) == 200 and max(lasted) < 180, f"slowest {max(lasted):.0f} s")
    server.wait_for_count("bob", 1)
    expect(server.count("alice") == 0, "half a message was kept")


@check("who is silent is told and cut")
def silent():
    silent_ones = []
    for name, said, start in (("smtp", b"EHLO c\r\n", b"421 "), ("pop3", b"CAPA\r\n", b"-ERR")):
        client = Raw(name)
        client.send(said)
        silent_ones.append((client, name, start))
    begun = time.monotonic()
    for client, name, start in silent_ones:
        client.answer(start)
        expect(client.rest() == b"" and time.monotonic() - begun < 80, f"{name} goes on")
        client.close()


def whole_way(name, message):
    """By SMTP in, by IMAP and POP3 out, looked at in every way, in bounded time."""
    begun = time.monotonic()
    client = Raw("smtp", 120)
    client.send(BEGIN.replace(b"alice", b"carol") + b"DATA\r\n")
    client.answer(b"354")
    client.send(message + b"\r\n.\r\n")
    expect(client.answer(b"").startswith(b"250"), name)
    client.close()
    number = server.count("carol")
    client = server.imap("carol")
    client.select("INBOX")
    for item in ("(BODYSTRUCTURE ENVELOPE RFC822.SIZE PREVIEW)", "BODY.PEEK[1.1.1]",
                 "BODY.PEEK[9000]", "BODY.PEEK[100000]", "BINARY.PEEK[1]",
                 "BODY.PEEK[HEADER.FIELDS (SUBJECT)]"):
        answer = client.fetch(str(number), item)
        expect(answer[0] == "OK", f"{name} {item}: {str(answer)[:200]}")
    for criteria in (("BODY", "needle"), ("TEXT", "needle"), ("SUBJECT", "subject")):
        expect(client.search(None, *criteria)[0] == "OK", f"{name} {criteria}")
    expect(client.sort("(SUBJECT FROM)", "UTF-8", "ALL")[0] == "OK", f"{name} SORT")
    expect(client.thread("REFERENCES", "UTF-8", "ALL")[0] == "OK", f"{name} THREAD")
    whole = client.fetch(str(number), "BODY.PEEK[]")[1][0][1]
    expect(whole.endswith(message.replace(b"\r\n..", b"\r\n.") + b"\r\n"), f"{name} changed")
    client.logout()
    pop3 = poplib.POP3("127.0.0.1", server.port["pop3"], timeout=120)
    pop3.user("carol")
    pop3.pass_(PASSWORD)
    lines = pop3.retr(number)[1]
    expect(b"\r\n".join(lines) + b"\r\n" == whole, f"{name} by POP3")
    pop3.top(number, 5)
    pop3.quit()
    took = time.monotonic() - begun
    expect(took < 120, f"{name} takes {took:.0f} s")
    measured(f"{name}: {took:.1f} s")


@check("a message of 100,000 parts goes its way")
def parts():
    whole_way("100,000 parts", b"Subject: subject\r\nContent-Type: multipart/mixed; boundary=b\r\n"
              b"\r\n" + b"--b\r\n\r\nx\r\n" * 100_000 + b"--b--")


@check("multiparts and messages 5,000 deep go their way")
def nesting():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
                    for i in range(5_000))
    whole_way("multiparts 5,000 deep", b"Subject: subject\r\n" + deep + b"\r\nx")
    whole_way("messages 5,000 deep", b"Subject: subject\r\n"
              + b"Content-Type: message/rfc822\r\n\r\n" * 5_000 + b"Subject: inner\r\n\r\nx")


@check("invalid UTF-8 in an envelope is refused, in a header kept as it came")
def invalid_utf8():
    for bad in (b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xc3"):
        client = Raw("smtp")
        client.send(b"EHLO c\r\nMAIL FROM:<" + bad + b"@elsewhere.test> SMTPUTF8\r\n")
        client.answer(b"500 5.5.2")
        client.send(b"MAIL FROM:<ann@elsewhere.test> SMTPUTF8\r\nRCPT TO:<" + bad
                    + b"@example.com>\r\n")
        client.answer(b"500 5.5.2")
        client.send(b"RSET\r\n")
        client.answer(b"250")
        client.close()
    raw = b"Subject: subject \xff\xfe \xc0\xaf needle\r\nFrom: \"\xed\xa0\x80\" <a@elsewhere.test>" \
          b"\r\n\r\nbody \xff"
    whole_way("invalid UTF-8", raw)
    client = imap()
    client.send(b"b SELECT \"\xff\xfe\"\r\n")
    expect(client.answer(b"b ").startswith((b"b BAD", b"b NO")), "IMAP SELECT")
    client.send(b"c SEARCH CHARSET UTF-8 SUBJECT {2+}\r\n\xff\xfe\r\n")
    expect(not client.answer(b"c ").startswith(b"c OK"), "IMAP SEARCH")
    client.send(b"d NOOP\r\n")
    client.answer(b"d OK")
    client.close()
    client = Raw("pop3")
    client.send(b"USER \xff\xfe\r\nPASS \xc0\xaf\r\nQUIT\r\n")
    client.answer(b"-ERR")
    client.answer(b"+OK")
    client.close()


@check("after all that the server is well: it answers, and every mailbox is whole")
def afterwards():
    server.send(b"Subject: last\r\n\r\nhello\r\n", f"bob@{DOMAIN}")
    server.wait_for_count("bob", 2)
    expect("OutOfMemory" not in server.log() and "StackOverflow" not in server.log(), server.log())
    server.rialto("check")
    expect(server.stop() == 0, "the server does not stop")


run()
