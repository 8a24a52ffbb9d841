# SPDX-License-Identifier: MIT
"""A program on a terminal, for tests: keys in; screen, bytes and times out.

The terminal is a pty with pyte as its eyes. What pyte does not know, the
modes a program must switch off again, is read from the bytes themselves.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pyte

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM = os.environ.get("TRAILTUI", os.path.join(ROOT, "trailtui"))
LIMIT = float(os.environ.get("TTY_TEST_SECONDS", "10"))
POLL = {"x86_64": 7, "i686": 168}.get(os.uname().machine)

# Private modes outlive a program: the other screen, mouse, pastes, cursor.
MODES = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
HIDDEN_CURSOR = b"25"


def modes_after(raw, before=()):
    """The private modes that are on after these bytes."""
    on = set(before)
    for numbers, what in MODES.findall(raw):
        for number in numbers.split(b";"):
            if what == b"h":
                on.add(number.decode())
            else:
                on.discard(number.decode())
    return on


class Screen(pyte.Screen):
    """With the scrolling that curses uses and pyte does not know."""

    def scroll_up(self, count=None):
        self._scroll(self.delete_lines, count)

    def scroll_down(self, count=None):
        self._scroll(self.insert_lines, count)

    def _scroll(self, move, count):
        x, y = self.cursor.x, self.cursor.y
        self.cursor.y = self.margins.top if self.margins else 0
        move(count)
        self.cursor.x, self.cursor.y = x, y


class Stream(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, S="scroll_up", T="scroll_down")
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down"}


def text_of(screen):
    return "\n".join(line.rstrip() for line in screen.display)


class Timeout(AssertionError):
    pass


class Terminal:
    """Runs `argv`; the program's terminal is ours, also as /dev/tty."""

    def __init__(self, argv, width=120, height=40, term="xterm-256color",
                 env=None, stdin=None, ignore=()):
        self.ignore = ignore
        self.master, self.slave = os.openpty()
        self.screen = Screen(width, height)
        self.stream = Stream(self.screen)
        self.raw = b""
        self.arrived = []  # (time, bytes in all)
        self.resize(width, height, tell=False)
        self.before = termios.tcgetattr(self.master)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            argv, stdin=self.slave if stdin is None else stdin,
            stdout=self.slave, stderr=self.slave, close_fds=True,
            preexec_fn=self._own_session, env=environment(term, env))

    def _own_session(self):
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        # Only what the test says is ignored, whatever its shell ignores.
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE,
                       signal.SIGHUP):
            ignored = number in self.ignore
            signal.signal(number,
                          signal.SIG_IGN if ignored else signal.SIG_DFL)

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.close()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for fd in (self.master, self.slave):
            if fd is not None:
                os.close(fd)
        self.master = self.slave = None

    # -- in

    def send(self, data):
        os.write(self.master, data.encode() if isinstance(data, str) else data)

    def resize(self, width, height, tell=True):
        size = struct.pack("HHHH", height, width, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)
        if tell:
            self.screen.resize(height, width)

    def signal(self, number):
        os.kill(self.process.pid, number)

    def hang_up(self):
        """The terminal goes away, as when a connection breaks."""
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = None

    # -- out

    def read(self, seconds):
        """Takes what comes within the time, at least one piece. True when
        something came."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        data = os.read(self.master, 65536)
        self.raw += data
        self.arrived.append((time.monotonic(), len(self.raw)))
        self.stream.feed(data)
        return True

    def settle(self, quiet=0.15, limit=LIMIT):
        """Reads until nothing came for `quiet` seconds."""
        end = time.monotonic() + limit
        while self.read(quiet):
            if time.monotonic() > end:
                raise Timeout("it never stops writing")
        return self

    def wait_for(self, what, limit=LIMIT):
        """Reads until the screen shows the text (or the predicate holds)."""
        holds = what if callable(what) else lambda: what in self.text()
        end = time.monotonic() + limit
        while not holds():
            left = end - time.monotonic()
            if left <= 0:
                raise Timeout("waited for %r, got:\n%s" % (what, self.text()))
            self.read(min(left, 0.1))
        return self

    def wait_exit(self, limit=LIMIT):
        """The exit status; below 0 the signal that ended it."""
        end = time.monotonic() + limit
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise Timeout("it does not end; the screen:\n" + self.text())
            if self.master is None or not self.read(0.02):
                time.sleep(0.01)
        while self.master is not None and self.read(0.05):
            pass
        return self.process.returncode

    def text(self):
        return text_of(self.screen)

    def line(self, y):
        return self.screen.display[y].rstrip()

    def modes(self):
        """Private modes that are on; `25` when the cursor is shown."""
        return modes_after(self.raw, {HIDDEN_CURSOR.decode()})

    def attributes(self):
        return termios.tcgetattr(self.master)

    def is_raw(self):
        return not self.attributes()[3] & termios.ICANON

    def measure(self, keys, quiet=0.15):
        """Sends keys: (ms to the first byte, bytes that came)."""
        before = len(self.raw)
        count = len(self.arrived)
        start = time.monotonic()
        self.send(keys)
        self.settle(quiet)
        came = self.arrived[count:]
        first = (came[0][0] - start) * 1000 if came else None
        return first, len(self.raw) - before

    def press(self, data, least=float("inf"), limit=60):
        """Sends keys and reads until the program took them and sleeps until
        the next, or for `least` seconds if nothing comes; or has ended."""
        before = self.sleeps()
        self.send(data)
        end = time.monotonic() + limit
        while self.process.poll() is None and self.sleeps() == before:
            self.read(0.004)
            if time.monotonic() > end:
                raise Timeout("it takes no key:\n" + self.text())
        return self.rest(least, limit)

    def rest(self, least=float("inf"), limit=60):
        """Reads until the program sleeps at least so many seconds unless
        something comes. Asked twice: a key may still be under way."""
        end = time.monotonic() + limit
        while self.process.poll() is None and (
                self.asleep() < least or self.read(0.004) or
                self.asleep() < least):
            self.read(0.004)
            if time.monotonic() > end:
                raise Timeout("it never rests:\n" + self.text())
        while self.read(0):
            pass
        return self

    def sleeps(self):
        """How often the program has gone to sleep."""
        with open("/proc/%d/status" % self.process.pid) as status:
            return re.search(r"\nvoluntary\S*\s(\d+)", status.read())[1]

    def asleep(self):
        """For how many seconds the program sleeps at most, unless a key
        comes. The kernel tells what it asked for: waiting for a time would
        be wrong on a slow machine and slow on a fast one."""
        kept = fcntl.ioctl(self.slave, termios.FIONREAD, bytes(4))
        with open("/proc/%d/syscall" % self.process.pid) as call:
            words = call.read().split()
        if struct.unpack("i", kept)[0] or words[0] != str(POLL):
            return 0
        milliseconds = int(words[3], 16) & 0xffffffff
        return float("inf") if milliseconds >> 31 else milliseconds / 1000

    def cpu(self):
        """Seconds of processor time the program took so far."""
        with open("/proc/%d/stat" % self.process.pid) as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def environment(term, more):
    """A plain one, so that the tester's own does not decide."""
    env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"),
           "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8"}
    if term is not None:
        env["TERM"] = term
    for name, value in (more or {}).items():
        if value is None:
            env.pop(name, None)
        else:
            env[name] = value
    return env


def main():
    """ptyterm.py KEYS ARG...: runs the program, sends the keys one by one,
    prints what each cost and the screen at the end."""
    keys = sys.argv[1]
    with Terminal([PROGRAM] + sys.argv[2:]) as terminal:
        terminal.read(LIMIT)
        first = (terminal.arrived[0][0] - terminal.started) * 1000
        terminal.settle(0.3)
        print("first paint %.1f ms, %d bytes" % (first, len(terminal.raw)))
        for key in keys:
            ms, cost = terminal.measure(key)
            print("%r: %s ms, %d bytes" % (key, "%.1f" % ms if ms else "-",
                                           cost))
        print(terminal.text())


if __name__ == "__main__":
    main()
