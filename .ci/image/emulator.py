"""Runs a function as Lambda does: its own command under the Runtime Interface Emulator, on a local port."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.request

import samcli

EMULATOR = pathlib.Path(samcli.__file__).parent / "local/rapid/aws-lambda-rie-x86_64"
PATIENCE = 120  # seconds


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Function:
    """A process that starts at once and ends with the block; Lambda's init happens at the first event."""

    def __init__(self, start, variables, log):
        """`start(emulator, variables)` returns the command line that runs the emulator with these arguments and variables."""
        self.port, runtime = free_ports(2)
        emulator = [f"--runtime-interface-emulator-address=127.0.0.1:{self.port}", f"--runtime-api-address=127.0.0.1:{runtime}"]
        self.log = log
        with open(log, "wb") as out:
            self.process = subprocess.Popen(start(emulator, variables), stdout=out, stderr=out, start_new_session=True)
        until = time.monotonic() + PATIENCE
        while not self.listens():
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"the emulator did not start:\n{self.output()}")
            time.sleep(0.01)

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def invoke(self, event):
        """Returns the response and the seconds until it arrived."""
        url = f"http://127.0.0.1:{self.port}/2015-03-31/functions/function/invocations"
        began = time.perf_counter()
        with urllib.request.urlopen(url, json.dumps(event).encode(), PATIENCE) as response:
            answer = json.loads(response.read())
        seconds = time.perf_counter() - began
        if isinstance(answer, dict) and "errorType" in answer and answer.get("errorMessage") != "Unauthorized":
            raise SystemExit(f"the function failed: {answer}\n{self.output()}")
        return answer, seconds

    def output(self):
        return pathlib.Path(self.log).read_text(errors="replace")

    def lines(self):
        """Returns the log lines in our own format."""
        return [json.loads(line) for line in self.output().splitlines() if line.startswith('{"timestamp"')]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
