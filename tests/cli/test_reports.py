#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Small inputs after public bug reports, each question with the answer that
is right: what others got wrong, or this program once did."""
import collections
import os
import subprocess
import sys
import unittest

sys.path.insert(0, "tests/tools")
from trail import PROGRAM, SHARED, needs_data, own_folder  # noqa

REPORTS = os.path.join(SHARED, "cases", "reports")
Check = collections.namedtuple("Check", "command right why")


def checks():
    """The checks, by the file they are about."""
    found = collections.defaultdict(list)
    with open(os.path.join(REPORTS, "expected.tsv")) as table:
        next(table)
        for line in table:
            name, command, right, _, _, why, _ = line.rstrip("\n").split("\t")
            found[name].append(Check(command, right, why))
    return found


def answer(command, path):
    """What it prints, lines joined as the table has them."""
    out = subprocess.run(command, shell=True, cwd=REPORTS, check=False,
                         capture_output=True, text=True,
                         env={**os.environ, "LC_ALL": "C.UTF-8",
                              "PATH": path + ":" + os.environ["PATH"]}).stdout
    out = out.strip("\n")
    return " | ".join(out.split("\n")) if "\n" in out else out


@needs_data
class Reports(unittest.TestCase):
    def test_every_question_has_the_right_answer(self):
        folder, asked = own_folder(), 0
        os.symlink(os.path.abspath(PROGRAM), os.path.join(folder, "trailtui"))
        for name, rows in checks().items():
            for check in rows:
                asked += 1
                with self.subTest(command=check.command, why=check.why):
                    self.assertEqual(answer(check.command, folder),
                                     check.right)
        self.assertEqual(asked, 100)


if __name__ == "__main__":
    unittest.main()
