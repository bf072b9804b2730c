"""curl as a mail client: smtp, smtps, imap, imaps, pop3, pop3s, and the health port."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Server, check, expect, program, run  # noqa: E402

server = Server()


def curl(url, *options, **more):
    return program("curl", "-sS", "--max-time", "100", "--cacert", server.certificate(),
                   "--user", f"alice:{PASSWORD}", *options, url, **more)


@check("server starts")
def start():
    server.start()


@check("sends by submission with STARTTLS and by submissions")
def send():
    for url in (f"smtp://localhost:{server.port['submission']}/client.test",
                f"smtps://localhost:{server.port['submissions']}/client.test"):
        curl(url, "--ssl-reqd", "--mail-from", f"alice@{DOMAIN}", "--mail-rcpt",
             f"alice@{DOMAIN}", "--upload-file", "-",
             text=f"From: alice@{DOMAIN}\r\nTo: alice@{DOMAIN}\r\nSubject: by curl\r\n\r\nHello\r\n")
    server.wait_for_count("alice", 2)


@check("reads by IMAP with STARTTLS and by IMAPS")
def imap():
    for url in (f"imap://localhost:{server.port['imap']}", f"imaps://localhost:"
                f"{server.port['imaps']}"):
        folders = curl(url + "/", "--ssl-reqd")
        expect("INBOX" in folders and "* LIST" in folders, folders)
        message = curl(url + "/INBOX;MAILINDEX=1", "--ssl-reqd")
        expect("Subject: by curl" in message and message.rstrip().endswith("Hello"), message)
        found = curl(url + "/INBOX?SUBJECT%20curl", "--ssl-reqd")
        expect("* SEARCH 1 2" in found, found)


@check("appends by IMAPS")
def append():
    message = server.directory / "message"
    message.write_bytes(b"Subject: uploaded\r\n\r\nHello\r\n")
    curl(f"imaps://localhost:{server.port['imaps']}/Drafts", "--upload-file", message)
    expect(server.count("alice", "Drafts") == 1, "not appended")


@check("reads by POP3 with STLS and by POP3S")
def pop3():
    for url in (f"pop3://localhost:{server.port['pop3']}", f"pop3s://localhost:"
                f"{server.port['pop3s']}"):
        expect(len(curl(url + "/", "--ssl-reqd").split("\n")) >= 2, "no listing")
        expect("Subject: by curl" in curl(url + "/1", "--ssl-reqd"), "no message")


@check("health answers 200 and metrics count connections")
def observe():
    base = f"http://localhost:{server.port['metrics']}"
    expect('"status":"ok"' in curl(base + "/health"), "not healthy")
    metrics = curl(base + "/metrics")
    expect('rialto_connections_total{listener="imaps"}' in metrics, metrics[:2000])
    expect(curl(base + "/nothing", "-o", "/dev/null", "-w", "%{http_code}") == "404", "no 404")


run()
