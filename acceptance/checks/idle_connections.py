"""Thousands of idle IMAP connections stay cheap. ./verify runs 2,000; an argument says more."""

import os
import resource
import socket
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import PASSWORD, Server, check, expect, measured, run  # noqa: E402

server = Server()
count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
resource.setrlimit(resource.RLIMIT_NOFILE,
                   (min(count * 2 + 1000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),
                    resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


def resident():
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


@check("server starts")
def start():
    measured(f"start to Ready: {server.start():.2f} s; resident {resident():.0f} MiB")


@check(f"{count} clients in IDLE, each told of a new message")
def idle():
    sockets = []
    for number in range(count):
        client = socket.create_connection(("127.0.0.1", server.port["imap"]), 120)
        client.sendall(b"a LOGIN alice %s\r\nb SELECT INBOX\r\nc IDLE\r\n" % PASSWORD.encode())
        sockets.append(client)
        if number % 50 == 49:
            wait(sockets[-50:], b"\r\n+")
    wait(sockets[-(count % 50):] if count % 50 else [], b"\r\n+")
    time.sleep(6)
    measured(f"{count} idle connections: resident {resident():.0f} MiB")
    expect(resident() < 1500, f"{resident():.0f} MiB")
    start = time.time()
    server.send("Subject: to all\r\n\r\nhello\r\n", "alice@example.com")
    wait(sockets, b" EXISTS\r\n")
    measured(f"all {count} told of a new message in {time.time() - start:.2f} s")
    for client in sockets:
        client.close()


def wait(sockets, needle):
    for client in sockets:
        client.settimeout(200)
        seen = b""
        while needle not in b"\r\n" + seen:
            piece = client.recv(4096)
            expect(piece, f"closed after {seen[-200:]!r}")
            seen += piece


@check("stops within its drain time")
def stop():
    expect(server.stop() == 0, "exit code")


run()
