"""swaks, the SMTP test program: STARTTLS, each AUTH, 8BITMIME, SMTPUTF8, bad input."""

import os
import socket
import ssl
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Server, check, expect, program, run  # noqa: E402

server = Server()


def swaks(*options, code=0):
    return program("swaks", "--helo", "client.test", "--timeout", "100", "--server", "127.0.0.1",
                   *options, code=code)


def plain(*options, port="smtp", **more):
    return swaks("--port", server.port[port], *options, **more)


@check("server starts")
def start():
    server.start()


@check("receives a message in the clear and shows it by IMAP, byte for byte")
def receive():
    plain("--from", "ann@elsewhere.test", "--to", f"alice@{DOMAIN}", "--header",
          "Return-Path: <forged@elsewhere.test>", "--header", "Subject: in the clear", "--body", "First line.\n.dotted line\n..two dots\n")
    server.wait_for_count("alice", 1)
    message = server.messages("alice")[0]
    expect(b"\r\n.dotted line\r\n..two dots\r\n" in message, f"body changed: {message!r}")
    expect(b"Subject: in the clear" in message, "subject is missing")
    expect(message.startswith(b"Return-Path: <ann@elsewhere.test>\r\nReceived: ")
           and message.count(b"Return-Path:") == 1, f"trace fields: {message!r}")


@check("receives inside STARTTLS, with a certificate that verifies")
def starttls():
    out = plain("--tls", "--tls-verify", "--tls-ca-path", server.certificate(), "--from",
                "ann@elsewhere.test", "--to", f"alice@{DOMAIN}", "--header", "Subject: tls")
    expect("TLS started with cipher TLSv1.3" in out, out)
    server.wait_for_count("alice", 2)


@check("offers no AUTH in the clear on submission to a stranger, and each mechanism inside TLS")
def auth_each():
    before = server.count("bob")
    sent = 0
    for mechanism in ("PLAIN", "LOGIN"):
        for port, option in (("submission", "--tls"), ("submissions", "--tls-on-connect")):
            plain(option, "--auth", mechanism, "--auth-user", "alice", "--auth-password", PASSWORD,
                  "--from", f"alice@{DOMAIN}", "--to", f"bob@{DOMAIN}", "--header",
                  f"Subject: {mechanism} on {port}", port=port)
            sent += 1
    server.wait_for_count("bob", before + sent)


@check("takes every form of log-in name")
def login_names():
    for name in ("alice", f"alice@{DOMAIN}", "EXAMPLE\\alice", f"{DOMAIN}\\alice", "ALICE"):
        plain("--tls", "--auth", "PLAIN", "--auth-user", name, "--auth-password", PASSWORD,
              "--from", f"alice@{DOMAIN}", "--to", f"bob@{DOMAIN}", "--quit-after", "RCPT",
              port="submission")


@check("refuses a wrong password with 535 and says nothing else")
def wrong_password():
    for user, password in (("alice", "wrong"), ("nobody-here", PASSWORD)):
        out = plain("--tls", "--auth", "PLAIN", "--auth-user", user, "--auth-password", password,
                    "--from", f"alice@{DOMAIN}", "--to", f"bob@{DOMAIN}", port="submission",
                    code=None)
        expect("535 5.7.8" in out, out)


@check("submission refuses mail without a password, and another's address")
def submission_rules():
    out = plain("--tls", "--from", f"alice@{DOMAIN}", "--to", f"bob@{DOMAIN}", port="submission",
                code=None)
    expect("530 5.7" in out, out)
    out = plain("--tls", "--auth", "PLAIN", "--auth-user", "alice", "--auth-password", PASSWORD,
                "--from", f"bob@{DOMAIN}", "--to", f"carol@{DOMAIN}", port="submission", code=None)
    expect("* 550 5.7.1" in out, out)


@check("is no open relay and knows its own recipients")
def relay():
    out = plain("--from", "ann@elsewhere.test", "--to", "someone@far.test", code=None)
    expect("<** 55" in out, out)
    out = plain("--from", "ann@elsewhere.test", "--to", f"nobody@{DOMAIN}", code=None)
    expect("<** 550 5.1.1" in out, out)


@check("carries 8BITMIME and SMTPUTF8")
def eight_bit():
    before = server.count("carol")
    body = "Grüße aus Zürich, 日本語"
    plain("--from", "ann@elsewhere.test", "--to", f"carol@{DOMAIN}", "--add-header",
          "MIME-Version: 1.0", "--add-header", "Content-Type: text/plain; charset=utf-8",
          "--add-header", "Content-Transfer-Encoding: 8bit", "--body", body)
    server.wait_for_count("carol", before + 1)
    expect(body.encode() in server.messages("carol")[-1], "eight-bit body changed")
    with server.smtp() as client:
        client.ehlo()
        expect(client.has_extn("smtputf8"), "no SMTPUTF8")
        client.sendmail("дмитрий@пример.test", [f"carol@{DOMAIN}"],
                        "Subject: Привет\r\n\r\nпривет\r\n".encode(),
                        mail_options=["SMTPUTF8", "BODY=8BITMIME"])
    server.wait_for_count("carol", before + 2)
    expect("Subject: Привет".encode() in server.messages("carol")[-1], "UTF-8 header changed")


