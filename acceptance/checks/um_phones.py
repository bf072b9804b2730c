"""Play-On-Phone and calls without diversion at real telephones (baresip), beside one that shows the
wire; whoever they are of has all calls forwarded, or voice mail behind. And nothing goes by UDP."""

import json
import os
import pathlib
import re
import socket
import sys
import time
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, Server, check, expect, free_port, run, scratch,  # noqa: E402
                     wait_for)
from sipp import HUNG_UP, STRANGER, Sipp, bye, fields, pause  # noqa: E402
from sound import ramp  # noqa: E402
from telephones import (Baresip, Ear, own_address, registered, stop_daemons,  # noqa: E402
                        wav_file)
from web_service import WebService, element  # noqa: E402
from wire import Telephone  # noqa: E402

NAMES = ("alice", "bob", "carol", "dora", "erin")
MEDIA = range(20000, 22000)
folder = scratch()
server = Server()
sipp = Sipp(folder, server)
service = WebService(server)
phones = {}
wire = []
udp = []
machines = {}
listener = socket.socket()


def udp_ear(port):
    """Hears what comes by UDP where only TCP is spoken."""
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ear.bind((own_address(), port))
    ear.setblocking(False)
    udp.append(ear)


def nothing_by_udp():
    for ear in udp:
        try:
            raise AssertionError(f"a datagram came: {ear.recv(2000)[:200]}")
        except BlockingIOError:
            pass


def rang(*names):
    """Waits until these telephones ring."""
    for name in names:
        phones[name].wait("CALL_INCOMING")


def called(name):
    """What its telephone knows of calls."""
    phones[name].read()
    return [event for event in phones[name].events if event["type"].startswith("CALL")]


def quiet():
    """Whoever had an event has had it."""
    for phone in phones.values():
        phone.read(0.05)
        phone.events.clear()


def nobody_else_rang():
    """Bob has two telephones, to which all of alice's calls are forwarded."""
    expect(not called("bob"), f"bob's telephone: {called('bob')}")
    expect(not wire[0].requests("INVITE"), "bob's other telephone rang")
    expect(server.count("alice") == 0 and server.count("bob") == 0, "somebody has mail of it")


@check("telephones register; alice's calls are forwarded, carol's ring dora's telephone as well")
def start():
    server.environment["RIALTO_LISTEN_SIP"] = "*:5060"
    server.environment["RIALTO_SIP_HOST"] = own_address()
    server.environment["RIALTO_SIP_NO_ANSWER"] = "15 s"
    server.environment["RIALTO_UM_RINGING"] = "20 s"
    server.environment["RIALTO_UM_ACCESS_NUMBERS"] = "5500"
    lines = [f'domain = "{DOMAIN}"']
    for extension, name in enumerate(NAMES, 5501):
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'um = {{ extension = "{extension}", pin = "247913" }}']
    server.users.write_text("\n".join(lines) + "\n")
    server.start()
    greeting = wav_file(folder / "greeting.wav", ramp(20))
    for arguments in (("forwarding", "alice", "--immediate", f"bob@{DOMAIN}", "--busy",
                       "voicemail", "--no-answer", "voicemail", "--unreachable", "voicemail"),
                      ("forwarding", "carol", "--ring-also", f"dora@{DOMAIN}", "--busy",
                       "voicemail", "--no-answer", "voicemail"),
                      ("greeting", "set", "alice", "personal", greeting)):
        server.rialto("um", *arguments)
    for name in NAMES[:4]:
        phones[name] = Baresip(folder, name, f"{name}@{DOMAIN}",
                               f"{own_address()}:{server.port['sip']}", registers=True,
                               options=f"auth_user={name};", calls=1 if name == "alice" else 4)
    wire.append(Telephone("bob", server, "udp"))
    udp_ear(wire[0].link.getsockname()[1])
    wait_for("all are registered", lambda: set(registered(server)) == set(NAMES[:4]))
    # Voice mail hangs up on each when it hears nothing: one whose connection is there, two whose is
    # gone. These are machines, which miss nobody.
    ports = {}
    for name, step, transport in (("stays", HUNG_UP, ";transport=udp"),
                                  ("leaves", "", ";transport=udp"), ("comes-back", "", "")):
        ports[name] = free_port()
        udp_ear(ports[name])
        machines[name] = sipp.call(
            name, sipp.uri("erin"), STRANGER, [step], host=own_address(), local=ports[name],
            wait=False, contact=f"<sip:caller@[local_ip]:[local_port]{transport}>;automata")
    sipp.ended("leaves", machines["leaves"])
    sipp.ended("comes-back", machines["comes-back"])
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((own_address(), ports["comes-back"]))
    listener.listen()


