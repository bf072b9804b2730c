"""What remote operations write is what IMAP shows, and the other way round: text, recipients,
attachments, messages inside messages, flags, categories. Python's email package reads the MIME."""

import datetime
import email
import email.policy
import email.utils
import hashlib
import imaplib
import json
import os
import random
import subprocess
import sys
import time
from email.message import EmailMessage

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import DOMAIN, PASSWORD, ROOT, Server, check, expect, program, run  # noqa: E402

# Ids of properties, as the client's JSON names them (MS-OXPROPS).
IMPORTANCE, CLASS, SENSITIVITY = 0x0017, 0x001A, 0x0036
MESSAGE_ID, IN_REPLY_TO, REFERENCES = 0x1035, 0x1042, 0x1039
SENDER_NAME, SENDER_ADDRESS = 0x0C1A, 0x0C1F
DISPLAY_TO, DISPLAY_CC, FLAGS, FLAG_STATUS, LAST_VERB = 0x0E04, 0x0E03, 0x0E07, 0x1090, 0x1081
HAS_ATTACHMENTS, SUBMIT_TIME = 0x0E1B, 0x0039
READ, REPLIED, FLAGGED = 1, 102, 2

server = Server(users=("alice",), environment={"RIALTO_SERVER_HOSTNAME": "localhost"})


