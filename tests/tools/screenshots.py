#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the pictures in screenshots/ from the real program: writes the demo's
files, plays keys through `trailtui script` and paints what `dump-ansi` gives.

    screenshots.py [NAME...]    all of them, or those named

The same program gives the same bytes. The .ansi beside each picture is what
`cat` shows in a terminal of that size.
"""
import os
import shutil
import sys

sys.path.insert(0, "tests/tools")
import pyte  # noqa: E402
from shot import paint  # noqa: E402
from trail import Run, play  # noqa: E402

FOLDER = "screenshots"
DEMO = "build/screenshots/demo"  # its last part is on the screens

DRILL = ["key p b p a p i"]  # the README's way to what an address did
RULE = DRILL + ["key , ,"]  # to the event that opened SSH to the world

SIZES = ("120x40", "100x30", "80x24")  # as they are compared


def each(name, steps):
    return [(name, size, (), steps) for size in SIZES]


# name, size, options, steps
SHOTS = [
    *each("start", []),
    *each("drill", DRILL),
    *each("sweep", ["key 5 \\"]),
    *each("difference", RULE + ["key D a"]),
    *each("overview", ["key &"]),
    *each("candidates", ["key &", "type user=ci-deploy e"]),
    *each("columns", ["key C"]),
    ("rule", "120x40", (), RULE),
    ("pivot", "120x40", (), ["key p"]),
    ("resource", "120x40", (), ["key 2 /", "type sg-0a1b", "key Enter",
                                "key Enter"]),
    ("story", "120x40", (), RULE + ["key 4 v v \\"]),
    ("json", "120x40", (), RULE + ["key 4 v \\ j j j"]),
    ("filter", "120x40", (), ["key &", "type user in [ci-deploy, "
                              "backup-svc] write"]),
    ("filter-error", "120x40", (), ["key &", "type user=alice and )"]),
    ("frequency", "120x40", (), ["key P h f"]),
    ("search", "120x40", (), ["key /", "type backup-svc", "key Enter"]),
    ("empty", "120x40", (), ["key &", "type user=ci-deploi", "key Enter"]),
    ("chips", "120x40", (), ["key P W &", "type denied", "key Enter x"]),
    ("sources", "120x40", (), ["key i"]),
    ("help", "120x40", (), ["key ?"]),
    ("users", "120x40", (), ["key 1 \\ j j Space"]),
    ("facts", "120x40", (), ["key 0"]),
    ("folded", "120x40", (), ["key &", "type user=ci-deploy", "key Enter R"]),
    ("drill", "40x10", (), DRILL),
    ("drill", "200x60", (), DRILL),
    ("ascii", "120x40", ("--ascii",), DRILL),
]


def demo():
    if os.path.isdir(DEMO):
        shutil.rmtree(DEMO)
    os.makedirs(DEMO)
    run = Run("demo", "--write", DEMO)
    if run.status:
        raise RuntimeError(run.err)


def screen_of(text, size):
    width, height = (int(part) for part in size.split("x"))
    screen = pyte.Screen(width, height)
    pyte.Stream(screen).feed(text.rstrip("\n").replace("\n", "\r\n"))
    return screen


def take(name, size, words, steps):
    run = play(["wait", *steps, "dump-ansi -"], DEMO, size=size, words=words)
    if run.status:
        raise RuntimeError(f"{name}-{size}: {run.err}")
    path = os.path.join(FOLDER, f"{name}-{size}")
    with open(path + ".ansi", "w", encoding="utf-8", newline="\n") as out:
        out.write(run.out)
    paint(screen_of(run.out, size)).save(path + ".png")
    print(path + ".png")


def main():
    wanted = sys.argv[1:]
    demo()
    for name, size, words, steps in SHOTS:
        if not wanted or name in wanted or f"{name}-{size}" in wanted:
            take(name, size, words, steps)


if __name__ == "__main__":
    main()
