"""Call control with the SIP server of the process, and what is on the wire: Play-On-Phone, transfers,
headers of MS-OCEXUM, MS-SIPRE and MS-EUMR. SIPp, baresip, and a telephone that shows each message."""

import email
import json
import os
import re
import socket
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, ROOT, Server, check, expect, program, run,  # noqa: E402
                     scratch, wait_for)
from sipp import OWN, PLAY, SPOKEN, STRANGER, Sipp, bye, pause  # noqa: E402
from sound import RATE, spoken_samples  # noqa: E402
from telephones import Baresip, own_address, registered, stop_daemons  # noqa: E402
from web_service import WebService, element  # noqa: E402
from wire import Telephone  # noqa: E402

PIN = "247913"
folder = scratch()
server = Server()
sipp = Sipp(folder, server)
service = WebService(server)
plays, information = service.plays, service.information
phones = {}
gateway = socket.socket()  # Takes connections and says nothing.


@check("server starts with telephones that are forwarded and have voice mail")
def start():
    server.environment["RIALTO_LISTEN_SIP"] = "*:5060"
    server.environment["RIALTO_SIP_HOST"] = own_address()
    # The certificate has this name.
    server.environment["RIALTO_SERVER_HOSTNAME"] = "localhost"
    server.environment["RIALTO_SIP_NO_ANSWER"] = "30 s"
    server.environment["RIALTO_UM_ACCESS_NUMBERS"] = "5500"
    server.environment["RIALTO_UM_RINGING"] = "20 s"
    server.environment["RIALTO_UM_SILENCE"] = "15 s"
    gateway.bind((own_address(), 0))
    gateway.listen()
    server.environment["RIALTO_UM_GATEWAY"] = \
        f"sip:{own_address()}:{gateway.getsockname()[1]};transport=tls"
    server.environment["RIALTO_UM_ALLOWED_NUMBERS"] = "+4930*"
    attendants = folder / "attendants.toml"
    attendants.write_text('[[attendant]]\nname = "main"\nnumbers = ["5000"]\n'
                          '[[attendant.menu]]\nkey = "1"\nsay = "carol"\ncall = "5503"\n'
                          '[[attendant.menu]]\nkey = "2"\nsay = "partners"\n'
                          'call = "+49 30 555111"\n')
    server.environment["RIALTO_UM_ATTENDANTS"] = str(attendants)
    lines = [f'domain = "{DOMAIN}"']
    for extension, name in enumerate(("alice", "bob", "carol", "dora"), 5501):
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'um = {{ extension = "{extension}", pin = "{PIN}" }}']
    server.users.write_text("\n".join(lines) + "\n")
    server.start()
    phones["alice"] = Telephone("alice", server)
    for name in ("bob", "carol"):
        phones[name] = Baresip(folder, name, f"{name}@{DOMAIN}",
                               f"{own_address()}:{server.port['sip']}", registers=True,
                               options=f"auth_user={name};")
    wait_for("all are registered", lambda: set(registered(server)) == set(phones))
    # Immediately, busy and unanswered: all go to bob, whose telephone would ring.
    server.rialto("um", "forwarding", "alice", "--immediate", f"bob@{DOMAIN}", "--busy",
                  f"bob@{DOMAIN}", "--no-answer", f"bob@{DOMAIN}")


# ---- Play-On-Phone -------------------------------------------------------------------------


def nobody_else_rang():
    for name in ("bob", "carol"):
        phones[name].read()
        expect(not any(event.get("type") == "CALL_INCOMING" for event in phones[name].events),
               f"{name} rang")
    expect(server.count("alice") == 0 and server.count("bob") == 0, "somebody has mail of it")


@check("forwarded at once, an ordinary call rings the other telephone (so it would)")
def diverted():
    phones["bob"].events.clear()
    phones["carol"].dial(f"sip:alice@{DOMAIN}")
    phones["bob"].wait("CALL_INCOMING")
    phones["carol"].command("hangup")
    phones["bob"].wait("CALL_CLOSED")
    expect(not phones["alice"].requests("INVITE"), "alice's telephone rang")
    for name in ("bob", "carol"):
        phones[name].events.clear()


@check("2.2.2, 3.2, 4.2: Play-On-Phone on the wire: private-no-diversion, From is To, automata, "
       "UPDATE; Connecting, Alerted, Connected, Disconnected")
