# SPDX-License-Identifier: MIT
"""What tests share: where the program and the events are, and running it.

Tests run from the project's folder. Events are the demo's and those of
tests/fixtures. ../shared/data is real evidence that is not part of the
project, a larger second set; without it that set is left out, or missing is
a failure where REQUIRE_DATA=1.
"""
import atexit
import functools
import glob
import os
import shutil
import subprocess
import tempfile

PROGRAM = os.environ.get("TRAILTUI", "./trailtui")
SHARED = os.environ.get("SHARED", "../shared")
DATA = os.path.join(SHARED, "data")
INVICTUS = os.path.join(DATA, "invictus-ir-aws_dataset", "CloudTrail")
RANSOM = os.path.join(DATA, "suzaku-sample-data")
FIXTURES = "tests/fixtures"
HOUSE_EVENT = "74bd84b4-6729-4895-b2a4-e2beb7c6b377"
HOUSE_GROUP = "sg-04cfb7a4712d75b00"


def needs_data(test):
    """A test class on the second set, or nothing where that is not there:
    its subject is proven on the first."""
    if os.path.isdir(DATA):
        return test
    if os.environ.get("REQUIRE_DATA") == "1":
        raise RuntimeError(f"{DATA} is required and not there")
    return None


def own_folder():
    """An empty folder, as long as this test runs."""
    folder = tempfile.mkdtemp(prefix="trail-")
    atexit.register(shutil.rmtree, folder)
    return folder


@functools.cache
def demo():
    """The files of the demo: a whole day."""
    folder = own_folder()
    Run("demo", "--write", folder)
    return folder


@functools.cache
def demo_night():
    """Its three hours in which the attacker is at work."""
    folder = own_folder()
    for path in glob.glob(demo() + "/**/*_20260314T0[234]*", recursive=True):
        shutil.copy(path, folder)
    return folder


class Run:
    """One finished run of the program."""

    def __init__(self, *words, stdin=b"", env=None, seconds=300):
        done = subprocess.run([PROGRAM, *words], input=stdin,
                              capture_output=True, timeout=seconds,
                              env={**os.environ, "LC_ALL": "C.UTF-8",
                                   **(env or {})}, check=False)
        self.status = done.returncode
        self.raw, self.raw_err = done.stdout, done.stderr
        self.out = done.stdout.decode("utf-8", "surrogateescape")
        self.err = done.stderr.decode("utf-8", "surrogateescape")

    def lines(self):
        return self.out.splitlines()


def play(steps, *paths, size="120x40", words=(), env=None):
    """Plays a script and gives what its `dump -` lines wrote."""
    return Run("script", "/dev/stdin", "--size", size, *words, *paths,
               stdin="\n".join(steps).encode() + b"\n", env=env)
