#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every table of the command line says the same in each of its forms, and its
numbers are those that are counted without it."""
import collections
import csv
import io
import json
import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, "tests/tools")
from trail import Run, demo, demo_night, own_folder, play  # noqa: E402

# Aliases that stand for one key of the event.
KEYS = {"event": "eventName", "region": "awsRegion",
        "ip": "sourceIPAddress", "errorCode": "errorCode",
        "eventSource": "eventSource"}
ASKED = (("users",), ("users", "-f", "denied"),
         ("users", "--limit", "3", "--tz", "Asia/Kolkata"),
         ("resources", "-f", "!read"), ("resources", "--limit", "7"),
         ("timeline", "-f", "notable"), ("timeline", "--from", "-2m"),
         ("events", "-f", "denied", "--fields",
          "time,user,event,error,ip,key,id,userIdentity.type"),
         ("events", "--limit", "4", "--fields", "resource,userAgent,region"),
         ("sources",), *(("top", key) for key in KEYS), ("top", "user"),
         ("top", "resource", "-f", "write", "--limit", "40"),
         ("top", "requestParameters.bucketName", "-f", "failed"))


def ask(form, *words):
    run = Run(*words, "--format", form, demo_night())
    if run.status or run.err:
        raise AssertionError((words, run.status, run.err))
    return run.out


def count(*words):
    return int(Run("count", *words, demo_night()).out)


def for_eyes(rows):
    """What a person reads: thousands apart, and what is absent is named in
    the column that names things."""
    names = ("name", "value")
    return [[f"{cell:,}" if isinstance(cell, int) else
             ("(absent)" if head in names else "") if cell is None else cell
             for head, cell in row.items()] for row in rows]


def md_cells(line):
    return [re.sub(r"\\(.)", r"\1", cell.strip())
            for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


class Forms(unittest.TestCase):
    """JSON is what the other forms are compared with."""
    maxDiff = 2000

    def test_every_form_has_the_same_rows_and_numbers(self):
        for words in ASKED:
            with self.subTest(words=words):
                rows = json.loads(ask("json", *words))
                self.assertGreater(len(rows), 1)
                self.check_lines(rows, words)
                self.check_csv(rows, words)
                self.check_md(rows, words)
                self.check_table(rows, words)

    def check_lines(self, rows, words):
        lines = ask("ndjson", *words).splitlines()
        self.assertEqual([json.loads(line) for line in lines], rows)

    def check_csv(self, rows, words):
        text = io.StringIO(ask("csv", "--csv-exact", *words), newline="")
        self.assertEqual(list(csv.reader(text)), [list(rows[0])] + [
            ["" if cell is None else str(cell) for cell in row.values()]
            for row in rows])

    def check_md(self, rows, words):
        head, rule, *lines = map(md_cells, ask("md", *words).splitlines())
        self.assertEqual(head, list(rows[0]))
        self.assertEqual(lines, for_eyes(rows))
        for n, cell in enumerate(rows[0].values()):
            self.assertEqual(rule[n], "---:" if isinstance(cell, int) else
                             "---")

    def check_table(self, rows, words):
        lines = [re.sub(" +", " ", line).strip()
                 for line in ask("table", *words).splitlines()]
        self.assertEqual(lines[0].split(" "), list(rows[0]))
        self.assertEqual(lines[1:], [
            re.sub(" +", " ", " ".join(filter(None, row)))
            for row in for_eyes(rows)])

    def test_events_and_their_count_are_the_same_in_every_form(self):
        for question in (("-f", "denied"), ("-f", "notable"),
                         ("--from", "-10m"), ("-f", "user=ci-deploy")):
            with self.subTest(question=question):
                events = json.loads(ask("json", "events", *question))
                self.assertEqual(len(events), count(*question))
                self.check_lines(events, ("events", *question))
                for form, heads in (("table", 1), ("csv", 1), ("md", 2)):
                    lines = ask(form, "events", *question).splitlines()
                    self.assertEqual(len(lines) - heads, len(events))


def single_sign_on(number, digits):
    """An event of carol in the role that a permission set was made as."""
    role = f"AWSReservedSSO_PowerUser_{digits}"
    where = f"111122223333:assumed-role/{role}/carol@example.com"
    return {"eventID": f"00000000-0000-0000-0000-{number:012}",
            "eventVersion": "1.08", "eventName": "StopLogging",
            "eventTime": f"2024-02-29T09:00:{number:02}Z",
            "eventSource": "cloudtrail.amazonaws.com", "awsRegion": "us-east-1",
            "sourceIPAddress": "203.0.113.9",
            "userIdentity": {
                "type": "AssumedRole", "arn": f"arn:aws:sts::{where}",
                "accountId": "111122223333", "sessionContext": {
                    "sessionIssuer": {
                        "type": "Role", "accountId": "111122223333",
                        "arn": f"arn:aws:iam::111122223333:role/{role}",
                        "userName": role}}}}


class Namesakes(unittest.TestCase):
    """A permission set that was made again is another role of that name."""
    DIGITS = ("0123456789abcdef", "fedcba9876543210", "fedcba9876543210",
              "aaaaaaaaaaaa7777", "bbbbbbbbbbbb7777")

    def test_rows_differ_and_each_can_be_asked_for(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(f"{folder}/a.json", "w", encoding="utf-8") as file:
                json.dump({"Records": [
                    single_sign_on(n, digits)
                    for n, digits in enumerate(self.DIGITS)]}, file)
            rows = json.loads(Run("users", "--format", "json", folder).out)
            lead = "carol@example.com  sso/PowerUser "
            self.assertEqual(
                {row["name"]: row["events"] for row in rows},
                {f"{lead}\N{HORIZONTAL ELLIPSIS}cdef": 1,
                 f"{lead}\N{HORIZONTAL ELLIPSIS}3210": 2,
                 f"{lead}aaaaaaaaaaaa7777": 1, f"{lead}bbbbbbbbbbbb7777": 1})
            for row in rows:
                left = Run("count", "-f", row["filter"], folder).out
                self.assertEqual(int(left), row["events"], row)
            values = json.loads(
                Run("top", "user", "--format", "json", folder).out)
            self.assertEqual(len({row["value"] for row in values}), 4)
            # everywhere by the same digits, whatever the filter leaves
            told = set(values[i]["value"].split()[-1] for i in range(4))
            for words in (["timeline"], ["top", "session"], ["sweep"],
                          ["timeline", "-f", rows[0]["filter"]]):
                lines = json.loads(
                    Run(*words, "--format", "json", folder).out)
                names = {(line.get("user") or line.get("value"))
                         for line in lines}
                self.assertEqual(len(names), 1 if "-f" in words else 4, words)
                self.assertLessEqual(
                    {name.split()[-1] for name in names}, told, words)
            screen = play(["wait", "dump -"], folder, size="160x40").out
            for end in ("cdef", "3210"):
                self.assertGreaterEqual(
                    sum(f"\N{HORIZONTAL ELLIPSIS}{end} " in line
                        for line in screen.splitlines()), 3, screen)


class Absent(unittest.TestCase):
    """What has no value is not taken for what says so, nor for nothing."""

    NAMES = ("(absent)", "(none)", '"(absent)"', "", None)

    def setUp(self):
        self.path = os.path.join(own_folder(), "events.ndjson")
        with open(self.path, "w", encoding="utf-8") as file:
            for n, name in enumerate(self.NAMES):
                file.write(json.dumps({
                    "eventVersion": "1.11", "eventName": "CreateTags",
                    "eventSource": "ec2.amazonaws.com",
                    "eventTime": f"2026-03-14T00:00:0{n}Z",
                    "eventID": f"00000000-0000-4000-8000-{n:012}",
                    "userIdentity": {"type": "Root"},
                    "requestParameters": {"a": 1, "note": name}
                    if name is not None else {"a": 1}}) + "\n")

    def values(self, form):
        run = Run("top", "requestParameters.note", "--format", form, self.path)
        return run.out

    def test_each_has_a_row_of_its_own_look(self):
        rows = self.values("table").splitlines()[1:]
        self.assertEqual(sorted(row.split()[0] for row in rows),
                         sorted(['"(absent)"', '"(none)"', '""(absent)""',
                                 '""', "(absent)"]))
        self.assertTrue(rows[-1].startswith("(absent) "))

    def test_programs_get_it_as_it_is(self):
        said = [row["value"] for row in json.loads(self.values("json"))]
        self.assertCountEqual(said, self.NAMES)
        rows = self.values("csv").split("\r\n")[1:-1]
        self.assertEqual({row.split(",1,")[0] for row in rows},
                         {"(absent)", "(none)", '"""(absent)"""', '""', ""})


class Numbers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.events = [json.loads(line) for line in
                      ask("ndjson", "events").splitlines()]

    def test_top_counts_what_the_events_say(self):
        denied = json.loads(ask("json", "events", "-f", "denied"))
        for key, name in KEYS.items():
            times = collections.defaultdict(list)
            for event in self.events:
                times[event.get(name)].append(event["eventTime"])
            less = collections.Counter(e.get(name) for e in denied)
            rows = json.loads(ask("json", "top", key))
            with self.subTest(key=key):
                self.assertEqual(
                    {row["value"]: (row["events"], row["denied"],
                                    row["first"], row["last"])
                     for row in rows},
                    {value: (len(all), less[value], min(all), max(all))
                     for value, all in times.items()})
                self.assertEqual(len(rows), len(times))

    def test_a_number_is_what_its_value_leaves(self):
        for pane, field in (("users", "user"), ("resources", "resource")):
            rows = json.loads(ask("json", pane))
            for row in rows[:5] + rows[-3:]:
                name = json.dumps(row["name"], ensure_ascii=False)
                words = ("-f", f"{field}={name}" if row["name"] is not None
                         else f"!{field}=*")
                with self.subTest(words=words):
                    left = count(*words)
                    self.assertEqual(row["events"], left)
                self.assertEqual(row["events"], count("-f", row["filter"]))

    def test_a_row_of_values_ends_with_the_filter_that_keeps_it(self):
        for field in ("user", "event", "resource", "error", "denied"):
            rows = json.loads(ask("json", "top", field))
            for row in rows[:4] + rows[-3:]:
                with self.subTest(filter=row["filter"]):
                    self.assertEqual(row["events"],
                                     count("-f", row["filter"]))

    def test_a_notable_number_is_what_its_value_and_notable_leave(self):
        for pane, field in (("users", "user"), ("resources", "resource")):
            notable = {row["value"]: row["events"] for row in json.loads(
                ask("json", "top", field, "-f", "notable"))}
            rows = json.loads(ask("json", pane))
            self.assertTrue(any(row["notable"] for row in rows))
            for row in rows:
                self.assertEqual(row["notable"],
                                 notable.get(row["name"], 0), row)
            order = [(row["notable"], row["events"]) for row in rows
                     if row.get("type") != "AWS service" and row["name"]]
            self.assertEqual(order, sorted(order, reverse=True))

    def test_parts_are_the_whole(self):
        rows = json.loads(ask("json", "users"))
        self.assertEqual(sum(row["events"] for row in rows),
                         len(self.events))
        for name, chip in (("denied", "denied"), ("writes", "write"),
                           ("notable", "notable")):
            self.assertEqual(sum(row[name] for row in rows),
                             count("-f", chip))
        rows = json.loads(ask("json", "sources"))
        self.assertEqual(sum(row["events"] for row in rows),
                         len(self.events))

    def test_the_whole_day_is_as_the_screen_says(self):
        run = Run("users", "--format", "json", demo())
        screen = play(["wait", "dump -"], demo()).out
        total = sum(row["events"] for row in json.loads(run.out))
        self.assertIn(f"{total:,} of {total:,} ", screen)


class Diff(unittest.TestCase):
    """Two events by their ids: what they differ in, in the order given."""
    IDS = [f"00000000-0000-4000-8000-00000000000{n}" for n in range(3)]
    FLAT = {"ipProtocol": "tcp", "fromPort": 22, "cidrIp": "10.0.0.0/8"}
    NESTED = {"ipPermissions": {"items": [{
        "ipProtocol": "tcp", "fromPort": 22, "toPort": 22,
        "ipRanges": {"items": [{"cidrIp": "0.0.0.0/0"}]}}]}}

    def setUp(self):
        self.path = os.path.join(own_folder(), "events.ndjson")
        asked = ({**self.FLAT, "toPort": 22}, self.NESTED, self.NESTED)
        with open(self.path, "w", encoding="utf-8") as file:
            for event, request in zip(self.IDS, asked):
                file.write(json.dumps({
                    "eventVersion": "1.08", "eventID": event,
                    "eventTime": "2026-03-14T02:00:00Z",
                    "eventSource": "ec2.amazonaws.com",
                    "eventName": "AuthorizeSecurityGroupIngress",
                    "awsRegion": "us-east-1", "readOnly": False,
                    "userIdentity": {"type": "IAMUser", "userName": "bob"},
                    "requestParameters": request}) + "\n")

    def rows(self, old, new, *words):
        run = Run("diff", self.IDS[old], self.IDS[new], "--format", "json",
                  *words, self.path)
        self.assertEqual((run.status, run.err), (0, ""))
        return [tuple(row.values()) for row in json.loads(run.out)]

    def test_meaning_stands_before_fields(self):
        rows = self.rows(0, 1)
        self.assertEqual(rows[:2], [
            ("meaning", "in tcp/22", "open to 10.0.0.0/8",
             "open to 0.0.0.0/0"),
            ("meaning", "form", "flat: ipProtocol, fromPort, toPort, cidrIp",
             "nested: ipPermissions.items")])
        self.assertIn(("field", "requestParameters.cidrIp", "10.0.0.0/8",
                       None), rows)
        self.assertIn(("id or time", "eventID", self.IDS[0], self.IDS[1]),
                      rows)
        self.assertNotIn("eventName", [row[1] for row in rows])
        self.assertEqual(self.rows(0, 1, "--limit", "1"), rows[:1])

    def test_the_first_is_the_old_one(self):
        self.assertEqual(self.rows(1, 0)[0],
                         ("meaning", "in tcp/22", "open to 0.0.0.0/0",
                          "open to 10.0.0.0/8"))

    def test_what_is_the_same_is_left_out(self):
        self.assertEqual([row[:2] for row in self.rows(1, 2)],
                         [("id or time", "eventID")])
        run = Run("diff", self.IDS[1], self.IDS[1], self.path)
        self.assertEqual(run.status, 1)

    def test_md(self):
        run = Run("diff", self.IDS[0], self.IDS[1], "--format", "md",
                  self.path)
        self.assertEqual(run.out.splitlines()[0],
                         "| kind | field | old | new |")
        self.assertEqual(len(run.out.splitlines()), 2 + len(self.rows(0, 1)))

    def test_mistakes_are_told(self):
        run = Run("diff", self.IDS[0], "no-such-id", self.path)
        self.assertEqual((run.status, run.out), (2, ""))
        self.assertIn("no event has the id 'no-such-id'", run.err)
        run = Run("diff", self.IDS[0])
        self.assertEqual(run.status, 2)
        self.assertIn("OLD NEW", run.err)


if __name__ == "__main__":
    unittest.main()
