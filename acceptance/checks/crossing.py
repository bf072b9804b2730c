"""Written by one protocol, read by the others: the same message, the same bytes."""

import imaplib
import os
import poplib
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Postgres, Server, check, crlf, expect, run, \
    spam_assassin  # noqa: E402

# Messages that SMTP may carry: lines up to 998 octets, no mbox "From " line, and no Return-Path,
# which final delivery puts on top (RFC 5321 section 4.4).
originals = [content for content in
             (crlf(re.sub(rb"^From [^\n]*\n|(?m:^Return-Path:.*\n)", b"", path.read_bytes()))
              for path in spam_assassin()[3::150])
             if max(map(len, content.split(b"\r\n"))) <= 998]
poplib._MAXLINE = 1 << 20


def pop3(server, user):
    client = poplib.POP3("127.0.0.1", server.port["pop3"], timeout=120)
    client.user(user)
    client.pass_(PASSWORD)
    count = client.stat()[0]
    messages = [b"".join(line + b"\r\n" for line in client.retr(number)[1])
                for number in range(1, count + 1)]
    client.quit()
    return messages


def without_trace(message):
    """What the sender wrote: without the fields that a receiving server puts on top."""
    lines = message.split(b"\r\n")
    skipping = True
    while lines and skipping:
        name = lines[0].split(b":")[0].lower()
        if name not in (b"return-path", b"received", b"authentication-results", b"delivered-to",
                        b"received-spf"):
            break
        lines.pop(0)
        while lines and lines[0][:1] in (b" ", b"\t"):
            lines.pop(0)
    return b"\r\n".join(lines)


def sent_by_smtp(server):
    for number, original in enumerate(originals):
        marked = b"X-Rialto-Check: %d\r\n" % number + original
        with server.smtp() as client:
            client.sendmail("ann@elsewhere.test", [f"alice@{DOMAIN}"], marked)
    server.wait_for_count("alice", len(originals))
    by_imap = server.messages("alice")
    order = [int(message.split(b"X-Rialto-Check: ")[1].split(b"\r\n")[0]) for message in by_imap]
    expect(sorted(order) == list(range(len(originals))), f"{order}")
    for number, message in zip(order, by_imap):
        expected = b"X-Rialto-Check: %d\r\n" % number + originals[number]
        got = without_trace(message)
        expect(got == expected, f"message {number} changed on its way")
    by_pop3 = pop3(server, "alice")
    expect(by_pop3 == by_imap, "POP3 and IMAP differ")


def appended_by_imap(server):
    client = server.imap("bob")
    for original in originals:
        expect(client.append("INBOX", None, imaplib.Time2Internaldate(time.time()), original)[0]
               == "OK", "append")
    client.logout()
    expect(pop3(server, "bob") == [original if original.endswith(b"\r\n") else original + b"\r\n"
                                   for original in originals], "POP3 differs from what IMAP wrote")


def deleted_by_pop3(server):
    client = server.imap("bob")
    client.select("INBOX")
    other = poplib.POP3("127.0.0.1", server.port["pop3"], timeout=120)
    other.user("bob")
    other.pass_(PASSWORD)
    for number in range(1, 4):
        other.dele(number)
    other.quit()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        client.noop()
        if client.untagged_responses.get("EXPUNGE") or client.response("EXPUNGE")[1] != [None]:
            break
        time.sleep(0.1)
    client.logout()
    expect(server.count("bob") == len(originals) - 3, "deleted by POP3")


def on(name, server):
    @check(f"{name}: server starts")
    def start():
        server.start()

    check(f"{name}: sent by SMTP, read by IMAP and POP3")(lambda: sent_by_smtp(server))
    check(f"{name}: appended by IMAP, read by POP3")(lambda: appended_by_imap(server))
    check(f"{name}: deleted by POP3, gone in an open IMAP session")(
        lambda: deleted_by_pop3(server))

    @check(f"{name}: the same after a restart")
    def restart():
        before = server.messages("alice")
        expect(server.stop() == 0, "exit code")
        server.start()
        expect(server.messages("alice") == before, "changed by a restart")
        expect(server.stop() == 0, "exit code")


on("SQLite", Server())
on("PostgreSQL", Server(environment=Postgres().environment()))
run()
