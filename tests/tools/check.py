#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs test programs, shows what failed, and counts.

    check.py [--all] UNIT_PROGRAM...

Unit programs speak TAP (cmocka); --all runs the Python unittest files too:
tests/*/test_*.py. As many run at once as there are processors, JOBS says
otherwise; what one says is not mixed with another's. The last line is
`N passed, N failed[, N skipped]`, and every reason to skip stands above it.
A test that needs ../shared/data is skipped without it, unless REQUIRE_DATA=1.
"""
import collections
import concurrent.futures
import glob
import os
import re
import subprocess
import sys
import time

UNIT_SECONDS, SCRIPT_SECONDS = 300, 900
# The longest begin first, so that none is waited for alone at the end.
LONGEST = ("tests/tty/test_terminal.py", "tests/tty/test_use.py",
           "tests/oracle/test_oracle.py", "tests/golden/test_golden.py",
           "tests/cli/test_hostile.py")

Result = collections.namedtuple("Result", "passed failed skipped reasons")


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
    """cmocka writes a skipped test `not ok N # SKIP name`."""
    passed = len(re.findall(r"^ok \d", text, re.M))
    failed = len(re.findall(r"^not ok \d+ (?!# SKIP)", text, re.M))
    skipped = len(re.findall(r"^not ok \d+ # SKIP", text, re.M))
    return Result(passed, failed, skipped,
                  re.findall(r"^skipped: (.*)", text, re.M))


def count_unittest(text):
    found = re.findall(r"^Ran (\d+) tests?", text, re.M)
    total = int(found[-1]) if found else 0
    tail = text[text.rfind("Ran "):]
    number = {word: sum(map(int, re.findall(word + r"=(\d+)", tail)))
              for word in ("failures", "errors", "skipped")}
    failed = number["failures"] + number["errors"]
    return Result(total - failed - number["skipped"], failed,
                  number["skipped"],
                  re.findall(r"\.\.\. skipped ['\"](.*)['\"]$", text, re.M))


def check(name, command, seconds, count, env):
    """One program: what is to be said of it, and its result."""
    began = time.monotonic()
    status, text = run(command, seconds, env)
    result = count(text)
    if result.skipped and not result.reasons:
        result = result._replace(failed=result.failed + 1)
        text += "\nskipped, and does not say why\n"
    if (status != 0 or result.passed + result.skipped == 0) and \
            result.failed == 0:
        result = result._replace(failed=1)  # crashed, or ran nothing
    extra = f", {result.skipped} skipped" if result.skipped else ""
    extra += f", {result.failed} failed" if result.failed else ""
    said = (f"{'FAIL' if result.failed else 'ok':4} {name}: "
            f"{result.passed} passed{extra}"
            f"  ({time.monotonic() - began:.1f} s)")
    if result.failed:
        said += "\n    " + text.strip().replace("\n", "\n    ")
    return said, result


def programs(words):
    """The arguments of check() for each program, the longest first."""
    if "--all" in words:
        scripts = glob.glob("tests/*/test_*.py")
        for script in sorted(scripts, key=lambda s: (s not in LONGEST, s)):
            yield (script[6:], [sys.executable, script, "-v"],
                   SCRIPT_SECONDS, count_unittest, {})
    for program in (word for word in words if not word.startswith("--")):
        yield (re.sub(r".*/tests/unit/", "", program), [program],
               UNIT_SECONDS, count_tap, {"CMOCKA_MESSAGE_OUTPUT": "TAP"})


def main():
    jobs = int(os.environ.get("JOBS") or os.cpu_count() or 1)
    results = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(check, *p) for p in programs(sys.argv[1:])]
        for done in concurrent.futures.as_completed(waiting):
            said, result = done.result()
            print(said, flush=True)
            results.append(result)
    reasons = collections.Counter(r for result in results
                                  for r in result.reasons)
    for reason, count in sorted(reasons.items()):
        print(f"skipped {count}: {reason}")
    passed, failed, skipped = (sum(r[n] for r in results) for n in range(3))
    extra = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{extra}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
