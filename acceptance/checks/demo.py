"""`rialto demo` as a newcomer sees it."""

import os
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import PASSWORD, ROOT, check, expect, free_offset, measured, program, \
    run  # noqa: E402

offset = free_offset()
state = {}


def listen_to_interrupts():
    """A shell starts what it puts into the background deaf to Ctrl-C, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@check("demo prints its endpoints, commands to paste, and Ready")
def ready():
    start = time.time()
    process = subprocess.Popen([ROOT / "rialto", "demo", "--port-offset", str(offset)],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               preexec_fn=listen_to_interrupts)
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if line.strip() == "Ready":
            break
    measured(f"start to Ready: {time.time() - start:.2f} s")
    expect(lines[-1].strip() == "Ready", "\n".join(lines))
    state.update(process=process, lines=lines)
    text = "\n".join(lines)
    for port in (2525, 2587, 2465, 2143, 2993, 2110, 2995, 2081, 5060, 5061):
        expect(f":{port + offset}" in text, f"port {port + offset} is not in:\n{text}")
    state["home"] = re.search(r"/\S*rialto-demo\S*", text).group(0).rstrip(".,:")


@check("the printed commands work as they are")
def paste():
    commands = [line.strip() for line in state["lines"]
                if line.strip().startswith(("swaks ", "curl ", "RIALTO_HOME", "./rialto"))]
    expect(len(commands) >= 3, f"{commands}")
    for command in commands:
        program("sh", "-c", f"cd '{ROOT}' && {command}", timeout=200)


@check("sample users have mail")
def mail():
    out = program("curl", "-sSk", "--user", f"alice:{PASSWORD}",
                  f"imaps://localhost:{2993 + offset}/INBOX?ALL")
    expect(re.search(r"\* SEARCH \d", out), out)


@check("the running demo can be administered")
def administer():
    out = program(ROOT / "rialto", "status", "--home", state["home"])
    expect("running" in out and "imaps" in out, out)


@check("Ctrl-C ends it and removes the home")
def end():
    state["process"].send_signal(signal.SIGINT)
    expect(state["process"].wait(120) == 0, "exit code")
    expect(not os.path.exists(state["home"]), f"{state['home']} is still there")


run()
