"""Unified messaging with real telephones: SIPp, baresip, Kamailio as a trusted proxy."""

import email
import email.policy
import json
import os
import pathlib
import re
import socket
import ssl
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, ROOT, Server, check, expect, free_port,  # noqa: E402
                     measured, program, run, scratch, wait_for)
from sipp import OFFER, PLAY, SPOKEN, STRANGER, Sipp, bye, fields, pause  # noqa: E402
from sound import RATE, correlation, wav_samples  # noqa: E402
from telephones import (Baresip, daemons, listens, own_address,  # noqa: E402
                        stop_daemons)

PIN = "247913"
folder = scratch()
server = Server()
state_of = {}
sipp = Sipp(folder, server)


# ---- mail ----------------------------------------------------------------------------------


def newest(user):
    return email.message_from_bytes(server.messages(user)[-1])


def audio(message):
    for part in message.walk():
        if part.get_content_maintype() == "audio":
            return part
    raise AssertionError("no sound in " + str(message.items()))


def unseen(user):
    client = server.imap(user)
    try:
        client.select("INBOX", readonly=True)
        return len(client.search(None, "UNSEEN")[1][0].split())
    finally:
        client.logout()


def mark(user, how):
    client = server.imap(user)
    try:
        client.select("INBOX")
        client.store("1:*", how, r"(\Seen)")
    finally:
        client.logout()


def unread(user):
    mark(user, "-FLAGS")


def read_all(user):
    mark(user, "+FLAGS")


def users():
    lines = [f'domain = "{DOMAIN}"']
    for extension, name in enumerate(("alice", "bob", "carol", "dora"), 5501):
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'display = "{name.title()} Sample"',
                  f'um = {{ extension = "{extension}", pin = "{PIN}" }}']
    server.users.write_text("\n".join(lines) + "\n")


# ---- the rows ------------------------------------------------------------------------------


@check("server starts with voice mail")
def start():
    users()
    server.environment["RIALTO_UM_ACCESS_NUMBERS"] = "5500"
    # The certificate has this name.
    server.environment["RIALTO_SERVER_HOSTNAME"] = "localhost"
    server.environment["RIALTO_SIP_SERVER"] = "false"
    server.environment["RIALTO_UM_SILENCE"] = "15 s"
    first, last = 40000 + os.getpid() % 500 * 20, 40000 + os.getpid() % 500 * 20 + 199
    server.environment["RIALTO_UM_MEDIA_FIRST_PORT"] = str(first)
    server.environment["RIALTO_UM_MEDIA_LAST_PORT"] = str(last)
    state_of["desk"] = free_port()
    server.environment["RIALTO_UM_GATEWAY"] = \
        f"sip:{own_address()}:{state_of['desk']};transport=tcp"
    server.environment["RIALTO_UM_RINGING"] = "6 s"
    attendants = folder / "attendants.toml"
    attendants.write_text('[[attendant]]\nname = "main"\nnumbers = ["5000"]\n'
                          '[[attendant.menu]]\nkey = "1"\nsay = "carol"\ncall = "5503"\n')
    server.environment["RIALTO_UM_ATTENDANTS"] = str(attendants)
    kamailio_files()
    server.environment["RIALTO_SIP_TRUSTED_FINGERPRINTS"] = fingerprint(folder / "proxy.pem")
    server.start()
    # The first greeting of each takes a slow machine long, and callers below speak at their time.
    callers = [sipp.call(f"first{user}", sipp.uri(user), STRANGER,
                         [pause(9000), bye(sipp.uri(user), STRANGER)], wait=False)
               for user in ("5501", "5502")]
    for caller in callers:
        expect(caller.wait(200) == 0, "a call failed")
    for user in ("alice", "bob"):
        server.wait_for_count(user, 1)
        read_all(user)
    state_of["link"], state_of["answer"] = printed_example()


