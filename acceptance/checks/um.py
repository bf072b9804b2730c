"""Unified messaging with real telephones: SIPp, baresip, Kamailio as a trusted proxy."""

import email
import json
import os
import pathlib
import re
import socket
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, ROOT, Server, check, expect, free_port,  # noqa: E402
                     measured, program, run, scratch, wait_for)
from sipp import OFFER, PLAY, SPOKEN, STRANGER, Sipp, bye, pause  # noqa: E402
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
    for extension, name in enumerate(("alice", "bob", "carol"), 5501):
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


@check("4.1: the example's address, epid, tag and gruu are accepted")
def example():
    address = f"sip:alice@{DOMAIN};opaque=app:voicemail"
    sender = f"<sip:alice@{DOMAIN}>"
    messages = sipp.call("example", address, sender, [pause(500), bye(address, sender)],
                    headers="Ms-Exchange-Command: skip-pin\n")
    expect("SIP/2.0 200 OK" in messages, messages[-800:])


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
    port = kamailio("passing", "proxy", command="")
    address = f"sip:bob@{DOMAIN};opaque=app:voicemail"
    sender = f"<sip:bob@{DOMAIN}>"

    def skipped(name, headers):
        """Whether the server lets the caller in without a PIN: it notes that."""
        log = server.home / "log" / "rialto.log"
        before = log.read_text().count("no PIN is asked")
        messages = sipp.call(name, address, sender, [pause(2000), bye(address, sender)],
                             headers=headers, port=port, host=own_address())
        expect("SIP/2.0 200 OK" in messages, messages[-800:])
        return log.read_text().count("no PIN is asked") > before

    expect(skipped("right", "ms-exchange-command: Skip-PIN\n"), "skip-pin itself is not taken")
    for number, value in enumerate(("skip-pins", "skip_pin", "skip-pin;now", "skip-pin=1", "", "1",
                                    "skip-pin, other", '"skip-pin"')):
        expect(not skipped(f"other{number}", f"Ms-Exchange-Command: {value}\n"), value)
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
