#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the world may do to the program: broken bytes, hostile names, closed
descriptors, no memory, no rights. It answers, says what is missing, and
never sends a raw control character to a terminal."""
import csv
import gzip
import io
import json
import os
import pty
import random
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

sys.path.insert(0, "tests/tools")
sys.path.insert(0, "tests/cli")
from test_command_line import Folder, event  # noqa: E402
from trail import PROGRAM, Run, play  # noqa: E402

RAW = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae")
EVIL = b"evil\x1b]0;owned\x07\n\xe2\x80\xae\xc2\x9b2J\xff\xfe.json"
ENV = {**os.environ, "LC_ALL": "C.UTF-8"}


def run(*words, **more):
    return subprocess.run([PROGRAM, *words], capture_output=True,
                          stdin=more.pop("stdin", subprocess.DEVNULL),
                          env=ENV, timeout=60, check=False, **more)


class Bytes(Folder):
    def test_flipped_bits_cost_records_and_never_the_program(self):
        chance = random.Random(7)
        good = json.dumps({"Records": [event(n) for n in range(60)]}).encode()
        packed = gzip.compress(good, mtime=0)
        for n in range(40):
            for name, whole in (("a.json", good), ("a.gz", packed)):
                data = bytearray(whole)
                for _ in range(chance.randrange(1, 30)):
                    data[chance.randrange(len(data))] ^= \
                        1 << chance.randrange(8)
                self.put(f"{n}{name}", bytes(data))
                self.put(f"cut{n}{name}",
                         whole[:chance.randrange(len(whole))])
        self.put("noise", chance.randbytes(300000))
        self.put("noise.gz", b"\x1f\x8b\x08" + chance.randbytes(300000))
        done = run("sources", "--format", "json", self.path)
        self.assertEqual(done.returncode, 0)
        rows = json.loads(done.stdout)
        self.assertEqual(len(rows), 162)
        for row in rows:
            self.assertTrue(row["format"] or row["trouble"], row)

    def test_what_grows_too_much_is_not_read_on_and_says_so(self):
        packer = zlib.compressobj(1, wbits=31)
        spaces = b" " * (1 << 20)
        bomb = b"".join(packer.compress(spaces) for _ in range(300))
        self.put("bomb.gz", bomb + packer.flush())
        self.put("deep.json", b"[" * 2000000)
        self.put("deeper.json", b'{"a":' * 1000000)
        self.put("long.json", json.dumps(
            event(1, requestParameters={"x": "y" * 20000000})).encode())
        done = run("sources", "--format", "json", self.path)
        said = {os.path.basename(row["file"]): row["trouble"]
                for row in json.loads(done.stdout)}
        self.assertIn("times as many", said["bomb.gz"])
        self.assertIn("nested too deep", said["deep.json"])
        self.assertIn("nested too deep", said["deeper.json"])
        self.assertIn("which is the most", said["long.json"])

    def test_endless_and_odd_files_come_to_an_end(self):
        self.put("a.json", [event(1)])
        os.mkfifo(os.path.join(self.path, "fifo"))
        os.symlink(".", os.path.join(self.path, "loop"))
        os.symlink("self", os.path.join(self.path, "self"))
        done = run("count", self.path, "/dev/zero", "/dev/null",
                   "/proc/self/maps")
        self.assertEqual(done.stdout, b"1\n")
        self.assertIn(b"fifo: a named pipe", done.stderr)

    def test_strict_minds_damage_and_not_other_files(self):
        self.put("a.json", [event(1)])
        self.put("README", b"how to read this\n")
        done = run("count", "--strict", self.path)
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"1 of 2 files set aside", done.stderr)
        self.put("b.json", b'{"Records":[{"eventVersion":')
        done = run("count", "--strict", self.path)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"1 of 3 files damaged", done.stderr)


class Names(Folder):
    def test_no_name_reaches_a_terminal_raw(self):
        inside = os.path.join(self.path.encode(), EVIL)
        with open(inside, "wb") as file:
            file.write(b"no JSON at all")
        for words in (["count", self.path], ["count", inside + b"x"],
                      [b"--" + EVIL], ["--format", EVIL],
                      ["--tz", EVIL], ["count", "-f", EVIL + b")", self.path],
                      ["top", EVIL, self.path], ["script", EVIL, self.path],
                      ["events", "--fields", EVIL, self.path],
                      ["count", "--from", EVIL, self.path],
                      ["demo", "--write", inside],
                      ["sources", self.path],
                      ["sources", "--format", "md", self.path],
                      ["sources", "--format", "json", self.path]):
            with self.subTest(words=words):
                done = run(*words)
                self.assertFalse(RAW.search(done.stderr), done.stderr)
                self.assertFalse(RAW.search(done.stdout), done.stdout)
                self.assertNotIn(b"\xff", done.stderr)

    def test_a_path_may_begin_with_a_dash(self):
        self.put("-x.json", [event(1)])
        program = os.path.abspath(PROGRAM)
        for words in (["--", "-x.json"], ["./-x.json"]):
            done = subprocess.run([program, "count", *words], cwd=self.path,
                                  capture_output=True, check=False)
            self.assertEqual(done.stdout, b"1\n")


class Rights(Folder):
    @unittest.skipIf(os.getuid(), "only root can become nobody")
    def test_what_may_not_be_read_is_told_and_the_rest_is_read(self):
        os.chmod(self.path, 0o755)
        self.put("a.json", [event(1)])
        os.chmod(self.put("b.json", [event(2)]), 0)
        os.mkdir(os.path.join(self.path, "locked"), 0o700)
        with tempfile.NamedTemporaryFile() as copy:
            with open(PROGRAM, "rb") as file:
                copy.write(file.read())
            copy.flush()
            os.chmod(copy.name, 0o755)
            os.link(copy.name, copy.name + "x")
        try:
            done = subprocess.run([copy.name + "x", "count", self.path],
                                  user=65534, group=65534, extra_groups=[],
                                  capture_output=True, check=False)
        finally:
            os.unlink(copy.name + "x")
        self.assertEqual(done.stdout, b"1\n")
        self.assertIn(b"2 of 3 files damaged, unreadable", done.stderr)
        self.assertIn(b"Permission denied", done.stderr)

    def test_the_demo_says_where_it_may_not_write(self):
        done = run("demo", "--write", "/proc/none")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"/proc/none", done.stderr)
        self.assertEqual(run("demo", "--write", "").returncode, 2)


class Descriptors(Folder):
    def setUp(self):
        super().setUp()
        self.put("a.json", [event(n % 60, eventID=f"id-{n}")
                            for n in range(3000)])

    def test_a_reader_that_leaves_ends_it_quietly(self):
        for ignored in (signal.SIG_DFL, signal.SIG_IGN):
            with self.subTest(ignored=ignored):
                child = subprocess.Popen(
                    [PROGRAM, "events", "--format", "ndjson", self.path],
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    restore_signals=False,
                    preexec_fn=lambda: signal.signal(signal.SIGPIPE, ignored))
                child.stdout.read(100)
                child.stdout.close()
                told = child.stderr.read()
                child.stderr.close()
                self.assertIn(child.wait(), (-signal.SIGPIPE, 2))
                self.assertEqual(told, b"")

    def shell(self, words):
        return subprocess.run(
            ["sh", "-c", f'"$1" {words}', "sh", PROGRAM], cwd=".", env=ENV,
            stdin=subprocess.PIPE, capture_output=True, check=False)

    def test_closed_descriptors_are_not_given_to_files(self):
        path = self.path
        self.assertEqual(self.shell(f"count {path} <&-").stdout, b"3000\n")
        done = self.shell(f"count {path} >&-")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write", done.stderr)
        self.assertEqual(self.shell(f"count {path} 2>&-").stdout, b"3000\n")
        self.assertIn(b"Bad file descriptor",
                      self.shell("count - <&-").stderr)

    def test_a_wrong_question_is_told_before_anything_is_read(self):
        reader, writer = os.pipe()
        for words in (["count", "-f", "user=", "-"],
                      ["count", "--from", "soon", "-"],
                      ["top", "", "-"],
                      ["events", "--fields", "time,,user", "-"],
                      ["events", "--fields", "time,time", "-"]):
            with self.subTest(words=words):
                self.assertEqual(run(*words, stdin=reader).returncode, 2)
        os.close(reader)
        os.close(writer)

    def test_an_interrupt_ends_it_at_once(self):
        reader, writer = os.pipe()
        # whoever runs the tests in the background has it ignored
        child = subprocess.Popen(
            [PROGRAM, "count", "-"], stdin=reader,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        time.sleep(0.2)
        child.send_signal(signal.SIGINT)
        self.assertEqual(child.wait(5), -signal.SIGINT)
        os.close(reader)
        os.close(writer)

    def test_leaving_does_not_wait_for_a_pipe_that_never_ends(self):
        reader, writer = os.pipe()
        pid, screen = pty.fork()
        if pid == 0:
            os.dup2(reader, 0)
            os.environ["TERM"] = "xterm-256color"
            os.execv(PROGRAM, [PROGRAM, "-"])
        os.write(writer, json.dumps(event(1)).encode() + b"\n")
        seen, began = b"", time.monotonic()
        while b"alice" not in seen and time.monotonic() < began + 10:
            if select.select([screen], [], [], 0.1)[0]:
                seen += os.read(screen, 65536)
        self.assertIn(b"alice", seen)
        spent = sum(os.times()[2:4])
        time.sleep(0.5)
        os.write(screen, b"q")
        began = time.monotonic()
        while select.select([screen], [], [], 5)[0]:
            try:
                if not os.read(screen, 65536):
                    break
            except OSError:
                break
        _, status = os.waitpid(pid, 0)
        self.assertEqual(status, 0)
        self.assertLess(time.monotonic() - began, 2)
        # While nothing comes, nothing is done.
        self.assertLess(sum(os.times()[2:4]) - spent, 0.3)
        for fd in (reader, writer, screen):
            os.close(fd)


class Bounds(Folder):
    def limited(self, what, most, *words):
        return run(*words, preexec_fn=lambda: resource.setrlimit(
            what, (most, most)))

    def test_ten_descriptors_are_enough(self):
        for n in range(30):
            self.put(f"{n}.json", [event(n)])
        done = self.limited(resource.RLIMIT_NOFILE, 10, "count", self.path)
        self.assertEqual(done.stdout, b"30\n")

    def test_kept_and_missing_are_all_whatever_the_bound(self):
        self.put("a.json", [event(n % 60, eventID=f"id-{n}",
                                  requestParameters={"x": f"{n}" * 50})
                            for n in range(10000)])
        for bound in ("64K", "300K", "1M", "3M", "4M"):
            with self.subTest(bound=bound):
                done = run("count", "--max-memory", bound, self.path)
                said = re.search(rb"([\d,]+) events not loaded: ",
                                 done.stderr)
                missing = int(said[1].replace(b",", b"")) if said else 0
                self.assertEqual(int(done.stdout) + missing, 10000)

    @unittest.skipIf(b"libasan" in subprocess.run(
        ["ldd", PROGRAM], capture_output=True, check=False).stdout,
        "the sanitizer wants all addresses")
    def test_no_memory_ends_in_an_answer_or_a_message(self):
        self.put("a.json", [event(n % 60, eventID=f"id-{n}",
                                  requestParameters={"x": f"{n}" * 90})
                            for n in range(20000)])
        for megabytes in (12, 20, 30, 45, 60, 80):
            with self.subTest(megabytes=megabytes):
                done = self.limited(resource.RLIMIT_AS, megabytes << 20,
                                    "count", "--jobs", "2", self.path)
                self.assertIn(done.returncode, (0, 1, 2, 127))
                self.assertTrue(done.stdout == b"20000\n" or done.stderr)


class Scripts(Folder):
    def test_what_cannot_be_played_is_told(self):
        self.put("a.json", [event(1)])
        for words in (["script", self.path, self.path],
                      ["script", "-", "-"], ["script", "gone", self.path]):
            with self.subTest(words=words):
                done = run(*words)
                self.assertEqual(done.returncode, 2)
                self.assertIn(b"trailtui: ", done.stderr)
        for step in ("key nosuch", "jump", "resize 0x0", "dump /none/x"):
            with self.subTest(step=step):
                self.assertEqual(play([step], self.path).status, 2)

    def test_any_bytes_may_be_typed(self):
        self.put("a.json", [event(1)])
        typed = bytes(b for b in range(1, 256) if b not in b"\r\n")
        with tempfile.NamedTemporaryFile(dir=self.path) as script:
            script.write(b"wait\nkey /\ntype " + typed + b"\nkey Enter & \n"
                         b"type " + typed + b"\nkey Enter\ndump -\n")
            script.flush()
            done = run("script", script.name, "--size", "80x24", self.path)
        self.assertEqual(done.returncode, 0)
        self.assertFalse(RAW.search(done.stdout), done.stdout)


class Answers(Folder):
    def test_times_are_written_in_one_way(self):
        self.put("a.json", [event(1)])
        words = ["--format", "csv", "--tz", "Asia/Kolkata", self.path]
        for command in (["users"], ["resources"], ["top", "event"],
                        ["events", "--fields", "time"]):
            with self.subTest(command=command):
                utc = run(*command, "--format", "csv", self.path).stdout
                self.assertIn(b"2026-03-14T10:00:01Z", utc)
                self.assertNotIn(b"2026-03-14 ", utc)
                if os.path.exists("/usr/share/zoneinfo/Asia/Kolkata"):
                    self.assertIn(b"2026-03-14T15:30:01+05:30",
                                  run(*command, *words).stdout)

    def test_what_is_absent_is_null_and_no_text(self):
        self.put("a.json", [event(1), event(2, errorCode="AccessDenied")])
        rows = json.loads(run("top", "errorCode", "--format", "json",
                              self.path).stdout)
        self.assertEqual({row["value"]: row["events"] for row in rows},
                         {"AccessDenied": 1, None: 1})
        rows = list(csv.reader(io.StringIO(run(
            "top", "errorCode", "--format", "csv", self.path).stdout.decode(),
            newline="")))
        self.assertEqual(rows[2][0], "")

    def test_a_stop_while_loading_is_told_and_loses_nothing(self):
        for n in range(300):
            self.put(f"{n}.json", [event(n % 60, eventID=f"{n}-{i}")
                                   for i in range(20)])
        done = play(["key ^C", "dump -", "wait", "type :resume", "key Enter",
                     "wait", "dump -"], self.path)
        self.assertEqual(done.status, 0)
        self.assertRegex(done.out, r"stopped: :resume|loaded")
        self.assertIn("6,000 events", done.out)
        self.assertNotIn("stopped", done.out.rsplit("trailtui", 1)[1])
        self.assertEqual(Run("count", self.path).out, "6000\n")


if __name__ == "__main__":
    unittest.main()
