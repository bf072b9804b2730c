"""mbsync: two-way synchronisation, and a round trip of 6,046 real messages, byte for byte."""

import collections
import hashlib
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import PASSWORD, Server, check, expect, measured, program, run, scratch, \
    spam_assassin  # noqa: E402

server = Server()
work = scratch("rialto-mbsync-")
files = spam_assassin()


def mbsync(name):
    """Synchronises everything between alice's mailbox and Maildirs in work/name."""
    root = work / name
    (root / "mail").mkdir(parents=True, exist_ok=True)
    rc = root / "mbsyncrc"
    rc.write_text(f"""
IMAPAccount rialto
Host localhost
Port {server.port['imaps']}
User alice
Pass "{PASSWORD}"
SSLType IMAPS
CertificateFile {server.certificate()}

IMAPStore far
Account rialto

MaildirStore near
Path {root}/mail/
Inbox {root}/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Remove Both
Expunge Both
CopyArrivalDate yes
SyncState *
""")
    start = time.time()
    program("mbsync", "-c", rc, "-a", timeout=900)
    return time.time() - start


def folder(name, mailbox):
    """Path -> content, without the header that mbsync adds while a message is on its way."""
    found = {}
    for part in ("cur", "new"):
        for path in (work / name / "mail" / mailbox / part).glob("*"):
            content = re.sub(rb"^X-TUID: [^\n]*\n", b"", path.read_bytes(), count=1, flags=re.M)
            found[path] = content
    return found


def digest(content):
    """Of a message as mail is: line ends are CR LF, whichever the file has."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()


@check("server starts")
def start():
    server.start()


@check("6,046 real messages go up by mbsync")
def upload():
    target = work / "one" / "mail" / "Corpus"
    for part in ("cur", "new", "tmp"):
        (target / part).mkdir(parents=True)
    for number, path in enumerate(files):
        # A bare CR is not mail; a Maildir has LF alone.
        content = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        (target / "cur" / f"{1_000_000_000 + number}.{number}.check:2,S").write_bytes(content)
    seconds = mbsync("one")
    expect(server.count("alice", "Corpus") == len(files), "not all arrived")
    measured(f"mbsync up: {len(files)} messages in {seconds:.1f} s")


@check("they come down elsewhere, byte for byte")
def download():
    seconds = mbsync("two")
    measured(f"mbsync down: {len(files)} messages in {seconds:.1f} s")
    want = collections.Counter(digest(path.read_bytes()) for path in files)
    got = collections.Counter(digest(content) for content in folder("two", "Corpus").values())
    expect(sum(got.values()) == len(files), f"{sum(got.values())} of {len(files)} came")
    missing = want - got
    expect(not missing, f"{sum(missing.values())} messages changed")


@check("nothing moves when nothing changed")
def unchanged():
    before = set(folder("two", "Corpus"))
    mbsync("one")
    mbsync("two")
    expect(set(folder("two", "Corpus")) == before, "files changed")


@check("flags, deletions and new messages pass both ways")
def two_way():
    first = sorted(folder("one", "Corpus"))
    for path in first[:5]:
        path.rename(path.with_name(path.name + "F"))
    for path in first[5:8]:
        path.unlink()
    extra = work / "two" / "mail" / "Corpus" / "cur" / "2000000000.1.check:2,S"
    extra.write_bytes(b"Subject: from the other side\n\nhello\n")
    mbsync("one")
    mbsync("two")
    mbsync("one")
    one, two = folder("one", "Corpus"), folder("two", "Corpus")
    expect(len(one) == len(two) == len(files) - 2, f"{len(one)} and {len(two)}")
    for side in (one, two):
        flagged = sum("F" in path.name.split(":2,")[-1] for path in side)
        expect(flagged == 5, f"{flagged} flagged")
    expect(collections.Counter(map(digest, one.values()))
           == collections.Counter(map(digest, two.values())), "the two sides differ")


run()
