"""Runs every part of the verification and prints a table. Called by ./verify."""

import argparse
import concurrent.futures
import glob
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "verify"
sys.path.insert(0, str(ROOT / "acceptance"))

# program -> Debian package. Only what is missing is installed.
PROGRAMS = {
    "mvn": "maven", "curl": "curl", "swaks": "swaks", "mbsync": "isync",
    "offlineimap": "offlineimap3", "fetchmail": "fetchmail", "mpop": "mpop",
    "openssl": "openssl", "flock": "util-linux", "runuser": "util-linux",
    "kinit": "krb5-user", "/usr/sbin/krb5kdc": "krb5-kdc",
    "/usr/sbin/kadmin.local": "krb5-admin-server",
    "sipp": "sip-tester", "sipsak": "sipsak", "baresip": "baresip-core", "flite": "flite",
    "/usr/sbin/kamailio": "kamailio",
}
# Perl modules that swaks needs for TLS, CRAM and the like.
PERL = {"Net::SSLeay": "libnet-ssleay-perl", "Authen::SASL": "libauthen-sasl-perl",
        "Digest::HMAC_MD5": "libdigest-hmac-perl"}

# Every module of the reactor but the two that hold checks and benchmarks.
MODULES = [module.text for module in ElementTree.parse(ROOT / "pom.xml").iter(
    "{http://maven.apache.org/POM/4.0.0}module") if module.text not in ("acceptance", "bench")]
# Real-client and crash checks: files in acceptance/checks, quick ones first.
CHECKS = ["demo", "administration", "swaks", "hostile", "curl", "http_clients", "kerberos",
          "imaplib_client", "pop3_clients", "mapi", "mapi_imap", "um", "um_calls", "um_menus",
          "um_routing", "um_secure", "sip_server", "um_phones", "sip_floods",
          "crossing", "idle_connections", "offlineimap", "mbsync", "damage", "disk_full",
          "convergence", "crash"]
# Their telephones speak in real time, so they wait more than they work: the second runs beside the
# first.
BESIDE = {"um": "um_menus", "um_routing": "um_secure", "sip_server": "um_phones"}
# The long part `crash` is both of them.
KILLING = ("convergence", "crash")
# No check takes as long, however slow the machine; the long part `crash` does.
LONGEST_SECONDS = 2400
# Of what a check prints after a failure: where it failed, what the server noted.
TOLD_LINES = 80

class Part:
    """One row of the table."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped = name, 0, 0, 0
        self.seconds, self.notes = 0.0, []

    def result(self):
        return "FAILED" if self.failed or not self.passed else "ok"


def sudo():
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def tools(part):
    """Installs the programs that the checks drive."""
    missing = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    for module, package in PERL.items():
        if not shutil.which("perl") or subprocess.run(
                ["perl", f"-M{module}", "-e", "1"], capture_output=True).returncode:
            missing.add(package)
    if not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        missing.add("postgresql")
    if not glob.glob("/usr/lib/*/kamailio/modules/tls.so"):
        missing.add("kamailio-tls-modules")
    if missing:
        print(f"  installing {' '.join(sorted(missing))} …", flush=True)
        log = open(BUILD / "tools.log", "w")
        environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
        # A new machine may be at its own updates; a mirror may be away for a moment.
        options = ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=5"]
        for command in (["apt-get", "update", *options],
                        ["apt-get", "install", "-y", "--no-install-recommends", *options,
                         *sorted(missing)]):
            if subprocess.run(sudo() + environment + command, stdout=log, stderr=log).returncode:
                part.failed += 1
                log.close()
                part.notes += [f"cannot install {' '.join(sorted(missing))}: {log.name}",
                               *pathlib.Path(log.name).read_text(errors="replace")
                               .splitlines()[-15:]]
                return
    part.passed += 1


def jdk25():
    """The JDK that the launcher would take: the formatter needs it to read our sources."""
    probe = subprocess.run([ROOT / "rialto", "--java-home"], capture_output=True, text=True)
    return probe.stdout.strip().splitlines()[-1] if probe.stdout.strip() else ""


def maven(part, name, *arguments, environment=None):
    log = BUILD / f"{name}.log"
    with open(log, "w") as out:
        code = subprocess.run(["mvn", "-B", *arguments], cwd=ROOT, stdout=out,
                              stderr=subprocess.STDOUT, env=environment).returncode
    if code:
        errors = [line for line in log.read_text(errors="replace").splitlines()
                  if line.startswith("[ERROR]")][:40]
        part.notes += [line[:500] for line in errors] + [f"whole log: {log}"]
    return code


def build(part):
    """The launcher's build, then all test classes."""
    log = BUILD / "launcher.log"
    with open(log, "w") as out:
        code = subprocess.run([ROOT / "rialto", "--version"], stdout=out,
                              stderr=subprocess.STDOUT).returncode
    if code:
        part.failed += 1
        part.notes += [f"./rialto does not build: {log}",
                       *log.read_text(errors="replace").splitlines()[-30:]]
        return
    part.passed += 1
    if maven(part, "test-compile", "test-compile"):
        part.failed += 1
    else:
        part.passed += 1


