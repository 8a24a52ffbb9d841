# SPDX-License-Identifier: MIT
"""The real program used as people use it: keys typed by plan and by chance
into a terminal with the demo on it.

After every key the program is alive, its screen is whole and only what a
terminal understands was written. Where it has come to rest, drawing all anew
changes nothing, the number beside a value is the number of events after Enter
on it, Esc brings the former screen back and ^R the later one, and the screen
is the one that `script` gives for the same keys. What fails names the keys,
as `script` reads them. USE_SEED and USE_KEYS make it another or a longer walk.
"""
import concurrent.futures
import os
import random
import re
import shutil
import subprocess
import tempfile
import unittest

from ptyterm import PROGRAM, Terminal, environment

SEED = int(os.environ.get("USE_SEED", "5"))
KEYS = int(os.environ.get("USE_KEYS", "110"))
# Whether Esc must bring the panes beside the focused one back as they were.
EXACT = True
# Seconds. A program that sleeps so long has drawn what a key changes; what is
# due a moment later may follow. An Esc that may begin a longer key is waited
# for less (ESCDELAY).
DUE = 0.05
PANES = ("Users", "Resources", "Timeline", "Event")
SIZES = ((120, 40), (80, 24))

BYTES = {"Enter": "\r", "Esc": "\x1b", "Tab": "\t", "BackTab": "\x1b[Z",
         "Space": " ", "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C",
         "Left": "\x1b[D", "PgUp": "\x1b[5~", "PgDn": "\x1b[6~",
         "Home": "\x1b[H", "End": "\x1b[F"}

MOVES = ("j k j k Down Up h l g G Home End ^F ^B ^D ^U PgDn PgUp Space Tab "
         "BackTab 1 1 2 2 3 4 . , e E n N").split()
LOOKS = "s S v z Z [ ] t \\ ^C".split()
STEPS = "Enter Enter Enter = ! P W F w".split()
OVERLAYS = "f f p x i ? y".split()
INSIDE = "j k G g Down Up ^F s Enter Enter ! + q Esc Esc".split()
TYPED = ("&denied", "&user=alice", "&!read", "&event=Get*", "&ip~198",
         "&user=(", "&notable", "/example", "/[a-c]x", "/orders",
         ":users", ":goto 12:00", ":goto +1h", ":nonsense", ":zoom",
         ":goto 10:00")

# All that it may write besides text: moves, colours, modes, charsets, and
# what `y` copies.
SAID = re.compile("(?:[^\x00-\x1f\x7f-\x9f]|[\r\n\b\t\x0e\x0f]|"
                  "\x1b\\[[?>]?[0-9;]*[A-Za-z@`]|\x1b[()][0AB]|\x1b[=>78M]|"
                  "\x1b]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\\\))*")
TITLE = re.compile(r"─ (\d) (\w+) ")
KEPT = re.compile(r"([\d,]+) of [\d,]+ +[\d,]+ denied")


def number(text):
    return int(text.replace(",", ""))


def setUpModule():
    global FOLDER, TOTAL
    FOLDER = os.path.join(tempfile.mkdtemp(), "evidence")
    subprocess.run([PROGRAM, "demo", "--write", FOLDER], check=True,
                   stdout=subprocess.DEVNULL)
    counted = subprocess.run([PROGRAM, "count", FOLDER], check=True,
                             capture_output=True)
    TOTAL = "{0:,} of {0:,} ".format(int(counted.stdout))


def tearDownModule():
    shutil.rmtree(os.path.dirname(FOLDER))


def frame_of(screen, pane):
    """The lines above the panes with the pane's title, or an overlay."""
    lines = screen.split("\n")
    box = next((line for line in lines if "╭─" in line), None)
    if box:
        left, right = box.index("╭"), box.rindex("╮")
        return [line[left:right] for line in lines[lines.index(box):]]
    top = next((y for y, line in enumerate(lines) if TITLE.search(line)), 0)
    title = re.search(r"─ . %s [^│\n]*" % pane, screen)
    return lines[:top] + [title and pane != "Event" and title[0].rstrip()]


