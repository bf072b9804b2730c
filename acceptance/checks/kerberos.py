"""Log-in by tickets of a real KDC (MIT's, in a realm of its own on loopback), with curl."""

import atexit
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, Server, check, expect, free_port, program, run,  # noqa: E402
                     scratch, wait_for)
from telephones import listens  # noqa: E402

REALM = "EXAMPLE.COM"
OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/"
REQUEST = (f'<Autodiscover xmlns="{OUTLOOK}requestschema/2006"><Request><EMailAddress>alice@{DOMAIN}'
           f'</EMailAddress><AcceptableResponseSchema>{OUTLOOK}responseschema/2006a'
           '</AcceptableResponseSchema></Request></Autodiscover>')
realm = scratch("rialto-realm-")
keytab = realm / "http.keytab"
kerberos = dict(os.environ, KRB5_CONFIG=str(realm / "krb5.conf"),
                KRB5_KDC_PROFILE=str(realm / "kdc.conf"), KRB5CCNAME=f"FILE:{realm / 'tickets'}",
                PATH=os.environ["PATH"] + ":/usr/sbin:/sbin")
server = Server(environment={"RIALTO_KERBEROS_KEYTAB": str(keytab)})


def tool(*command, text=None):
    done = subprocess.run(command, env=kerberos, input=text, capture_output=True, text=True,
                          timeout=200)
    expect(done.returncode == 0, f"{command}: {done.stdout} {done.stderr}")
    return done.stdout


def address():
    return f"https://localhost:{server.port['https']}/autodiscover/autodiscover.xml"


def curl(*options):
    return program("curl", "-sS", "--max-time", "100", "--cacert", server.certificate(),
                   "-H", "Content-Type: text/xml", "--data-binary", REQUEST, *options, address(),
                   environment=kerberos)


@check("a KDC starts in a realm of its own")
def realm_starts():
    port = free_port()
    (realm / "krb5.conf").write_text(
        f"[libdefaults]\ndefault_realm = {REALM}\ndns_lookup_kdc = false\nrdns = false\n"
        "dns_lookup_realm = false\ndns_canonicalize_hostname = false\n"
        f"[realms]\n{REALM} = {{\n  kdc = 127.0.0.1:{port}\n}}\n")
    (realm / "kdc.conf").write_text(
        f"[realms]\n{REALM} = {{\n  database_name = {realm}/principal\n"
        f"  key_stash_file = {realm}/stash\n  acl_file = {realm}/acl\n"
        f"  kdc_listen = 127.0.0.1:{port}\n  kdc_tcp_listen = 127.0.0.1:{port}\n}}\n")
    tool("kdb5_util", "create", "-r", REALM, "-s", "-P", "master")
    for user in ("alice", "mallory"):
        tool("kadmin.local", "-q", f"addprinc -pw {PASSWORD} {user}")
    tool("kadmin.local", "-q", "addprinc -randkey HTTP/localhost")
    tool("kadmin.local", "-q", f"ktadd -k {keytab} HTTP/localhost")
    log = open(realm / "kdc.log", "w")
    kdc = subprocess.Popen(["krb5kdc", "-n"], env=kerberos, stdout=log, stderr=log,
                           stdin=subprocess.DEVNULL)
    atexit.register(kdc.kill)
    wait_for("the KDC listens or ends",
             lambda: kdc.poll() is not None or listens("127.0.0.1", port))
    expect(kdc.poll() is None, (realm / "kdc.log").read_text())


@check("server starts with a keytab, and offers Negotiate")
def start():
    server.start()
    head = curl("-i")
    expect(" 401 " in head.splitlines()[0], head)
    expect("WWW-Authenticate: Negotiate" in head, head)


@check("curl logs in with a ticket, and the server proves itself to it")
def ticket():
    tool("kinit", "alice", text=PASSWORD + "\n")
    answer = curl("--negotiate", "--user", ":", "-i")
    last = answer[answer.rindex("HTTP/1.1 "):]
    expect(" 200 " in last.splitlines()[0], answer)
    expect("WWW-Authenticate: Negotiate " in last, answer)
    expect(f"<AutoDiscoverSMTPAddress>alice@{DOMAIN}<" in last, answer)
    expect("HTTP/localhost" in tool("klist"), "no ticket for the service")


@check("one connection logs in once, and serves what follows")
def connection():
    answer = curl("--negotiate", "--user", ":", "-o", "/dev/null", "-o", "/dev/null",
                  "-w", "%{http_code} %{num_connects}\\n", address())
    codes = [line for line in answer.splitlines() if line[:3].isdigit()]
    expect(codes and all(code.startswith("200") for code in codes), answer)
    expect(codes[-1].endswith(" 0"), answer)


@check("without a ticket, or as nobody of this server, there is no log-in")
def refused():
    tool("kdestroy")
    code = curl("--negotiate", "--user", ":", "-o", "/dev/null", "-w", "%{http_code}")
    expect(code.strip() == "401", code)
    tool("kinit", "mallory", text=PASSWORD + "\n")
    code = curl("--negotiate", "--user", ":", "-o", "/dev/null", "-w", "%{http_code}")
    expect(code.strip() == "401", code)


@check("NTLM goes on beside it, and so does Basic")
def others():
    for option in ("--ntlm", "--basic"):
        code = curl(option, "--user", f"alice:{PASSWORD}", "-o", "/dev/null", "-w", "%{http_code}")
        expect(code.strip() == "200", f"{option}: {code}")


run()
