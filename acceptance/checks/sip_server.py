"""The SIP server with real telephones: baresip registers, calls, is called, is diverted."""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Server, check, expect, program, run, scratch, \
    wait_for  # noqa: E402
from telephones import Baresip, own_address, registered, stop_daemons  # noqa: E402

folder = scratch()
server = Server()
phones = {}


def telephone(user, password=PASSWORD, transport="tcp", name=""):
    port = server.port["sips" if transport == "tls" else "sip"]
    phone = Baresip(folder, name or user, f"{user}@{DOMAIN}", f"{own_address()}:{port}",
                    password=password, registers=True, transport=transport,
                    options=f"auth_user={user};")
    return phone


def call(phone, target):
    for each in phones.values():
        each.read()
        each.events.clear()
    phone.dial(target)


@check("server starts with telephones")
def start():
    server.environment["RIALTO_LISTEN_SIP"] = "*:5060"
    server.environment["RIALTO_LISTEN_SIPS"] = "*:5061"
    server.environment["RIALTO_SIP_HOST"] = own_address()
    server.environment["RIALTO_SIP_NO_ANSWER"] = "10 s"
    lines = [f'domain = "{DOMAIN}"']
    for extension, name in enumerate(("alice", "bob", "carol", "dora"), 5501):
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'um = {{ extension = "{extension}", pin = "247913" }}']
    server.users.write_text("\n".join(lines) + "\n")
    server.start()


@check("telephones register by digest over TCP and TLS, and not with a wrong password")
def register():
    # Of somebody else: wrong guesses make the next ones wait.
    wrong = telephone("dora", password="wrong", name="wrong")
    try:
        phones["bob"] = telephone("bob")
        phones["carol"] = telephone("carol", transport="tls")
        wait_for("bob and carol", lambda: registered(server) == {"bob": "TCP", "carol": "TLS"})
        phones["alice"] = telephone("alice")
        wait_for("alice", lambda: registered(server).get("alice") == "TCP")
        wait_for("a refusal", lambda: any(word in wrong.log() for word in (
            "403", "401", "Authentication", "Unauthorized")))
    finally:
        wrong.close()


@check("one calls another by extension; they hear of each other's end")
def calls():
    call(phones["alice"], f"sip:5502@{DOMAIN}")
    phones["bob"].wait("CALL_INCOMING")
    phones["alice"].wait("CALL_RINGING")
    phones["bob"].command("accept")
    phones["alice"].wait("CALL_ESTABLISHED")
    phones["bob"].wait("CALL_ESTABLISHED")
    phones["bob"].command("hangup")
    phones["alice"].wait("CALL_CLOSED")


@check("from TCP to TLS and back")
def transports():
    call(phones["alice"], f"sip:carol@{DOMAIN}")
    phones["carol"].wait("CALL_INCOMING")
    phones["carol"].command("accept")
    phones["alice"].wait("CALL_ESTABLISHED")
    phones["alice"].command("hangup")
    phones["carol"].wait("CALL_CLOSED")


@check("what nobody takes is answered by voice mail, and is missed mail when nothing is said")
def voice_mail():
    before = server.count("bob")
    call(phones["alice"], f"sip:bob@{DOMAIN}")
    phones["bob"].wait("CALL_INCOMING")
    phones["alice"].wait("CALL_ESTABLISHED")
    phones["bob"].wait("CALL_CLOSED")
    phones["alice"].command("hangup")
    server.wait_for_count("bob", before + 1)


@check("forwarded calls ring where they are forwarded")
def forwarding():
    server.rialto("um", "forwarding", "bob", "--immediate", f"carol@{DOMAIN}")
    call(phones["alice"], f"sip:bob@{DOMAIN}")
    phones["carol"].wait("CALL_INCOMING")
    phones["carol"].command("accept")
    phones["alice"].wait("CALL_ESTABLISHED")
    phones["alice"].command("hangup")
    phones["carol"].wait("CALL_CLOSED")
    expect(not any(event.get("type") == "CALL_INCOMING" for event in phones["bob"].events),
           "bob rang")


@check("3.2: Play-On-Phone rings the user's telephone although all calls are forwarded")
def play_on_phone():
    envelope = ('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://'
                'schemas.microsoft.com/exchange/services/2006/messages"><s:Body>'
                "<m:PlayOnPhoneGreeting><m:GreetingType>NormalCustom</m:GreetingType>"
                "<m:DialString>5502</m:DialString></m:PlayOnPhoneGreeting></s:Body></s:Envelope>")
    for each in phones.values():
        each.read()
        each.events.clear()
    program("curl", "-sk", "--user", f"bob:{PASSWORD}", "-H", "Content-Type: text/xml",
            "--data-binary", "@-",
            f"https://127.0.0.1:{server.port['https']}/EWS/UM2007Legacy.asmx", text=envelope)
    phones["bob"].wait("CALL_INCOMING")
    # It is not answered: nobody else is called, and voice mail takes nothing.
    time.sleep(13)
    for each in phones.values():
        each.read()
    expect(not any(event.get("type") == "CALL_INCOMING" for name in ("alice", "carol")
                   for event in phones[name].events), "somebody else rang")


@check("a telephone that is gone is no longer registered")
def gone():
    phones["carol"].close()
    wait_for("carol is gone", lambda: "carol" not in registered(server))
    expect(server.stop() == 0, "exit code")


try:
    run()
finally:
    stop_daemons()
