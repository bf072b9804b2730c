"""Python's imaplib: the everyday commands, in the way a script uses them."""

import imaplib
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import PASSWORD, Server, check, crlf, expect, run, spam_assassin  # noqa: E402

server = Server()


def ok(answer):
    expect(answer[0] == "OK", str(answer))
    return answer[1]


@check("server starts")
def start():
    server.start()


@check("logs in by each mechanism, refuses a wrong password, and STARTTLS works")
def login():
    client = imaplib.IMAP4("127.0.0.1", server.port["imap"], timeout=120)
    expect("IMAP4REV1" in client.capabilities, str(client.capabilities))
    ok(client.starttls())
    ok(client.authenticate("PLAIN", lambda _: f"\0alice\0{PASSWORD}".encode()))
    client.logout()
    client = imaplib.IMAP4("127.0.0.1", server.port["imap"], timeout=120)
    try:
        client.login("alice", "wrong")
        expect(False, "a wrong password was taken")
    except imaplib.IMAP4.error as refusal:
        expect("AUTHENTICATIONFAILED" in str(refusal), str(refusal))
    client.shutdown()


@check("appends, fetches byte for byte, searches, flags, copies, moves, expunges")
def everyday():
    client = server.imap()
    ok(client.create("Work"))
    originals = [crlf(path.read_bytes()) for path in spam_assassin()[::400]]
    for original in originals:
        ok(client.append("Work", "(\\Seen custom)", imaplib.Time2Internaldate(time.time()),
                         original))
    expect(ok(client.select("Work")) == [str(len(originals)).encode()], "count after append")
    data = ok(client.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[])"))
    fetched = [part[1] for part in data if isinstance(part, tuple)]
    expect(fetched == originals, "messages changed")
    expect(len(ok(client.search(None, "KEYWORD", "custom"))[0].split()) == len(originals),
           "keyword search")
    ok(client.store("1:3", "+FLAGS.SILENT", "(\\Deleted)"))
    ok(client.copy("4:6", "INBOX"))
    ok(client.expunge())
    expect(len(ok(client.search(None, "ALL"))[0].split()) == len(originals) - 3, "expunge")
    ok(client.uid("MOVE", "7:8", "INBOX"))
    ok(client.close())
    expect(server.count("alice") == 5, "copied and moved")
    ok(client.rename("Work", "Done"))
    ok(client.delete("Done"))
    listed = b"\n".join(ok(client.list()))
    expect(b"Done" not in listed and b"INBOX" in listed, listed.decode())
    client.logout()


@check("tells an idle client of a new message at once")
def idle():
    client = server.imap()
    ok(client.select("INBOX"))
    client.send(b"x1 IDLE\r\n")
    expect(client.readline().startswith(b"+"), "no continuation")
    start = time.monotonic()
    server.send("Subject: wake up\r\n\r\nhello\r\n", "alice@example.com")
    line = client.readline()
    while b"EXISTS" not in line:
        line = client.readline()
    expect(time.monotonic() - start < 30, "told late")
    client.send(b"DONE\r\n")
    while not line.startswith(b"x1 OK"):
        line = client.readline()
    client.logout()


@check("answers bad input with BAD or NO and goes on")
def bad_input():
    client = imaplib.IMAP4("127.0.0.1", server.port["imap"], timeout=120)

    def say(line):
        client.send(line + b"\r\n")
        answer = client.readline()
        while answer.startswith(b"* "):
            answer = client.readline()
        return answer

    expect(say(b"a1 FLY").startswith(b"a1 BAD"), "unknown command")
    expect(say(b"a2 SELECT INBOX").startswith(b"a2 "), "state")
    expect(say(b"a3 LOGIN alice " + PASSWORD.encode()).startswith(b"a3 OK"), "login")
    for number, line in enumerate([b"FETCH 1:* FLAGS", b"SELECT", b"SELECT nowhere",
                                   b"FETCH 0 FLAGS", b"APPEND INBOX {99999999999}",
                                   b"APPEND INBOX {12345678901234567890}",
                                   b"SEARCH " + b"(" * 3000, b"SEARCH " + b"NOT " * 1500 + b"ALL"]):
        tag = b"b%d" % number
        answer = say(tag + b" " + line)
        expect(answer.startswith((tag + b" BAD", tag + b" NO", b"* BYE")),
               f"{line[:40]!r} was answered {answer!r}")
        if not answer or answer.startswith(b"* BYE"):
            break
    client.shutdown()
    expect(server.count("alice") >= 1, "the server is gone")


run()
