#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Plays tests/golden/*.script on the demo's files and compares the screens
with the .txt beside it; --write takes the new screens, after a look at the
diff. A script's first line says the sizes it is played at."""
import glob
import os
import re
import sys

sys.path.insert(0, "tests/tools")
from trail import Run, play  # noqa: E402

FOLDER = "build/golden/demo"


def demo():
    """The demo's files, written once; their name is on the screens."""
    if not os.path.isdir(f"{FOLDER}/AWSLogs"):
        os.makedirs(FOLDER, exist_ok=True)
        run = Run("demo", "--write", FOLDER)
        if run.status:
            raise RuntimeError(run.err)
    return FOLDER


def scripts():
    return sorted(glob.glob("tests/golden/*.script"))


def screens(script):
    """What the script shows at each of its sizes."""
    with open(script, encoding="utf-8") as text:
        lines = text.read().splitlines()
    sizes = re.findall(r"\d+x\d+", lines[0])
    out = []
    for size in sizes:
        run = play(lines, demo(), size=size)
        if run.status:
            raise RuntimeError(f"{script}: {run.err}")
        out.append(f"==== {size}\n{run.out}")
    return "\n".join(out)


def expected(script):
    path = script.replace(".script", ".txt")
    try:
        with open(path, encoding="utf-8") as text:
            return text.read()
    except FileNotFoundError:
        return ""


def main():
    for script in scripts():
        got = screens(script)
        if got != expected(script):
            with open(script.replace(".script", ".txt"), "w",
                      encoding="utf-8") as out:
                out.write(got)
            print(f"wrote {script.replace('.script', '.txt')}")


if __name__ == "__main__":
    main()