@check("takes PIPELINING and CHUNKING")
def pipelining():
    before = server.count("bob")
    plain("--pipeline", "--from", "ann@elsewhere.test", "--to", f"bob@{DOMAIN},carol@{DOMAIN}",
          "--header", "Subject: pipelined")
    server.wait_for_count("bob", before + 1)
    with socket.create_connection(("127.0.0.1", server.port["smtp"]), 120) as raw:
        stream = raw.makefile("rwb")
        stream.readline()
        body = b"Subject: chunks\r\n\r\none\r\n", b"two\r\n"
        stream.write(b"EHLO client.test\r\n")
        stream.flush()
        while stream.readline()[3:4] == b"-":
            pass
        stream.write(b"MAIL FROM:<ann@elsewhere.test>\r\nRCPT TO:<bob@example.com>\r\n"
                     b"BDAT %d\r\n%sBDAT %d LAST\r\n%s" % (len(body[0]), body[0], len(body[1]),
                                                           body[1]))
        stream.flush()
        replies = [stream.readline() for _ in range(4)]
        expect(all(reply.startswith(b"250") for reply in replies), f"{replies}")
    server.wait_for_count("bob", before + 2)
    expect(server.messages("bob")[-1].endswith(b"\r\n\r\none\r\ntwo\r\n"), "chunks changed")


def dialogue(*lines, port="smtp"):
    """Sends lines, one answer each; the answers."""
    answers = []
    with socket.create_connection(("127.0.0.1", server.port[port]), 120) as raw:
        stream = raw.makefile("rwb")
        stream.readline()
        for line in lines:
            stream.write(line if line.endswith(b"\n") else line + b"\r\n")
            stream.flush()
            answer = stream.readline()
            while answer[3:4] == b"-":
                answer = stream.readline()
            answers.append(answer)
    return answers


@check("answers bad input with precise errors")
def bad_input():
    cases = [([b"FLY"], b"500"), ([b"EHLO a.test", b"RCPT TO:<a@b.test>"], b"503"),
             ([b"EHLO a.test", b"MAIL FROM:<a@b.test> SIZE=99999999999"], b"552"),
             ([b"EHLO a.test", b"MAIL FROM:a@b.test>"], b"501"),
             ([b"EHLO a.test", b"MAIL FROM:<a@b.test> NONSENSE=1"], b"555"),
             ([b"EHLO a.test", b"MAIL FROM:<\xff\xfe@b.test>"], b"5"),
             ([b"EHLO a.test", b"X" * 5000], b"500"),
             ([b"EHLO a.test", b"DATA"], b"503")]
    for lines, code in cases:
        answer = dialogue(*lines)[-1]
        expect(answer.startswith(code), f"{lines[-1][:60]!r} was answered {answer!r}")


@check("ends no message at a bare line feed (smuggling)")
def smuggling():
    before = server.count("alice")
    for ending in (b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r"):
        with socket.create_connection(("127.0.0.1", server.port["smtp"]), 120) as raw:
            stream = raw.makefile("rwb")
            stream.readline()
            for line in (b"HELO a.test", b"MAIL FROM:<a@b.test>", b"RCPT TO:<alice@example.com>",
                         b"DATA"):
                stream.write(line + b"\r\n")
                stream.flush()
                stream.readline()
            stream.write(b"Subject: outer\r\n\r\nouter" + ending + b"MAIL FROM:<evil@b.test>\r\n"
                         b"RCPT TO:<alice@example.com>\r\nDATA\r\nSubject: smuggled\r\n\r\nx"
                         b"\r\n.\r\nQUIT\r\n")
            stream.flush()
            replies = stream.read()
            expect(replies.count(b"250 ") <= 1, f"{ending!r} ended a message: {replies!r}")
    time.sleep(0.5)
    messages = server.messages("alice")[before:]
    expect(not any(message.split(b"\r\n\r\n")[0].count(b"Subject: smuggled") for message in
                   messages), "a smuggled message arrived")


@check("takes no plaintext command behind STARTTLS")
def injection():
    with socket.create_connection(("127.0.0.1", server.port["smtp"]), 120) as raw:
        stream = raw.makefile("rb", buffering=0)  # What is behind a line is TLS's.
        stream.readline()
        raw.sendall(b"EHLO a.test\r\n")
        while stream.readline()[3:4] == b"-":
            pass
        raw.sendall(b"STARTTLS\r\nMAIL FROM:<evil@b.test>\r\n")
        answer = stream.readline()
        expect(not answer.startswith(b"250"), f"plaintext was obeyed: {answer!r}")
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            with context.wrap_socket(raw) as inside:
                inside.settimeout(3)
                answer = inside.recv(100)
                expect(not answer.startswith(b"250"), f"plaintext was obeyed: {answer!r}")
        except OSError:
            pass


@check("drains and stops on SIGTERM with exit code 0")
def stop():
    expect(server.stop() == 0, "exit code is not 0")


run()
