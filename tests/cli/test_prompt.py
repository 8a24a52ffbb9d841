#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every number that the prompt offers is what `count` says of the filter that
it makes, and what is left once it is taken."""
import functools
import re
import sys
import unittest

sys.path.insert(0, "tests/tools")
from trail import FIXTURES, Run, demo, demo_night, play  # noqa: E402

WIDE = "200x70"
OFFER = re.compile(r"│ (\S.*?) +([\d,]+)(?:  .*?)? *│")
LEFT = re.compile(r"([\d,]+) of [\d,]+")
# What is typed; what stands before the word that an offer takes the place of.
TYPED = {"": "", "user=": "user=", "event=Cr": "event=", "ip=": "ip=",
         "resource=": "resource=", "key=": "key=", "error=": "error=",
         "de": "", "group": "", "arn": "", "ro": "", "cro": "",
         "denied user=": "denied user=", "write us": "write ",
         "!read region=": "!read region=", "service=e": "service="}


def number(text):
    return int(text.replace(",", ""))


@functools.cache
def count(path, filter_text):
    run = Run("count", "-f", filter_text, path)
    if run.status > 1:
        raise AssertionError((filter_text, run.err))
    return int(run.out)


def offers(screen):
    """Those of the box; what was cut is left out."""
    found = [OFFER.search(line) for line in screen.splitlines()
             if line.startswith("│ ")]
    return [(one[1], number(one[2])) if one and "…" not in one[1] else None
            for one in found]


def opened(chips):
    steps = ["wait"]
    for chip in chips:
        steps += ["key &", f"type {chip}", "key Enter", "wait"]
    return steps


class Promise(unittest.TestCase):
    def holds(self, path, chips, typed, head):
        begin = ["key &"] + ([f"type {typed}"] if typed else []) + ["wait"]
        listed = offers(play(opened(chips) + begin + ["dump -"], path,
                             size=WIDE).out)
        steps = opened(chips)
        for at in range(len(listed)):
            steps += begin + ["key Down"] * (at + 1) + [
                "wait", "key Enter", "wait", "dump -", "key Esc", "wait"]
        lines = [line for line in play(steps, path, size=WIDE).out.split("\n")
                 if line.startswith(" filter ")]
        self.assertEqual(len(lines), len(listed))
        for offer, line in zip(listed, lines):
            if not offer:
                continue
            whole = " and ".join(f"({text})"
                                 for text in [*chips, head + offer[0]])
            with self.subTest(path=path, filter=whole):
                self.assertEqual(count(path, whole), offer[1])
                self.assertEqual(number(LEFT.search(line)[1]), offer[1])
        return len(listed)

    def test_whatever_is_typed_under_whatever_chips(self):
        offered = sum(self.holds(path, chips, typed, head)
                      for path, chips in ((demo_night(), ()),
                                          (demo_night(), ("people", "!read")),
                                          (FIXTURES, ()),
                                          (FIXTURES, ("denied",)))
                      for typed, head in TYPED.items())
        self.assertGreater(offered, 300)

    def test_the_overview_of_a_day(self):
        self.assertGreater(self.holds(demo(), (), "", ""), 12)


if __name__ == "__main__":
    unittest.main()