@check("forwarded at once, an ordinary call rings both telephones of the other (so it would), and comes "
       "by TCP to the one that says UDP")
def forwarded():
    phones["dora"].dial(f"sip:alice@{DOMAIN}")
    rang("bob")
    invite = wire[0].wait_for("INVITE")
    expect(";transport=udp" in invite.first, invite.first)
    phones["dora"].command("hangup")
    wire[0].wait_for("CANCEL")
    phones["bob"].wait("CALL_CLOSED")
    expect(not called("alice"), f"alice's telephone: {called('alice')}")
    wire[0].messages.clear()
    wire[0].seen = 0
    quiet()


@check("3.2, 4.2: Play-On-Phone rings the own telephone, which answers and hears the greeting; every "
       "header on the wire; Connecting or Alerted, Connected, Disconnected")
def answered():
    phone = phones["alice"]
    ear = Ear(phone, server.home)
    call = service.plays()
    rang("alice")
    wait_for("alerted", lambda: service.information(call) == ("Alerted", "None", 180))
    phone.command("accept")
    wait_for("connected", lambda: service.information(call) == ("Connected", "None", 200))
    wait_for("the greeting is heard", lambda: ear.place() is not None)
    service.ends(call)
    phone.wait("CALL_CLOSED")
    wait_for("disconnected", lambda: service.information(call)[:2] == ("Disconnected", "None"))
    sent = phone.log().rsplit("\nINVITE ", 1)[1].split("\n\n")[0]
    own = f'"alice" <sip:alice@{DOMAIN}>'
    expect(fields(sent, "Ms-Sensitivity") == ["private-no-diversion"], sent)
    expect(fields(sent, "From")[0].startswith(own) and fields(sent, "To")[0].startswith(own), sent)
    expect(re.fullmatch(r"<sip:\S+>;automata", fields(sent, "Contact")[0]), sent)
    expect("UPDATE" in fields(sent, "Allow")[0], sent)
    expect(fields(sent, "Content-Type") == ["application/sdp"], sent)
    expect(not fields(sent, "Diversion") and not re.search(r"<\s", sent), sent)
    nobody_else_rang()


@check("3.2: it is busy, by itself in another call and by who presses the key: UserBusy, 486")
def busy():
    phone = phones["alice"]
    quiet()
    phone.dial("sip:5500@" + DOMAIN)
    phone.answered()  # All the calls it can have.
    call = service.plays()
    wait_for("busy", lambda: service.information(call) == ("Disconnected", "UserBusy", 486))
    expect("SIP/2.0 486 " in phone.log(), "not said by the telephone")
    phone.command("hangup")
    phone.wait("CALL_CLOSED")
    quiet()
    call = service.plays()
    rang("alice")
    phone.command("hangup")
    wait_for("refused", lambda: service.information(call) == ("Disconnected", "UserBusy", 486))
    nobody_else_rang()


@check("3.2, MS-SIPRE: nobody answers: Play-On-Phone and calls without diversion end as themselves, "
       "without voice mail; simultaneous ring rings; an ordinary call is taken by voice mail then")