class Client:
    """The Java client of MapiTwinCheck, which does what it is told."""

    def __init__(self):
        java = program(ROOT / "rialto", "--java-home").split()[-1] + "/bin/java"
        path = [ROOT / "acceptance/target/classes", ROOT / "client/target/classes",
                ROOT / "build/lib/*"]
        self.process = subprocess.Popen(
            [java, "-cp", ":".join(map(str, path)), "org.rialto.acceptance.MapiTwinCheck",
             f"https://localhost:{server.port['https']}", server.certificate(),
             f"alice@{DOMAIN}", PASSWORD],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8")

    def ask(self, *words):
        print("\t".join(words), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if line[:1] not in "{wm":
            self.process.kill()
            raise AssertionError(line + self.process.stdout.read()[:2000])
        return line

    def read(self, subject):
        return json.loads(self.ask("read", subject))


client = None


def value(values, tag):
    return values[str(tag)]


def same(what, one, other):
    expect(one == other, f"{what}: {one!r} and {other!r}")


def by_imap(subject):
    """A message of the Inbox as IMAP has it: its number, its flags, its bytes, read."""
    with server.imap() as imap:
        imap.select("INBOX")
        numbers = imap.uid("SEARCH", "HEADER", "Message-ID", subject)[1][0].split()
        expect(len(numbers) == 1, f"{len(numbers)} messages are {subject}")
        answer = imap.uid("FETCH", numbers[0].decode(), "(FLAGS BODY.PEEK[])")[1]
        flags = {flag.decode() for part in answer for flag in
                 imaplib.ParseFlags(part[0] if isinstance(part, tuple) else part)}
        whole = next(part[1] for part in answer if isinstance(part, tuple))
        return numbers[0].decode(), flags, email.message_from_bytes(
            whole, policy=email.policy.default)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def addresses(field):
    return [(each.display_name or each.addr_spec, each.addr_spec)
            for each in field.addresses] if field else []


def compare(values, message):
    """Everything that the one has of a message with what the other has."""
    same("subject", values["subject"], str(message["Subject"]))
    same("sender", (value(values, SENDER_NAME), value(values, SENDER_ADDRESS)),
         addresses(message["From"])[0])
    for header, kind, display in (("To", 1, DISPLAY_TO), ("Cc", 2, DISPLAY_CC)):
        people = addresses(message[header])
        same(header, [(name, address) for each, name, address in values["recipients"]
                      if each == kind], people)
        same(f"display {header}", value(values, display),
             "; ".join(name for name, _ in people))
    for tag, header in ((MESSAGE_ID, "Message-ID"), (IN_REPLY_TO, "In-Reply-To"),
                        (REFERENCES, "References")):
        same(header, (value(values, tag) or "").split(), str(message[header] or "").split())
    same("date", datetime.datetime.fromisoformat(
        value(values, SUBMIT_TIME).replace("Z", "+00:00")),
        email.utils.parsedate_to_datetime(str(message["Date"])).astimezone(datetime.timezone.utc))
    importance = {"high": 2, "low": 0}.get(str(message["Importance"] or "").lower(), 1)
    same("importance", value(values, IMPORTANCE), importance)
    sensitivity = {"personal": 1, "private": 2, "company-confidential": 3}.get(
        str(message["Sensitivity"] or "").lower(), 0)
    same("sensitivity", value(values, SENSITIVITY) or 0, sensitivity)
    html = message.get_body(("html",))
    if html is not None:
        same("HTML", values["html"].encode("latin-1").decode("utf-8").strip(),
             html.get_content().strip())
    plain = message.get_body(("plain",))
    if plain is not None:
        same("text", values["body"].split(), plain.get_content().split())
    parts = [part for part in message.walk() if part.get_content_disposition() is not None
             or part["Content-ID"]]
    same("attachments", sorted(each["name"] or "" for each in values["attachments"]
                               if each["method"] == 1),
         sorted(part.get_filename() or "" for part in parts
                if part.get_content_type() != "message/rfc822"))
    for each in values["attachments"]:
        if each["method"] == 5:
            inner = next(part for part in message.walk()
                         if part.get_content_type() == "message/rfc822").get_content()
            same("the subject inside", each["message"]["subject"], str(inner["Subject"]))
            same("the text inside", each["message"]["body"].strip(),
                 inner.get_body(("plain",)).get_content().strip())
            continue
        part = next(part for part in parts if part.get_filename() == each["name"])
        content = part.get_payload(decode=True)
        same(each["name"], each["sha256"], sha256(content))
        same("type", each["type"], part.get_content_type())
        same("Content-ID", each["contentId"], (part["Content-ID"] or "").strip("<>") or None)


@check("server starts")
def start():
    global client
    server.start()
    client = Client()


@check("what operations write is what IMAP shows: HTML, recipients, attachments, a message inside")
def writes():
    client.ask("write", "Grüße — двойник")
    _, flags, message = by_imap("twin@rialto.test")
    values = client.read("Grüße — двойник")
    same("importance", value(values, IMPORTANCE), 2)
    same("sensitivity", value(values, SENSITIVITY), 3)
    same("recipients", values["recipients"],
         [[1, "Ann, the first", "ann@elsewhere.test"], [1, "Бен", "ben@elsewhere.test"],
          [2, "carol@elsewhere.test", "carol@elsewhere.test"]])
    same("attachments", [(each["method"], each["name"]) for each in values["attachments"]][:2],
         [(1, "Bericht für März.txt"), (1, "logo.png")])
    same("categories", sorted(values["categories"]), ["Blue", "Größe"])
    compare(values, message)
    expect("\\Seen" in flags, f"{flags}")


@check("what IMAP appends is what operations read")
def appends():
    noise = random.Random(2).randbytes(150_000)
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = email.utils.formataddr(("Jürgen, der Zweite", "j@elsewhere.test"))
    message["To"] = "Alice Sample <alice@rialto.test>, =?utf-8?q?Ch=C3=A9_B?= <che@elsewhere.test>"
    message["Cc"] = "dora@elsewhere.test"
    message["Subject"] = "Zurück an alle"
    message["Date"] = "Sat, 21 Nov 2026 10:11:12 +0100"
    message["Message-ID"] = "<back@rialto.test>"
    message["In-Reply-To"] = "<twin@rialto.test>"
    message["References"] = "<first@rialto.test> <twin@rialto.test>"
    message["Importance"] = "low"
    message["Sensitivity"] = "Personal"
    message.set_content("Schöne Grüße\nzurück\n")
    message.add_alternative("<p>Schöne <i>Grüße</i> zurück</p>\n", subtype="html")
    message.add_attachment(noise, maintype="application", subtype="pdf", filename="Größe.pdf")
    message.add_attachment("a;b\nc;d\n", subtype="csv", filename="table.csv")
    inner = EmailMessage(policy=email.policy.SMTP)
    inner["Subject"] = "Drinnen"
    inner["From"] = "someone@elsewhere.test"
    inner.set_content("Der innere Text\n")
    message.add_attachment(inner)
    with server.imap() as imap:
        answer = imap.append("INBOX", r"(\Flagged \Answered Work)", imaplib.Time2Internaldate(
            time.time()), message.as_bytes())
        expect(answer[0] == "OK", f"{answer}")
    values = client.read("Zurück an alle")
    _, _, again = by_imap("back@rialto.test")
    compare(values, again)
    compare(values, email.message_from_bytes(message.as_bytes(), policy=email.policy.default))
    same("text", values["body"].split(), ["Schöne", "Grüße", "zurück"])
    same("flagged", value(values, FLAG_STATUS), FLAGGED)
    same("answered", value(values, LAST_VERB), REPLIED)
    same("unread", value(values, FLAGS) & READ, 0)


@check("flags that one side sets, the other side sees")
def flags():
    subject, name = "Grüße — двойник", "twin@rialto.test"
    for how, flag, there in (("unread", "\\Seen", False), ("read", "\\Seen", True),
                             ("flag", "\\Flagged", True), ("unflag", "\\Flagged", False)):
        client.ask("mark", subject, how)
        expect((flag in by_imap(name)[1]) == there, f"{how}: {by_imap(name)[1]}")
    number = by_imap(name)[0]
    with server.imap() as imap:
        imap.select("INBOX")
        for change, tag, wanted in ((("-FLAGS", "\\Seen"), FLAGS, 0),
                                    (("+FLAGS", "\\Seen"), FLAGS, READ),
                                    (("+FLAGS", "\\Flagged"), FLAG_STATUS, FLAGGED),
                                    (("-FLAGS", "\\Flagged"), FLAG_STATUS, 0),
                                    (("+FLAGS", "\\Answered"), LAST_VERB, REPLIED)):
            imap.uid("STORE", number, *change)
            said = value(client.read(subject), tag) or 0
            expect((said & READ if tag == FLAGS else said) == wanted, f"{change}: {said}")


@check("what operations change of a message is changed for IMAP, under a new number")
def changes():
    before = by_imap("twin@rialto.test")[0]
    client.ask("mark", "Grüße — двойник", "Red,Größe")
    after, _, message = by_imap("twin@rialto.test")
    values = client.read("Grüße — двойник")
    same("categories", sorted(values["categories"]), ["Größe", "Red"])
    compare(values, message)
    expect(int(after) >= int(before), f"{before} {after}")


run()