def answered():
    phone = phones["alice"]
    phone.behaviour = "silent"
    call = plays()
    invite = phone.wait_for("INVITE")
    wait_for("connecting", lambda: information(call) == ("Connecting", "None", 0))
    phone.respond(invite, 180, "Ringing")
    wait_for("alerted", lambda: information(call) == ("Alerted", "None", 180))
    phone.answer(invite)
    phone.wait_for("ACK")
    wait_for("connected", lambda: information(call) == ("Connected", "None", 200))
    expect(invite.field("Ms-Sensitivity") == "private-no-diversion", invite.text)
    own = f"sip:alice@{DOMAIN}"
    expect(own in invite.field("From") and own in invite.field("To"), invite.text)
    expect(re.fullmatch(r"<sip:\S+>;automata", invite.field("Contact")), invite.text)
    expect("UPDATE" in invite.field("Allow"), invite.text)
    expect(not re.search(r"<\s|\s>", invite.text), "a stray space")
    expect(not invite.field("Diversion"), invite.text)
    service.ends(call)
    phone.wait_for("BYE")
    wait_for("disconnected", lambda: information(call)[:2] == ("Disconnected", "None"))
    nobody_else_rang()


@check("MS-OXWUMS: Idle until the INVITE goes out, Forwarding while the telephone sends the call "
       "elsewhere (181)")
def idle_and_forwarding():
    call = plays("+49 30 1234567")
    gateway.settimeout(60)
    link = gateway.accept()[0]  # Its TLS does not come about.
    time.sleep(0.5)
    expect(information(call) == ("Idle", "None", 0), str(information(call)))
    link.close()
    wait_for("it could not be reached",
             lambda: information(call) == ("Disconnected", "Unavailable", 503))
    phone = phones["alice"]
    phone.behaviour = "silent"
    call = plays()
    invite = phone.wait_for("INVITE")
    phone.respond(invite, 181, "Call Is Being Forwarded")
    wait_for("forwarding", lambda: information(call) == ("Forwarding", "None", 181))
    phone.respond(invite, 180, "Ringing")
    wait_for("alerted", lambda: information(call) == ("Alerted", "None", 180))
    phone.respond(invite, 603, "Decline")
    wait_for("declined", lambda: information(call) == ("Disconnected", "Other", 603))
    nobody_else_rang()


@check("3.2: Play-On-Phone to a telephone that is busy, that never answers, that is not there: each "
       "ends as itself although all calls are forwarded")
def undiverted():
    phone = phones["alice"]
    phone.behaviour = "busy"
    call = plays()
    wait_for("busy", lambda: information(call) == ("Disconnected", "UserBusy", 486))
    phone.behaviour = "rings"
    call = plays()
    wait_for("no answer", lambda: information(call)[:2] == ("Disconnected", "NoAnswer"))
    phone.wait_for("CANCEL")
    phone.close()
    wait_for("not registered", lambda: "alice" not in registered(server))
    call = plays()
    wait_for("not there", lambda: information(call)[:2] == ("Disconnected", "Unavailable"))
    nobody_else_rang()


# ---- transfers -----------------------------------------------------------------------------


@check("a transfer (REFER) by an attendant's key takes a real telephone to another")
def transferred():
    bob, carol = phones["bob"], phones["carol"]
    carol.events.clear()
    bob.dial(f"sip:5000@{DOMAIN}")
    bob.answered()
    bob.keys("1")
    carol.wait("CALL_INCOMING")
    carol.command("accept")
    carol.wait("CALL_ESTABLISHED")
    bob.wait("CALL_CLOSED")  # That with the attendant.
    wait_for("no call is left", lambda: not json.loads(server.rialto("um", "calls", "--json")))
    expect(f"Refer-To: <sip:carol@{DOMAIN}" in bob.log(), "no REFER came")
    carol.command("hangup")


@check("RFC 3515: a telephone of ours is sent to a number outside by its own domain, a stranger by "
       "the gateway")
def transferred_outside():
    bob = phones["bob"]
    guest = Baresip(folder, "guest", "guest@far.example",
                    f"{own_address()}:{server.port['sip']}")
    at_gateway = f"{own_address()}:{gateway.getsockname()[1]}"
    for phone, there in ((bob, f"{DOMAIN};user=phone>"), (guest, f"{at_gateway};")):
        phone.dial(f"sip:5000@{DOMAIN}")
        phone.wait("CALL_ESTABLISHED")
        phone.keys("2")
        wait_for("a REFER", lambda: f"Refer-To: <sip:+4930555111@{there}" in phone.log(), 30)
        phone.command("hangup")
    guest.close()
    wait_for("no call is left", lambda: not json.loads(server.rialto("um", "calls", "--json")),
             60)


def recordings():
    """Those that grow."""
    return list((server.home / "um").glob("*.wav"))


def voice_mail_of(user):
    """The entry id of the newest one, in base64."""
    java = program(ROOT / "rialto", "--java-home").split()[-1] + "/bin/java"
    path = [ROOT / "acceptance/target/classes", ROOT / "client/target/classes",
            ROOT / "build/lib/*"]
    said = program(java, "-cp", ":".join(map(str, path)), "org.rialto.acceptance.VoiceMailCheck",
                   f"https://localhost:{server.port['https']}", server.certificate(),
                   f"{user}@{DOMAIN}", PASSWORD, folder / "voice.wav").splitlines()
    return said[-9]