@check("2.1: SIP answers on TCP and TLS and never on UDP")
def transports():
    out = program("sipsak", "-E", "tcp", "-s", f"sip:127.0.0.1:{server.port['sip']}", "-v",
                  code=None)
    expect("200 OK" in out, out)
    program("openssl", "s_client", "-connect", f"127.0.0.1:{server.port['sips']}", "-brief",
            text="")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", server.port["sip"]))  # Nobody has it.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", server.port["sips"]))


@check("a caller's message comes back by IMAP and sounds as it was spoken")
def leaves_message():
    messages = sipp.call("leave", sipp.uri("5502"), STRANGER,
                    [pause(11000), PLAY, pause(6000), bye(sipp.uri("5502"), STRANGER)],
                    headers="Subject: About lunch\nPriority: urgent\n")
    expect(";automata" in messages, "Contact does not say that a machine answers")
    server.wait_for_count("bob", 2)
    message = newest("bob")
    expect(message["Content-Class"] == "voice-ca", str(message.items()))
    expect(message["Subject"] == "About lunch", message["Subject"])
    expect(message["Importance"].lower() == "high", str(message["Importance"]))
    expect(message["X-CallingTelephoneNumber"] == "+49301234567", str(message.items()))
    sound = audio(message)
    expect(sound.get_content_type() in ("audio/wav", "audio/mp3", "audio/mpeg"),
           sound.get_content_type())
    likeness = correlation(SPOKEN, wav_samples(sound.get_payload(decode=True)))
    measured(f"what was spoken and what came by IMAP correlate by {likeness:.3f}")
    expect(likeness > 0.9, f"correlation {likeness:.3f}")


@check("the same message by ROPs: class, caller, duration, and the sound by a stream")
def by_rops():
    java = program(ROOT / "rialto", "--java-home").split()[-1] + "/bin/java"
    path = [ROOT / "acceptance/target/classes", ROOT / "client/target/classes",
            ROOT / "build/lib/*"]
    file = folder / "streamed.wav"
    said = program(java, "-cp", ":".join(map(str, path)), "org.rialto.acceptance.VoiceMailCheck",
                   f"https://localhost:{server.port['https']}", server.certificate(),
                   f"bob@{DOMAIN}", PASSWORD, file).splitlines()
    message = newest("bob")
    expect(said[-8:] == ["IPM.Note.Microsoft.Voicemail.UM.CA",
                         message["X-CallingTelephoneNumber"],
                         message["X-VoiceMessageSenderName"], message["X-VoiceMessageDuration"],
                         message["X-AttachmentOrder"], message["Subject"], "2",
                         audio(message).get_filename()], f"{said} beside {message.items()}")
    expect(message["X-CallingTelephoneNumber"] == "+49301234567"
           and message["X-VoiceMessageSenderName"] == "Vera Vendor"
           and 5 <= int(message["X-VoiceMessageDuration"]) <= 12, str(message.items()))
    likeness = correlation(SPOKEN, wav_samples(file.read_bytes()))
    measured(f"what was spoken and what a ROP stream gave correlate by {likeness:.3f}")
    expect(likeness > 0.9, f"correlation {likeness:.3f}")


@check("who hangs up before speaking has missed somebody")
def missed():
    sipp.call("missed", sipp.uri("5503"), STRANGER, [pause(1500), bye(sipp.uri("5503"), STRANGER)])
    server.wait_for_count("carol", 1)
    expect(newest("carol")["Content-Class"] == "missedcall", str(newest("carol").items()))


@check("nobody's number is not found, and what nobody can hear is not acceptable")
def refused():
    sipp.call("unknown", sipp.uri("5599"), STRANGER, [], status=404)
    sipp.call("codec", sipp.uri("5502"), STRANGER, [], status=488,
         body=OFFER.replace("RTP/AVP 0 101", "RTP/AVP 18 101"))
    sipp.call("fax", sipp.uri("5502"), STRANGER, [], status=488,
         body=OFFER.replace("m=audio [rtpstream_audio_port] RTP/AVP 0 101",
                            "m=image [rtpstream_audio_port] udptl t38"))


