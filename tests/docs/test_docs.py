#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the documents say is what the program does: options, commands, keys,
filters, recipes, the version; and the man page renders without a warning."""
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, "tests/tools")
from trail import PROGRAM, Run, play  # noqa: E402

MAN = "docs/trailtui.1"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def boxes(text, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.M | re.S)


def help_text():
    return Run("--help").out


def options():
    """Long and short, as --help names them."""
    return sorted(set(re.findall(r"(?:^|\s)(-[a-zA-Z]|--[a-z][\w-]*)(?=[ ,])",
                                 help_text())))


def sub_commands():
    return re.findall(r"^  trailtui ([a-z]+)", help_text(), re.M)


def commands():
    """(name, keys, panes, words, group) of every row."""
    out = subprocess.run(["tests/tools/man-keys", "--list"], check=True,
                         capture_output=True, text=True).stdout
    for line in out.splitlines():
        name, keys, panes, words, group = line.split("\t")
        yield name, keys.split(), panes, words, group


def rendered():
    done = subprocess.run(
        ["man", "-l", "--warnings", MAN], capture_output=True, check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100",
             "MANPAGER": "cat", "MAN_KEEP_FORMATTING": ""})
    return done


class Demo(unittest.TestCase):
    """The demo's files are written once for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.temporary.name, "demo")
        os.mkdir(cls.folder)
        run = Run("demo", "--write", cls.folder)
        assert run.status == 0, run.err
        # Examples say `trailtui`.
        os.symlink(os.path.abspath(PROGRAM),
                   os.path.join(cls.temporary.name, "trailtui"))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def shell(self, line):
        return subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL, timeout=120, cwd=self.temporary.name,
            env={**os.environ, "LC_ALL": "C.UTF-8", "DIR": self.folder,
                 "PATH": self.temporary.name + ":" + os.environ["PATH"]})

    def run_lines(self, path):
        lines = "".join(boxes(read(path), "sh")).splitlines()
        self.assertGreater(len(lines), 5)
        for line in lines:
            with self.subTest(line=line):
                done = self.shell(line)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                if "> " not in line and "dump rule" not in line:
                    self.assertGreater(len(done.stdout), 1)


class Examples(Demo):
    def test_the_commands_of_the_readme_run(self):
        self.run_lines("README.md")

    def test_every_recipe_finds_something(self):
        self.run_lines("docs/RECIPES.md")

    def test_every_filter_of_the_guide_parses_and_finds_something(self):
        """On the demo and on the data of the language's own tests: none is an
        error, no field is unknown, none is empty."""
        lines = "".join(boxes(read("docs/FILTERS.md"), "filter")).splitlines()
        self.assertGreater(len(lines), 30)
        for line in lines:
            with self.subTest(filter=line):
                run = Run("count", "-f", line, self.folder,
                          "tests/query/data")
                self.assertEqual(run.status, 0, run.err)

    def test_filters_in_the_readme_parse(self):
        text = read("README.md")
        part = text[text.index("Filters are described"):
                    text.index("## Without a terminal")]
        found = re.findall(r"`([^`]*(?:=| in )[^`]*)`", part)
        self.assertGreater(len(found), 3)
        for line in found:
            with self.subTest(filter=line):
                self.assertEqual(Run("count", "-f", line, self.folder).status,
                                 0)

    def test_a_recipe_typed_on_the_screen_counts_the_same(self):
        run = play(["wait", "key &", "type notable", "key Enter", "dump -"],
                   self.folder)
        self.assertIn("15 of 48,712", run.out)


