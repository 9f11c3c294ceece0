#!/usr/bin/env python3
"""What others notice while one researcher launches in many workspaces at once.

`JAVA_HOME=... benchmarks/hot_pool.py [STARTS]`, with a JDK 25. The head, its database and HTTP are
real; the cloud is made up, so that machines and tools take nothing of this computer. What is said is
the p95 of another researcher's and of finance's requests, during over idle, within one run.
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    starts = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    command = ["mvn", "-q", "-pl", "orchestrator", "-am", "test", "-Dui.skip", "-Dtest=HotPoolBenchmark",
               "-Dsurefire.failIfNoSpecifiedTests=false", f"-Dstipend.starts={starts}"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    said = [line for line in run.stdout.splitlines() if "BENCHMARK" in line]
    print("\n".join(said) or run.stdout[-4000:])
    sys.exit(run.returncode)


if __name__ == "__main__":
    main()