def formatting(part):
    """Every source file as the formatter would write it."""
    environment = dict(os.environ, JAVA_HOME=jdk25())
    if maven(part, "format", "-q", "spotless:check", environment=environment):
        part.failed += 1
        part.notes.append("JAVA_HOME=<JDK 25> mvn spotless:apply mends it")
    else:
        part.passed += 1


def surefire(part, module, since):
    """Adds a module's test reports that are newer than `since`."""
    for report in glob.glob(str(ROOT / module / "target/surefire-reports/TEST-*.xml")):
        if os.path.getmtime(report) < since:
            continue
        suite = ElementTree.parse(report).getroot()
        count = {key: int(suite.get(key, "0"))
                 for key in ("tests", "failures", "errors", "skipped")}
        bad = count["failures"] + count["errors"]
        part.failed += bad
        part.skipped += count["skipped"]
        part.passed += count["tests"] - bad - count["skipped"]
        part.seconds += float(suite.get("time", "0").replace(",", ""))
        for case in suite.iter("testcase"):
            for problem in list(case.findall("failure")) + list(case.findall("error")):
                text = (problem.text or problem.get("message") or "").strip().splitlines()
                frames = [line.strip() for line in text if "at org.rialto." in line]
                said = [line.rstrip() for line in text if not line.lstrip().startswith("at ")]
                part.notes.append(f"{case.get('classname')}.{case.get('name')}:")
                part.notes += [f"  {line[:400]}" for line in said[:12] + frames[:8]]
            if case.find("skipped") is not None:
                part.notes.append(f"skipped: {case.get('classname')}.{case.get('name')}: "
                                  f"{case.find('skipped').get('message') or ''}"[:200])


def unit(modules, extra=()):
    """One Maven run over the modules; a part for each."""
    since = time.time() - 1
    run = Part("maven")
    selected = ["-pl", ",".join(modules), "-am"] if len(modules) < len(MODULES) else \
        ["-pl", ",".join(modules)]
    code = maven(run, "unit", "-Dmaven.test.failure.ignore=true", "test", *selected,
                 "-Dsurefire.failIfNoSpecifiedTests=false", *extra)
    parts = []
    for module in modules:
        part = Part(module)
        surefire(part, module, since)
        if part.passed or part.failed or part.skipped:
            parts.append(part)
    if code and not any(part.failed for part in parts):
        run.failed += 1
        parts.append(run)
    return parts


def end_left_over(mark):
    """Ends what a check left running, a server or a telephone: it has the check's mark in its
    environment."""
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            if mark.encode() in pathlib.Path(path).read_bytes().split(b"\0"):
                os.kill(int(path.split("/")[2]), signal.SIGKILL)
        except OSError:  # It has ended, or is somebody else's.
            pass


