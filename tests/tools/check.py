#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs test programs, shows what failed, and counts.

    check.py [--all] UNIT_PROGRAM...

Unit programs speak TAP (cmocka); the others are Python unittest files:
tests/*/test_*.py. The last line is `N passed, N failed[, N skipped]`.
A test that needs ../shared/data is skipped without it, unless REQUIRE_DATA=1.
"""
import glob
import os
import re
import subprocess
import sys
import time

UNIT_SECONDS, SCRIPT_SECONDS = 300, 900


def run(command, seconds, env):
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds,
                              env={**os.environ, **env},
                              stdin=subprocess.DEVNULL, check=False)
        text = (done.stdout + done.stderr).decode("utf-8", "replace")
        return done.returncode, text
    except subprocess.TimeoutExpired as late:
        text = (late.stdout or b"") + (late.stderr or b"")
        return -1, text.decode("utf-8", "replace") + "\ntook too long\n"


def count_tap(text):
    passed = len(re.findall(r"^ok \d", text, re.M))
    failed = len(re.findall(r"^not ok \d", text, re.M))
    skipped = len(re.findall(r"^ok \d.*# SKIP", text, re.M))
    return passed - skipped, failed, skipped


def count_unittest(text):
    found = re.findall(r"^Ran (\d+) tests?", text, re.M)
    total = int(found[-1]) if found else 0
    tail = text[text.rfind("Ran "):]
    number = {word: sum(map(int, re.findall(word + r"=(\d+)", tail)))
              for word in ("failures", "errors", "skipped")}
    failed = number["failures"] + number["errors"]
    return total - failed - number["skipped"], failed, number["skipped"]


def check(name, command, seconds, count, env):
    began = time.monotonic()
    status, text = run(command, seconds, env)
    passed, failed, skipped = count(text)
    if (status != 0 or passed + skipped == 0) and failed == 0:
        failed = 1  # crashed, or ran nothing
    mark = "FAIL" if failed else "ok"
    extra = f", {skipped} skipped" if skipped else ""
    print(f"{mark:4} {name}: {passed} passed{extra}"
          f"{f', {failed} failed' if failed else ''}"
          f"  ({time.monotonic() - began:.1f} s)", flush=True)
    if failed:
        print("    " + text.strip().replace("\n", "\n    "), flush=True)
    return passed, failed, skipped


def main():
    words = sys.argv[1:]
    everything = "--all" in words
    results = []
    for program in (word for word in words if not word.startswith("--")):
        name = re.sub(r".*/tests/unit/", "", program)
        results.append(check(name, [program], UNIT_SECONDS, count_tap,
                             {"CMOCKA_MESSAGE_OUTPUT": "TAP"}))
    if everything:
        for script in sorted(glob.glob("tests/*/test_*.py")):
            results.append(check(script[6:], [sys.executable, script],
                                 SCRIPT_SECONDS, count_unittest, {}))
    passed, failed, skipped = (sum(r[n] for r in results) for n in range(3))
    extra = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{extra}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