class Story(Demo):
    def keys(self):
        """The first cells of the README's table, in order."""
        text = read("README.md")
        part = text[text.index("## The story"):text.index("A number is on")]
        return re.findall(r"^\| `(\S+)` \|", part, re.M)

    def test_nine_keys_tell_it(self):
        keys = self.keys()
        self.assertEqual(len(keys), 9)
        facts = ["issued by +CreateAccessKey.* +1",
                 "did +created access key AKIAI44QH8DHBEXAMPLE for backup",
                 "AKIAIOSFODNN7EXAMPLE +674", "674 of 48,712",
                 "198.51.100.77 +24", "24 of 48,712 +7 denied",
                 "did +created user backup-svc",
                 "did +opened tcp/22 to 0.0.0.0/0 on sg-0a1b2c3d4e5f60718",
                 "02:41:19 ! .*ListUsers"]
        for size in ("120x40", "100x30", "200x70"):
            screens = self.screens(keys, size)
            self.assertIn("shared snapshot snap-0a1b2c3d4e5f60718",
                          screens[0])
            self.assertIn("ci-deploy", screens[2])
            for key, fact, screen in zip(keys, facts, screens[1:]):
                self.assertRegex(screen, fact, f"{key} {size}")

    def screens(self, keys, size):
        """The first screen, and that after each of the keys."""
        steps = ["wait", "dump -"]
        for key in keys:
            steps += ["key " + key, "dump -"]
        run = play(steps, self.folder, size=size)
        self.assertEqual(run.status, 0, run.err)
        return [part for part in re.split(r"(?m)^(?= trailtui  )", run.out)
                if part.strip()]

    def test_its_numbers_are_those_of_the_command_line(self):
        key = "key=AKIAIOSFODNN7EXAMPLE"
        for expr, count in ((key, "674"),
                            (key + " ip=198.51.100.77", "24"),
                            ("ip=198.51.100.77", "24"),
                            (key + " ip=198.51.100.77 denied", "7"),
                            ("key=AKIAI44QH8DHBEXAMPLE", "153"),
                            ("key=AKIAI44QH8DHBEXAMPLE event=GetObject",
                             "140")):
            self.assertEqual(Run("count", "-f", expr, self.folder).out,
                             count + "\n")
        self.assertEqual(Run("count", self.folder).out, "48712\n")