EXAMPLE = f"""INVITE sip:alice@{DOMAIN};opaque=app:voicemail SIP/2.0
Via: SIP/2.0/TLS 10.56.65.37:33876
Max-Forwards: 70
From: <sip:alice@{DOMAIN}>;tag=01742a55e6;epid=6b5d10e663
To: <sip:alice@{DOMAIN};opaque=app:voicemail>
Call-ID: f7c2efff9240413cb6e5125fdca4b63a
CSeq: 1 INVITE
Contact: <sip:alice@{DOMAIN};opaque=user:epid:ihclvAI6-FmKSGLKr_2rtAAA;gruu>
Ms-Exchange-Command: skip-pin
Content-Type: application/sdp
"""
SDP = """v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 9 RTP/AVP 0 101
a=rtpmap:101 telephone-event/8000
"""


def printed_example():
    """Begins that call; it goes on while other checks run."""
    link = Link(server.port["sips"], "proxy")
    link.send(EXAMPLE, SDP)
    answer = link.final()
    link.send(EXAMPLE.replace("INVITE", "ACK").split("Contact")[0].replace(
        f"To: <sip:alice@{DOMAIN};opaque=app:voicemail>", f"To: {fields(answer, 'To')[0]}"))
    return link, answer


@check("4.1: the example as it is printed, over mutual TLS: opaque, epid, tag and gruu; no PIN is asked, and "
       "the server's BYE names the gruu; from SIPp through Kamailio as well; over TCP the PIN is asked")
def example():
    answer = state_of["answer"]
    expect(answer.startswith("SIP/2.0 200"), answer)
    sender = f"<sip:alice@{DOMAIN}>;tag=01742a55e6;epid=6b5d10e663"
    expect(fields(answer, "From") == [sender], answer)
    expect(re.fullmatch(f"<sip:alice@{DOMAIN};opaque=app:voicemail>;tag=\\w+",
                        fields(answer, "To")[0]), answer)
    expect(fields(answer, "Contact")[0].endswith(">;automata"), answer)
    expect(skipped() == 1, "a PIN is asked")
    # Who sends no sound for 30 s is hung up on.
    with state_of["link"] as link:
        ended = link.request()
    expect(ended.startswith(f"BYE sip:alice@{DOMAIN};opaque=user:epid:ihclvAI6-FmKSGLKr_2rtAAA;"
                            "gruu SIP/2.0"), ended)
    expect(fields(ended, "To") == [sender], ended)
    state_of["passing"] = kamailio("passing", "proxy", command="")
    address = f"sip:alice@{DOMAIN};opaque=app:voicemail"
    sender = f"<sip:alice@{DOMAIN}>;epid=6b5d10e663"
    for name, way, skips in (("tls", {"port": state_of["passing"], "host": own_address()}, 1),
                             ("tcp", {}, 0)):
        before = skipped()
        messages = sipp.call(
            f"example-{name}", address, sender, [pause(1000), bye(address, sender)],
            headers="Ms-Exchange-Command: skip-pin\n", **way,
            contact=f"<sip:alice@{DOMAIN};opaque=user:epid:ihclvAI6-FmKSGLKr_2rtAAA;gruu>")
        expect("SIP/2.0 200 OK" in messages, messages[-800:])
        expect(fields(messages, "From", ";epid=6b5d10e663;tag="), messages)
        expect(skipped() == before + skips, f"{name}: {skipped() - before} PINs were skipped")


def skipped():
    """How many callers were let in without a PIN, by the server's log."""
    return (server.home / "log" / "rialto.log").read_text().count("no PIN is asked")


