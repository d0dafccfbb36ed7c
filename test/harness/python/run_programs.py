"""Runs each program of a JSON file in a process of its own and writes down which of them fail, and how."""

import gc
import json
import multiprocessing
import os
import signal
import socket
import socketserver
import sys
import tempfile
import threading
import traceback
import types
import warnings
from pathlib import Path

LIMIT = 20  # seconds, for what hangs


def main(source: str, target: str) -> None:
    # Nothing may reach the network, so the stand-ins come first; trio itself is better where it is installed.
    stand_ins = Path(__file__).parent / "stand_ins"
    sys.path.insert(0, str(stand_ins))
    sys.path.append(str(stand_ins / "fallback"))
    multiprocessing.set_start_method("fork")
    failures = {}
    echo = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=echo.serve_forever, daemon=True).start()
    for program in json.loads(Path(source).read_text(encoding="utf-8")):
        port = echo.server_address[1] if program.get("asksServer") else free_port()
        failure = run_apart(program["text"].replace("8080", str(port)))
        if failure:
            failures[program["name"]] = failure
    Path(target).write_text(json.dumps(failures), encoding="utf-8")


class Echo(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(self.rfile.readline())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_apart(text: str) -> str:
    report = Path(tempfile.mkdtemp(dir=os.getcwd())) / "report.txt"
    child = os.fork()
    if child == 0:
        os.setsid()
        report.write_text(run_here(text), encoding="utf-8")
        os._exit(0)
    os.waitpid(child, 0)
    try:
        # Worker processes that a program leaves behind.
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return report.read_text(encoding="utf-8") if report.exists() else "ended without a report"


def run_here(text: str) -> str:
    complaints: list[str] = []
    warnings.simplefilter("always")
    warnings.showwarning = lambda message, *rest: complaints.append(f"warning: {message}")
    sys.unraisablehook = lambda event: complaints.append(f"lost: {event.exc_value!r}")
    sys.stdin = open(os.devnull)
    sys.stdout = sys.stderr = open(os.devnull, "w")
    os.chdir(tempfile.mkdtemp(dir=os.getcwd()))
    Path("notes.txt").write_text("hello", encoding="utf-8")
    signal.signal(signal.SIGALRM, interrupt)
    signal.alarm(LIMIT)
    # Worker processes look for functions in the module that holds them.
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    try:
        exec(compile(text, "program.py", "exec"), module.__dict__)
    except BaseException:
        complaints.append(traceback.format_exc())
    gc.collect()
    signal.alarm(0)
    return "\n".join(complaints)


def interrupt(*_: object) -> None:
    raise TimeoutError(f"still running after {LIMIT} seconds")


if __name__ == "__main__":
    main(*sys.argv[1:])
