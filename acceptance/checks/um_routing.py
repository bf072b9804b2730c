"""One server has the telephones, others have voice mail: MS-EUMR between real programs. baresip calls;
UM servers are one that is not there, one that says nothing, SIPp that refuses and SIPp that redirects to
another Rialto."""

import email
import os
import socket
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, Server, check, expect, free_port, run,  # noqa: E402
                     scratch, wait_for)
from sipp import STRANGER, Sipp, fields  # noqa: E402
from telephones import Baresip, daemons, listens, own_address, stop_daemons  # noqa: E402

folder = scratch()
um = Server()
exchange = Server()
sipp = Sipp(folder, exchange)
phones = {}
silent = socket.socket()


def answering(name, status, more=""):
    """SIPp as a UM server that gives every call this answer; its port."""
    (folder / f"{name}.xml").write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<scenario name="{name}">
<recv request="INVITE" crlf="true"/>
<send><![CDATA[
SIP/2.0 {status}
[last_Via:]
[last_From:]
[last_To:];tag=[pid]u[call_number]
[last_Call-ID:]
[last_CSeq:]
{more}Content-Length: 0

]]></send>
<recv request="ACK"/>
</scenario>
""")
    port = free_port()
    process = subprocess.Popen(
        ["sipp", "-sf", f"{name}.xml", "-t", "t1", "-i", "127.0.0.1", "-p", str(port), "-nostdin",
         "-trace_msg", "-message_file", str(folder / f"{name}.log")], cwd=folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True)
    daemons.append(process)
    wait_for(f"{name} listens", lambda: listens("127.0.0.1", port))
    return port


def seen(name):
    """The INVITEs that a UM server has got."""
    log = (folder / f"{name}.log").read_text(errors="replace")
    return ["INVITE " + each.split("\n\n")[0].split("-----------")[0]
            for each in log.replace("\r", "").split("\nINVITE ")[1:]]


def server(which, **settings):
    which.environment["RIALTO_LISTEN_SIP"] = "*:5060"
    which.environment["RIALTO_SIP_HOST"] = own_address()
    for key, value in settings.items():
        which.environment[f"RIALTO_{key}"] = value
    lines = [f'domain = "{DOMAIN}"']
    for extension, name in enumerate(("alice", "bob"), 5501):
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'um = {{ extension = "{extension}", pin = "247913" }}']
    which.users.write_text("\n".join(lines) + "\n")
    which.start()


@check("one server with telephones and one with voice mail, and UM servers that do not work, start")
def start():
    server(um, SIP_SERVER="false")
    silent.bind(("127.0.0.1", 0))
    silent.listen()
    pool = f"sip:pool.invalid:{um.port['sip']};transport=tcp;ms-fe=127.0.0.1"
    ports = [free_port(), silent.getsockname()[1],
             answering("refuses", "503 Service Unavailable"),
             answering("router", "302 Moved Temporarily", f"Contact: <{pool}>\n")]
    server(exchange, UM_ENABLED="false",
           SIP_VOICE_MAIL=", ".join(f"sip:127.0.0.1:{port};transport=tcp" for port in ports))
    phones["alice"] = Baresip(folder, "alice", f"alice@{DOMAIN}",
                              f"{own_address()}:{exchange.port['sip']}", registers=True,
                              options="auth_user=alice;")


def call(target):
    phone = phones["alice"]
    phone.dial(target)
    phone.wait("CALL_ESTABLISHED")
    return phone


@check("MS-EUMR 3.1.5: a call that nobody takes goes past UM servers that are not there, say nothing or "
       "refuse, and is redirected by ms-fe to the one that answers: with Diversion and Ms-Fe")
def call_answering():
    phone = call(f"sip:bob@{DOMAIN}")
    phone.command("hangup")
    phone.wait("CALL_CLOSED")
    um.wait_for_count("bob", 1)
    missed = email.message_from_bytes(um.messages("bob")[0])
    expect(missed["Content-Class"] == "missedcall", str(missed.items()))
    for name in ("refuses", "router"):
        invite = seen(name)
        expect(len(invite) == 1, f"{name}: {invite}")
        expect(fields(invite[0], "Diversion") == [f"<sip:bob@{DOMAIN}>;reason=unavailable"],
               invite[0])
        expect(fields(invite[0], "Supported", "Ms-Fe"), invite[0])
        expect(invite[0].startswith(f"INVITE sip:bob@{DOMAIN};opaque=app:voicemail "), invite[0])


@check("MS-EUMR 3.1.5: a call to oneself comes to the own mailbox, without Diversion")
def subscriber_access():
    phone = call(f"sip:alice@{DOMAIN}")
    expect("subscriber" in um.rialto("um", "calls"), um.rialto("um", "calls"))
    phone.command("hangup")
    phone.wait("CALL_CLOSED")
    expect(len(seen("router")) == 2 and not fields(seen("router")[1], "Diversion"),
           str(seen("router")))


@check("MS-EUMR, retrying: when all UM servers have failed the call ends with 480")
def all_fail():
    expect(um.stop() == 0, "exit code")
    sipp.call("nobody", sipp.uri("bob"), STRANGER, status=480)
    expect(len(seen("router")) == 3, str(seen("router")))
    expect(exchange.stop() == 0, "exit code")


try:
    run()
finally:
    stop_daemons()