class Link:
    """A connection over TLS with a certificate of its own, for what is to go as it is printed."""

    def __init__(self, port, certificate):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.load_cert_chain(folder / f"{certificate}.pem", folder / f"{certificate}.key")
        self.socket = context.wrap_socket(socket.create_connection(("127.0.0.1", port), 60))
        self.socket.settimeout(120)
        self.stream = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, head, body=""):
        body = body.replace("\n", "\r\n")
        text = head.replace("\n", "\r\n") + f"Content-Length: {len(body)}\r\n\r\n" + body
        self.socket.sendall(text.encode())

    def message(self):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.stream.readline()
            expect(line, "the connection was ended")
            head += line
        text = head.decode()
        self.stream.read(int(fields(text, "Content-Length")[0]))
        return text

    def final(self):
        while (text := self.message()).startswith("SIP/2.0 1"):
            pass
        return text

    def request(self):
        while (text := self.message()).startswith("SIP/2.0"):
            pass
        return text


MISSED = sorted((
    "Auto-Submitted", "Content-Class", "Content-Type", "Date", "From", "MIME-Version", "Message-ID",
    "Return-Path", "Subject", "To", "X-Auto-Response-Suppress", "X-CallID",
    "X-CallingTelephoneNumber", "X-VoiceMessageSenderName"))
# Display names, users of addresses and subjects of who would rather write header fields, mark-up or
# other names; and the name that is to be left of it, where it has no characters for nobody's eyes.
HOSTILE = (
    ('"Eve%0d%0aBcc: carol@example.com"', "eve%0d%0aBcc%3a%20carol",
     "Hi%0d%0aBcc: carol\nBcc: carol@example.com\nX-Evil: yes",
     "Eve%0d%0aBcc: carol@example.com"),
    ('"=?utf-8?q?The_Boss?= <boss@example.com>"', "=?utf-8?q?boss?=", "=?utf-8?b?Qm9zcw==?=",
     "=?utf-8?q?The_Boss?= <boss@example.com>"),
    ('"Eve\\", Boss <boss@example.com>, \\"x"', "%22eve%22%20%3cboss", "\\",
     'Eve", Boss <boss@example.com>, "x'),
    ('"Zo\u00eb \u6f22\u5b57 \U0001f4de"', "zo%c3%ab", "Gr\u00fc\u00dfe \u6f22\u5b57",
     "Zo\u00eb \u6f22\u5b57 \U0001f4de"),
    ('"</b><script>alert(1)</script>&#13;&#10; \u202egnp.exe \x01\x7f"', "%3cscript%3e",
     "<img src=x onerror=alert(1)>", "</b><script>alert(1)</script>&#13;&#10; gnp.exe"),
    ('"' + "very long " * 300 + '"', "l" * 900, "very long " * 300, None),
)


@check("SIPp: hostile names, addresses and subjects stay text in the header and body of the mail")
def hostile():
    target, before = sipp.uri("5504"), server.count("carol")
    sipp.call("broken", target, '"Eve\nBcc: carol@example.com\n" <sip:eve@gateway.example>',
              status=400)
    callers = []
    for number, (name, user, subject, _) in enumerate(HOSTILE):
        if number > 4:  # So many at a time have ports for sound.
            callers[number - 5].wait(200)
        callers.append(sipp.call(
            f"hostile{number}", target, f"{name} <sip:{user}@gateway.example>",
            [pause(1000), bye(target, f"{name} <sip:{user}@gateway.example>")],
            headers=f"Subject: {subject}\n", wait=False))
    for number, caller in enumerate(callers):
        sipp.ended(f"hostile{number}", caller)
    server.wait_for_count("dora", len(HOSTILE))
    expect(server.count("carol") == before, "carol has a copy")
    names = []
    for raw in server.messages("dora"):
        message = email.message_from_bytes(raw, policy=email.policy.default)
        expect(sorted(message.keys()) == MISSED, f"header fields: {message.keys()}")
        expect(max(map(len, raw.split(b"\r\n"))) < 998 and b"\n" not in raw.replace(b"\r\n", b""),
               "lines that others would not take")
        sender, = message["From"].addresses
        expect(sender.addr_spec == f"voicemail@{DOMAIN}"
               and message["To"].addresses[0].addr_spec == f"dora@{DOMAIN}", str(message.items()))
        expect(not any(ord(each) < 32 or ord(each) == 127
                       for value in message.values() for each in str(value)), "a control character")
        names.append((" ".join(sender.display_name.split()), str(message["Subject"])))
        tags = set(re.findall(r"<\s*/?\s*([\w!]+)", message.get_body(("html",)).get_content()))
        expect(tags <= {"html", "head", "meta", "body", "p", "b", "table", "tr", "td"}, str(tags))
    for name, _, subject, left in HOSTILE:
        left = left or name[1:200].split("\x01")[0].strip().removesuffix('"')
        expect(any(one.startswith(left) and two.startswith(subject.split("\n")[0][:200].strip())
                   for one, two in names), f"{name!r} is not in {names}")