def unshaded(played, shown):
    """What is red in the histogram of a terminal is shaded where there are no
    colours; there the bar is as the terminal has it."""
    lines = shown.split("\n")
    return "\n".join(
        "".join(there if here == "▒" and there in "▁▂▃▄▅▆▇█" else here
                for here, there in zip(line, lines[n].ljust(len(line))))
        if n < len(lines) else line
        for n, line in enumerate(played.split("\n")))


class Rest:
    """A screen at rest. Without EXACT two are the same when what is above
    the panes, the focused pane's title and the row with the cursor are: lists
    may stand elsewhere under their cursor, and the Event pane, which follows
    when keys pause, at another line."""

    def __init__(self, screen, pane, row):
        self.screen, self.pane, self.row = screen, pane, row

    def same(self, screen, row=None):
        if EXACT:
            return self.screen == screen
        return (row in (None, self.row) or self.pane == "Event") and \
            frame_of(self.screen, self.pane) == frame_of(screen, self.pane)

    def __eq__(self, other):
        return self.same(other.screen, other.row)


class Use:
    """One program at work; what does not hold is an AssertionError with the
    keys that led there."""

    def __init__(self, size):
        self.size, self.keys, self.checked = size, [], 0
        self.rests = {}  # keys pressed: the screen at rest
        self.terminal = Terminal([PROGRAM, FOLDER], *size,
                                 env={"ESCDELAY": "10"})
        self.terminal.wait_for(TOTAL, 60)
        self.rest()

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.terminal.close()

    def demand(self, holds, said):
        if not holds:
            raise AssertionError(
                "%dx%d: %s, after %d keys: %s\n%s" %
                (*self.size, said, len(self.keys), " ".join(self.keys),
                 self.terminal.text()))

    def demand_same(self, got, want, what):
        self.demand(got == want, "%s does not bring\n%s\nbut" %
                    (what, want.screen))

    # -- keys in

    def press(self, *keys):
        for key in keys:
            self.keys.append(key)
            code = BYTES.get(key, key)
            if len(key) == 2 and key[0] == "^":
                code = chr(ord(key[1]) & 31)
            self.terminal.press(code, DUE)
            self.check()

    def type(self, text):
        self.press(*("Space" if letter == " " else letter
                     for letter in text))

    def rest(self):
        """Waits until nothing follows any more: the Event pane does, a
        moment after the last key."""
        self.terminal.rest()
        self.check()
        self.check_rest()
        at = self.terminal.screen.cursor
        left, row = self.pane()[2], self.lines()[at.y]
        rest = Rest(self.shown(), self.pane()[0], row[left:left + 12])
        self.rests[len(self.keys)] = rest
        return rest

    # -- what the screen says

    def lines(self):
        return self.terminal.screen.display

    def shown(self):
        """The screen without its last line, whose messages come and go."""
        return "\n".join(line.rstrip() for line in self.lines()[:-1])

    def cells(self):
        """What an eye can tell apart; the colour of a blank it cannot."""
        screen = self.terminal.screen
        return [[(cell.data, cell.bg, cell.reverse, cell.underscore,
                  cell.data.strip() and (cell.fg, cell.bold))
                 for cell in map(screen.buffer[y].__getitem__,
                                 range(screen.columns))]
                for y in range(screen.lines - 1)]

    def overlay(self):
        return next((line for line in self.lines() if "╭─" in line), None)

    def prompt(self):
        return "25" in self.terminal.modes()

    def filter_line(self):
        return self.lines()[1]

    def kept(self):
        found = KEPT.search(self.filter_line())
        self.demand(found, "the second line does not say how many are kept")
        return number(found[1])

    def pane(self):
        """The name of the pane where the cursor is, its heads' line, and the
        column where it begins; None, 0 and 0 where an overlay is."""
        lines, at = self.lines(), self.terminal.screen.cursor
        for y in range(0 if self.overlay() else at.y - 1, -1, -1):
            for title in reversed(list(TITLE.finditer(lines[y]))):
                bar = lines[y].find("│", title.end())
                if title.start() <= at.x and not 0 <= bar < at.x:
                    return title[2], y + 1, title.start()
        return None, 0, 0

    def promised(self):
        """The number of events beside the value under the cursor; None where
        the cursor is on no such value."""
        lines, at = self.lines(), self.terminal.screen.cursor
        overlay = self.overlay()
        if overlay and "─ frequency of" in overlay:
            head = lines.index(overlay) + 1
        else:
            name, head, _ = self.pane()
            if name not in ("Users", "Resources"):
                return None
        end = lines[head].find(" events") + len(" events")
        found = re.search(r" ([\d,]+)$", lines[at.y][:end])
        return number(found[1]) if found and at.y > head else None

    # -- what must hold

    def check(self):
        """After every key."""
        terminal = self.terminal
        self.demand(terminal.process.poll() is None, "it ended")
        written = terminal.raw[self.checked:].decode("utf-8")
        end = SAID.match(written).end()
        self.demand(end == len(written), "it wrote %r" % written[end:end + 20])
        self.checked = len(terminal.raw)
        lines = self.lines()
        self.demand(lines[0].startswith(" trailtui "), "no title")
        self.demand(sum(bool(line.strip()) for line in lines) > 3, "blank")
        self.demand("".join(lines).isprintable(), "a cell is no text")

    def check_rest(self):
        """After every key that was waited for."""
        kept = self.kept()
        for line in self.lines():
            found = re.search(r"─ 3 Timeline ─.* ([\d,]+) of ([\d,]+)\b",
                              line)
            if found:
                self.demand(number(found[2]) == kept and
                            number(found[1]) <= kept,
                            "%s kept, the title says %s" % (kept, found[0]))

    def check_redraw(self):
        """Whatever is wrong with what stands on the screen, ^L mends."""
        self.rest()
        before = self.cells()
        self.press("^L")
        self.rest()
        changed = [(y, x) for y, row in enumerate(self.cells())
                   for x, cell in enumerate(row) if cell != before[y][x]]
        self.demand(not changed, "^L changes (line, column) %s" % changed[:9])

    def check_enter(self):
        """The number beside a value is the number of rows after Enter."""
        self.rest()
        promised = self.promised()
        self.demand(promised is not None, "no number beside the value")
        if self.overlay():
            self.press("Enter")
            self.rest()
        else:
            self.check_back("Enter")
            self.press("^R")
            self.rest()
        self.demand(self.kept() == promised,
                    "%d promised, %d kept" % (promised, self.kept()))

    def check_back(self, *keys):
        """Presses them; where this opened something or was a step, Esc brings
        the screen back, and after a step ^R the other."""
        before, line, opened = self.rest(), self.filter_line(), self.overlay()
        self.press(*keys)
        after = self.rest()
        new = self.prompt() or (self.overlay() and not opened)
        step = not self.overlay() and self.filter_line() != line
        if opened or not (new or step):
            return
        self.press("Esc")
        self.demand_same(self.rest(), before, "Esc after " + " ".join(keys))
        if step:
            self.press("^R")
            self.demand_same(self.rest(), after, "^R")
            self.press("Esc")
            self.rest()

    def check_script(self):
        """The same keys without a terminal: the same screens."""
        steps, at = ["wait"], 0
        for count in sorted(self.rests):
            steps += ["key " + key for key in self.keys[at:count]]
            steps += ["wait", "dump -"]
            at = count
        done = subprocess.run(
            [PROGRAM, "script", "/dev/stdin", "--size", "%dx%d" % self.size,
             FOLDER], input="\n".join(steps) + "\n", capture_output=True,
            text=True, check=True, timeout=120,
            env=environment("dumb", None))
        lines, height = done.stdout.split("\n"), self.size[1]
        for n, count in enumerate(sorted(self.rests)):
            played = "\n".join(lines[n * height:(n + 1) * height - 1])
            shown = self.rests[count]
            if not shown.same(unshaded(played, shown.screen)):
                raise AssertionError(
                    "%dx%d: after %d keys, %s\na script shows\n%s\n"
                    "and the terminal\n%s" %
                    (*self.size, count, " ".join(self.keys[:count]), played,
                     shown.screen))


