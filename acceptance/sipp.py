"""Calls by SIPp over TCP."""

import os
import subprocess

from harness import expect, free_port
from sound import mulaw, speech

STRANGER = '"Vera Vendor" <sip:+49301234567@gateway.example>'
SPOKEN = speech(5)
OFFER = """v=0
o=- 1 1 IN IP4 [media_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [rtpstream_audio_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
"""


OWN = "<sip:caller@[local_ip]:[local_port];transport=tcp>"


def invite(uri, sender, headers="", body=OFFER, contact=OWN):
    return f"""<send><![CDATA[
INVITE {uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: {sender};tag=[pid]a[call_number]
To: <{uri}>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: {contact}
Max-Forwards: 70
{headers}Content-Type: application/sdp
Content-Length: [len]

{body}]]></send>
<recv response="100" optional="true"/>
<recv response="180" optional="true"/>
"""


def in_dialog(method, number, uri, sender):
    return f"""<send><![CDATA[
{method} [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: {sender};tag=[pid]a[call_number]
[last_To:]
[routes]
Call-ID: [call_id]
CSeq: {number} {method}
Max-Forwards: 70
Content-Length: 0

]]></send>
"""


PLAY = '<nop><action><exec rtp_stream="speech.ulaw,1,0,PCMU/8000"/></action></nop>\n'


def pause(millis):
    return f'<pause milliseconds="{millis}"/>\n'


def bye(uri, sender):
    return in_dialog("BYE", 2, uri, sender) + '<recv response="200"/>\n'


# The server hangs up.
HUNG_UP = """<recv request="BYE"/>
<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
"""


def fields(messages, name, value=""):
    """The values that a field has in the messages that went over the wire."""
    found = [line.split(":", 1)[1].strip() for line in messages.splitlines()
             if line.lower().startswith(name.lower() + ":")]
    return [each for each in found if value in each]


class Sipp:
    """Callers of a server."""

    def __init__(self, folder, server):
        self.folder, self.server, self.calls = folder, server, 0
        (folder / "speech.ulaw").write_bytes(bytes(mulaw(x) for x in SPOKEN))

    def uri(self, user, parameters=""):
        return f"sip:{user}@127.0.0.1:{self.server.port['sip']}{parameters}"

    def call(self, name, uri, sender, steps=(), headers="", body=OFFER, status=200, wait=True,
             contact=OWN, host="127.0.0.1", port=0, local=0, calls=1, encoding="utf-8"):
        """Calls over one connection; answers the messages that went over the wire. Host and port are
        those of a proxy."""
        text = ['<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="', name, '">\n',
                invite(uri, sender, headers, body, contact)]
        if status == 200:
            text += ['<recv response="200" rrs="true"/>\n', in_dialog("ACK", 1, uri, sender),
                     *steps]
        else:
            text += [f'<recv response="{status}"/>\n', in_dialog("ACK", 1, uri, sender)]
        text.append("</scenario>\n")
        (self.folder / f"{name}.xml").write_bytes("".join(text).encode(encoding))
        log = self.folder / f"{name}.log"
        self.calls += 1
        media = 30000 + os.getpid() % 80 * 24 + self.calls % 6 * 4
        command = ["sipp", f"{host}:{port or self.server.port['sip']}", "-sf", f"{name}.xml", "-t",
                   "t1", "-m", str(calls), "-i", host, "-mi", host, "-mp", str(media),
                   "-p", str(local or free_port()), "-trace_msg", "-message_file", str(log), "-timeout",
                   "150s", "-nostdin"]
        process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self.ended(name, process) if wait else process

    def ended(self, name, process):
        """Waits for the end of a call that must go as its scenario says; the messages."""
        log = self.folder / f"{name}.log"
        code = process.wait(200)
        messages = log.read_text(errors="replace") if log.exists() else ""
        expect(code == 0, f"SIPp {name} ended with {code}: {messages[-1500:]}")
        return messages
