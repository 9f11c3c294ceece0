"""Stands behind the program that keeps a tool. Linux gives orphans to the next subreaper above them,
whatever they have done to their session and environment: so when the keeper is killed, all that it
leaves comes to its guard and ends there, and when the guard is killed, the keeper ends the same way.
"""

import ctypes
import os
import signal
import sys
import time

import processes

LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None, use_errno=True) if LINUX else None
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def stand_behind():
    """Returns in a child of this process, which ends with it."""
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)
    guard = os.getpid()
    keeper = os.fork()
    if keeper:
        watch(keeper)
    signal.signal(signal.SIGUSR1, lambda *_: end_all_below() or os._exit(1))
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGUSR1)
    if os.getppid() != guard:
        os._exit(1)
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)


def watch(keeper):
    """Ends with the keeper's exit code, once nothing is left of it."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, _: processes.send(number, {keeper}))
    _, status = os.waitpid(keeper, 0)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    end_all_below()
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


def end_all_below():
    while True:
        processes.send(signal.SIGKILL, processes.descendants(os.getpid()))
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.01)
