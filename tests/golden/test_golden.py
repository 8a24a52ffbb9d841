#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every golden screen is still what the program shows."""
import difflib
import sys
import unittest

sys.path[:0] = ["tests/tools", "tests/golden"]
import golden  # noqa: E402


class Golden(unittest.TestCase):
    def test_there_are_scripts(self):
        self.assertGreater(len(golden.scripts()), 5)

    def test_every_script_shows_the_screens_it_showed(self):
        for script in golden.scripts():
            with self.subTest(script=script):
                was, now = golden.expected(script), golden.screens(script)
                diff = "\n".join(difflib.unified_diff(
                    was.splitlines(), now.splitlines(), "was", "now",
                    lineterm=""))
                self.assertEqual(diff, "", "\n" + diff)

    def test_a_screen_holds_something_in_every_pane(self):
        for script in golden.scripts():
            for screen in golden.expected(script).split("==== ")[1:]:
                words = [line for line in screen.splitlines()[1:]
                         if line.strip()]
                self.assertGreater(len(words), 2, script)


if __name__ == "__main__":
    unittest.main()
