"""Telephones for the checks: baresip, and what goes with it."""

import json
import os
import socket
import struct
import subprocess
import time

from harness import PASSWORD

RATE = 8000
daemons = []


def own_address():
    """The address by which others reach this machine; baresip takes no media on loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(host, port):
    try:
        socket.create_connection((host, port), 1).close()
        return True
    except OSError:
        return False


def wait_for(what, condition, seconds=30):
    deadline = time.time() + seconds
    while time.time() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {seconds} s")


def wav_file(path, samples):
    data = struct.pack(f"<{len(samples)}h", *samples)
    path.write_bytes(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt "
                     + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16) + b"data"
                     + struct.pack("<I", len(data)) + data)
    return path


class Baresip:
    """A telephone without a bell, steered over TCP."""

    def __init__(self, folder, name, account, proxy="", sound=None, options="", port=0,
                 password=PASSWORD, registers=False, transport="tcp"):
        self.name = name
        self.control = free_port()
        self.directory = folder / f"baresip-{name}"
        self.directory.mkdir()
        self.sip = port or free_port()
        source = wav_file(self.directory / "say.wav", sound or [0] * (60 * RATE))
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
call_max_calls 4
audio_path /usr/share/baresip
audio_player aufile,{self.directory}/heard.wav
audio_source aufile,{source}
audio_alert aufile,{self.directory}/alert.wav
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
module srtp.so
module_tmp account.so
module_app contact.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{self.control}
""")
        log = open(self.directory / "log", "w")
        self.process = subprocess.Popen(["baresip", "-f", str(self.directory)],
                                        stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                        start_new_session=True)
        daemons.append(self.process)
        wait_for("baresip listens", lambda: listens("127.0.0.1", self.control), 20)
        self.link = socket.create_connection(("127.0.0.1", self.control), 10)
        self.events = []
        self.buffer = b""

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
                break
            self.events.append(json.loads(rest[:int(length)]))
            self.buffer = rest[int(length) + 1:]

    def wait(self, kind, seconds=20):
        deadline = time.time() + seconds
        while time.time() < deadline:
            self.read()
            for event in self.events:
                if event.get("type") == kind:
                    return event
        raise AssertionError(f"baresip {self.name} saw no {kind}: {self.events[-5:]} "
                             + self.log()[-1500:])

    def log(self):
        return (self.directory / "log").read_text(errors="replace")

    def keys(self, keys):
        for key in keys:
            self.command("sndcode", key)
            time.sleep(0.4)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()


def baresip_modules():
    for path in ("/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules"):
        if os.path.isdir(path):
            return path
    return "/usr/lib/baresip/modules"


def stop_daemons():
    for process in daemons:
        if process.poll() is None:
            os.killpg(process.pid, 15)
