"""The disk is full: refusals that say so, nothing half-written, and all is well when there is
room again. On a small file system of its own."""

import atexit
import email
import json
import os
import smtplib
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import (DOMAIN, PASSWORD, Server, check, expect, measured, run,  # noqa: E402
                     scratch, wait_for)
from sipp import PLAY, SPOKEN, STRANGER, Sipp, bye, pause  # noqa: E402
from sound import RATE, correlation, spoken_samples, wav_samples  # noqa: E402

mount = scratch("rialto-small-disk-")
sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
subprocess.run([*sudo, "mount", "-t", "tmpfs", "-o", f"size=80m,uid={os.geteuid()}", "tmpfs",
                mount], check=True)
atexit.register(subprocess.run, [*sudo, "umount", "-l", str(mount)])
server = Server(home=mount / "home")
sipp = Sipp(scratch(), server)
kept = []


def message(number, size=200_000):
    return f"Subject: {number}\r\n\r\n" + f"line of {number} {'x' * 60}\r\n" * (size // 80)


def fill():
    """And what has become free since."""
    # Unbuffered: a buffer with bytes left in it would fail once more when it is closed.
    with open(mount / "filler", "ab", buffering=0) as out:
        try:
            while True:
                out.write(b"\0" * 65536)
        except OSError:
            pass


@check("server starts on a small file system and takes mail")
def start():
    with open(server.users, "a") as users:
        users.write(f'\n[[user]]\nname = "dora"\npassword = "{PASSWORD}"\n'
                    'um = { extension = "5504", pin = "247913" }\n')
    server.start()
    for number in range(5):
        server.send(message(number), f"alice@{DOMAIN}")
        kept.append(number)
    server.wait_for_count("alice", 5)


@check("when the disk is full, mail is refused for now (452) and the server stays up")
def full():
    refused = 0
    for number in range(100, 140):
        fill()
        try:
            server.send(message(number), f"alice@{DOMAIN}")
            kept.append(number)
        except smtplib.SMTPResponseException as answer:
            refused += 1
            expect(answer.smtp_code in (451, 452), f"{answer.smtp_code} {answer.smtp_error}")
        except smtplib.SMTPRecipientsRefused as answer:
            refused += 1
            expect(all(code in (451, 452) for code, _ in answer.recipients.values()), str(answer))
        except smtplib.SMTPServerDisconnected as problem:
            expect(False, f"disconnected: {problem}")
    expect(refused > 0, "never refused")
    expect(server.process.poll() is None, "the server died")
    expect(server.count("alice") >= 5, "reading stopped")
    (mount / "filler").unlink()


@check("with room again it goes on, and everything acknowledged is there")
def room():
    server.send(message(200), f"alice@{DOMAIN}")
    kept.append(200)
    server.wait_for_count("alice", len(kept))
    subjects = {int(part.split(b"Subject: ")[1].split(b"\r\n")[0]) for part in
                server.messages("alice")}
    expect(subjects == set(kept), f"{subjects ^ set(kept)}")


@check("kill -9 on a full disk, and a restart on it, lose nothing")
def kill():
    for number in range(300, 310):
        fill()
        try:
            server.send(message(number, 2000), f"alice@{DOMAIN}")
            kept.append(number)
        except (smtplib.SMTPException, OSError):
            pass
    server.kill()
    (mount / "filler").unlink()
    server.start()
    server.wait_for_count("alice", len(kept))
    expect("damaged" not in server.rialto("check").lower(), "check finds damage")
    expect(server.stop() == 0, "exit code")


def cut_off(name):
    """A call to dora during whose message the disk becomes full."""
    target = sipp.uri("dora")
    caller = sipp.call(name, target, STRANGER, [pause(11000), PLAY, pause(20000),
                                                bye(target, STRANGER)], wait=False)
    um = server.home / "um"
    wait_for("2.5 s of speech are recorded", lambda: any(
        spoken_samples(path) > 2.5 * RATE for path in um.glob("*.wav")))
    fill()
    wait_for("the call has ended", lambda: not json.loads(server.rialto("um", "calls",
                                                                       "--json")))
    caller.kill()


@check("a voice mail for which the disk has no room is kept as far as it came, and delivered once")
def recording():
    # The caller speaks when the greeting is surely over, however slow the machine is.
    server.environment["RIALTO_UM_SILENCE"] = "15 s"
    server.start()
    target = sipp.uri("dora")
    # The first greeting takes a slow machine long.
    sipp.call("first", target, STRANGER, [pause(9000), bye(target, STRANGER)])
    server.wait_for_count("dora", 1)
    cut_off("full")
    (mount / "filler").unlink()
    server.kill()
    server.start()
    server.wait_for_count("dora", 2)
    is_heard()


def is_heard():
    message = email.message_from_bytes(server.messages("dora")[-1])
    expect(message["Content-Class"] == "voice-ca", str(message.items()))
    sound = [part for part in message.walk() if part.get_content_maintype() == "audio"][0]
    likeness = correlation(SPOKEN[:2 * RATE], wav_samples(sound.get_payload(decode=True)))
    measured(f"what was spoken until the disk was full and what was kept correlate by"
             f" {likeness:.3f}")
    expect(likeness > 0.8, f"correlation {likeness:.3f}")


@check("the next one is delivered by the same server when there is room again")
def again():
    cut_off("again")
    fill()
    expect(server.count("dora") == 2, "it was delivered without room")
    expect(list((server.home / "um").glob("*.call")), "nothing waits to be delivered")
    (mount / "filler").unlink()
    server.wait_for_count("dora", 3)
    is_heard()
    wait_for("nothing waits", lambda: not list((server.home / "um").glob("*.call")))
    expect(server.stop() == 0, "exit code")


run()