@check("SIPp: a name in ISO 8859-1 ends no trunk: three calls over one connection go on and are noted")
def latin():
    target, before = sipp.uri("5504"), server.count("dora")
    sender = '"J\u00f6rg M\u00fcller" <sip:+4930998@gateway.example>'
    messages = sipp.call("latin", target, sender, [pause(2000), bye(target, sender)], calls=3,
                         encoding="latin-1")
    expect(messages.count("CSeq: 2 BYE") == 6, messages[-2000:])
    server.wait_for_count("dora", before + 3)
    for raw in server.messages("dora")[-3:]:
        name = email.message_from_bytes(raw, policy=email.policy.default)["From"]
        expect(name.addresses[0].display_name == "J\u00f6rg M\u00fcller", str(name))


def spoken_seconds(path):
    """Of a recording that grows."""
    data = path.read_bytes()[44:]
    samples = struct.unpack(f"<{len(data) // 2}h", data[:len(data) // 2 * 2])
    loud = sum(1 for i in range(0, len(samples) - 160, 160)
               if max(samples[i:i + 160], default=0) > 1500)
    return loud * 160 / RATE / 0.6  # Syllables are loud for so much of the time.


@check("kill -9 while a caller speaks: what was heard is delivered once, after the start")
def killed():
    before = server.count("alice")
    caller = sipp.call("killed", sipp.uri("5501"), STRANGER,
                  [pause(11000), PLAY, pause(20000), bye(sipp.uri("5501"), STRANGER)], wait=False)
    um = server.home / "um"
    wait_for("a recording grows", lambda: any(spoken_seconds(path) > 3
                                              for path in um.glob("*.wav")))
    server.kill()
    caller.kill()
    expect(list(um.glob("*.call")), "nothing tells of the call")
    server.start()
    server.wait_for_count("alice", before + 1)
    message = newest("alice")
    expect(message["Content-Class"] == "voice-ca", str(message.items()))
    heard = wav_samples(audio(message).get_payload(decode=True))
    likeness = correlation(SPOKEN[:3 * RATE], heard)
    measured(f"after kill -9, what was spoken and what was kept correlate by {likeness:.3f}")
    expect(likeness > 0.85, f"correlation {likeness:.3f}")
    wait_for("the journal is empty", lambda: not list(um.glob("*.call")))
    server.kill()
    server.start()
    time.sleep(4)
    expect(server.count("alice") == before + 1, "it was delivered twice")


# ---- Kamailio ------------------------------------------------------------------------------


def kamailio_files():
    """A certificate for the proxy, and one that nobody trusts."""
    for name in ("proxy", "other"):
        program("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout",
                str(folder / f"{name}.key"), "-out", str(folder / f"{name}.pem"), "-days", "2",
                "-subj", f"/CN={name}.test")


def fingerprint(certificate):
    out = program("openssl", "x509", "-in", str(certificate), "-noout", "-fingerprint", "-sha256")
    return out.strip().split("=")[1]


def kamailio(name, certificate, transport="tls", command="Ms-Exchange-Command: skip-pin\\r\\n"):
    """A proxy that says of every caller that it knows them, with this certificate. An empty command
    lets pass what the caller says."""
    append = f'if (is_method("INVITE")) append_hf("{command}");' if command else ""
    (folder / f"{name}.tls.cfg").write_text(f"""
[server:default]
method = TLSv1.2+
certificate = {folder}/{certificate}.pem
private_key = {folder}/{certificate}.key
[client:default]
method = TLSv1.2+
verify_certificate = no
require_certificate = no
certificate = {folder}/{certificate}.pem
private_key = {folder}/{certificate}.key
""")
    for _ in range(3):
        port = free_port()
        (folder / f"{name}.cfg").write_text(f"""#!KAMAILIO
debug=1
log_stderror=yes
fork=yes
children=1
tcp_children=2
enable_tls=yes
listen=tcp:{own_address()}:{port}
listen=tls:{own_address()}:{free_port()}
mpath="{modules()}"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "tls.so"
modparam("tls", "config", "{folder}/{name}.tls.cfg")
request_route {{
    if (is_method("REGISTER")) {{ sl_send_reply("200", "OK"); exit; }}
    if (has_totag()) {{
        if (loose_route()) {{ t_relay(); exit; }}
        if (is_method("ACK")) {{ if (t_check_trans()) t_relay(); exit; }}
        sl_send_reply("404", "Not here"); exit;
    }}
    if (is_method("CANCEL")) {{ if (t_check_trans()) t_relay(); exit; }}
    record_route();
    {append}
    $du = "sip:127.0.0.1:{server.port['sips' if transport == 'tls' else 'sip']};transport={transport}";
    t_relay();
}}
""")
        with open(folder / f"{name}.log", "w") as log:
            process = subprocess.Popen(
                ["kamailio", "-DD", "-f", str(folder / f"{name}.cfg"), "-m", "32", "-M", "8", "-P",
                 str(folder / f"{name}.pid"), "-w", str(folder)], stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True)
        daemons.append(process)
        try:
            wait_for("Kamailio listens or ends",
                     lambda: listens(own_address(), port) or process.poll() is not None, 60)
        except AssertionError:
            os.killpg(process.pid, 9)
            process.wait(5)
        if process.poll() is None:
            return port
    raise AssertionError("Kamailio does not listen: " + (folder / f"{name}.log").read_text()[-1000:])


def modules():
    for path in pathlib.Path("/usr/lib").glob("*/kamailio/modules"):
        return path
    return pathlib.Path("/usr/lib/kamailio/modules")


# ---- baresip -------------------------------------------------------------------------------


def hears_voice_mail(phone, target, first=False, pin="", refused=False):
    """Calls, presses 1 for voice mail, and tells whether the message was played: it is read then.
    The first call asks to record name and greeting; # declines each. Who is refused waits no longer
    than it takes."""
    before = unseen("bob")
    expect(before > 0, "bob has nothing to hear")
    phone.dial(target)
    phone.answered()
    time.sleep(3)
    if first:
        phone.keys("#")
        time.sleep(3)
        phone.keys("#")
        time.sleep(3)
    if pin:
        phone.keys(pin + "#")
        time.sleep(3)
    phone.keys("1")
    deadline = time.monotonic() + (8 if refused else 60)
    heard = False
    while time.monotonic() < deadline and not heard:
        heard = unseen("bob") < before
        time.sleep(0.3)
    phone.command("hangup")
    phone.wait("CALL_CLOSED")
    return heard


@check("3.1: skip-pin from a trusted proxy over mutual TLS skips the PIN (Kamailio, baresip)")
def trusted_proxy():
    port = state_of["trusted"] = kamailio("trusted", "proxy")
    phone = Baresip(folder, "trusted", f"bob@{DOMAIN}", f"{own_address()}:{port}")
    try:
        expect(hears_voice_mail(phone, f"sip:bob@{DOMAIN};opaque=app:voicemail", True),
               "the message was not played without a PIN")
    finally:
        phone.close()


@check("a transfer (REFER) goes through Kamailio to a real telephone, and its NOTIFY comes back")
def transfer_behind_proxy():
    phone = Baresip(folder, "sent-on", f"bob@{DOMAIN}", f"{own_address()}:{state_of['trusted']}")
    before = server.count("carol")
    try:
        phone.dial(f"sip:5000@{DOMAIN}")
        phone.answered()
        phone.keys("1")
        phone.wait("CALL_CLOSED")  # That with the attendant.
        # Whom it calls now is carol, and what answers for her is this server, through the proxy.
        wait_for("carol is called", lambda: [
            call["kind"] for call in json.loads(server.rialto("um", "calls", "--json"))
        ] == ["call-answering"])
        log = phone.log()
        expect(f"Refer-To: <sip:carol@{DOMAIN}" in log, "no REFER came")
        phone.command("hangup")
        server.wait_for_count("carol", before + 1)
    finally:
        phone.close()


@check("2.2.1: from the trusted proxy, but with any other value: the PIN is asked (SIPp, baresip)")
def other_commands():
    address = f"sip:bob@{DOMAIN};opaque=app:voicemail"
    sender = f"<sip:bob@{DOMAIN}>"

    def lets_in(name, headers):
        """Whether the server lets the caller in without a PIN: it notes that."""
        before = skipped()
        messages = sipp.call(name, address, sender, [pause(2000), bye(address, sender)],
                             headers=headers, port=state_of["passing"], host=own_address())
        expect("SIP/2.0 200 OK" in messages, messages[-800:])
        return skipped() > before

    expect(lets_in("right", "ms-exchange-command: Skip-PIN\n"), "skip-pin itself is not taken")
    for number, value in enumerate(("skip-pins", "skip_pin", "skip-pin;now", "skip-pin=1", "", "1",
                                    "skip-pin, other", '"skip-pin"')):
        expect(not lets_in(f"other{number}", f"Ms-Exchange-Command: {value}\n"), value)
    port = kamailio("others", "proxy", command="Ms-Exchange-Command: skip-pins\\r\\n")
    phone = Baresip(folder, "others", f"bob@{DOMAIN}", f"{own_address()}:{port}")
    try:
        unread("bob")
        expect(not hears_voice_mail(phone, address, refused=True), "the message was played without a PIN")
        expect(hears_voice_mail(phone, address, pin=PIN),
               "the message was not played with the PIN")
    finally:
        phone.close()


@check("3.1: the same header from a proxy that nobody trusts: the PIN is asked")
def untrusted_proxy():
    port = kamailio("untrusted", "other")
    phone = Baresip(folder, "untrusted", f"bob@{DOMAIN}", f"{own_address()}:{port}")
    try:
        unread("bob")
        expect(not hears_voice_mail(phone, f"sip:bob@{DOMAIN};opaque=app:voicemail",
                                    refused=True), "the message was played without a PIN")
    finally:
        phone.close()


@check("3.1: the same header from the trusted proxy over TCP: the PIN is asked, and lets in")
def over_tcp():
    port = kamailio("tcp", "proxy", "tcp")
    phone = Baresip(folder, "tcp", f"bob@{DOMAIN}", f"{own_address()}:{port}")
    try:
        unread("bob")
        expect(not hears_voice_mail(phone, f"sip:bob@{DOMAIN};opaque=app:voicemail",
                                    refused=True), "the message was played without a PIN")
        expect(hears_voice_mail(phone, f"sip:bob@{DOMAIN};opaque=app:voicemail", pin=PIN),
               "the message was not played with the PIN")
    finally:
        phone.close()


try:
    run()
finally:
    stop_daemons()