class Names(unittest.TestCase):
    def test_the_man_page_has_every_option_of_help_and_no_other(self):
        page = read(MAN)
        page = page[page.index(".Sh OPTIONS"):page.index(".Sh KEYS")]
        items = " ".join(re.findall(r"^\.It (.*)$", page, re.M))
        found = ["-" + name.replace("\\-", "-")
                 for name in re.findall(r"Fl (\S+)", items)]
        self.assertEqual(sorted(found), options())
        self.assertGreater(len(found), 15)

    def test_the_man_page_has_every_sub_command(self):
        page = read(MAN)
        for name in sub_commands():
            self.assertRegex(page, rf"(?m)^\.It Cm {name}\b")

    def test_the_man_page_has_every_command_and_key(self):
        done = subprocess.run(["tests/tools/man-keys", "--check"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        table = list(commands())
        rows = 0
        for path in glob.glob("tui/screens/*.c"):
            _, _, text = read(path).partition(" commands[] = {")
            rows += len(re.findall(r'\{ "[a-z-]+", "', text.split("\n};")[0]))
        self.assertEqual(len(table), rows)

    def test_the_man_page_has_every_step_of_a_script(self):
        page = read(MAN)
        page = page[page.index(".Sh SCRIPTS"):page.index(".Sh ENVIRON")]
        for step in re.findall(r'STR\("([a-z-]+)"\)\)\)',
                               read("tui/app/script.c")):
            self.assertIn(f".It Cm {step}".replace("-", "\\-"), page)

    def test_the_man_page_has_every_alias(self):
        table = read("tui/query/field.c")
        table = table[table.index("aliases[] = {"):]
        rows = re.findall(r'^\t(?:[A-Z_]+\(|\{ )"(\w+)",',
                          table[:table.index("};")], re.M)
        self.assertGreater(len(rows), 25)
        text = read(MAN)
        part = text[text.index("or an alias:"):text.index(".Sh SCRIPTS")]
        for path in (part, read("docs/FILTERS.md"),
                     read("docs/completion.bash"),
                     read("docs/completion.zsh")):
            for alias in rows:
                self.assertRegex(path, rf"\b{alias}\b")

    def test_the_man_page_has_every_variable_that_is_read(self):
        for folder, _, names in os.walk("tui"):
            for name in names:
                source = read(os.path.join(folder, name))
                for variable in re.findall(r'getenv\("(\w+)"\)', source):
                    self.assertIn(f".It Ev {variable}", read(MAN))

    def test_keys_of_the_readme_and_recipes_are_keys(self):
        known = {key for _, keys, _, _, _ in commands() for key in keys}
        names = {":" + name for name, _, _, _, _ in commands()}
        table = read("README.md")
        table = table[table.index("## Keys to begin"):
                      table.index("Filters are described")]
        for line in table.splitlines():
            if line.startswith("| `"):
                for key in re.findall(r"`(\S+)`", line.split("|")[1]):
                    self.assertIn(key, known)
        for typed in re.findall(r"`(:\w[\w-]*)", read("docs/RECIPES.md")):
            self.assertIn(typed, names)

    def test_completions_know_every_option_and_sub_command(self):
        bash, zsh = read("docs/completion.bash"), read("docs/completion.zsh")
        for option in options():
            self.assertRegex(bash, rf"(?<![\w-]){option}(?![\w-])")
            self.assertRegex(zsh, rf"(?<![\w-]){option}[=+,}}\[]")
        for name in sub_commands():
            self.assertRegex(bash, rf"\b{name}\b")
            self.assertRegex(zsh, rf"'{name}:")

    def test_the_version_is_the_same_everywhere(self):
        version = Run("--version").out.split()[1]
        self.assertEqual(re.search(r"^## (\S+)", read("CHANGELOG.md"),
                                   re.M)[1], version)
        self.assertIn(f".Os trailtui {version}", read(MAN))


class Rendering(unittest.TestCase):
    @unittest.skipUnless(shutil.which("man"), "man is not there")
    def test_the_man_page_renders_without_a_warning(self):
        done = rendered()
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        text = re.sub(".\b", "", done.stdout.decode())
        for heading in ("SYNOPSIS", "OPTIONS", "KEYS", "FILTERS", "SCRIPTS",
                        "EXIT STATUS", "ENVIRONMENT", "EXAMPLES",
                        "SECURITY CONSIDERATIONS"):
            self.assertRegex(text, rf"(?m)^{heading}$")
        for name, keys, _, words, group in commands():
            menu = group in ("chips", "frequency", "pivot", "copy")
            if not menu:
                self.assertIn(f":{name}", text)
            for key in keys:
                self.assertRegex(text, re.escape(key) +
                                 ("  |, " if menu else r" \(|, "))
        self.assertIn("sessions of a role", text)

    def test_bash_completes(self):
        line = ("source docs/completion.bash; compopt() {{ :; }};"
                "COMP_WORDS=({words}); COMP_CWORD={last}; _trailtui;"
                "echo ${{COMPREPLY[*]}}")
        for words, expected in (
                (["trailtui", "cou"], "count"),
                (["trailtui", "--str"], "--strict"),
                (["trailtui", "--format", "nd"], "ndjson"),
                (["trailtui", "--format", "=", "nd"], "ndjson"),
                (["trailtui", "top", "peo"], "people"),
                (["trailtui", "count", "READ"], "README.md")):
            done = subprocess.run(
                ["bash", "-c", line.format(words=shlex.join(words),
                                           last=len(words) - 1)],
                capture_output=True, text=True, check=False)
            self.assertEqual((done.stdout.strip(), done.stderr),
                             (expected, ""))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not there")
    def test_zsh_takes_its_completion(self):
        done = subprocess.run(["zsh", "-n", "docs/completion.zsh"],
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_links_between_documents_lead_somewhere(self):
        for path in ("README.md", "CHANGELOG.md", "docs/SECURITY.md",
                     "docs/FILTERS.md", "docs/RECIPES.md"):
            for link in re.findall(r"\]\(([^)#:]+)\)", read(path)):
                target = os.path.join(os.path.dirname(path), link)
                self.assertTrue(os.path.exists(target), f"{path}: {link}")


if __name__ == "__main__":
    unittest.main()
