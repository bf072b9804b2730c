"""The administration commands, as a person types them, on a running server and a stopped home."""

import json
import os
import pathlib
import subprocess
import sys
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import PASSWORD, ROOT, Server, check, crlf, expect, free_offset, run, scratch, \
    spam_assassin  # noqa: E402

server = Server()


def commands(when):
    """The same commands, whether a server has the home open or not."""
    name = f"dora-{when}"
    server.rialto("user", "add", name, f"display=Dora {when}", "--password-stdin",
                  text=PASSWORD + "\n")
    users = {user["name"]: user for user in json.loads(server.rialto("user", "list", "--json"))}
    expect({"alice", name} <= set(users), str(sorted(users)))
    expect(users[name]["legacyDN"].startswith("/o=Rialto/ou=Exchange Administrative Group"
                                              " (FYDIBOHF23SPDLT)/cn=Recipients/cn="),
           users[name]["legacyDN"])
    server.rialto("group", "add", f"team-{when}", f"members=alice,{name}")
    server.rialto("grant", "alice", "Inbox", name, "reviewer")
    expect("Nothing is waiting" in server.rialto("queue", "list"), "queue")
    status = json.loads(server.rialto("status", "--json"))
    expect(status["server"].startswith("running" if when == "running" else "not"), str(status))
    refusal = server.rialto("user", "set", "nobody", "title=x", fails=True)
    expect("nobody" in refusal and "Exception" not in refusal, refusal)


@check("commands work on a running server")
def running():
    server.start()
    commands("running")


@check("a user added meanwhile can log in, and one that is locked cannot")
def meanwhile():
    server.imap("dora-running").logout()
    server.rialto("user", "set", "dora-running", "login=false")
    try:
        server.imap("dora-running")
        expect(False, "logged in")
    except Exception as refusal:
        expect("logged in" != str(refusal), "a locked user logged in")
    server.rialto("user", "set", "dora-running", "login=true")
    server.imap("dora-running").logout()


@check("a grant shows the folder to the other user")
def grant():
    client = server.imap("dora-running")
    listed = b"\n".join(line for line in client.list()[1] if line)
    client.logout()
    expect(b"alice" in listed, listed.decode())


@check("import and export keep every byte")
def transfer():
    directory = scratch()
    source = directory / "in"
    source.mkdir()
    originals = []
    for number, path in enumerate(spam_assassin()[::100]):
        originals.append(crlf(path.read_bytes()))
        (source / f"{number:04}.eml").write_bytes(path.read_bytes())
    out = server.rialto("import", "bob", source, "--folder", "Old mail")
    expect(f"{len(originals)} messages" in out, out)
    expect(server.count("bob", "Old mail") == len(originals), "count")
    server.rialto("export", "bob", directory / "out", "--format", "eml")
    exported = sorted((directory / "out" / "Old mail").glob("*.eml"))
    expect([path.read_bytes() for path in exported] == originals, "bytes changed")


@check("a second server on the same home is refused with a reason")
def second():
    other = subprocess.run([ROOT / "rialto", "serve", "--home", server.home, "--port-offset",
                            str(free_offset())], capture_output=True, text=True, timeout=200)
    expect(other.returncode == 1 and f"process {server.process.pid}" in other.stderr,
           other.stderr)


@check("health turns to 503 when something is wrong, metrics stay readable")
def health():
    base = f"http://127.0.0.1:{server.port['metrics']}"
    with urllib.request.urlopen(base + "/health", timeout=60) as answer:
        expect(json.load(answer)["status"] == "ok", "health")
    with urllib.request.urlopen(base + "/metrics", timeout=60) as answer:
        text = answer.read().decode()
    for name in ("rialto_database_commits_total", "rialto_queue_messages",
                 "rialto_connections_open", "process_open_fds"):
        expect(name in text, f"{name} is missing")


@check("the same commands work on the stopped home")
def stopped():
    expect(server.stop() == 0, "exit code")
    commands("stopped")


@check("init makes a home that serves")
def init():
    home = scratch() / "real"
    out = subprocess.run([ROOT / "rialto", "init", "--home", home, "--domain", "example.org"],
                         capture_output=True, text=True, check=True).stdout
    expect("password " in out, out)
    offset = free_offset()
    process = subprocess.Popen([ROOT / "rialto", "serve", "--home", home, "--port-offset",
                                str(offset)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True)
    expect(process.stdout.readline().strip() == "Ready", "not ready")
    process.terminate()
    errors = process.communicate(timeout=200)[1]
    expect(process.returncode == 0, f"{process.returncode}\n{errors}")
    expect("imaps listens on" in errors and "stopped" in errors, errors)


@check("a wrong configuration is refused by name and line before anything starts")
def configuration():
    home = scratch() / "wrong"
    subprocess.run([ROOT / "rialto", "init", "--home", home, "--domain", "example.org"],
                   capture_output=True, check=True)
    with open(pathlib.Path(home) / "rialto.toml", "a") as toml:
        toml.write('\n[limits]\nmesage-size = "1 GiB"\n')
    done = subprocess.run([ROOT / "rialto", "serve", "--home", home], capture_output=True,
                          text=True, timeout=200)
    expect(done.returncode == 1 and "did you mean limits.message-size" in done.stderr
           and "line" in done.stderr, done.stderr)


run()
