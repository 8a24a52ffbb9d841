#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""`y c`: the command that is copied shows the same again, whatever the filter,
the columns and the paths hold. Keys are walked at random, with a seed that is
told where it fails."""
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, "tests/tools")
from trail import PROGRAM  # noqa: E402

SIZE = "500x90"  # all rows are in sight, and the whole command
NAMES = ["ListUsers", "Get 'it'", 'Put "all"', "Délète☂", "a\\b", "x or y",
         "/regex/i", "!not", "$(id)`id`", "in [a, b]", "100%", "--fold",
         "*star*", "(a", "b)", "=", "filter", "a#b", " lead", "tail "]
USERS = ["alice", "bob smith", "o'neil", "-dash", "zoë", "people", "a,b:9"]
FOLDERS = ["plain", "with blank", "-dash", "it's", "ünï ☂", "events", "a=b",
           "two  blanks", "$HOME", "#x", "*"]
TYPED = ["user=alice", "event~\"it\"", "name=\"Put \\\"all\\\"\"", "read",
         "!denied", "user in [alice, \"o'neil\", \"-dash\"]", "é or user=bob*",
         "'it'", "\"x or y\"", "event!=\"=\"", "/a.b/", "-dash", "*star*",
         "time>=2026-03-14T10:00:05", "user=\"a,b:9\" or read",
         "`requestParameters.odd key`=\"it's\"", "missing(error)"]
KEYS = ["j", "k", "h", "l", "g", "G", "=", "!", "P", "W", "R", "t", "F", "w",
        "[", "]", "Enter 3", "u", "^R", "x Space Esc", "x j Space Esc",
        "x j j d Esc", "}", ".", "e"]
COLUMNS = ["user:9,event", "event,`*.odd key`", "eventID:36,what", "time",
           "`requestParameters.odd key`:12,user"]


def event(n, dice):
    user = dice.choice(USERS)
    record = {
        "eventVersion": "1.11",
        "userIdentity": {"type": "IAMUser", "userName": user,
                         "accountId": "111122223333",
                         "arn": f"arn:aws:iam::111122223333:user/{user}",
                         "accessKeyId": "AKIAIOSFODNN7EXAMPLE"},
        "eventTime": f"2026-03-14T10:00:{n:02}Z",
        "eventSource": "ec2.amazonaws.com",
        "eventName": dice.choice(NAMES), "awsRegion": "us-east-1",
        "sourceIPAddress": f"203.0.113.{n % 4}",
        "userAgent": dice.choice(["aws-cli/2.1", "it's \"me\""]),
        "requestParameters": {"odd key": dice.choice(["it's", "a\"b", "☂"])},
        "responseElements": None, "readOnly": n % 5 != 0,
        "eventType": "AwsApiCall", "recipientAccountId": "111122223333"}
    if n % 7:
        record["eventID"] = dice.choice([
            f"00000000-0000-4000-8000-{n:012}", f"it's {n}", f"-{n}☂"])
    return record


def script(folder, words, steps, zone):
    done = subprocess.run(
        [os.path.abspath(PROGRAM), "script", "-", "--size", SIZE, *words],
        input="\n".join(["wait", *steps]).encode() + b"\n",
        capture_output=True, timeout=60, cwd=folder, check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", **zone})
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout.decode()


def shown(screen):
    """What is to be the same: how many are kept, the zone, the Timeline and
    the event under the cursor. Which runs were unfolded by hand is not."""
    lines = [line.rstrip() for line in screen.splitlines()]
    kept = re.search(r"([\d,]+) of [\d,]+  ", lines[1])
    first = next(n for n, line in enumerate(lines)
                 if re.search(r"─ 3 Timeline ", line))
    left = lines[first].index("─ 3 Timeline ")
    if "reads folded" in lines[first]:
        first = next(n for n, line in enumerate(lines)
                     if re.search(r"─ 4 Event ", line))
    return (kept and kept[1], lines[-1].split()[-1],
            [re.sub(r"^ file  .*|─{4,}", "", line[left:])
             for line in lines[first:-1]])


class Copied(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()

    def tearDown(self):
        self.folder.cleanup()

    def write(self, dice):
        paths = dice.sample(FOLDERS, dice.randint(1, 3))
        n = 0
        for path in paths:
            os.mkdir(os.path.join(self.folder.name, path))
            events = []
            for _ in range(12):
                events.append(event(n, dice))
                n += 1
            with open(os.path.join(self.folder.name, path, "a.json"), "w",
                      encoding="utf-8") as file:
                json.dump({"Records": events}, file)
        return paths

    def walk(self, dice):
        steps = []
        if dice.random() < .5:
            steps += ["key :", "type columns " + dice.choice(COLUMNS),
                      "key Enter"]
        for _ in range(dice.randint(1, 8)):
            if dice.random() < .3:
                steps += ["key &", "type " + dice.choice(TYPED), "key Enter"]
            else:
                steps.append("key " + dice.choice(KEYS))
        return steps + ["key 3"]

    def check(self, seed):
        dice = random.Random(seed)
        paths, steps = self.write(dice), self.walk(dice)
        zone = dice.choice([{}, {"TZ": "Europe/Berlin"},
                            {"TZ": ":Asia/Tokyo"}])
        # a path may begin with a dash, or be called as a sub-command is
        screens = script(self.folder.name, ["--", *paths],
                         [*steps, "dump -", "key y c", "dump -"], zone)
        half = len(screens.splitlines()) // 2
        lines = screens.splitlines()
        before = shown("\n".join(lines[:half]))
        message = re.match(r" copied: (.*?)\s+\S+$", lines[-1])
        if before[0] == "0":
            return
        self.assertTrue(message, (steps, lines[-1]))
        words = shlex.split(message[1])
        self.assertEqual(words[0], "trailtui")
        again = script(self.folder.name, words[1:], ["dump -"], zone)
        self.assertEqual("\n".join(map(str, shown(again))).split("', '"),
                         "\n".join(map(str, before)).split("', '"),
                         (message[1], steps))

        self.assertEqual(self.rows(words[1:]), int(before[0]), message[1])

    def rows(self, words):
        """The events that `timeline` prints of the same, folded or not."""
        if "--at" in words:
            at = words.index("--at")
            words = words[:at] + words[at + 2:]
        done = subprocess.run(
            [os.path.abspath(PROGRAM), "timeline", "--format", "ndjson",
             *words], capture_output=True, cwd=self.folder.name, timeout=60,
            check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return sum(json.loads(line).get("events", 1)
                   for line in done.stdout.splitlines())

    def test_what_is_copied_shows_the_same(self):
        for seed in range(40):
            with self.subTest(seed=seed):
                self.tearDown()
                self.setUp()
                self.check(seed)


if __name__ == "__main__":
    unittest.main()
