"""A damaged mailbox is named and does not stop the others: bytes of one message are overwritten on
disk, as a failing disk would."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, Server, check, expect, run  # noqa: E402

server = Server()
MARK = b"this line is only in the message that gets damaged"


@check("server starts and takes mail")
def start():
    server.start()
    for user in ("alice", "bob", "carol"):
        for number in range(3):
            server.send(f"Subject: {number} for {user}\r\n\r\n" + f"{user} {number} line\r\n" * 3000,
                        f"{user}@{DOMAIN}")
    server.send(b"Subject: unlucky\r\n\r\n" + (MARK + b"\r\n") * 2000, f"alice@{DOMAIN}")
    for user, count in (("alice", 4), ("bob", 3), ("carol", 3)):
        server.wait_for_count(user, count)
    expect(server.stop() == 0, "exit code")


@check("with bytes of one message overwritten, the server starts by itself")
def damage():
    damaged = 0
    for path in (server.home / "data" / "blobs").rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes()
        at = content.find(MARK)
        if at >= 0:
            with open(path, "r+b") as out:
                out.seek(at)
                out.write(bytes(byte ^ 0x55 for byte in content[at:at + 4096]))
            damaged += 1
    expect(damaged > 0, "the message's bytes were not found in data/blobs")
    server.start()


@check("everybody else's mail is whole, and the damaged mailbox's other messages too")
def others():
    for user in ("bob", "carol"):
        messages = server.messages(user)
        expect(len(messages) == 3 and all(f"{user} ".encode() in message for message in messages),
               f"{user} has {len(messages)}")
    client = server.imap("alice")
    client.select("INBOX")
    for number in range(1, 4):
        answer = client.fetch(str(number), "(BODY.PEEK[])")
        expect(answer[0] == "OK" and b"alice" in answer[1][0][1], f"message {number}")
    client.logout()


@check("mail still arrives for everybody")
def arrives():
    for user in ("alice", "bob"):
        server.send("Subject: later\r\n\r\nlater\r\n", f"{user}@{DOMAIN}")
    server.wait_for_count("bob", 4)
    server.wait_for_count("alice", 5)


@check("check names the damaged mailbox, and only that")
def names():
    out = server.rialto("check", fails=True)
    expect(f"alice@{DOMAIN}" in out, out)
    expect(f"bob@{DOMAIN}" not in out and f"carol@{DOMAIN}" not in out, out)


run()
