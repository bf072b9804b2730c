"""Kills the real server with kill -9 while two clients synchronize one mailbox over MAPI/HTTP and
IMAP works on it too, again and again: both clients, a third that begins then, and IMAP see the same
messages, on SQLite and on PostgreSQL.

usage: convergence.py [KILLS]    5 on each engine when not given
"""

import collections
import email
import email.header
import imaplib
import os
import random
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, ROOT, Postgres, Server, check, expect, measured,  # noqa: E402
                     program, run)

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
USER = "alice"
FOLDERS = {"INBOX": "INBOX", "SENT_ITEMS": "Sent Items", "DELETED_ITEMS": "Deleted Items"}
seed = int(os.environ.get("RIALTO_CRASH_SEED", time.time()))
chance = random.Random(seed)


class Clients:
    """The two MAPI clients of ConvergenceCheck."""

    def __init__(self, server):
        java = program(ROOT / "rialto", "--java-home").split()[-1] + "/bin/java"
        path = [ROOT / "acceptance/target/test-classes", ROOT / "protocols/rops/target/test-classes",
                ROOT / "client/target/classes", ROOT / "build/lib/*"]
        self.process = subprocess.Popen(
            [java, "-XX:TieredStopAtLevel=1", "-cp", ":".join(map(str, path)),
             "org.rialto.acceptance.ConvergenceCheck", f"https://localhost:{server.port['https']}",
             server.certificate(), f"{USER}@{DOMAIN}", PASSWORD, str(seed)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.until("ready")

    def say(self, word):
        print(word, file=self.process.stdin, flush=True)

    def until(self, word):
        """The lines up to one that begins with the word, and what that one says more."""
        lines = []
        while True:
            line = self.process.stdout.readline()
            if not line or self.process.poll():
                raise AssertionError(f"seed {seed}: the clients ended: "
                                     + "".join(lines[-60:] + [line])[:6000]
                                     + self.process.stdout.read()[:6000])
            if line.startswith(word):
                return lines, line[len(word):].split()
            lines.append(line)

    def compare(self):
        """What both have, and a third: (state, subject) of each folder, counted."""
        self.say("compare")
        folders = {folder: collections.Counter() for folder in FOLDERS}
        for line in self.until("compared")[0]:
            if line.count("\t") != 2:
                continue  # That it had connected once more.
            folder, state, subject = line.rstrip("\n").split("\t")
            folders[folder][state, subject] += 1
        return folders


def imap_works(server, stop, done):
    """Delivers, marks, moves and deletes by IMAP until told to stop."""
    number = 0
    while not stop.is_set():
        try:
            client = imaplib.IMAP4("127.0.0.1", server.port["imap"], timeout=20)
            client.login(USER, PASSWORD)
            client.select("INBOX")
            while not stop.is_set():
                number += 1
                uids = client.uid("SEARCH", "ALL")[1][0].split()
                uid = chance.choice(uids) if uids else None
                deed = chance.randrange(6) if uids and len(uids) < 40 else chance.randrange(5)
                if uid is None or deed == 5:
                    client.append("INBOX", None, None,
                                  f"Subject: appended {number}\r\n\r\nBy IMAP.\r\n".encode())
                elif deed == 0:
                    client.uid("STORE", uid, "+FLAGS", "(\\Deleted)")
                    client.uid("EXPUNGE", uid)
                elif deed == 1:
                    client.uid("MOVE", uid, '"Sent Items"')
                else:
                    client.uid("STORE", uid, chance.choice("+-") + "FLAGS", "(\\Seen)")
                done.append(deed)
                stop.wait(chance.uniform(0.01, 0.1))
            client.logout()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.02)


def by_imap(server, folder):
    """(state, subject) of the messages, counted."""
    client = server.imap(USER)
    try:
        expect(client.select(f'"{folder}"', readonly=True)[0] == "OK", folder)
        found = collections.Counter()
        for part in client.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[HEADER])")[1]:
            if isinstance(part, tuple):
                subject = email.message_from_bytes(part[1])["Subject"]
                state = "read" if b"\\Seen" in part[0] else "unread"
                found[state, str(email.header.make_header(
                    email.header.decode_header(subject)))] += 1
        return found
    finally:
        client.logout()


def converge(name, environment):
    server = Server(users=(USER,), environment={"RIALTO_SERVER_HOSTNAME": "localhost",
                                                **environment})
    server.start()
    clients = Clients(server)
    messages, deeds = 0, []
    for kill in range(1, KILLS + 1):
        stop = threading.Event()
        imap = threading.Thread(target=imap_works, args=(server, stop, deeds), daemon=True)
        imap.start()
        time.sleep(chance.uniform(0.3, 2.5))
        server.kill()
        # They go on with what they have.
        time.sleep(chance.uniform(0, 0.3))
        server.start()
        for _ in range(2):
            clients.until("connected")
        if kill % 5 == 0 or kill == KILLS:
            stop.set()
            imap.join(60)
            have = clients.compare()
            for folder, path in FOLDERS.items():
                seen = by_imap(server, path)
                expect(seen == have[folder],
                       f"seed {seed}, {path}: only IMAP has {seen - have[folder]}, only the "
                       f"clients {have[folder] - seen}")
            clients.say("go on")
            messages = sum(sum(each.values()) for each in have.values())
        stop.set()
        imap.join(60)
    clients.say("end")
    uploads, refused, connections = map(int, clients.until("ended")[1])
    out = server.rialto("check")
    expect("damaged" not in out.lower(), out)
    expect(server.stop() == 0, "exit code")
    measured(f"{name}: {KILLS} kills, {uploads} deeds uploaded by {connections} connections "
             f"({refused} too late or again), {len(deeds)} by IMAP, {messages} messages in the end")
    expect(uploads > KILLS * 10 and len(deeds) > KILLS * 2,
           f"{uploads} deeds, and {len(deeds)} by IMAP, are too few")


@check(f"SQLite: two clients and IMAP end alike after {KILLS} kills")
def sqlite():
    converge("SQLite", {})


@check(f"PostgreSQL: two clients and IMAP end alike after {KILLS} kills")
def postgres():
    converge("PostgreSQL", Postgres().environment())


run()