def never_answered():
    quiet()
    target = sipp.uri("carol")
    callers = {
        "kept": sipp.call("kept", target, STRANGER, status=480, wait=False,
                          headers="Ms-Sensitivity: normal-no-diversion\n"),
        "diverted": sipp.call("diverted", target, STRANGER, [pause(500), bye(target, STRANGER)],
                              wait=False)}
    calls = {"alice": service.plays(), "carol": service.plays("5503", "carol")}
    rang("alice", "carol", "dora")
    for user, call in calls.items():
        wait_for("alerted", lambda: service.information(call, user)[0] == "Alerted")
    for user, call in calls.items():
        wait_for("no answer",
                 lambda: service.information(call, user)[:2] == ("Disconnected", "NoAnswer"))
    for name, process in callers.items():
        sipp.ended(name, process)
    for name in ("alice", "carol", "dora"):
        phones[name].wait("CALL_CLOSED")
    log = phones["carol"].log()
    for sensitivity in ("private-no-diversion", "normal-no-diversion"):
        expect(f"Ms-Sensitivity: {sensitivity}" in log.replace("\r", ""), f"no {sensitivity}")
    # That is of the ordinary call: missed.
    server.wait_for_count("carol", 1)
    time.sleep(1)
    expect(server.count("carol") == 1, "there is mail of calls that may not be diverted")
    nobody_else_rang()


@check("MS-SIPRE: without diversion simultaneous ring is forked: who takes it first has the call")
def simultaneous():
    quiet()
    target = sipp.uri("carol")
    caller = sipp.call("forked", target, STRANGER, [pause(500), bye(target, STRANGER)], wait=False,
                       headers="Ms-Sensitivity: private-no-diversion\n")
    rang("carol", "dora")
    phones["dora"].command("accept")
    phones["dora"].wait("CALL_ESTABLISHED")
    phones["carol"].wait("CALL_CLOSED")
    sipp.ended("forked", caller)
    phones["dora"].wait("CALL_CLOSED")
    expect(not any(event["type"] == "CALL_ESTABLISHED" for event in phones["carol"].events),
           "two have it")


@check("3.2: nobody is there: Unavailable, although voice mail would be; a telephone's words are text in "
       "the answers of the web service")
def unreachable():
    phones["alice"].close()
    wait_for("alice is gone", lambda: "alice" not in registered(server))
    call = service.plays()
    wait_for("not there", lambda: service.information(call)[:2] == ("Disconnected", "Unavailable"))
    nobody_else_rang()
    words = 'Busy </m:X><script>alert(1)</script> &quot;&#x41; ]]> "%s" Zo\u00eb'
    other = Telephone("alice", server)
    other.behaviour = "silent"
    call = service.plays()
    other.respond(other.wait_for("INVITE"), 486, words)
    wait_for("busy", lambda: service.information(call)[0] == "Disconnected")
    answer = ElementTree.fromstring(service.told(call))
    texts = [each.text for each in answer.iter() if each.tag.endswith("}SIPResponseText")]
    expect(texts == [words], f"{texts}")
    other.close()


@check("2.1: nothing goes by UDP, even where the other end asks for it: over the connection that is there, "
       "by a new one over TCP, or not at all")
def never_udp():
    sipp.ended("stays", machines["stays"])  # Its BYE came over TCP.
    listener.settimeout(60)
    with listener, listener.accept()[0] as link:
        link.settimeout(10)
        said = link.recv(2000).decode()
        expect(said.startswith("BYE sip:caller@"), said)
    wait_for("no call is left", lambda: not json.loads(server.rialto("um", "calls", "--json")))
    nothing_by_udp()
    expect(server.count("erin") == 0, "machines missed somebody")
    stray = udp_ports() - set(MEDIA)
    expect(not stray, f"the server has UDP ports {stray}")


def udp_ports():
    """Those of the server."""
    process = pathlib.Path(f"/proc/{server.process.pid}")
    own = {os.readlink(path) for path in process.glob("fd/*") if path.is_symlink()}
    ports = set()
    for name in ("udp", "udp6"):
        for row in (process / "net" / name).read_text().splitlines()[1:]:
            columns = row.split()
            if f"socket:[{columns[9]}]" in own:
                ports.add(int(columns[1].rsplit(":", 1)[1], 16))
    return ports


try:
    run()
finally:
    stop_daemons()