def check(part, name, arguments=()):
    """One script of acceptance/checks; it prints `ok …` and `not ok …` lines, and after the latter
    where it failed."""
    log = BUILD / f"{name}.log"
    mark = f"RIALTO_CHECK={name}-{secrets.token_hex(8)}"
    environment = dict(os.environ, PYTHONUTF8="1", RIALTO_CHECK=mark.split("=")[1])
    with open(log, "w") as out:
        process = subprocess.Popen(
            [sys.executable, "-u", "-X", "faulthandler", ROOT / "acceptance/checks" / f"{name}.py",
             *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", env=environment)

        def stop():
            part.failed += 1
            part.notes.append(f"{name} goes on and on, and was ended")
            process.send_signal(signal.SIGABRT)  # Tells where it is.
            time.sleep(10)
            end_left_over(mark)

        def ended():
            process.wait()
            end_left_over(mark)  # Which may hold the stream that is read here.

        waiting = threading.Thread(target=ended, daemon=True)
        waiting.start()
        watch = threading.Timer(LONGEST_SECONDS * (10 if arguments else 1), stop)
        watch.daemon = True
        watch.start()
        told = 0
        for line in process.stdout:
            out.write(line)
            out.flush()
            if line.startswith("ok "):
                part.passed += 1
                told = 0
            elif line.startswith("not ok "):
                part.failed += 1
                part.notes.append(line.strip()[:600])
                told = TOLD_LINES
            elif line.startswith("skipped "):
                part.skipped += 1
                part.notes.append(line.strip()[:300])
            elif line.startswith("measured "):
                part.notes.append(line.strip()[:300])
            elif told:
                part.notes.append("  " + line.rstrip()[:400])
                told -= 1
        code = process.wait()
        watch.cancel()
        waiting.join()
    if code not in (0, 1) or code and not part.failed or not part.passed + part.failed:
        part.failed += 1
        part.notes.append(f"{name} ended with {code}:")
        part.notes += log.read_text(errors="replace").splitlines()[-TOLD_LINES // 2:]
    if part.failed:
        part.notes.append(f"whole log: {log}")


def show(part):
    counts = f"{part.passed} passed" + (f", {part.failed} failed" if part.failed else "") + \
        (f", {part.skipped} skipped" if part.skipped else "")
    print(f"  {part.name:<20} {part.result():<7} {part.seconds:7.1f} s  {counts}", flush=True)
    for note in part.notes if part.failed or part.skipped else \
            [n for n in part.notes if n.startswith("measured")]:
        print(f"      {note}", flush=True)


def timed(name, function, *arguments):
    part = Part(name)
    start = time.time()
    function(part, *arguments)
    part.seconds = time.time() - start
    show(part)
    return part


def fuzz():
    """Every test that scales with rialto.fuzz.runs, at half a million inputs."""
    classes = set()
    for path in glob.glob(str(ROOT / "**/src/test/java/**/*.java"), recursive=True):
        text = pathlib.Path(path).read_text()
        if "rialto.fuzz.runs" in text or "@FuzzTest" in text or "FuzzRuns" in text:
            classes.add(pathlib.Path(path).stem)
    names = ",".join(sorted(classes))
    print(f"  {len(classes)} classes: {names}", flush=True)
    return unit(MODULES, ["-Drialto.fuzz.runs=500000", "-DexcludedGroups=", f"-Dtest={names}"])


def long_tests():
    """The tests that plain runs leave out: a thousand rounds, a hundred thousand messages."""
    classes = {pathlib.Path(path).stem
               for path in glob.glob(str(ROOT / "**/src/test/java/**/*.java"), recursive=True)
               if '@Tag("long")' in pathlib.Path(path).read_text()}
    names = ",".join(sorted(classes))
    print(f"  {len(classes)} classes: {names}", flush=True)
    return unit(MODULES, ["-DexcludedGroups=", "-Dgroups=long", f"-Dtest={names}"])


def main():
    names = ["tools", "build", "format", *MODULES, "rooms", *CHECKS]
    parser = argparse.ArgumentParser(
        prog="./verify", description="Build Rialto and prove it. Without a name: everything"
        " but the long parts. Parts: " + ", ".join(names) + "; long ones: fuzz (half a million"
        " inputs for every parser, a million calls of operations), long (tests of a thousand"
        " rounds and of large mailboxes), crash (50 kills on each engine, convergence too).")
    parser.add_argument("name", nargs="*", help="only these parts")
    arguments = parser.parse_args()
    wanted = [name.removeprefix("protocols/") for name in arguments.name]
    known = {name.removeprefix("protocols/") for name in names} | {"fuzz", "long", "unit"}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        parser.error(f"no part {', '.join(unknown)}")

    BUILD.mkdir(parents=True, exist_ok=True)
    start = time.time()
    everything = not wanted
    parts = []

    def include(name):
        return everything or name.removeprefix("protocols/") in wanted

    checks = [name for name in CHECKS
              if (include(name) or name in KILLING and "crash" in wanted) and (ROOT / "acceptance/checks" / f"{name}.py").exists()]
    if everything or checks:
        parts.append(timed("tools", tools))
        parts.append(timed("build", build))
    if parts and any(part.failed for part in parts):
        finish(parts, start)
    if include("format") and jdk25():
        parts.append(timed("format", formatting))
    if include("rooms"):
        since = time.time() - 1
        part = Part("rooms")
        maven(part, "rooms", "-pl", "acceptance", "-am", "test", "-Dtest=RoomsTest",
              "-Dsurefire.failIfNoSpecifiedTests=false")
        surefire(part, "acceptance", since)
        show(part)
        parts.append(part)
    modules = [module for module in MODULES if include(module) or "unit" in wanted]
    if modules:
        for part in unit(modules):
            show(part)
            parts.append(part)
    if "fuzz" in wanted:
        for part in fuzz():
            show(part)
            parts.append(part)
    if "long" in wanted:
        for part in long_tests():
            show(part)
            parts.append(part)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        begun = {}
        for name in checks:
            other = BESIDE.get(name)
            if other in checks:
                begun[other] = pool.submit(timed, other, check, other)
            extra = ("50",) if name in KILLING and "crash" in wanted else ()
            parts.append(begun[name].result() if name in begun
                         else timed(name, check, name, extra))
    finish(parts, start)


def finish(parts, start):
    print()
    print(f"{'part':<22}{'result':<9}{'time':>8}   passed  failed  skipped")
    for part in parts:
        print(f"{part.name:<22}{part.result():<9}{part.seconds:7.1f}s  {part.passed:7d} "
              f"{part.failed:7d} {part.skipped:8d}")
    passed, failed = sum(p.passed for p in parts), sum(p.failed for p in parts)
    empty = sum(1 for p in parts if not p.passed and not p.failed)
    print(f"\nwhole time {time.time() - start:.0f} s")
    print(f"{passed} passed, {failed + empty} failed")
    sys.exit(1 if failed + empty or not passed else 0)


if __name__ == "__main__":
    main()
