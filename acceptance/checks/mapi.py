"""A MAPI client over HTTPS: discovers, logs on, reads mail that came by SMTP, is told of more, and
writes what IMAP then shows."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, ROOT, Server, check, expect, program, run, \
    wait_for  # noqa: E402

# The certificate has this name; MAPI clients find the server by it.
server = Server(environment={"RIALTO_SERVER_HOSTNAME": "localhost"})


class Client:
    """The Java client of MapiCheck; a line for each thing that it has done."""

    def __init__(self, user):
        java = program(ROOT / "rialto", "--java-home").split()[-1] + "/bin/java"
        path = [ROOT / "acceptance/target/classes", ROOT / "client/target/classes",
                ROOT / "build/lib/*"]
        self.process = subprocess.Popen(
            [java, "-cp", ":".join(map(str, path)), "org.rialto.acceptance.MapiCheck",
             f"https://localhost:{server.port['https']}", server.certificate(),
             f"{user}@{DOMAIN}", PASSWORD],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def expect(self, word):
        """The rest of the next line, which must begin with the word."""
        line = self.process.stdout.readline()
        if not line.startswith(word):
            self.process.kill()
            raise AssertionError(f"not '{word}' but: {line}{self.process.stdout.read()[:2000]}")
        return line[len(word):].strip()


client = None


def mail(subject, body):
    server.send(f"From: sender@elsewhere.test\r\nTo: alice@{DOMAIN}\r\nSubject: {subject}\r\n"
                f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
                .encode(), f"alice@{DOMAIN}")


@check("server starts")
def start():
    server.start()
    mail("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Körper")
    server.wait_for_count("alice", 1)


@check("discovers, connects, logs on and lists the folders")
def discovers():
    global client
    client = Client("alice")
    expect(client.expect("discovered") == "Alice Sample", "another name")
    client.expect("folders")


@check("reads mail that came by SMTP: row, properties, stream, fast transfer")
def reads():
    for word, wanted in (("subject", "Grüße"), ("from", "sender@elsewhere.test"),
                         ("body", "Körper")):
        said = client.expect(word)
        expect(said == wanted, f"{word}: {said}")
    size = int(client.expect("transferred"))
    expect(size > 500, f"a fast transfer of {size} bytes")


@check("is told of new mail while it waits")
def hears():
    client.expect("waiting")
    mail("second", "more")
    client.expect("heard")
    print("go", file=client.process.stdin, flush=True)


@check("writes a message that IMAP shows")
def writes():
    client.expect("saved")
    client.expect("ended")
    expect(client.process.wait(120) == 0, "the client failed")
    server.wait_for_count("alice", 3)
    whole = server.messages("alice")[2].decode()
    expect("Subject: =?" in whole and "Begun as a stream." in whole, whole[:600])


@check("metrics count sessions and requests")
def observed():
    def numbers():
        metrics = program("curl", "-sS", f"http://127.0.0.1:{server.port['metrics']}/metrics")
        return dict(line.rsplit(" ", 1) for line in metrics.splitlines() if line[:1] != "#")

    wait_for("no context is left", lambda: float(numbers()["rialto_mapi_contexts"]) == 0)
    values = numbers()
    expect(float(values["rialto_mapi_connects_total"]) == 1, "connects")
    expect(float(values["rialto_mapi_requests_total"]) > 10, "requests")
    expect(float(values["rialto_mapi_refused_total"]) == 0, "refused requests")


run()
