"""Telephones for the checks: baresip, and what goes with it."""

import array
import hashlib
import json
import os
import socket
import struct
import subprocess
import time

from harness import PASSWORD, expect, free_port, wait_for
from sound import RATE, envelope, place, where

daemons = []


def own_address():
    """The address by which others reach this machine; baresip takes no media on loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def listens(host, port):
    try:
        socket.create_connection((host, port), 1).close()
        return True
    except OSError:
        return False


def wav_file(path, samples, silence=0):
    """With so many seconds of silence at its end."""
    data = array.array("h", samples).tobytes() + bytes(2 * RATE * silence)
    path.write_bytes(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt "
                     + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16) + b"data"
                     + struct.pack("<I", len(data)) + data)
    return path


def pcm(path, first=0):
    """The samples of a WAVE file that grows, from one on."""
    with path.open("rb") as file:
        file.seek(44 + 2 * first)
        data = file.read()
    return array.array("h", data[:len(data) // 2 * 2])


def registered(server):
    """Users with a telephone, and its transport."""
    return {each["user"].split("@")[0]: each["transport"]
            for each in json.loads(server.rialto("sip", "registrations", "--json"))}


class Baresip:
    """A telephone without a bell, steered over TCP."""

    def __init__(self, folder, name, account, proxy="", sound=None, options="", port=0,
                 password=PASSWORD, registers=False, transport="tcp", calls=4):
        self.name = name
        self.control = free_port()
        self.directory = folder / f"baresip-{name}"
        self.directory.mkdir()
        self.sip = port or free_port()
        # At the end of what it says baresip ends the call.
        source = wav_file(self.directory / "say.wav", sound or [], 300)
        (self.directory / "accounts").write_text(
            f"<sip:{account};transport={transport}>;auth_pass={password};"
            f"regint={300 if registers else 0};ptime=20;audio_codecs=PCMU,PCMA;{options}"
            + (f'outbound="sip:{proxy};transport={transport}"' if proxy else "") + "\n")
        (self.directory / "contacts").write_text("")
        (self.directory / "config").write_text(f"""
poll_method epoll
sip_listen {own_address()}:{self.sip}
sip_verify_server no
call_local_timeout 120
call_max_calls {calls}
audio_path /usr/share/baresip
audio_player aubridge,{name}
audio_source aufile,{source}
audio_alert aubridge,{name}
snd_path {self.directory}
audio_level no
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
audio_buffer 20-160
rtp_tos 184
rtp_ports {32000 + os.getpid() % 500 * 8}-{32000 + os.getpid() % 500 * 8 + 400}
module_path {baresip_modules()}
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
module srtp.so
module_tmp account.so
module_app contact.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{self.control}
""")
        log = open(self.directory / "log", "w")
        self.process = subprocess.Popen(["baresip", "-s", "-f", str(self.directory)],
                                        stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                        start_new_session=True)
        daemons.append(self.process)
        wait_for("baresip listens or ends", lambda: self.process.poll() is not None
                 or listens("127.0.0.1", self.control))
        expect(self.process.poll() is None, f"baresip {name} does not start: {self.log()[-1500:]}")
        self.link = socket.create_connection(("127.0.0.1", self.control), 10)
        self.events = []
        self.buffer = b""
        self.said = 0
        self.earlier = set()

    def command(self, command, parameters=""):
        text = json.dumps({"command": command, "params": parameters}).encode()
        self.link.sendall(b"%d:%s," % (len(text), text))

    def read(self, seconds=0.2):
        self.link.settimeout(seconds)
        try:
            while True:
                data = self.link.recv(65536)
                if not data:
                    break
                self.buffer += data
        except OSError:
            pass
        while b":" in self.buffer:
            length, rest = self.buffer.split(b":", 1)
            if len(rest) <= int(length):
                break  # And its comma.
            self.events.append(json.loads(rest[:int(length)]))
            self.buffer = rest[int(length) + 1:]

    def wait(self, kind, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            self.read()
            for event in self.events:
                if event.get("type") == kind:
                    return event
        raise AssertionError(f"baresip {self.name} saw no {kind}: {self.events[-5:]} "
                             + self.log()[-1500:])

    def dial(self, target):
        """A call, of which nothing is known yet."""
        self.read()
        self.events.clear()
        self.earlier = set(self.dumps())
        self.command("dial", target)

    def answered(self):
        """Waits until something is said to it in the call that it dialled: keys are heard then."""
        self.wait("CALL_ESTABLISHED")
        wait_for(f"{self.name} hears something", lambda: any(
            max(pcm(path), default=0) > 1000 for path in set(self.dumps()) - self.earlier))

    def log(self):
        return (self.directory / "log").read_text(errors="replace")

    def keys(self, keys):
        for key in keys:
            self.command("sndcode", key)
            time.sleep(0.3)

    def says(self, samples):
        """Into the call, once; then it is silent."""
        self.said += 1
        path = wav_file(self.directory / f"says{self.said}.wav", samples, 300)
        self.command("ausrc", f"aufile,{path}")

    def dumps(self):
        return list(self.directory.glob("dump-*-dec.wav"))

    def heard_file(self):
        """What is heard in the present call; null before one."""
        paths = self.dumps()
        return max(paths, key=os.path.getmtime) if paths else None

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Ear:
    """What a telephone hears of a server, from a moment on."""

    VOICE = "kevin16-1"  # SpeechSynthesizer.VERSION
    FRAME = RATE // 100

    def __init__(self, phone, home):
        self.phone, self.prompts = phone, home / "um-prompts"
        self.again()

    def again(self):
        """For another call."""
        self.samples, self.loud, self.start = array.array("h"), [], 0

    def listen(self):
        path = self.phone.heard_file()
        if path is None:
            return
        self.samples += pcm(path, len(self.samples))
        self.loud += envelope(self.samples[len(self.loud) * self.FRAME:])

    def now(self):
        """Forgets what was heard until now."""
        self.listen()
        self.start = len(self.loud)

    def prompt(self, words):
        """How the server says it; nothing before it has said it once."""
        name = hashlib.sha256(f"{self.VOICE}\n{words}".encode()).hexdigest()[:40]
        path = self.prompts / f"{name}.pcm"
        return envelope(array.array("h", path.read_bytes())) if path.exists() else None

    def hears(self, words, seconds=60, likeness=0.9):
        """Waits until these words are heard, and forgets what came before their end."""
        deadline = time.monotonic() + seconds
        best, sound, place = 0.0, None, self.start
        while time.monotonic() < deadline:
            sound = sound or self.prompt(words)
            self.listen()
            if sound is not None:
                at, alike = where(sound, self.loud[place:])
                best = max(best, alike)
                if alike > likeness:
                    self.start = place + at + len(sound)
                    return
                place = max(place, len(self.loud) - len(sound) + 1)
            time.sleep(0.1)
        raise AssertionError(f"{self.phone.name} did not hear '{words}' (likeness {best:.2f})")

    def place(self):
        """Where in a ramp is heard now; None for none."""
        self.listen()
        return place(self.samples[-RATE // 20:])


def baresip_modules():
    for path in ("/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules"):
        if os.path.isdir(path):
            return path
    return "/usr/lib/baresip/modules"


def stop_daemons():
    for process in daemons:
        if process.poll() is None:
            os.killpg(process.pid, 15)
