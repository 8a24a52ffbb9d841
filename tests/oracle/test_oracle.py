#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What the program kept, rebuilt, equals what an independent reader keeps."""
import ast
import collections
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path[:0] = ["tests/tools", "tests/oracle"]
import reader  # noqa: E402
from trail import (DATA, FIXTURES, INVICTUS, RANSOM, Run, demo,  # noqa
                   needs_data)


def sort_keys(value):
    """Content, whatever the order of keys."""
    if reader.is_object(value):
        return ("object", tuple(sorted((k, repr(sort_keys(v)))
                                       for k, v in value)))
    if isinstance(value, list):
        return ("list", tuple(repr(sort_keys(v)) for v in value))
    return value


def kept_once(events):
    """One of each (eventID, content), counted; without an id all are kept."""
    seen, kept = set(), collections.Counter()
    for event in events:
        name = reader.get(event, "eventID")
        mark = (name, repr(sort_keys(event)))
        if name is not None and mark in seen:
            continue
        seen.add(mark)
        kept[repr(event)] += 1
    return kept


def ours(*paths, jobs="2"):
    run = Run("events", "--format", "ndjson", "--jobs", jobs, *paths)
    return collections.Counter(
        repr(reader.DECODER.decode(line))
        for line in run.raw.decode(*reader.CODEC).split("\n") if line)


def theirs(*paths):
    return kept_once(event for path in paths
                     for file in reader.files_below(path)
                     for event in reader.events_of(file))


def saved(events, paths):
    """Without those whose text stands in a broken file: they were saved."""
    texts = [reader.text_of(file) for path in paths
             for file in reader.files_below(path) if reader.broken(file)]

    def stands(event):
        name = dict(ast.literal_eval(event)).get("eventID")  # repr of plain tuples
        return any(name and name in text for text in texts)

    return collections.Counter({event: count
                                for event, count in events.items()
                                if not stands(event)})


class Compared(unittest.TestCase):
    maxDiff = 2000

    def compare(self, *paths):
        expected, got = theirs(*paths), ours(*paths)
        missing, extra = expected - got, got - expected
        if any(reader.broken(file) for path in paths
               for file in reader.files_below(path)):
            extra = saved(extra, paths)
        self.assertEqual((list(missing)[:2], list(extra)[:2]), ([], []),
                         f"{sum(missing.values())} missing, "
                         f"{sum(extra.values())} extra in {paths}")
        return sum(expected.values())

    def compare_each(self, folder, but=()):
        """Each file alone. Inside a cut or broken array the two readers
        differ by design: the program saves the whole records, which the
        loader's tests count. Those files are left out."""
        for name in sorted(set(os.listdir(folder)) - set(but)):
            with self.subTest(file=name):
                self.compare(os.path.join(folder, name))

    def written_again(self, path):
        """What was written reads back as the same; how many events."""
        first = Run("events", "--format", "ndjson", path)
        with tempfile.NamedTemporaryFile(suffix=".ndjson") as file:
            file.write(first.raw)
            file.flush()
            again = Run("events", "--format", "ndjson", file.name)
        self.assertEqual(first.raw == again.raw, True)
        return len(first.lines())

    def the_same_for_any_jobs(self, *paths):
        for path in paths:
            one = Run("events", "--format", "ndjson", "--jobs", "1", path)
            for jobs in ("2", "7"):
                more = Run("events", "--format", "ndjson", "--jobs", jobs,
                           path)
                self.assertEqual(one.raw == more.raw, True, (path, jobs))


BROKEN = ("truncated-gzip.json.gz", "deep-nesting-3000.json")


class Own(Compared):
    def test_the_demo_is_kept_and_rebuilt_equal(self):
        self.assertEqual(self.compare(demo()), 48712)

    def test_each_fixture_alone_is_kept_and_rebuilt_equal(self):
        self.compare_each(FIXTURES + "/shapes", ("truncated.json",))
        self.compare_each(FIXTURES + "/odd", BROKEN)

    def test_all_fixtures_together_are_kept_and_rebuilt_equal(self):
        self.assertGreater(self.compare(FIXTURES), 20)

    def test_what_was_written_reads_back_as_the_same(self):
        self.assertEqual(self.written_again(demo()), 48712)
        self.written_again(FIXTURES)

    def test_the_answer_does_not_depend_on_the_number_of_jobs(self):
        self.the_same_for_any_jobs(demo(), FIXTURES)

    def test_the_fixtures_are_what_their_script_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(FIXTURES + "/make", folder)
            subprocess.run([sys.executable, folder + "/make"], check=True)
            for path in reader.files_below(folder):
                own = FIXTURES + path.removeprefix(folder)
                with self.subTest(own), open(path, "rb") as file, \
                        open(own, "rb") as kept:
                    if not path.endswith(".gz"):  # zlib's versions differ
                        self.assertEqual(file.read() == kept.read(), True)


@needs_data
class Real(Compared):
    def test_every_folder_of_real_data_is_kept_and_rebuilt_equal(self):
        for name in sorted(os.listdir(DATA)):
            path = os.path.join(DATA, name)
            if os.path.isdir(path) and name not in ("reshaped",):
                with self.subTest(folder=name):
                    self.compare(path)

    def test_each_reshaped_file_alone_is_kept_and_rebuilt_equal(self):
        self.compare_each(os.path.join(DATA, "reshaped",
                                       "stratus-ssh22-and-trail-stop"))

    def test_each_strange_file_alone_is_kept_and_rebuilt_equal(self):
        self.compare_each(os.path.join(DATA, "reshaped", "bad"), BROKEN)

    def test_what_was_written_reads_back_as_the_same(self):
        self.assertEqual(self.written_again(INVICTUS), 2900)

    def test_the_answer_does_not_depend_on_the_number_of_jobs(self):
        self.the_same_for_any_jobs(INVICTUS, RANSOM, DATA)


if __name__ == "__main__":
    unittest.main()
