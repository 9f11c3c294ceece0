"""The processes of this computer: who came of whom, and signals to many at once."""

import os
import subprocess
import sys

LINUX = sys.platform == "linux"


def descendants(root):
    """Living processes below root. Orphans come to us as their subreaper, so none is missed."""
    children = {}
    for pid, parent in all_with_parents():
        children.setdefault(parent, []).append(pid)
    found, todo = set(), [root]
    while todo:
        for pid in children.get(todo.pop(), []):
            if pid not in found:
                found.add(pid)
                todo.append(pid)
    return {pid for pid in found if not is_zombie(pid)}


def all_with_parents():
    if not LINUX:
        listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True)
        return [tuple(map(int, line.split())) for line in listing.stdout.splitlines()]
    return [(int(pid), int(stat[1])) for pid in os.listdir("/proc") if (stat := stat_of(pid))]


def stat_of(pid):
    """State and parent of a process, or None."""
    if not str(pid).isdigit():
        return None
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b") ")[2].split()
    except OSError:
        return None


def is_zombie(pid):
    if not LINUX:
        return False
    stat = stat_of(pid)
    return stat is None or stat[0] == b"Z"


def send(number, pids):
    for pid in pids:
        try:
            os.kill(pid, number)
        except OSError:
            pass
