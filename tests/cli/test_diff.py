#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""`trailtui diff` against what two documents hold: what it leaves out is the
same in both, and what it tells is there."""
import collections
import json
import os
import random
import re
import sys
import tempfile
import unittest
import urllib.parse

sys.path.insert(0, "tests/tools")
from trail import Run  # noqa: E402

KEYS = ["id", "name", "size", "items", "tags", "odd key", "a.b", "é", ""]
TEXTS = ["1", "x", "true", "null", "", "long " * 40, "☂", "[]", "{}", "a|b"]
WORDS = ("elements in this order", "JSON in a string", "JSON, spelled so",
         "no string")


def value(dice, depth):
    kind = dice.random()
    if depth and kind < .3:
        return {dice.choice(KEYS): value(dice, depth - 1)
                for _ in range(dice.randint(0, 4))}
    if depth and kind < .6:
        return [value(dice, depth - 1) for _ in range(dice.randint(0, 5))]
    return dice.choice([1, 0, -7, 12345678901234567890, True, False, None,
                        *TEXTS])


def changed(dice, old):
    """The same, with something in it otherwise."""
    if isinstance(old, list) and old and dice.random() < .8:
        new = list(old)
        how = dice.randint(0, 3)
        at = dice.randrange(len(new))
        if how == 0:
            new.pop(at)
        elif how == 1:
            new.insert(at, value(dice, 2))
        elif how == 2:
            dice.shuffle(new)
        else:
            new[at] = changed(dice, new[at])
        return new
    if isinstance(old, dict) and old and dice.random() < .8:
        new = dict(old)
        key = dice.choice(list(new))
        if dice.random() < .3:
            del new[key]
        else:
            new[key] = changed(dice, new[key])
        return new
    return value(dice, 2)


def leaves(what, path=""):
    if isinstance(what, dict) and what:
        for key, inner in what.items():
            yield from leaves(inner, path + "." + key.replace(".", "\\."))
    elif isinstance(what, list) and what:
        for inner in what:
            yield from leaves(inner, path + "[]")
    else:
        yield path, what if isinstance(what, str) else json.dumps(what)


def event(n, params):
    return {"eventVersion": "1.11", "eventName": "Test",
            "eventSource": "ec2.amazonaws.com", "eventID": f"id-{n}",
            "eventTime": f"2026-03-14T10:00:{n:02}Z", "awsRegion": "us-east-1",
            "requestParameters": params}


def bare(text):
    """A text is quoted where the other side is no text and looks the same."""
    quoted = re.fullmatch(r'"(.*)"', text, re.S)
    return quoted[1] if quoted else text


class Diff(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()

    def tearDown(self):
        self.folder.cleanup()

    def rows(self, old, new):
        path = os.path.join(self.folder.name, "a.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"Records": [event(1, old), event(2, new)]}, file)
        run = Run("diff", "id-1", "id-2", "--format", "json", path)
        self.assertIn(run.status, (0, 1), run.err)
        return run, [row for row in json.loads(run.out)
                     if row["kind"] == "field"
                     and row["field"].startswith("requestParameters")]

    def check(self, old, new):
        run, rows = self.rows(old, new)
        self.assertEqual(run.err, "")
        sides = []
        for side, what in (("old", old), ("new", new)):
            told = collections.Counter(
                (re.sub(r"\[\d+\]", "[]",
                        row["field"][len("requestParameters"):]),
                 bare(row[side]))
                for row in rows
                if row[side] is not None and row["old"] not in WORDS)
            there = collections.Counter(leaves(what))
            self.assertFalse(told - there, (side, old, new))
            sides.append(there - told)
        self.assertEqual(*sides, (old, new))
        return rows

    def test_what_is_left_out_is_the_same(self):
        for seed in range(120):
            with self.subTest(seed=seed):
                dice = random.Random(seed)
                old = {"v": value(dice, 4), "w": value(dice, 3)}
                new = changed(dice, old)
                if isinstance(new, dict) and new:
                    self.check(old, new)
                    self.assertEqual(self.rows(old, old)[1], [])

    def test_large_lists_tell_what_changed_alone(self):
        old = [{"id": f"i-{i:08x}", "name": f"thing {i}", "size": i,
                "tags": [{"key": "k", "value": str(i % 7)}], "note": "y" * 99}
               for i in range(5000)]
        new = json.loads(json.dumps(old))
        new[77]["size"] = "77"
        del new[4000]
        rows = self.check({"items": old}, {"items": new})
        self.assertEqual(len(rows), 1 + 6)
        self.assertEqual([row for row in rows if row["new"] is not None],
                         [{"kind": "field",
                           "field": "requestParameters.items[77].size",
                           "old": "77", "new": '"77"'}])
        random.Random(1).shuffle(new)
        rows = self.rows({"items": old}, {"items": new})[1]
        self.assertEqual(len(rows), 1 + 1 + 6)

    def test_beyond_the_bound_nothing_is_made_up(self):
        old = list(range(130000))
        new = old[::-1]
        run, rows = self.rows({"a": old, "b": 1}, {"a": new, "b": 2})
        self.assertIn("what lies beyond is not compared", run.err)
        self.assertEqual(rows, [])

    def test_a_policy_in_a_url_is_compared_inside(self):
        def policy(effect):
            return urllib.parse.quote(json.dumps({"Statement": [
                {"Effect": "Allow", "Action": "s3:*", "Resource": f"b{n}"}
                if n != 70 else
                {"Effect": effect, "Action": "s3:*", "Resource": "b70"}
                for n in range(200)]}))
        rows = self.rows({"policyDocument": policy("Allow")},
                         {"policyDocument": policy("Deny")})[1]
        self.assertEqual([(row["field"], row["old"], row["new"])
                          for row in rows],
                         [("requestParameters.policyDocument.Statement[70]"
                           ".Effect", "Allow", "Deny")])

    def test_deep_nesting_and_strings_in_strings(self):
        def deep(n, last):
            return {"k": deep(n - 1, last)} if n else last
        rows = self.check(deep(60, 1), deep(60, "1"))
        self.assertEqual([(row["old"], row["new"]) for row in rows],
                         [("1", '"1"')])
        texts = [json.dumps({"a": json.dumps({"b": [1, last]})})
                 for last in (2, 3)]
        rows = self.rows({"t": texts[0]}, {"t": texts[1]})[1]
        self.assertEqual([(row["field"], row["old"], row["new"])
                          for row in rows],
                         [("requestParameters.t.a.b[1]", "2", "3")])


if __name__ == "__main__":
    unittest.main()
