# SPDX-License-Identifier: MIT
"""The real program on a terminal: taken, used, and given back as it was."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import pyte

from ptyterm import (PROGRAM, Screen, Terminal, Timeout, environment,
                     modes_after, text_of)

READY = "Timeline"
HOSTILE = "\x1b]0;owned\x07\x1b[2J\r\n\x9b31m\u202eexe.txt\u200b\ue000"
NAMES = ["DescribeInstances", "RunInstances", "AuthorizeSecurityGroupIngress",
         "DescribeVpcs", "DescribeSecurityGroups"]
SGR = re.compile(rb"\x1b\[([\d;]*)m")


def event(number, name="DescribeInstances", agent="aws-cli/2.15.0"):
    return {
        "eventVersion": "1.09",
        "userIdentity": {
            "type": "IAMUser", "principalId": "AIDAEXAMPLE",
            "arn": "arn:aws:iam::111122223333:user/mary",
            "accountId": "111122223333", "userName": "mary",
            "accessKeyId": "AKIAIOSFODNN7EXAMPLE"},
        "eventTime": "2024-05-01T%02d:%02d:00Z" % divmod(number, 60),
        "eventSource": "ec2.amazonaws.com", "eventName": name,
        "awsRegion": "eu-central-1", "sourceIPAddress": "203.0.113.7",
        "userAgent": agent, "requestParameters": None,
        "responseElements": None, "readOnly": name.startswith("Describe"),
        "eventID": "00000000-0000-4000-8000-%012d" % number,
        "eventType": "AwsApiCall", "recipientAccountId": "111122223333"}


def evidence():
    """A folder with a quiet file and a hostile one."""
    folder = tempfile.mkdtemp(prefix="evidence-")
    events = [event(i, NAMES[i % len(NAMES)]) for i in range(200)]
    events += [event(200 + i, "RunInstances" + HOSTILE, HOSTILE)
               for i in range(3)]
    with open(os.path.join(folder, "events.json"), "w") as file:
        json.dump({"Records": events}, file)
    return folder


def setUpModule():
    global FOLDER
    FOLDER = evidence()


def tearDownModule():
    shutil.rmtree(FOLDER)


def trailtui(*arguments, **options):
    return Terminal([PROGRAM, *(arguments or (FOLDER,))], **options)


class Case(unittest.TestCase):
    def assertComes(self, terminal, want):
        """The text is on the terminal, at the latest when all has come that
        a crowded machine is slow to send."""
        try:
            terminal.wait_for(lambda: terminal.text() == want)
        except Timeout:
            self.assertEqual(terminal.text(), want)

    def assertRestored(self, terminal):
        """As it was: line settings, main screen, cursor, no mouse, no
        bracketed pastes, plain colours."""
        self.assertEqual(terminal.attributes(), terminal.before)
        self.assertEqual(terminal.modes(), {"25"})
        colours = SGR.findall(terminal.raw)
        if colours:
            self.assertIn(colours[-1], (b"", b"0", b"39;49"))


class Leaving(Case):
    def test_q_leaves_and_restores_the_terminal(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            self.assertTrue(terminal.is_raw())
            self.assertIn("1049", terminal.modes())
            terminal.send("q")
            self.assertEqual(terminal.wait_exit(), 0)
            self.assertRestored(terminal)

    def test_every_fatal_signal_restores_the_terminal_and_kills(self):
        for name in ("HUP", "INT", "QUIT", "TERM", "SEGV", "BUS", "FPE",
                     "ILL", "ABRT", "PIPE"):
            number = getattr(signal, "SIG" + name)
            with self.subTest(name), trailtui() as terminal:
                terminal.wait_for(READY).settle()
                terminal.signal(number)
                self.assertEqual(terminal.wait_exit(), -number)
                self.assertRestored(terminal)

    def test_an_ignored_hangup_stays_ignored(self):
        with trailtui(ignore=[signal.SIGHUP]) as terminal:
            terminal.wait_for(READY).settle()
            terminal.signal(signal.SIGHUP)
            terminal.settle()
            self.assertIsNone(terminal.process.poll())

    def test_a_terminal_that_hangs_up_ends_the_program(self):
        for ignored in ([], [signal.SIGHUP]):
            with self.subTest(ignored=ignored), \
                    trailtui(ignore=ignored) as terminal:
                terminal.wait_for(READY).settle()
                terminal.hang_up()
                terminal.wait_exit(5)

    def test_a_stalled_terminal_does_not_keep_it_from_dying(self):
        for number in (signal.SIGHUP, signal.SIGTERM):
            with self.subTest(number), trailtui() as terminal:
                terminal.wait_for(READY).settle()
                for _ in range(300):
                    terminal.send(b"\x0c")
                time.sleep(0.3)  # nobody reads what it draws
                terminal.signal(number)
                self.assertEqual(terminal.process.wait(5), -number)

    def test_a_terminal_that_was_stalled_catches_up(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            before = terminal.text()
            for _ in range(300):
                terminal.send(b"\x0c")
            time.sleep(0.3)
            terminal.settle()
            self.assertComes(terminal, before)
            terminal.send("q")
            self.assertEqual(terminal.wait_exit(), 0)


class Stopping(Case):
    """Under a shell with job control, as people do."""

    def shell(self):
        terminal = Terminal(["bash", "--norc", "--noprofile", "-i"],
                            env={"PS1": "ready> "})
        terminal.wait_for("ready>")
        terminal.send("stty -a >&2; %s %s\n" % (PROGRAM, FOLDER))
        terminal.wait_for(READY).settle()
        return terminal

    def assertStopped(self, terminal):
        terminal.wait_for("Stopped").settle()
        self.assertNotIn("1049", terminal.modes())
        self.assertIn("25", terminal.modes())

    def assertBack(self, terminal):
        terminal.screen.reset()
        terminal.send("fg\n")
        terminal.wait_for(READY).settle()
        self.assertIn("1049", terminal.modes())
        self.assertTrue(terminal.is_raw())
        terminal.send("q")
        terminal.wait_for("ready>").settle()
        self.assertNotIn("1049", terminal.modes())

    def child(self, terminal):
        path = "/proc/%d/task/%d/children" % ((terminal.process.pid,) * 2)
        with open(path) as children:
            return int(children.read().split()[0])

    def test_control_z_stops_and_fg_draws_everything_again(self):
        with self.shell() as terminal:
            terminal.send("\x1a")
            self.assertStopped(terminal)
            self.assertBack(terminal)

    def test_a_stop_from_outside_is_a_stop_too(self):
        with self.shell() as terminal:
            os.kill(self.child(terminal), signal.SIGTSTP)
            self.assertStopped(terminal)
            self.assertBack(terminal)

    def test_a_stop_that_cannot_be_caught_is_recovered_from(self):
        with self.shell() as terminal:
            os.kill(self.child(terminal), signal.SIGSTOP)
            terminal.wait_for("Stopped").settle()
            self.assertBack(terminal)

    def test_one_that_is_killed_behind_the_shell_leaves_it_alone(self):
        with self.shell() as terminal:
            child = self.child(terminal)
            os.kill(child, signal.SIGSTOP)
            terminal.wait_for("Stopped").settle()
            before = terminal.attributes()
            os.kill(child, signal.SIGTERM)
            os.kill(child, signal.SIGCONT)
            time.sleep(0.3)
            terminal.send("\n")
            terminal.wait_for("Terminated").settle()
            self.assertEqual(terminal.attributes(), before)

    def test_a_resize_while_stopped_is_noticed(self):
        with self.shell() as terminal:
            terminal.send("\x1a")
            self.assertStopped(terminal)
            terminal.resize(80, 24)
            terminal.send("fg\n")
            terminal.wait_for(READY).settle()
            self.assertEqual(len(terminal.line(0)) <= 80, True)
            bare = trailtui(width=80, height=24)
            with bare:
                bare.wait_for(READY).settle()
                self.assertComes(terminal, bare.text())

    def test_an_orphan_that_cannot_stop_goes_on(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            terminal.send("\x1a")
            time.sleep(0.5)
            terminal.settle()
            terminal.wait_for(READY)
            terminal.send("q")
            self.assertEqual(terminal.wait_exit(), 0)
            self.assertRestored(terminal)


class Sizes(Case):
    def test_a_resized_screen_equals_one_of_that_size(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            for width, height in ((80, 24), (40, 10), (200, 50), (120, 40)):
                with self.subTest((width, height)):
                    terminal.resize(width, height)
                    terminal.settle()
                    with trailtui(width=width, height=height) as fresh:
                        fresh.settle(0.4)
                        self.assertComes(terminal, fresh.text())

    def test_the_smallest_sizes_are_survived(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            for size in ((1, 1), (2, 1), (1, 60), (300, 1), (500, 200)):
                terminal.resize(*size)
                terminal.send("j")
                terminal.settle()
            terminal.resize(120, 40)
            terminal.wait_for(READY)
            terminal.send("q")
            self.assertEqual(terminal.wait_exit(), 0)


class Input(Case):
    def test_data_on_standard_input_leaves_the_keys_on_the_terminal(self):
        with open(os.path.join(FOLDER, "events.json")) as data:
            with trailtui("-", stdin=data) as terminal:
                terminal.wait_for(READY).settle()
                terminal.wait_for("DescribeInstances")
                terminal.send("q")
                self.assertEqual(terminal.wait_exit(), 0)
                self.assertRestored(terminal)

    def test_an_arrow_that_comes_in_two_pieces_is_the_arrow(self):
        with trailtui(env={"ESCDELAY": "10000"}) as terminal:
            terminal.wait_for("DescribeInstances").settle()
            terminal.send("\x1b[B")
            terminal.settle()
            down = terminal.screen.cursor.y
            terminal.send("\x1b")
            terminal.settle(0.3)
            self.assertEqual(terminal.screen.cursor.y, down)
            terminal.send("[B")
            terminal.wait_for(
                lambda: terminal.screen.cursor.y == down + 1)

    def test_esc_alone_is_esc_when_the_line_had_its_time(self):
        for env in {"ESCDELAY": "0"}, {}, {"SSH_CONNECTION": "a"}:
            with self.subTest(env), trailtui(env=env) as terminal:
                terminal.wait_for("DescribeInstances").settle(0.3)
                terminal.send("1\r")  # a step, to go back from
                terminal.wait_for("user=mary").settle(0.3)
                terminal.send("\x1b")
                terminal.wait_for(
                    lambda: "user=mary" not in terminal.text())

    def test_only_a_prompt_shows_the_cursor(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            self.assertNotIn("25", terminal.modes())
            terminal.send("/")
            terminal.settle()
            self.assertIn("25", terminal.modes())
            terminal.send("\x1b")
            terminal.settle(0.3)
            self.assertNotIn("25", terminal.modes())

    def test_what_is_typed_narrows_the_list_above_it(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            terminal.send("&")
            terminal.wait_for("overview")
            terminal.send("user=ma")
            terminal.wait_for("values of user")
            terminal.send("\t")
            terminal.wait_for("& user=mary")
            terminal.send("\r")
            terminal.wait_for(" user=mary ")
            terminal.settle()
            self.assertNotIn("values of user", terminal.text())

    def test_control_c_is_a_key_and_not_the_end(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            terminal.send("\x03\x1c\x13\x11")
            terminal.settle()
            self.assertIsNone(terminal.process.poll())

    def test_a_paste_is_text_and_presses_no_keys(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            terminal.send("\x1b[200~Q203.0.113.7q\x1b[201~")
            terminal.wait_for("Q203.0.113.7q")
            self.assertIsNone(terminal.process.poll())


class Output(Case):
    def test_an_idle_program_sends_nothing_and_sleeps(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle(0.5)
            cost, cpu = len(terminal.raw), terminal.cpu()
            terminal.read(2)
            self.assertEqual(len(terminal.raw), cost)
            self.assertLessEqual(terminal.cpu() - cpu, 0.05)

    def test_one_row_down_costs_less_than_400_bytes(self):
        with trailtui() as terminal:
            terminal.wait_for("DescribeInstances").settle()
            terminal.send("3\\")
            terminal.settle(0.3)
            costs = [terminal.measure("j")[1] for _ in range(10)]
            self.assertLess(max(costs), 400, costs)

    def test_linked_panes_make_it_less_than_1200(self):
        with trailtui() as terminal:
            terminal.wait_for("DescribeInstances").settle(0.3)
            costs = [terminal.measure("j", quiet=0.3)[1] for _ in range(5)]
            self.assertLess(max(costs), 1200, costs)

    def test_a_list_that_scrolls_by_a_row_does_not_draw_itself_anew(self):
        with trailtui() as terminal:
            terminal.wait_for("DescribeInstances").settle(0.3)
            terminal.send("3\\" + 40 * "j")
            terminal.settle(0.3)
            costs = [terminal.measure("j")[1] for _ in range(5)]
            self.assertLess(max(costs), 600, costs)

    def test_nothing_of_the_data_reaches_the_terminal_as_it_is(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle()
            for keys in ("G", "v", "v", "v", "\\", "k"):
                terminal.send(keys)
                terminal.settle()
            text = terminal.raw.decode("utf-8")  # strict
            for evil in ("\u202e", "\u200b", "\ue000", "\x9b", "\x1b]",
                         "\x07"):
                self.assertNotIn(evil, text)
            self.assertIn("\u241b", text)  # a picture of Esc
            terminal.send("q")

    def test_the_hardware_cursor_is_where_the_row_is(self):
        with trailtui() as terminal:
            terminal.wait_for("DescribeInstances").settle()
            before = terminal.screen.cursor.y
            terminal.send("j")
            terminal.settle()
            self.assertEqual(terminal.screen.cursor.y, before + 1)

    def test_no_terminal_is_asked_anything(self):
        with trailtui() as terminal:
            terminal.wait_for(READY).settle(0.4)
            self.assertIsNone(re.search(rb"\x1b\[[?>=]?\d*[cn]|\x1bP|\x1b\]",
                                        terminal.raw))


class Truth(Case):
    """What the terminal shows is what the same keys give without one."""

    def played(self, keys, width, height):
        """The screen after the keys, as `script` dumps it."""
        with tempfile.NamedTemporaryFile("w", suffix=".keys") as script, \
                tempfile.NamedTemporaryFile(suffix=".ansi") as dump:
            script.write("wait\n")
            script.writelines("key %s\n" % key for key in keys)
            script.write("wait\ndump-ansi %s\n" % dump.name)
            script.flush()
            subprocess.run([PROGRAM, "script", script.name, "--size",
                            "%dx%d" % (width, height), FOLDER], check=True,
                           env=environment("dumb", None), timeout=30)
            text = dump.read().decode()
        screen = Screen(width, height)
        pyte.Stream(screen).feed(text.rstrip("\n").replace("\n", "\r\n"))
        return screen

    def cells(self, screen):
        return [[(cell.data, cell.bg, cell.underscore,
                  cell.data.strip() and (cell.fg, cell.bold))
                 for cell in (screen.buffer[y][x]
                              for x in range(screen.columns))]
                for y in range(screen.lines)]

    def test_the_terminal_shows_what_a_script_dumps(self):
        keys = ["j", "j", "l", "G", "Up", "1", "j", "2", "4", "j", "v", "3",
                "\\", "k", "b", "?", "q"]
        names = {"Up": "\x1b[A"}
        for width, height in ((120, 40), (80, 24)):
            with trailtui(width=width, height=height) as terminal:
                terminal.wait_for("DescribeInstances").settle(0.3)
                for n, key in enumerate(keys, 1):
                    terminal.send(names.get(key, key))
                    terminal.settle(0.2)
                    with self.subTest((width, height, keys[:n])):
                        want = self.played(keys[:n], width, height)
                        self.assertComes(terminal, text_of(want))
                        self.assertEqual(self.cells(terminal.screen),
                                         self.cells(want))


class Kinds(Case):
    def test_every_usual_terminal_shows_the_same_text(self):
        with trailtui() as terminal:
            terminal.wait_for("DescribeInstances").settle(0.3)
            want = terminal.text()
        for term in ("vt100", "linux", "screen", "screen-256color",
                     "tmux-256color", "xterm", "rxvt-unicode-256color"):
            with self.subTest(term), trailtui(term=term) as terminal:
                terminal.wait_for("DescribeInstances").settle(0.3)
                self.assertComes(terminal, want)
                terminal.send("q")
                self.assertEqual(terminal.wait_exit(), 0)
                self.assertRestored(terminal)

    def test_a_plain_terminal_is_told_no_colours_and_no_modes(self):
        with trailtui(term="vt100") as terminal:
            terminal.wait_for(READY).settle()
            terminal.send("jq")
            terminal.wait_exit()
            self.assertEqual(modes_after(terminal.raw), set())
            self.assertNotRegex(terminal.raw, rb"\x1b\[[\d;]*(3[0-9]|4[0-9])m")

    def test_no_color_is_obeyed_on_the_screen(self):
        for options in ({"env": {"NO_COLOR": "1"}},
                        {"term": "xterm-mono"}):
            with self.subTest(options), trailtui(**options) as terminal:
                terminal.wait_for(READY).settle()
                codes = {code for word in SGR.findall(terminal.raw)
                         for code in word.split(b";")}
                self.assertLessEqual(codes, {b"", b"0", b"1", b"2", b"4",
                                             b"7", b"39", b"49"})
                self.assertIn(b"7", codes)

    def test_a_locale_without_utf8_gets_ascii_only(self):
        for env in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX"},
                    {"LC_ALL": None}):
            with self.subTest(env), trailtui(env=env) as terminal:
                terminal.wait_for(READY).settle()
                terminal.send("jG")
                terminal.settle()
                self.assertTrue(terminal.raw.isascii())

    def test_ascii_is_an_option_too(self):
        with trailtui("--ascii", FOLDER) as terminal:
            terminal.wait_for(READY).settle()
            self.assertTrue(terminal.raw.isascii())

    def test_utf8_that_is_not_installed_here_is_still_utf8(self):
        env = {"LC_ALL": None, "LANG": "xx_XX.UTF-8"}
        with trailtui(env=env) as terminal:
            terminal.wait_for(READY).settle()
            self.assertFalse(terminal.raw.isascii())


class Refusing(Case):
    def refuse(self, term, said):
        with trailtui(term=term) as terminal:
            self.assertEqual(terminal.wait_exit(), 2)
            self.assertIn(said, terminal.text())
            self.assertEqual(terminal.attributes(), terminal.before)
            self.assertEqual(terminal.modes(), {"25"})

    def test_a_terminal_that_cannot_move_its_cursor_is_refused(self):
        self.refuse("dumb", "cannot move its cursor")

    def test_a_terminal_nobody_described_is_refused(self):
        self.refuse("no-such-terminal", "no-such-terminal")
        self.refuse(None, "TERM")

    def test_without_a_terminal_it_says_so(self):
        done = subprocess.run([PROGRAM, FOLDER], stdin=subprocess.DEVNULL,
                              capture_output=True, start_new_session=True,
                              env=environment("xterm", None), timeout=10)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"terminal", done.stderr)
        self.assertEqual(done.stdout, b"")


if __name__ == "__main__":
    unittest.main()
