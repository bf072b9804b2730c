"""Floods of SIP and RTP from one address: bounded, answered, and others are served meanwhile.

The floods come from this machine's address in its network; who calls from loopback is somebody else.
"""

import os
import random
import re
import socket
import sys
import time
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Server, check, expect, measured, run, wait_for  # noqa: E402
from telephones import own_address  # noqa: E402

CALLS, CALLS_OF_ADDRESS, REQUESTS, CONNECTIONS = 8, 5, 20, 30
server = Server(environment={
    "RIALTO_LISTEN_SIP": "*:5060", "RIALTO_SIP_HOST": own_address(),
    "RIALTO_UM_CALLS": str(CALLS), "RIALTO_UM_CALLS_OF_ADDRESS": str(CALLS_OF_ADDRESS),
    "RIALTO_SIP_REQUESTS_PER_SECOND": str(REQUESTS),
    "RIALTO_LIMITS_CONNECTIONS_PER_ADDRESS": str(CONNECTIONS)})
OFFER = ("v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
         "m=audio {port} RTP/AVP 0\r\n")


def numbers():
    address = f"http://127.0.0.1:{server.port['metrics']}/metrics"
    with urllib.request.urlopen(address, timeout=60) as answer:
        rows = [line.rsplit(" ", 1) for line in answer.read().decode().splitlines()
                if not line.startswith("#")]
    return {name: float(value) for name, value in rows}


