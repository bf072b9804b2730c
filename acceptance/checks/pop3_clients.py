"""fetchmail and mpop fetch what is there; Python's poplib looks closer."""

import os
import poplib
import ssl
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import PASSWORD, Server, check, crlf, expect, program, run, scratch, \
    spam_assassin  # noqa: E402

server = Server()
originals = [crlf(path.read_bytes()) for path in spam_assassin()[7::300]]


@check("server starts with mail in it")
def start():
    server.start()
    for user in ("alice", "bob", "carol"):
        client = server.imap(user)
        for original in originals:
            client.append("INBOX", None, None, original)
        client.logout()


@check("poplib sees CAPA, UIDL, TOP, sizes, and each message byte for byte")
def library():
    client = poplib.POP3("127.0.0.1", server.port["pop3"], timeout=120)
    capabilities = client.capa()
    expect({"UIDL", "TOP", "STLS", "RESP-CODES"} <= set(capabilities), str(capabilities))
    context = ssl.create_default_context(cafile=server.certificate())
    context.check_hostname = False
    client.stls(context)
    client.user("alice")
    client.pass_(PASSWORD)
    count, size = client.stat()
    expect((count, size) == (len(originals), sum(map(len, originals))), f"STAT {count} {size}")
    identifiers = [line.split()[1] for line in client.uidl()[1]]
    expect(len(set(identifiers)) == count, "UIDL not unique")
    poplib._MAXLINE = 1 << 20
    for number, original in enumerate(originals, 1):
        lines = client.retr(number)[1]
        got = b"".join(line + b"\r\n" for line in lines)
        expect(got == original or got == original + b"\r\n", f"message {number} changed")
    head = b"\r\n".join(client.top(1, 0)[1]).rstrip(b"\r\n")
    expect(head == originals[0].split(b"\r\n\r\n")[0], "TOP")
    client.dele(1)
    client.rset()
    client.dele(2)
    client.quit()
    expect(server.count("alice") == count - 1, "DELE and QUIT")


@check("fetchmail takes every message over POP3S")
def fetchmail():
    directory = scratch()
    target = directory / "mail"
    target.mkdir()
    for name in ("new", "cur", "tmp"):
        (target / name).mkdir()
    rc = directory / "fetchmailrc"
    script = directory / "deliver"
    script.write_text(f'#!/bin/sh\ncat > "$(mktemp "{target}/new/XXXXXXXX")"\n')
    script.chmod(0o700)
    rc.write_text(f'poll localhost protocol pop3 port {server.port["pop3s"]} user "bob" '
                  f'password "{PASSWORD}" ssl sslcertfile "{server.certificate()}" sslcertck '
                  f'no rewrite keep mda "{script}"\n')
    rc.chmod(0o600)
    program("fetchmail", "-f", rc, "--nosyslog", "--pidfile", directory / "pid", "--idfile",
            directory / "ids", timeout=300, environment={"HOME": str(directory)})
    got = len(list((target / "new").iterdir()))
    expect(got == len(originals), f"fetchmail has {got} of {len(originals)}")


@check("mpop takes every message over STLS and leaves none behind")
def mpop():
    directory = scratch()
    target = directory / "mail"
    for name in ("new", "cur", "tmp"):
        (target / name).mkdir(parents=True)
    rc = directory / "mpoprc"
    rc.write_text(f"defaults\ntls on\ntls_starttls on\ntls_trust_file {server.certificate()}\n"
                  f"account carol\nhost localhost\nport {server.port['pop3']}\nuser carol\n"
                  f"password {PASSWORD}\nauth plain\nkeep off\nreceived_header off\n"
                  f"delivery maildir {target}\nuidls_file {directory}/uidls\n")
    rc.chmod(0o600)
    program("mpop", "-C", rc, "carol", timeout=300, environment={"HOME": str(directory)})
    got = len(list((target / "new").iterdir()))
    expect(got == len(originals), f"mpop has {got} of {len(originals)}")
    expect(server.count("carol") == 0, "messages left behind")


run()
