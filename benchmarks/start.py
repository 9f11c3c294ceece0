#!/usr/bin/env python3
"""How long `./stipend up` takes until it prints its address, once built, against a plain `java -jar` of the same.

Runs alternate, so that both see the same machine; what is said is the ratio of the medians, and the
seconds beside it: `JAVA_HOME=... benchmarks/start.py [RUNS]`, with a JDK 25.
"""

import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PORT = 18480


def up(data):
    return [ROOT / "stipend", "up", "--yes", "--port", str(PORT), "--data", data]


def plain(data):
    jar = max(ROOT.glob(".stipend/app/*/stipend.jar"), key=lambda path: path.stat().st_mtime)
    return [pathlib.Path(os.environ["JAVA_HOME"], "bin", "java"), "-jar", jar,
            f"--stipend.embedded.port={PORT}", f"--stipend.embedded.data={data}",
            f"--stipend.embedded.tools={ROOT / '.stipend/tools'}"]


def seconds_to_ready(command):
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout:
            if line.strip().startswith("Open"):
                taken = time.monotonic() - began
                process.send_signal(signal.SIGINT)
                process.stdout.read()
                return taken
    sys.exit(f"It did not start: {' '.join(map(str, command))}")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    data = tempfile.mkdtemp(prefix="stipend-start-")
    try:
        seconds_to_ready(up(data))  # builds, and makes the database
        ours, plains = [], []
        for _ in range(runs):
            ours.append(seconds_to_ready(up(data)))
            plains.append(seconds_to_ready(plain(data)))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    fast, slow = statistics.median(ours), statistics.median(plains)
    print(f"up {fast:.1f} s ({min(ours):.1f} to {max(ours):.1f}), plain {slow:.1f} s "
          f"({min(plains):.1f} to {max(plains):.1f}), ratio {fast / slow:.2f}, {runs} runs each")


if __name__ == "__main__":
    main()