class Caller:
    """One connection, from an address of this machine."""

    def __init__(self, host):
        self.host = host
        self.socket = socket.create_connection((host, server.port["sip"]), 60, (host, 0))
        self.buffer = b""
        self.last = 0

    def request(self, method, user, body="", call="", number=1, to="", headers=""):
        self.last += 1
        call = call or f"{id(self)}-{self.last}-{random.random()}@{self.host}"
        uri = f"sip:{user}@{DOMAIN}"
        self.socket.sendall((
            f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/TCP {self.host}:9;branch=z9hG4bK"
            f"{random.getrandbits(64):x};rport\r\nMax-Forwards: 70\r\n"
            f"From: <sip:stranger@far.example>;tag=s{id(self)}\r\nTo: {to or f'<{uri}>'}\r\n"
            f"Call-ID: {call}\r\nCSeq: {number} {method}\r\n"
            f"Contact: <sip:stranger@{self.host}:9;transport=tcp>\r\n{headers}"
            + ("Content-Type: application/sdp\r\n" if body else "")
            + f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
        return call

    def response(self):
        """The next message: its status, its text."""
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: *(\d+)", head)[1])
        while len(self.buffer) < length:
            self.more()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        text = (head + b"\r\n\r\n" + body).decode()
        return (int(text[8:11]) if text.startswith("SIP/2.0") else 0), text

    def more(self):
        data = self.socket.recv(65536)
        if not data:
            raise EOFError("the connection was ended")
        self.buffer += data

    def final(self):
        status, text = self.response()
        while status < 200:
            status, text = self.response()
        return status, text

    def calls(self, user, port=40000):
        """A call to voice mail; its final response, acknowledged."""
        call = self.request("INVITE", user, OFFER.format(host=self.host, port=port))
        status, text = self.final()
        if status == 200:
            self.request("ACK", user, call=call, to=self.to(text))
        return status, text, call

    @staticmethod
    def to(text):
        return re.search(r"\nTo: *([^\r]*)", text)[1]

    def hangs_up(self, user, text, call):
        self.request("BYE", user, call=call, number=2, to=self.to(text))
        expect(self.final()[0] == 200, "BYE")

    def close(self):
        self.socket.close()


@check("server starts with telephones")
def start():
    lines = [f'domain = "{DOMAIN}"']
    for extension, name in enumerate(("alice", "bob"), 5501):
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'um = {{ extension = "{extension}", pin = "247913" }}']
    server.users.write_text("\n".join(lines) + "\n")
    server.start()
    expect(own_address() != "127.0.0.1", "this machine has no address but loopback")


@check("calls at a time from one address: further ones are told when to try again; others get in")
def calls():
    flood, other = Caller(own_address()), Caller("127.0.0.1")
    taken = []
    for _ in range(CALLS_OF_ADDRESS):
        answer = flood.calls("bob")
        expect(answer[0] == 200, answer[1])
        taken.append(answer)
    status, text, _ = flood.calls("bob")
    expect(status in (480, 503) and "Retry-After: " in text, text)
    for caller in (other,) * (CALLS - CALLS_OF_ADDRESS):
        answer = caller.calls("bob")
        expect(answer[0] == 200, answer[1])
    expect(other.calls("bob")[0] in (480, 503), "more calls than places")
    for _, text, call in taken:
        flood.hangs_up("bob", text, call)
    flood.close()
    wait_for("places are given back",
             lambda: numbers()["rialto_calls_active"] <= CALLS - CALLS_OF_ADDRESS)
    other.close()


@check("requests a second from one address: 503 with Retry-After; others are served meanwhile")
def requests():
    before = numbers()["rialto_sip_refused_rate_total"]
    time.sleep(4)
    flood, other = Caller(own_address()), Caller("127.0.0.1")
    count = 400
    for _ in range(count):
        flood.request("INVITE", "nobody-here", OFFER.format(host=own_address(), port=40000))
    began = time.monotonic()
    other.request("OPTIONS", "nobody-here")
    expect(other.final()[0] == 404, "another caller")
    waited = time.monotonic() - began
    answers = [flood.final() for _ in range(count)]
    refused = [text for status, text in answers if status == 503]
    measured(f"{count} INVITEs at once: {len(refused)} refused; another waited {waited:.2f} s")
    expect(len(refused) >= count - 4 * REQUESTS - 10 * REQUESTS, f"{len(refused)} refused")
    expect(all("Retry-After: " in text for text in refused), refused[0])
    expect({status for status, _ in answers} <= {404, 503}, {status for status, _ in answers})
    expect(numbers()["rialto_sip_refused_rate_total"] - before == len(refused), "metric")
    flood.close()
    other.close()


@check("REGISTER with wrong passwords in a flood: none gets in, few are looked at")
def registrations():
    time.sleep(4)
    flood = Caller(own_address())
    count = 300
    for i in range(count):
        flood.request("REGISTER", "alice", headers=(
            f'Authorization: Digest username="alice", realm="{DOMAIN}", nonce="AAAA{i}", uri="sip:'
            f'{DOMAIN}", response="{i:032x}", algorithm=MD5\r\n'))
    statuses = [flood.final()[0] for _ in range(count)]
    expect(set(statuses) <= {401, 403, 503} and 503 in statuses, set(statuses))
    expect(numbers()["rialto_sip_registrations"] == 0, "somebody is registered")
    flood.close()


@check("connections that say nothing: no more than an address may have, and they end")
def half_open():
    flood = []
    for _ in range(CONNECTIONS + 20):
        flood.append(socket.create_connection((own_address(), server.port["sip"]), 10,
                                              (own_address(), 0)))
    open_now = 'rialto_connections_open{listener="sip"}'
    wait_for("those over the limit are ended", lambda: numbers()[open_now] <= CONNECTIONS)
    other = Caller("127.0.0.1")
    other.request("OPTIONS", "nobody-here")
    expect(other.final()[0] == 404, "another caller")
    wait_for("the silent ones are ended", lambda: numbers()[open_now] <= 1, 120)
    other.request("OPTIONS", "nobody-here")
    expect(other.final()[0] == 404, "who has spoken keeps the connection")
    for each in flood:
        each.close()
    other.close()


@check("RTP to all ports while somebody speaks: the call goes on, the others' packets are not heard")
def sound():
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ear.bind(("127.0.0.1", 0))
    ear.settimeout(10)
    caller = Caller("127.0.0.1")
    status, text, call = caller.calls("bob", ear.getsockname()[1])
    expect(status == 200, text)
    port = int(re.search(r"m=audio (\d+)", text)[1])
    stray = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    packets = 0
    for i in range(40):
        for target in [*range(20000, 22000, 20), port, port + 1]:
            for _ in range(1 if target not in (port, port + 1) else 50):
                stray.sendto(b"\x80\x00" + random.randbytes(170), ("127.0.0.1", target))
        ear.sendto(b"\x80\x00" + i.to_bytes(2, "big") + (160 * i).to_bytes(4, "big") + b"mine"
                   + b"\xff" * 160, ("127.0.0.1", port))
        time.sleep(0.02)
    deadline = time.monotonic() + 5
    while packets < 50 and time.monotonic() < deadline:
        expect(len(ear.recv(2048)) == 172, "no packet of sound")
        packets += 1
    caller.hangs_up("bob", text, call)
    for each in (ear, stray):
        each.close()
    caller.close()
    # All flow over: calls that nobody spoke in are noted, and nothing stays behind.
    wait_for("no call", lambda: numbers()["rialto_calls_active"] == 0, 200)
    wait_for("nothing in um", lambda: not os.listdir(server.home / "um"), 120)
    expect(server.stop() == 0, "exit code")


run()
