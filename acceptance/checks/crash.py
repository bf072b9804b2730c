"""Kills the real server with kill -9 while many clients write, again and again: every message
that was acknowledged is there afterwards, on SQLite and on PostgreSQL.

usage: crash.py [KILLS]    5 on each engine when not given
"""

import collections
import hashlib
import imaplib
import os
import random
import smtplib
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Postgres, Server, check, expect, measured, run  # noqa: E402

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
SENDERS = 12
APPENDERS = 4
USERS = [f"user{number}" for number in range(6)]
seed = int(os.environ.get("RIALTO_CRASH_SEED", time.time()))
chance = random.Random(seed)


class Promises:
    """What the server acknowledged: (user, folder) -> marks, and the digest of each body."""

    def __init__(self):
        self.lock = threading.Lock()
        self.kept = collections.defaultdict(set)
        self.digests = {}
        self.tried = 0

    def trying(self, mark, body):
        with self.lock:
            self.tried += 1
            self.digests[mark] = hashlib.sha256(body).hexdigest()

    def acknowledged(self, mark, users, folder):
        with self.lock:
            for user in users:
                self.kept[user, folder].add(mark)

    def count(self):
        with self.lock:
            return sum(map(len, self.kept.values()))


def body_of(mark, size):
    line = (mark + " ") * 8 + "\r\n"
    return (line * (size // len(line) + 1)).encode()


def sender(server, promises, stop, name):
    """Sends over SMTP until told to stop; a reply of 250 is a promise."""
    number = 0
    while not stop.is_set():
        try:
            with server.smtp(timeout=60) as client:
                for _ in range(20):
                    if stop.is_set():
                        return
                    number += 1
                    mark = f"smtp-{name}-{number}"
                    users = chance.sample(USERS, chance.choice((1, 1, 1, 2, 4)))
                    body = body_of(mark, chance.choice((300, 3000, 3000, 70_000)))
                    promises.trying(mark, body)
                    client.sendmail("ann@elsewhere.test", [f"{user}@{DOMAIN}" for user in users],
                                    f"Subject: {mark}\r\nX-Mark: {mark}\r\n\r\n".encode() + body)
                    promises.acknowledged(mark, users, "INBOX")
        except (OSError, smtplib.SMTPException):
            time.sleep(0.02)


def appender(server, promises, stop, name):
    """Appends by IMAP until told to stop; OK is a promise."""
    number = 0
    while not stop.is_set():
        try:
            user = chance.choice(USERS)
            client = imaplib.IMAP4("127.0.0.1", server.port["imap"], timeout=60)
            client.login(user, PASSWORD)
            client.create("Appended")
            for _ in range(20):
                if stop.is_set():
                    break
                number += 1
                mark = f"imap-{name}-{number}"
                body = body_of(mark, 2000)
                promises.trying(mark, body)
                answer = client.append("Appended", "(\\Seen)", None,
                                       f"Subject: {mark}\r\nX-Mark: {mark}\r\n\r\n".encode() + body)
                if answer[0] == "OK":
                    promises.acknowledged(mark, [user], "Appended")
            client.shutdown()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.02)


def found(server, user, folder, promises):
    """Marks in a folder, each with how often; a message that is not whole is a failure."""
    client = server.imap(user)
    try:
        if client.select(folder, readonly=True)[0] != "OK":
            return collections.Counter()
        marks = collections.Counter()
        for part in client.uid("FETCH", "1:*", "(BODY.PEEK[])")[1]:
            if not isinstance(part, tuple):
                continue
            head, _, body = part[1].partition(b"\r\n\r\n")
            mark = head.split(b"X-Mark: ")[1].split(b"\r\n")[0].decode()
            marks[mark] += 1
            expect(hashlib.sha256(body).hexdigest() == promises.digests[mark],
                   f"{mark} in {user}'s {folder} is not whole")
        return marks
    finally:
        client.logout()


def verify(server, promises, deadline=300):
    """Every promise is kept; the queue may still be at it right after a start."""
    end = time.monotonic() + deadline
    while True:
        missing, twice = [], 0
        for (user, folder), marks in sorted(promises.kept.items()):
            have = found(server, user, folder, promises)
            missing += [f"{mark} for {user} in {folder}" for mark in marks if not have[mark]]
            twice += sum(1 for mark in marks if have[mark] > 1)
        if not missing or time.monotonic() > end:
            break
        time.sleep(0.5)
    expect(not missing, f"seed {seed}: lost {len(missing)}: {missing[:5]}")
    return twice


def crash(name, server):
    promises = Promises()
    server.start()
    slowest = 0.0
    for kill in range(KILLS):
        stop = threading.Event()
        threads = [threading.Thread(target=sender, daemon=True,
                                    args=(server, promises, stop, f"{kill}-{number}"))
                   for number in range(SENDERS)]
        threads += [threading.Thread(target=appender, daemon=True,
                                     args=(server, promises, stop, f"{kill}-{number}"))
                    for number in range(APPENDERS)]
        for thread in threads:
            thread.start()
        # However slow the machine: some promises first, then a random moment.
        before, end = promises.count(), time.monotonic() + 120
        while promises.count() < before + 25 and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 2))
        server.kill()
        stop.set()
        for thread in threads:
            thread.join(120)
        slowest = max(slowest, server.start())
        if kill % 10 == 9:
            verify(server, promises)
    twice = verify(server, promises)
    kept = promises.count()
    out = server.rialto("check")
    expect("damaged" not in out.lower(), out)
    expect(server.stop() == 0, "exit code")
    measured(f"{name}: {KILLS} kills, {kept} promises kept ({promises.tried} messages tried, "
             f"{twice} delivered twice), slowest start after a kill {slowest:.2f} s")
    expect(kept > KILLS * 20, f"only {kept} messages were acknowledged")


@check(f"SQLite: {KILLS} kills, nothing acknowledged is lost")
def sqlite():
    crash("SQLite", Server(users=USERS))


@check(f"PostgreSQL: {KILLS} kills, nothing acknowledged is lost")
def postgres():
    crash("PostgreSQL", Server(users=USERS, environment=Postgres().environment()))


run()
