"""The telephone part of the benchmarks: SIPp against the whole server, and Kamailio beside it.

SIPp has one thread, so that it is part of what limits the rate of the proxies; both have the same
SIPp programs. CPU per call is the proxies' own.
"""
import glob, json, math, os, pathlib, re, shutil, socket, statistics, struct, subprocess
import threading, time, urllib.request

HERE = pathlib.Path(__file__).resolve().parent
RATE = 8000
USERS = 64
DOMAIN = "bench.test"
CALLS = 200
CALL_SECONDS = 30
AT_ONCE = 50
SO_TIMESTAMPNS = 35
TICKS = os.sysconf("SC_CLK_TCK")


# ---- SIPp ----------------------------------------------------------------------------------


def mulaw(sample):
    sign = 0x80 if sample < 0 else 0
    value = min(abs(sample), 32635) + 0x84
    exponent = value.bit_length() - 8
    return ~(sign | exponent << 4 | value >> exponent + 3 & 0x0F) & 0xFF


def speech(seconds):
    """Syllables of changing pitch with pauses between them: what a level meter takes for words."""
    samples = bytearray()
    for i in range(seconds * RATE):
        t = i / RATE
        syllable = max(0.0, math.sin(2 * math.pi * 2.4 * t)) ** 0.5
        pitch = 140 + 60 * math.sin(2 * math.pi * 0.31 * t)
        sound = sum(math.sin(2 * math.pi * pitch * n * t) / n for n in range(1, 5))
        samples.append(mulaw(int(5200 * syllable * sound)))
    return bytes(samples)


class Sipp:
    """One SIPp program."""

    def __init__(self, folder, name, port, *options, scenario=None, users="users.csv"):
        self.folder = folder / name
        self.folder.mkdir(exist_ok=True)
        for each in (HERE / "sipp").iterdir():
            shutil.copy(each, self.folder)
        for each in folder.iterdir():
            if each.suffix in (".ulaw", ".csv"):
                shutil.copy(each, self.folder)
        command = ["sipp", f"127.0.0.1:{port}", "-sf", f"{scenario or name}.xml", "-t", "t1",
                   "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", str(free_port()), "-nostdin",
                   "-inf", users, "-key", "domain", DOMAIN, "-auth_uri", DOMAIN, *map(str, options)]
        with open(self.folder / "out", "w") as out:
            self.process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL,
                                            stdout=out, stderr=out)

    def ended(self, seconds):
        """Waits for it; what it counted."""
        code = self.process.wait(seconds)
        row = self.statistics()
        if code != 0 or row["failed"]:
            print(f"SIPp in {self.folder} ended with {code}: {row}", flush=True)
        return row

    def statistics(self):
        found = glob.glob(f"{self.folder}/stat.csv")
        lines = open(found[0]).read().splitlines() if found else []
        if len(lines) < 2:
            return {"done": 0, "failed": -1}
        row = dict(zip(lines[0].split(";"), lines[-1].split(";")))
        return {"done": int(row["SuccessfulCall(C)"]), "failed": int(row["FailedCall(C)"])}

    def set_up_millis(self):
        """From INVITE to 200, of every call, in the order they came."""
        found = glob.glob(f"{self.folder}/*_rtt.csv")
        lines = open(found[0]).read().splitlines()[1:] if found else []
        return [float(line.split(";")[1]) for line in lines]

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def part(values, share):
    """The value that this share of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(len(ordered) * share) - 1)] if ordered else None


STATISTICS = ("-trace_stat", "-stf", "stat.csv", "-fd", "1")
TIMES = ("-trace_rtt", "-rtt_freq", "1")


# ---- the server ----------------------------------------------------------------------------


def numbers(port):
    """The server's own, by name; those with labels by name and labels."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        rows = [line.rsplit(" ", 1) for line in answer.read().decode().splitlines()
                if not line.startswith("#")]
    return {name: float(value) for name, value in rows}


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        fields = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def prepare(work, rialto):
    """What SIPp reads, and users that have voice mail."""
    folder = work / "sip"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "users.csv").write_text("RANDOM\n" + "".join(f"u{i};\n" for i in range(USERS)))
    (folder / "phones.csv").write_text("SEQUENTIAL\n" + "".join(
        f"u{i};[authentication username=u{i} password=benchmark];\n" for i in range(USERS)))
    (folder / "speech.ulaw").write_bytes(speech(10))
    with open(rialto.users, "w") as out:
        out.write(f'domain = "{DOMAIN}"\n')
        for i in range(USERS):
            out.write(f'[[user]]\nname = "u{i}"\npassword = "benchmark"\n'
                      f'um = {{ extension = "{5000 + i}", pin = "247913" }}\n')
    return folder


# ---- calls that play and record ------------------------------------------------------------


