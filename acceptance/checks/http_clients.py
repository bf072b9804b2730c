"""curl at the HTTP listeners: log-in by every scheme, Autodiscover as Outlook and telephones ask."""

import json
import os
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Server, check, expect, program, run  # noqa: E402

server = Server()
OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/"
REQUEST = (f'<Autodiscover xmlns="{OUTLOOK}requestschema/2006"><Request><EMailAddress>alice@{DOMAIN}'
           f'</EMailAddress><AcceptableResponseSchema>{OUTLOOK}responseschema/2006a'
           '</AcceptableResponseSchema></Request></Autodiscover>')


def curl(path, *options, **more):
    return program("curl", "-sS", "--max-time", "100", "--cacert", server.certificate(),
                   *options, f"https://localhost:{server.port['https']}{path}", **more)


def discover(*options):
    return curl("/autodiscover/autodiscover.xml", "-H", "Content-Type: text/xml", "--data-binary",
                REQUEST, *options)


@check("server starts")
def start():
    server.start()


@check("asks for a log-in with every scheme, and logs in by Basic and NTLM")
def schemes():
    head = curl("/autodiscover/autodiscover.xml", "-i")
    expect(" 401 " in head.splitlines()[0], head)
    for scheme in ("Negotiate", "NTLM", "Basic realm="):
        expect(f"WWW-Authenticate: {scheme}" in head, head)
    # Not --anyauth: curl takes Negotiate for Kerberos, and does not fall back without a ticket.
    for option in ("--basic", "--ntlm"):
        for name in ("alice", f"alice@{DOMAIN}", "EXAMPLE\\alice"):
            answer = discover(option, "--user", f"{name}:{PASSWORD}")
            expect(f"<AutoDiscoverSMTPAddress>alice@{DOMAIN}<" in answer, f"{option} {name}: {answer}")
    status = discover("--ntlm", "--user", "alice:wrong", "-o", "/dev/null", "-w", "%{http_code}")
    expect(status.strip() == "401", status)


@check("Autodiscover answers well-formed XML and JSON")
def answers():
    tree = ElementTree.fromstring(discover("--user", f"alice:{PASSWORD}"))
    space = f"{{{OUTLOOK}responseschema/2006a}}"
    types = [one.text for one in tree.iter(f"{space}Type")]
    expect("IMAP" in types and "SMTP" in types, str(types))
    found = json.loads(curl("/autodiscover/autodiscover.json?Email=alice@" + DOMAIN
                            + "&Protocol=AutodiscoverV1"))
    expect(found["Url"].endswith("/autodiscover/autodiscover.xml"), str(found))


@check("status lists the HTTP listeners, metrics count their requests")
def observed():
    metrics = program("curl", "-sS", f"http://127.0.0.1:{server.port['metrics']}/metrics")
    expect("rialto_http_answers_4xx_total" in metrics, metrics[:500])
    expect('listener="https"' in metrics, metrics[:500])


run()
