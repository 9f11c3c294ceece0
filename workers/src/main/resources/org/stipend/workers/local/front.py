"""Demands a secret in front of a program that knows none.

    STIPEND_SECRET=... python3 front.py PORT INNER_PORT PROGRAM [ARGUMENT...]

Runs PROGRAM, which listens on INNER_PORT, and relays PORT to it. A request that does not carry the
secret in the header X-Stipend-Secret is answered 403. Each connection serves one request, so that
every request is asked; one that turns into a WebSocket keeps its connection. Exits with the
program's exit code.
"""

import asyncio
import ctypes
import hmac
import os
import signal
import sys

HEAD_LIMIT = 64 * 1024
HEAD_PATIENCE = 30  # seconds
CHUNK = 64 * 1024
PR_SET_PDEATHSIG = 1

REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NOT_YET = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def headers(head):
    for line in head.rstrip(b"\r\n").split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        yield name.strip().lower(), value.strip()


def knows(head, secret):
    return any(
        name == b"x-stipend-secret" and hmac.compare_digest(value, secret)
        for name, value in headers(head)
    )


def forwarded(head):
    """The request without its secret, and as the only one of its connection."""
    upgrades = any(name == b"upgrade" and value.lower() == b"websocket" for name, value in headers(head))
    dropped = {b"x-stipend-secret"} if upgrades else {b"x-stipend-secret", b"connection", b"upgrade"}
    lines = [head.split(b"\r\n", 1)[0]]
    lines += [name + b": " + value for name, value in headers(head) if name not in dropped]
    if not upgrades:
        lines.append(b"connection: close")
    return b"\r\n".join(lines) + b"\r\n\r\n"


async def relay(reader, writer):
    try:
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except OSError:
        writer.close()


async def serve(reader, writer, inner_port, secret):
    try:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_PATIENCE)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            return
        if not knows(head, secret):
            writer.write(REFUSED)
            return
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", inner_port)
        except OSError:
            writer.write(NOT_YET)
            return
        inner_writer.write(forwarded(head))
        asking = asyncio.create_task(relay(reader, inner_writer))
        try:
            await relay(inner_reader, writer)  # its end is the end
        finally:
            asking.cancel()
            inner_writer.close()
    except OSError:
        pass
    finally:
        writer.close()


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


async def main(port, inner_port, program):
    secret = os.environ.pop("STIPEND_SECRET").encode()
    process = await asyncio.create_subprocess_exec(
        *program, preexec_fn=die_with_parent if sys.platform == "linux" else None
    )
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, lambda: None)  # the program decides when it is over
    server = await asyncio.start_server(
        lambda reader, writer: serve(reader, writer, inner_port, secret),
        "127.0.0.1", port, limit=HEAD_LIMIT, reuse_address=True,
    )
    async with server:
        return await process.wait()


if __name__ == "__main__":
    code = asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
    sys.exit(code if code >= 0 else 128 - code)