class Walk:
    """Keys by chance. Few are waited for; what is compared is."""

    def __init__(self, use, seed):
        self.use, self.chance = use, random.Random(seed)

    def one(self):
        use, draw = self.use, self.chance
        if use.prompt():
            use.press("Esc")
        elif use.overlay():
            self.inside()
        else:
            kind = draw.choices((self.move, self.look, self.step,
                                 self.overlay, self.typed), (9, 2, 4, 3, 1))
            kind[0]()

    def inside(self):
        use, key = self.use, self.chance.choice(INSIDE)
        if key == "Enter" and use.promised() is not None:
            use.check_enter()
        else:
            use.press(key)

    def move(self):
        keys = self.chance.choices(MOVES, k=self.chance.randrange(1, 5))
        self.use.press(*keys)

    def look(self):
        self.use.press(self.chance.choice(LOOKS))
        self.use.rest()

    def step(self):
        use, key = self.use, self.chance.choice(STEPS)
        if key == "Enter" and use.promised() is not None:
            use.check_enter()
        else:
            use.check_back(key)
            use.press(key)

    def overlay(self):
        key = self.chance.choice(OVERLAYS)
        self.use.check_back(key)
        if key != "y":
            self.use.press(key)

    def typed(self):
        text = self.chance.choice(TYPED)
        self.use.press(text[0])
        self.use.type(text[1:])
        self.use.press(self.chance.choice(("Enter", "Esc")))