@check("MS-OXWUMS: Transferring while who listens to a message has its sender called (00, 2): a real "
       "telephone goes there by REFER, and no PIN is asked")
def play_on_phone_calls_sender():
    bob, carol = phones["bob"], phones["carol"]
    server.rialto("um", "forwarding", "bob", "--immediate", "voicemail")
    for phone in (bob, carol):
        phone.command("hangup")
        phone.read(1)
        phone.events.clear()
    carol.dial(f"sip:bob@{DOMAIN}")
    carol.wait("CALL_ESTABLISHED")
    wait_for("the greeting is over", recordings)
    carol.says(SPOKEN)
    wait_for("4 s of speech are recorded", lambda: any(
        spoken_samples(path) > 4 * RATE for path in recordings()))
    carol.command("hangup")
    carol.wait("CALL_CLOSED")
    server.wait_for_count("bob", 1)
    answer = service.request(
        f'<m:PlayOnPhone><m:entryId>{voice_mail_of("bob")}</m:entryId>'
        "<m:DialString>5502</m:DialString></m:PlayOnPhone>", "bob")
    call = element("PlayOnPhoneResponse",
                   answer.replace("<PlayOnPhoneResponse xmlns", "<x xmlns"))
    for phone in (bob, carol):
        phone.events.clear()
    bob.wait("CALL_INCOMING")
    bob.command("accept")
    # At once: while the message is still being announced.
    bob.wait("CALL_ESTABLISHED")
    bob.keys("002")
    carol.wait("CALL_INCOMING")
    expect(information(call, "bob")[:2] == ("Transferring", "None"),
           str(information(call, "bob")))
    carol.command("accept")
    carol.wait("CALL_ESTABLISHED")
    wait_for("over", lambda: information(call, "bob")[:2] == ("Disconnected", "None"))
    log = bob.log()
    expect(f"Refer-To: <sip:carol@{DOMAIN}" in log
           and "Referred-By: " in log and f"sip:bob@{DOMAIN}" in log, "no REFER came")
    carol.command("hangup")
    wait_for("no call is left", lambda: not json.loads(server.rialto("um", "calls", "--json")))


# ---- what the SIP server does with headers -------------------------------------------------


def dora(status=200, **options):
    """A call to somebody without a telephone, at once hung up."""
    target = sipp.uri("dora")
    return sipp.call(f"dora{time.time_ns()}", target, options.pop("sender", STRANGER),
                     [pause(1200), bye(target, STRANGER)] if status == 200 else [],
                     status=status, **options)


@check("MS-SIPRE: Ms-Sensitivity: no-diversion takes no voice mail; unknown or twice is 400")
def sensitivity():
    dora(status=480, headers="Ms-Sensitivity: private-no-diversion\n")
    dora(status=480, headers="ms-sensitivity: normal-no-diversion\n")
    dora(status=400, headers="Ms-Sensitivity: secret\n")
    dora(status=400, headers="Ms-Sensitivity: private\nMs-Sensitivity: private\n")
    expect(server.count("dora") == 0, "it went to voice mail")


@check("MS-EUMR: a Diversion that a caller makes up is removed; 2.2.1: skip-pin of a stranger is "
       "stripped; 1.3: Subject, Priority")
def stripped():
    # With the forged Diversion this would be carol's voice mail, with the command dora's mailbox.
    target = sipp.uri("dora")
    sipp.call("forged", target, STRANGER, [pause(11000), PLAY, pause(6000), bye(target, STRANGER)],
              headers=f"Diversion: <sip:carol@{DOMAIN}>\nMS-EXCHANGE-COMMAND: Skip-Pin\n"
                      "Subject: About lunch\nPriority: non-urgent\n")
    server.wait_for_count("dora", 1)
    expect(server.count("carol") == 0, "carol has it")
    message = email.message_from_bytes(server.messages("dora")[-1])
    expect(message["Content-Class"] == "voice-ca" and message["Subject"] == "About lunch"
           and message["Importance"].lower() == "low", str(message.items()))


@check("1.3: an automaton that hangs up has missed nobody")
def automaton():
    target = sipp.uri("dora")
    sipp.call("machine", target, STRANGER, [pause(1500), bye(target, STRANGER)], contact=OWN + ";automata")
    sipp.call("human", target, STRANGER, [pause(1500), bye(target, STRANGER)])
    server.wait_for_count("dora", 2)
    time.sleep(2)
    expect(server.count("dora") == 2, "the machine is noted too")
    message = email.message_from_bytes(server.messages("dora")[-1])
    expect(message["Content-Class"] == "missedcall", str(message.items()))


try:
    run()
finally:
    stop_daemons()
