"""Runs one tool from its start to its end, whoever else lives or dies.

    cd FOLDER; python3 run.py

FOLDER holds the order (run.json). What this program leaves there is the whole truth about the run.
It never names the folder, so that it stays with its own even when that is moved away:

    lock          held by this program, or by its guard: for as long as anything of the run lives
    started.json  pid, start instant and port, written once the tool's process exists
    alive         touched every second: the last proof of life
    ended.json    end instant, exit code and cause, written once nothing of the tool is left
    tool.log      what the tool printed

The tool ends when stop.json appears (a SIGTERM makes us look at once), when its run limit is over
or the instant in limit.json, which takes its place, has come, when it exits, or when this program is killed. All its processes end with it, politely first.
"""

import ctypes
import datetime
import fcntl
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time

import guard
import processes

LINUX = sys.platform == "linux"
HEARTBEAT = 1.0  # seconds between two proofs of life
LOCK_PATIENCE = 1.0  # whoever only looks at the lock holds it for an instant
LOG_LIMIT = 16 * 1024 * 1024
LOG_KEPT = 256 * 1024
ALREADY_RUN = 75

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None


def now():
    """Seconds that also pass while the computer sleeps and that no clock correction moves."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if LINUX else time.time()


def instant():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")[:-6] + "Z"


class Run:
    def __init__(self):
        with open("run.json", encoding="utf-8") as file:
            self.order = json.load(file)
        self.tool = None  # its process id
        self.exit_code = None  # None while the tool lives
        self.deadline = 0.0  # on the clock of now()
        self.limit = None  # as it was last read
        self.last_heartbeat = 0.0
        self.terminated = False
        self.wakeup = self.listen_to_signals()

    # --- the run -----------------------------------------------------------------------------

    def run(self):
        reserved, ports = reserve_ports(self.order)
        log = os.open("tool.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        started_at = instant()
        self.deadline = now() + self.order["runLimitMillis"] / 1000
        try:
            self.tool = spawn(self.order, ports, log)
        except OSError as error:
            os.write(log, f"{error}\n".encode())
            self.exit_code = 127
        try:
            self.write("started.json", startedAt=started_at, pid=os.getpid(), boot=boot(), **ports)
            self.log("machineStarted", at=started_at)
            cause = self.watch()
        finally:
            self.end_all()
        ended_at = max(instant(), started_at)
        self.log("machineStopped", at=ended_at, cause=cause, estimated=False)
        self.write(
            "ended.json", stoppedAt=ended_at, cause=cause, exitCode=self.exit_code, estimated=False
        )

    def watch(self):
        """Waits for the reason to end."""
        while True:
            self.reap()
            if self.exit_code is not None:
                return "EXITED"
            if os.path.exists("stop.json"):
                with open("stop.json", encoding="utf-8") as file:
                    return json.load(file)["cause"]
            if self.terminated or not os.path.exists("run.json"):
                return "LOST"  # the computer goes down, or our folder was taken away
            self.read_limit()
            if now() >= self.deadline:
                return "RUN_LIMIT"
            self.sleep(min(HEARTBEAT, max(0.0, self.deadline - now())))

    def read_limit(self):
        try:
            with open("limit.json", encoding="utf-8") as file:
                limit = json.load(file)
        except OSError:
            return  # never moved
        if limit != self.limit:
            self.limit = limit
            self.deadline = now() + limit["untilMillis"] / 1000 - time.time()

    def end_all(self):
        """Ends the tool and everything it ever started: SIGTERM, and after the grace SIGKILL."""
        patience = now() + self.order["graceMillis"] / 1000
        processes.send(signal.SIGTERM, self.left())
        while left := self.left():
            if now() >= patience:
                processes.send(signal.SIGKILL, left)
            self.sleep(0.02)
        self.reap()

    def left(self):
        self.reap()
        left = processes.descendants(os.getpid())
        if not LINUX and self.tool and self.exit_code is None:
            left.add(self.tool)
        return left

    def reap(self):
        """Collects the tool and, as subreaper, all orphans of its tree."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self.tool:
                code = os.waitstatus_to_exitcode(status)
                self.exit_code = code if code >= 0 else 128 - code  # as a shell shows it

    # --- waiting -----------------------------------------------------------------------------

    def listen_to_signals(self):
        read, write = os.pipe()
        os.set_blocking(read, False)
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, self.on_signal)
        return read

    def on_signal(self, number, _frame):
        if number == signal.SIGTERM:
            self.terminated = True

    def sleep(self, seconds):
        if now() - self.last_heartbeat >= HEARTBEAT:
            self.prove_life()
        if select.select([self.wakeup], [], [], seconds)[0]:
            try:
                os.read(self.wakeup, 4096)
            except BlockingIOError:
                pass

    def prove_life(self):
        self.last_heartbeat = now()
        try:
            os.close(os.open("alive", os.O_WRONLY | os.O_CREAT, 0o600))
            os.utime("alive")
            shorten("tool.log")
        except OSError:
            pass  # a full disk must not end the tool

    # --- what is left behind -----------------------------------------------------------------

    def write(self, name, **facts):
        """All or nothing, also over a power loss."""
        temporary = name + ".tmp"
        with open(temporary, "w", encoding="utf-8") as file:
            json.dump(facts, file)
            file.flush()
            os.fsync(file.fileno())
        os.rename(temporary, name)

    def log(self, event, **facts):
        """One line in the provider's log, appended in one piece."""
        line = json.dumps({"event": event, **facts, **self.order["logged"]}) + "\n"
        log = os.open(self.order["providerLog"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(log, line.encode())
            os.fsync(log)
        finally:
            os.close(log)


def reserve_ports(order):
    """Free loopback ports for the tool, kept from everybody else: bound here without listening,
    which lets a server that sets SO_REUSEADDR bind them too, and nobody else."""
    reserved, ports = [], {}
    for name in ("port", "innerPort"):
        holder = socket.socket()
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        ports[name] = holder.getsockname()[1]
        if LINUX:
            reserved.append(holder)
        else:
            holder.close()
    return reserved, ports


def spawn(order, ports, log):
    def filled(text):
        for name, port in ports.items():
            text = text.replace("{" + name + "}", str(port))
        return text

    parent = os.getpid()

    def die_with_parent():
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    process = subprocess.Popen(
        [filled(word) for word in order["command"]],
        env={name: filled(value) for name, value in order["environment"].items()},
        cwd=order["home"],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        preexec_fn=die_with_parent if LINUX else None,
    )
    process.returncode = 0  # we do the waiting; keeps Popen from doing it again
    return process.pid


def shorten(log):
    if os.path.getsize(log) > LOG_LIMIT:
        with open(log, "r+b") as file:
            file.seek(-LOG_KEPT, os.SEEK_END)
            kept = file.read()
            file.truncate(0)
        with open(log, "ab") as file:
            file.write(kept)


def boot():
    """Which start of the computer this is."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""


def take_lock(path):
    """The lock of this run, or None where another wrapper has it."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    patience = now() + LOCK_PATIENCE
    while True:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except OSError:
            if now() >= patience:
                return None
            time.sleep(0.02)


def main():
    os.umask(0o077)
    try:
        os.setsid()
    except PermissionError:
        pass  # we lead a session already
    if take_lock("lock") is None:
        return ALREADY_RUN
    if os.path.exists("started.json"):
        return ALREADY_RUN
    if LINUX:
        guard.stand_behind()
    Run().run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
