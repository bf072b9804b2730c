"""A telephone of the checks that shows every SIP message and answers as it is told."""

import hashlib
import re
import socket
import threading
import time

from harness import DOMAIN, PASSWORD
from telephones import own_address


class Message:
    def __init__(self, text):
        self.text = text
        self.first = text.split("\r\n", 1)[0]

    def fields(self, name):
        return re.findall(rf"(?im)^{name}\s*:\s*(.*?)\r$", self.text)

    def field(self, name):
        return (self.fields(name) or [""])[0]


class Telephone:
    """Registers a user over TCP. `behaviour`: rings, busy, silent (what is asked is answered by the
    check). Its Contact says the transport."""

    def __init__(self, user, server, transport="tcp"):
        self.user, self.behaviour, self.transport = user, "rings", transport
        self.link = socket.create_connection((own_address(), server.port["sip"]), 60)
        self.link.settimeout(None)
        self.address = "%s:%d" % self.link.getsockname()
        self.messages, self.arrived = [], threading.Condition()
        self.seen = 0
        threading.Thread(target=self.read, daemon=True).start()
        self.register()

    # ---- sending ---------------------------------------------------------------------------

    def send(self, text):
        self.link.sendall(text.replace("\n", "\r\n").encode())

    def register(self):
        authorization = ""
        for number in (1, 2):
            self.send(f"""REGISTER sip:{DOMAIN} SIP/2.0
Via: SIP/2.0/TCP {self.address};branch=z9hG4bKreg{self.user}{number}
From: <sip:{self.user}@{DOMAIN}>;tag=1
To: <sip:{self.user}@{DOMAIN}>
Call-ID: register-{self.user}-{self.address}
CSeq: {number} REGISTER
Contact: <sip:{self.user}@{self.address};transport={self.transport}>
Max-Forwards: 70
{authorization}Expires: 300
Content-Length: 0

""")
            answer = self.wait_for("SIP/2.0")
            if answer.first.startswith("SIP/2.0 200"):
                return
            challenge = dict(re.findall(r'(\w+)="?([^",]+)"?',
                                        answer.field("WWW-Authenticate")))
            uri = f"sip:{DOMAIN}"
            secret = md5(f"{self.user}:{challenge['realm']}:{PASSWORD}")
            response = md5(f"{secret}:{challenge['nonce']}:00000001:abc:auth:"
                           + md5(f"REGISTER:{uri}"))
            authorization = (f'Authorization: Digest username="{self.user}", realm="'
                             f'{challenge["realm"]}", nonce="{challenge["nonce"]}", uri="{uri}", '
                             f'response="{response}", cnonce="abc", qop=auth, nc=00000001\n')
        raise AssertionError(f"{self.user} is not registered: {answer.text}")

    def respond(self, request, status, reason, body=""):
        copied = "".join(f"{name}: {value}\n" for name in ("Via", "Record-Route", "From",
                                                          "Call-ID", "CSeq")
                         for value in request.fields(name))
        to = request.field("To")
        to += "" if ";tag=" in to else ";tag=2"
        kind = "Content-Type: application/sdp\n" if body else ""
        self.send(f"SIP/2.0 {status} {reason}\n{copied}To: {to}\nContact: <sip:{self.user}@"
                  f"{self.address};transport={self.transport}>\n{kind}Content-Length: "
                  f"{len(body.replace(chr(10), chr(13) + chr(10)))}\n\n{body}")

    def answer(self, invite):
        self.respond(invite, 200, "OK", f"""v=0
o=- 1 1 IN IP4 {own_address()}
s=-
c=IN IP4 {own_address()}
t=0 0
m=audio 9 RTP/AVP 0
""")

    def close(self):
        # Who reads from it has a hold on it, so that closing alone would not end it.
        self.link.shutdown(socket.SHUT_RDWR)
        self.link.close()

    # ---- receiving -------------------------------------------------------------------------

    def read(self):
        stream = self.link.makefile("rb")
        while True:
            try:
                lines = []
                while (line := stream.readline()) and line.strip():
                    lines.append(line)
                if not line:
                    return
                text = b"".join(lines).decode()
                length = re.search(r"(?im)^Content-Length\s*:\s*(\d+)", text)
                body = stream.read(int(length.group(1))) if length else b""
            except (OSError, ValueError):
                return
            if text.strip():
                self.take(Message(text + "\r\n" + body.decode(errors="replace")))

    def take(self, message):
        with self.arrived:
            self.messages.append(message)
            self.arrived.notify_all()
        if message.first.startswith("INVITE"):
            if self.behaviour == "busy":
                self.respond(message, 486, "Busy Here")
            elif self.behaviour == "rings":
                self.respond(message, 180, "Ringing")
        elif message.first.startswith(("CANCEL", "BYE", "UPDATE", "OPTIONS", "NOTIFY")):
            self.respond(message, 200, "OK")
            if message.first.startswith("CANCEL"):
                invite = next(each for each in reversed(self.messages)
                              if each.first.startswith("INVITE"))
                self.respond(invite, 487, "Request Terminated")

    def requests(self, method):
        return [each for each in self.messages if each.first.startswith(method + " ")]

    def wait_for(self, beginning, seconds=60):
        """The next message that begins so, after the one that was waited for before."""
        deadline = time.monotonic() + seconds
        with self.arrived:
            while True:
                for i in range(self.seen, len(self.messages)):
                    if self.messages[i].first.startswith(beginning):
                        self.seen = i + 1
                        return self.messages[i]
                if time.monotonic() > deadline:
                    raise AssertionError(f"{self.user}'s telephone saw no {beginning}: "
                                         + " | ".join(each.first for each in self.messages))
                self.arrived.wait(0.5)


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()
