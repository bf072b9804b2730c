"""offlineimap with CONDSTORE: two-way synchronisation with another program's ideas."""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import PASSWORD, Server, check, crlf, expect, program, run, scratch, \
    spam_assassin  # noqa: E402

server = Server()
work = scratch("rialto-offlineimap-")
# offlineimap writes messages anew from what it understands: without an mbox "From " line, and
# ASCII only, it leaves them as they are.
originals = [crlf(content) for content in
             (re.sub(rb"^From [^\n]*\n", b"", path.read_bytes()) for path in spam_assassin()[11::60])
             if content.isascii()]


def offlineimap():
    rc = work / "rc"
    rc.write_text(f"""[general]
accounts = rialto
metadata = {work}/metadata
[Account rialto]
localrepository = near
remoterepository = far
[Repository near]
type = Maildir
localfolders = {work}/mail
[Repository far]
type = IMAP
remotehost = localhost
remoteport = {server.port['imaps']}
remoteuser = alice
remotepass = {PASSWORD}
ssl = yes
sslcacertfile = {server.certificate()}
usecompression = yes
folderfilter = lambda name: name in ['INBOX', 'Corpus']
""")
    return program("offlineimap", "-c", rc, "-o", "-u", "basic", timeout=300,
                   environment={"HOME": str(work)})


def near(name):
    return [path for part in ("cur", "new") for path in (work / "mail" / name / part).glob("*")]


def lines(content):
    """The lines that say something: offlineimap may add an empty one to a multipart's end."""
    return [line for line in content.replace(b"\r\n", b"\n").split(b"\n") if line]


@check("server starts with mail in it")
def start():
    server.start()
    client = server.imap()
    client.create("Corpus")
    for original in originals:
        client.append("Corpus", None, None, original)
    client.logout()


@check("everything comes down, with compression")
def down():
    offlineimap()
    contents = sorted(map(lines, (path.read_bytes() for path in near("Corpus"))))
    want = sorted(map(lines, originals))
    expect(len(contents) == len(want), f"{len(contents)} of {len(want)}")
    changed = sum(got != had for got, had in zip(contents, want))
    expect(changed == 0, f"{changed} messages changed")


@check("flags and deletions pass both ways")
def both_ways():
    files = sorted(near("Corpus"), key=lambda path: int(re.search(r"U=(\d+)", path.name).group(1)))
    for path in files[:3]:
        (path.parent.parent / "cur" / (path.name.split(":2,")[0] + ":2,FS")).write_bytes(
            path.read_bytes())
        path.unlink()
    files[3].unlink()
    client = server.imap()
    client.select("Corpus")
    client.store("10:12", "+FLAGS", "(\\Answered)")
    client.append("INBOX", None, None, b"Subject: new\r\n\r\nhello\r\n")
    client.logout()
    offlineimap()
    client = server.imap()
    client.select("Corpus")
    flagged = client.search(None, "FLAGGED")[1][0].split()
    expect(len(flagged) == 3, f"{len(flagged)} flagged")
    client.logout()
    expect(server.count("alice", "Corpus") == len(originals) - 1, "deletion did not pass")
    answered = [path for path in near("Corpus") if "R" in path.name.split(":2,")[-1]]
    expect(len(answered) == 3, f"{len(answered)} answered")
    expect(len(near("INBOX")) == 1, "new message did not come")


@check("CONDSTORE tells only what changed")
def condstore():
    client = server.imap()
    capabilities = client.capability()[1][0].decode()
    expect("CONDSTORE" in capabilities and "QRESYNC" in capabilities, capabilities)
    client.select("Corpus")
    first = client.response("HIGHESTMODSEQ")[1]
    expect(first and first[0], "no HIGHESTMODSEQ")
    before = int(first[0])
    client.store("20", "+FLAGS", "(\\Flagged)")
    changed = client.uid("FETCH", "1:*", f"(FLAGS) (CHANGEDSINCE {before})")[1]
    expect(len([line for line in changed if line]) == 1, f"{changed}")
    client.logout()


run()