def at_every_size(work):
    """Both sizes at once: what takes time is waiting."""
    def one(size):
        with Use(size) as use:
            work(use)
            use.check_script()

    with concurrent.futures.ThreadPoolExecutor(len(SIZES)) as pool:
        list(pool.map(one, SIZES))


class Using(unittest.TestCase):
    def test_keys_by_chance(self):
        def work(use):
            walk = Walk(use, "%d %d" % (SEED, use.size[0]))
            while len(use.keys) < KEYS:
                walk.one()
                if not walk.chance.randrange(8):
                    use.check_redraw()

        at_every_size(work)

    def test_a_number_is_the_number_of_events_after_enter(self):
        def work(use):
            for pane in "12":
                for row in range(0, 9, 3):
                    use.press(pane, "Home", *"j" * row)
                    use.check_enter()
                    use.press("Esc")
            for column in range(4):
                use.press("3", *"l" * column, "f", *"j" * (3 * column))
                use.check_enter()
                use.press("Esc")

        at_every_size(work)

    def test_esc_leads_back_through_every_screen(self):
        # The way to a screen, and what leads on from it.
        steps = ("1 j | Enter", "j j | !", "2 j | !", "3 G | w", "k | w",
                 "| W", "1 | P", "| F", "| F", "3 l | f j Enter", "| p j +",
                 "| & ! i p ~ 1 9 8 Enter", "\\ | W", "2 \\ | Enter")

        def work(use):
            screens = []
            for step in steps:
                way, onward = step.split("|")
                use.press(*way.split())
                screens.append(use.rest())
                use.press(*onward.split())
            for n, screen in reversed(list(enumerate(screens))):
                for _ in range(3):  # to go to a pane may be a step, too
                    use.press("Esc")
                    if use.rest() == screen:
                        break
                use.demand_same(use.rest(), screen, "Esc")

        at_every_size(work)


if __name__ == "__main__":
    unittest.main()
