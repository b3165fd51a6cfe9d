"""A cable between two machines that delays, loses and limits what passes: two TAP devices and a queue between.

    wire.py TAP_A TAP_B        creates the devices here, says "ready", and passes frames between them

The devices may be moved to other network namespaces afterwards: an open TAP device goes on working. Lines on
standard input set a direction, "ab", "ba" or "both", replacing what it was; what a line does not name is 0:

    both delay=75 jitter=5 loss=5
    ab rate=250 queue=300

delay, jitter: ms, one way; jitter adds up to three times its value, exponentially distributed, and never reorders.
loss: percent, each frame by itself. rate: kbit/s, with a queue of so many ms (default 300) that drops at its tail.
Ends with its input, or with one of the devices.
"""
import errno
import fcntl
import heapq
import os
import random
import resource
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TAP_NO_PI = 0x0002 | 0x1000
BATCH = 64
MAX_QUEUED = 20_000


class Direction:
    def __init__(self):
        self.set({})

    def set(self, values):
        self.delay_s = values.get("delay", 0) / 1000
        self.jitter_s = values.get("jitter", 0) / 1000
        self.loss = values.get("loss", 0) / 100
        self.rate_bytes = values.get("rate", 0) * 125
        self.queue_s = values.get("queue", 300) / 1000
        self.busy_until = 0.0
        self.last_due = 0.0

    def due(self, size, now):
        """When a frame that comes in now goes out again; None when it is lost."""
        if self.loss and random.random() < self.loss:
            return None
        due = now
        if self.rate_bytes:
            start = max(now, self.busy_until)
            if start - now > self.queue_s:
                return None
            due = self.busy_until = start + size / self.rate_bytes
        due += self.delay_s
        if self.jitter_s:
            due += min(random.expovariate(1 / self.jitter_s), 3 * self.jitter_s)
        self.last_due = max(due, self.last_due)
        return self.last_due


def open_tap(name):
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP_NO_PI))
    return tap


def configure(line, directions):
    name, *settings = line.split()
    values = {key: float(value) for key, value in (setting.split("=") for setting in settings)}
    for direction in {"ab": directions[:1], "ba": directions[1:], "both": directions}[name]:
        direction.set(values)


def run_in_time():
    """Ahead of everything else on a busy machine, or frames would be late by whole scheduler slices.

    Whoever runs so and never waits takes a processor for itself: the kernel ends us after two seconds of that.
    """
    try:
        resource.setrlimit(resource.RLIMIT_RTTIME, (2_000_000, 2_000_000))
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
    except (AttributeError, OSError, ValueError):
        print("wire.py: no real-time priority, delays will be inexact", file=sys.stderr)


def main():
    taps = [open_tap(name) for name in sys.argv[1:3]]
    directions = [Direction(), Direction()]
    queue, count, rest = [], 0, b""
    run_in_time()
    print("ready", flush=True)
    while True:
        now = time.monotonic()
        while queue and queue[0][0] <= now:
            _, _, target, frame = heapq.heappop(queue)
            try:
                os.write(target, frame)
            except OSError:
                pass  # The device is down, or its machine is gone: nobody would hear of it on a real cable either.
        wait_s = max(0.0, queue[0][0] - time.monotonic()) if queue else None
        # select, because epoll rounds its timeout up to whole milliseconds.
        readable, _, _ = select.select([*taps, 0], [], [], wait_s)
        if 0 in readable:
            text = os.read(0, 4096)
            if not text:
                return
            *lines, rest = (rest + text).split(b"\n")
            for line in lines:
                configure(line.decode(), directions)
        for index, tap in enumerate(taps):
            if tap not in readable:
                continue
            for _ in range(BATCH):
                try:
                    frame = os.read(tap, 65536)
                except OSError as error:
                    if error.errno == errno.EBADFD:
                        return  # The device is gone with its machine; it would count as readable for ever.
                    break
                due = directions[index].due(len(frame), time.monotonic())
                if due is not None and len(queue) < MAX_QUEUED:
                    count += 1
                    heapq.heappush(queue, (due, count, taps[1 - index], frame))


main()