class Listener(threading.Thread):
    """Where the sound of some calls goes to: when the kernel had each packet, against when it was
    due by its own timestamp and the earliest packet of its call."""

    def __init__(self):
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(0.5)
        self.port = self.socket.getsockname()[1]
        self.calls = {}
        self.ending = False

    def run(self):
        while not self.ending:
            try:
                data, extra, _, _ = self.socket.recvmsg(2048, 64)
            except TimeoutError:
                continue
            if len(data) < 12 or data[1] & 0x7F != 0:
                continue
            seconds, nanos = struct.unpack("qq", extra[0][2][:16])
            stamp, source = struct.unpack_from(">II", data, 4)
            self.calls.setdefault(source, []).append((seconds * 1000 + nanos / 1e6, stamp))

    def late_millis(self):
        late = []
        for packets in self.calls.values():
            first = packets[0][1]
            offsets = [at - (stamp - first & 0xFFFFFFFF) / 8 for at, stamp in packets]
            least = min(offsets)
            late += [offset - least for offset in offsets]
        return late

    def close(self):
        self.ending = True
        self.join(2)
        self.socket.close()


def recording(folder, rialto, quick, record):
    port, metrics = rialto.sip, rialto.metrics
    seconds = 10 if quick else CALL_SECONDS
    calls = CALLS // 8 if quick else CALLS
    rate = calls / seconds
    # Code that has not been used yet is slow, and the prompts are spoken once.
    Sipp(folder, "warm", port, "-r", 10, "-m", 20 if quick else 100, "-d", "8000", *STATISTICS,
         scenario="record").ended(120)
    listener = Listener()
    text = (HERE / "sipp/record.xml").read_text().replace("[rtpstream_audio_port]",
                                                         str(listener.port))
    (folder / "heard.xml").write_text(text)
    listener.start()
    before = numbers(metrics)
    cpu = cpu_seconds([rialto.pid()])
    began = time.monotonic()
    some = max(1, calls // 20)
    heard_folder = folder / "heard"
    heard_folder.mkdir(exist_ok=True)
    shutil.copy(folder / "heard.xml", heard_folder)
    total = int(rate * seconds * 2.5)
    many = Sipp(folder, "record", port, "-r", calls - some, "-rp", f"{seconds * 1000}", "-m",
                total - total // 20, "-d", seconds * 1000, *STATISTICS, *TIMES)
    few = Sipp(folder, "heard", port, "-r", some, "-rp", f"{seconds * 1000}", "-m", total // 20,
               "-d", seconds * 1000, *STATISTICS, *TIMES)
    most = 0
    resident = 0
    while many.process.poll() is None or few.process.poll() is None:
        most = max(most, numbers(metrics)["rialto_calls_active"])
        resident = max(resident, rialto.resident())
        time.sleep(1)
        if time.monotonic() - began > seconds * 8:
            many.stop()
            few.stop()
    counted = [many.ended(10), few.ended(10)]
    took = time.monotonic() - began
    after = numbers(metrics)
    cpu = (cpu_seconds([rialto.pid()]) - cpu) / took
    listener.close()
    set_up = many.set_up_millis() + few.set_up_millis()
    sent = after["rialto_media_packets_total"] - before["rialto_media_packets_total"]
    over = after["rialto_media_packets_late_total"] - before["rialto_media_packets_late_total"]
    late = listener.late_millis()
    name = f"{calls} calls that play and record"
    facts = {"name": "rialto", "calls": sum(row["done"] for row in counted),
             "failed": sum(row["failed"] for row in counted), "at_once": most,
             "cores": round(cpu, 3), "resident_mb": round(resident)}
    record({**facts, "test": f"{name}: packets sent over 20 ms late", "packets": sent,
            "value": 100 * over / sent, "unit": "%", "better": "less"})
    record({**facts, "test": f"{name}: lateness of arrival, 99.9%", "value": part(late, 0.999),
            "median": part(late, 0.5), "p99": part(late, 0.99), "packets": len(late),
            "over_20_ms": sum(each > 20 for each in late), "unit": "ms", "better": "less"})
    record({**facts, "test": f"{name}: INVITE to 200, 99%", "value": part(set_up, 0.99),
            "median": part(set_up, 0.5), "worst": max(set_up), "unit": "ms", "better": "less"})


# ---- memory --------------------------------------------------------------------------------


def jcmd(rialto, *command):
    return subprocess.run([pathlib.Path(rialto.java).parent / "jcmd", str(rialto.pid()), *command],
                          capture_output=True, text=True, timeout=120).stdout


def live_megabytes(rialto):
    """Of the heap, after a full collection."""
    jcmd(rialto, "GC.run")
    # Everything that lives has moved to the old generation; what came since is in the young one.
    heap = jcmd(rialto, "GC.heap_info")
    return int(re.search(r"(?i)tenured.*?used (\d+)K", heap)[1]) / 1024


def soak(folder, rialto, quick, record):
    """50 calls a second that are answered and hung up at once; the memory over the time."""
    port = rialto.sip
    seconds = 30 if quick else 600
    Sipp(folder, "warm", port, "-r", 50, "-m", 1500, *STATISTICS, scenario="call").ended(200)
    sipp = Sipp(folder, "call", port, "-r", 50, "-m", 50 * seconds, *STATISTICS, *TIMES)
    began = time.monotonic()
    samples = []
    while sipp.process.poll() is None:
        status = open(f"/proc/{rialto.pid()}/status").read()
        now = numbers(rialto.metrics)
        samples.append({
            "seconds": round(time.monotonic() - began), "live_mb": round(live_megabytes(rialto), 1),
            # Files that are mapped (the mail itself) are the system's to keep or to drop.
            "own_mb": int(re.search(r"RssAnon:\s+(\d+)", status)[1]) // 1024,
            "resident_mb": round(rialto.resident()),
            "threads": int(re.search(r"Threads:\s+(\d+)", status)[1]),
            "files": int(now["process_open_fds"]),
            "calls": int(now["rialto_calls_active"])})
        print(json.dumps(samples[-1]), flush=True)
        time.sleep(5 if quick else 30)
    row = sipp.ended(10)
    deadline = time.monotonic() + 60
    while os.listdir(rialto.home / "um") and time.monotonic() < deadline:
        time.sleep(1)
    set_up = sipp.set_up_millis()
    # The first one is from before the calls; single ones vary with what is going on.
    few = max(1, len(samples) // 4)
    first, last = (statistics.median(each["live_mb"] for each in part)
                   for part in (samples[1:1 + few], samples[-few:]))
    record({"name": "rialto", "test": f"50 calls a second for {seconds} s: live heap, growth",
            "value": last - first, "unit": "MB", "better": "less",
            "calls": row["done"], "failed": row["failed"], "set_up_p99_ms": part(set_up, 0.99),
            "left_in_um": len(os.listdir(rialto.home / "um")), "samples": samples})


# ---- proxies -------------------------------------------------------------------------------


class Kamailio:
    name = "kamailio"

    def __init__(self, work):
        self.folder = work / "kamailio"

    def start(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.sip = free_port()
        modules = glob.glob("/usr/lib/*/kamailio/modules") + ["/usr/lib/kamailio/modules"]
        text = (HERE / "peers/kamailio.cfg").read_text().replace("PORT", str(self.sip)) \
            .replace("MODULES", modules[0]).replace("ALIAS", DOMAIN)
        (self.folder / "kamailio.cfg").write_text(text)
        with open(self.folder / "log", "w") as log:
            self.process = subprocess.Popen(
                ["kamailio", "-DD", "-E", "-m", "1024", "-M", "32", "-f",
                 str(self.folder / "kamailio.cfg"), "-Y", str(self.folder)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.sip), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("kamailio did not start: " + (self.folder / "log").read_text()[-2000:])

    def pids(self):
        return subprocess.run(["pgrep", "-g", str(self.process.pid)], capture_output=True,
                              text=True).stdout.split()

    def stop(self):
        os.killpg(self.process.pid, 15)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, 9)


def proxied(folder, side, pids, quick, record):
    """Calls from one telephone to others through the proxy, as many as it takes."""
    phones = Sipp(folder, "register", side.sip, "-oocsf", "answer.xml", "-r", 20, "-m", USERS,
                  users="phones.csv")
    try:
        time.sleep(USERS / 20 + 3)
        if phones.process.poll() is not None:
            raise SystemExit("the telephones are gone: " + (phones.folder / "out").read_text()[-900:])
        calls = 2000 if quick else 20_000
        rush = ("-r", 20_000, "-l", AT_ONCE, *STATISTICS)
        # The rate of a proxy at work: code that has not been used yet is slow.
        Sipp(folder, "warm", side.sip, "-m", calls // 2, *rush, scenario="call").ended(120)
        cpu = cpu_seconds(pids())
        began = time.monotonic()
        sipp = Sipp(folder, "call", side.sip, "-m", calls, *rush, *TIMES)
        row = sipp.ended(120)
        took = time.monotonic() - began
        cpu = cpu_seconds(pids()) - cpu
        set_up = sipp.set_up_millis()
        record({"name": side.name, "test": f"calls through the proxy, {AT_ONCE} at once",
                "value": row["done"] / took, "unit": "calls/s", "better": "more",
                "failed": row["failed"], "server_cpu_ms": 1000 * cpu / max(1, row["done"]),
                "set_up_median_ms": part(set_up, 0.5), "set_up_p99_ms": part(set_up, 0.99)})
    finally:
        phones.stop()


# ---- all -----------------------------------------------------------------------------------


PARTS = ("calls", "proxy", "soak")


def run(part, work, rialto, peer, runs, quick, record):
    folder = prepare(work, rialto)
    sides = [Kamailio(work)] if peer and part == "proxy" else []
    for _ in range(1 if part == "soak" else runs):
        for side in sides + [rialto]:
            side.start()
            try:
                if part == "proxy":
                    proxied(folder, side, side.pids, quick, record)
                else:
                    {"calls": recording, "soak": soak}[part](folder, side, quick, record)
            finally:
                side.stop()
