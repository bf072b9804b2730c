"""Voice mail over TLS with SRTP (RFC 4568) by baresip: what is spoken arrives, what is played is heard,
and where um.srtp demands it, sound in the clear is refused."""

import email
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, Server, check, expect, measured, run, scratch  # noqa: E402
from sipp import SPOKEN, STRANGER, Sipp  # noqa: E402
from sound import RATE, correlation, spoken_samples, wav_samples  # noqa: E402
from telephones import Baresip, Ear, own_address, stop_daemons, wait_for  # noqa: E402

PIN = "247913"
folder = scratch()
server = Server()
sipp = Sipp(folder, server)
phones = {}


def telephone(user, encryption, name):
    """Over TLS; baresip's ways of SRTP are srtp (offered), srtp-mand (demanded), none."""
    options = f"mediaenc={encryption};" if encryption else ""
    phone = Baresip(folder, name, f"{user}@{DOMAIN}",
                    f"{own_address()}:{server.port['sips']}", registers=True, transport="tls",
                    options=f"auth_user={user};{options}")
    phones[name] = phone
    wait_for(f"{name} is registered", lambda: re.search(r"200 OK \(\) \[\d", phone.log()))
    return phone


def leaves(phone, user):
    """A message for who has no telephone here; how alike that is which comes by IMAP. Twice at most: a
    telephone on a busy machine may itself have been late with what it says."""
    likeness = left(phone, user)
    return likeness if likeness > 0.9 else left(phone, user)


def left(phone, user):
    before = server.count(user)
    phone.events.clear()
    phone.command("dial", f"sip:{user}@{DOMAIN}")
    phone.wait("CALL_ESTABLISHED")
    recordings = server.home / "um"
    wait_for("the greeting is over", lambda: list(recordings.glob("*.wav")))
    time.sleep(1)  # The tone.
    phone.says(SPOKEN)
    wait_for("all of it is recorded", lambda: any(
        spoken_samples(path) > len(SPOKEN) for path in recordings.glob("*.wav")))
    phone.command("hangup")
    phone.wait("CALL_CLOSED")
    server.wait_for_count(user, before + 1)
    message = email.message_from_bytes(server.messages(user)[-1])
    sound = next(part for part in message.walk() if part.get_content_maintype() == "audio")
    return correlation(SPOKEN, wav_samples(sound.get_payload(decode=True)))


def is_secure(phone, profile):
    """Whether its last call had SRTP, offered in this profile: what went over the wire, and what
    baresip's SRTP says of it."""
    call = phone.log().rsplit("\nINVITE ", 1)[-1]
    sessions = re.findall(r"(?s)m=audio \d+ (\S+) .*?a=crypto:1 AES_CM_128_HMAC_SHA1", call)
    return sessions[:2] == [profile] * 2 and "SRTP is Enabled (cryptosuite=AES_CM_128" in call


def unseen(user):
    client = server.imap(user)
    try:
        client.select("INBOX", readonly=True)
        return len(client.search(None, "UNSEEN")[1][0].split())
    finally:
        client.logout()


@check("server starts; telephones register over TLS")
def start():
    server.environment["RIALTO_LISTEN_SIP"] = "*:5060"
    server.environment["RIALTO_LISTEN_SIPS"] = "*:5061"
    server.environment["RIALTO_SIP_HOST"] = own_address()
    server.environment["RIALTO_UM_ACCESS_NUMBERS"] = "5500"
    lines = [f'domain = "{DOMAIN}"']
    for extension, name in enumerate(("alice", "bob", "carol"), 5501):
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'um = {{ extension = "{extension}", pin = "{PIN}" }}']
    server.users.write_text("\n".join(lines) + "\n")
    server.start()
    telephone("alice", "srtp-mand", "demands")


@check("a message left over TLS and SRTP comes back by IMAP and sounds as it was spoken")
def leaves_message():
    likeness = leaves(phones["demands"], "bob")
    expect(is_secure(phones["demands"], "RTP/SAVP"), phones["demands"].log()[-3000:])
    measured(f"spoken over TLS and SRTP, and by IMAP: they correlate by {likeness:.3f}")
    expect(likeness > 0.8, f"correlation {likeness:.3f}")


@check("subscriber access over TLS and SRTP: keys open the mailbox, the message sounds as it was spoken, "
       "and a key deletes it")
def listens():
    phone = telephone("bob", "srtp-mand", "listens")
    ear = Ear(phone, server.home)
    phone.command("dial", f"sip:5500@{DOMAIN}")
    phone.wait("CALL_ESTABLISHED")
    wait_for("sound", phone.heard_file)
    phone.keys(PIN + "#")
    ear.hears("Before you begin, a few things have to be set up.")
    phone.keys("*")
    ear.hears("That is all. Your mailbox is ready.")
    ear.hears("You have one new voice message.")
    phone.keys("1")
    wait_for("the message is heard", lambda: unseen("bob") == 0)
    begun = len(wav_samples(phone.heard_file().read_bytes(), True))
    time.sleep(len(SPOKEN) / RATE + 4)
    phone.keys("7")
    ear.hears("Deleted.")
    heard = wav_samples(phone.heard_file().read_bytes(), True)[max(0, begun - 5 * RATE):]
    phone.command("hangup")
    phone.wait("CALL_CLOSED")
    expect(is_secure(phone, "RTP/SAVP"), phone.log()[-3000:])
    likeness = correlation(SPOKEN, heard)
    measured(f"spoken, kept, and heard over TLS and SRTP: they correlate by {likeness:.3f}")
    expect(likeness > 0.8, f"correlation {likeness:.3f}")
    expect(server.count("bob") == 0 and server.count("bob", "Deleted Items") == 1,
           "the message is not deleted")


@check("where um.srtp is required, a telephone that only offers SRTP gets it")
def required():
    expect(server.stop() == 0, "exit code")
    for phone in phones.values():
        phone.close()
    server.environment["RIALTO_UM_SRTP"] = "required"
    server.start()
    phone = telephone("alice", "srtp", "offers")
    likeness = leaves(phone, "carol")
    expect(is_secure(phone, "RTP/AVP"), phone.log()[-3000:])
    measured(f"the same where um.srtp is required: {likeness:.3f}")
    expect(likeness > 0.8, f"correlation {likeness:.3f}")


@check("… and sound in the clear is refused with 488, over TLS and over TCP (baresip, SIPp)")
def in_the_clear():
    phone = telephone("alice", "", "clear")
    for target in (f"sip:bob@{DOMAIN}", f"sip:5500@{DOMAIN}"):
        phone.events.clear()
        phone.command("dial", target)
        closed = phone.wait("CALL_CLOSED")
        expect(closed.get("param", "").startswith("488 "), str(closed))
    target = sipp.uri("bob")
    messages = sipp.call("clear", target, STRANGER, status=488)
    expect("SIP/2.0 488 No common SRTP suite" in messages, messages)
    expect(not list((server.home / "um").glob("*")) and server.count("bob") == 0,
           "something is left of it")


try:
    run()
finally:
    stop_daemons()
