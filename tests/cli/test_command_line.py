#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The command line: statuses, formats, warnings, hostile text, bad input."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, "tests/tools")
from trail import PROGRAM, Run, demo_night, play  # noqa: E402


def event(n, **more):
    record = {
        "eventVersion": "1.11",
        "userIdentity": {"type": "IAMUser", "userName": "alice",
                         "accountId": "111122223333",
                         "arn": "arn:aws:iam::111122223333:user/alice",
                         "accessKeyId": "AKIAIOSFODNN7EXAMPLE"},
        "eventTime": f"2026-03-14T10:00:{n:02}Z",
        "eventSource": "ec2.amazonaws.com", "eventName": "StartInstances",
        "awsRegion": "us-east-1", "sourceIPAddress": "203.0.113.10",
        "userAgent": "aws-cli/2.1", "requestParameters": None,
        "responseElements": None, "readOnly": False,
        "eventID": f"00000000-0000-4000-8000-{n:012}",
        "eventType": "AwsApiCall", "recipientAccountId": "111122223333",
        "eventCategory": "Management"}
    record.update(more)
    return record


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name

    def tearDown(self):
        self.folder.cleanup()

    def put(self, name, data):
        path = os.path.join(self.path, name)
        if not isinstance(data, bytes):
            data = json.dumps({"Records": data}).encode()
        with open(path, "wb") as file:
            file.write(data)
        return path


class Status(Folder):
    def test_found_is_0_nothing_is_1_an_error_is_2(self):
        self.put("a.json", [event(1)])
        self.assertEqual(Run("count", self.path).status, 0)
        self.assertEqual(Run("count", "-f", "denied", self.path).status, 1)
        self.assertEqual(Run("count", "-f", "user=", self.path).status, 2)
        self.assertEqual(Run("top").status, 2)
        self.assertEqual(Run("count", "--no-such", self.path).status, 2)

    def test_unreadable_input_is_2_only_when_strict(self):
        self.put("a.json", [event(1)])
        self.put("b.json", b'{"Records":[{"eventName": oops')
        plain = Run("count", self.path)
        self.assertEqual((plain.status, plain.out), (0, "1\n"))
        self.assertRegex(plain.err, r"b\.json")
        self.assertEqual(Run("count", "--strict", self.path).status, 2)

    def test_without_a_terminal_the_investigator_says_what_to_do(self):
        self.put("a.json", [event(1)])
        pid = os.fork()
        if pid == 0:
            os.setsid()  # no controlling terminal
            run = Run(self.path)
            ok = run.status == 2 and "terminal" in run.err
            os._exit(0 if ok else 1)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 0)

    def test_a_missing_path_is_named_and_the_rest_is_read(self):
        self.put("a.json", [event(1)])
        run = Run("count", self.path, os.path.join(self.path, "gone"))
        self.assertEqual((run.out, run.status), ("1\n", 2))
        self.assertIn("gone", run.err)

    def test_no_screen_opens_for_a_path_that_is_not_there(self):
        self.put("a.json", [event(1)])
        gone = os.path.join(self.path, "gone")
        for words in ([gone], [self.path, gone], ["script", "-", gone]):
            run = Run(*words)
            self.assertEqual((run.status, run.out), (2, ""))
            self.assertEqual(run.err, "trailtui: %s: No such file or "
                             "directory\n" % gone)
        self.assertIn("nor a sub-command", Run("usrs", self.path).err)

    def test_an_option_without_meaning_is_refused_not_ignored(self):
        self.put("a.json", [event(1)])
        for words in (["users", "--fields", "time"], ["count", "--limit", "1"],
                      ["sources", "-f", "denied"], ["top", "user", "--size",
                      "80x24"], ["--format", "csv"]):
            run = Run(*words, self.path)
            self.assertEqual((run.status, run.out), (2, ""), words)
            self.assertRegex(run.err, "takes no --")

    def test_help_and_version_go_to_standard_output(self):
        for word in ("--help", "--version"):
            run = Run(word)
            self.assertEqual((run.status, run.err), (0, ""))
            self.assertIn("trailtui", run.out)


class Questions(Folder):
    def test_a_caret_stands_under_the_mistake(self):
        self.put("a.json", [event(1)])
        run = Run("count", "-f", "user=alice and )", self.path)
        lines = run.err.splitlines()
        self.assertEqual(lines[-1].index("^"), lines[-2].index(")"))

    def test_an_unknown_field_is_an_error_with_the_nearest_names(self):
        self.put("a.json", [event(1)])
        run = Run("count", "-f", "usr=alice", self.path)
        self.assertEqual(run.status, 2)
        self.assertIn("user", run.err)

    def test_from_and_to_bound_the_time_and_count_from_the_last_event(self):
        self.put("a.json", [event(n) for n in range(10)])
        for words, expected in ((["--from", "2026-03-14T10:00:04Z"], 6),
                                (["--to", "2026-03-14T10:00:04Z"], 4),
                                (["--from", "-3s"], 4),
                                (["--from", "2026-03-14T12:00:04+02:00"], 6)):
            with self.subTest(words=words):
                self.assertEqual(Run("count", *words, self.path).out,
                                 f"{expected}\n")
        self.assertEqual(Run("count", "--from", "soon", self.path).status, 2)

    def test_limit_and_fields_choose_rows_and_columns(self):
        self.put("a.json", [event(n) for n in range(10)])
        run = Run("events", "--fields", "id,user,awsRegion", "--format",
                  "csv", "--limit", "2", self.path)
        self.assertEqual(run.out.split("\r\n")[:3], [
            "id,user,awsRegion",
            "00000000-0000-4000-8000-000000000000,alice,us-east-1",
            "00000000-0000-4000-8000-000000000001,alice,us-east-1"])

    def test_chosen_columns_say_what_the_investigator_says(self):
        run = Run("timeline", "--columns", "user,what,user", "--format",
                  "json", "-f", "notable", demo_night())
        rows = json.loads(run.out)
        self.assertEqual(list(rows[0]), ["time", "user", "what"])
        said = [row["what"] for row in rows if row["what"]]
        self.assertIn("created user backup-svc", said)
        screen = play(["wait", "key &", "type notable", "key Enter 3 g \\",
                       "wait", "dump -"], demo_night(), size="400x40",
                      words=("--columns", "what")).out
        for what in said:
            self.assertIn(what, screen)

    def test_standard_input_is_read_as_dash_and_alone(self):
        data = json.dumps({"Records": [event(1), event(2)]}).encode()
        self.assertEqual(Run("count", "-", stdin=data).out, "2\n")
        self.assertEqual(Run("count", stdin=data).out, "2\n")


class Forms(Folder):
    def test_every_format_carries_the_same_rows(self):
        self.put("a.json", [event(n) for n in range(3)])
        forms = {form: Run("events", "--fields", "id,event", "--format",
                           form, self.path).out
                 for form in ("table", "json", "ndjson", "csv", "md")}
        ids = [event(n)["eventID"] for n in range(3)]
        for form, text in forms.items():
            with self.subTest(form=form):
                self.assertEqual(re.findall(r"[0-9a-f-]{36}", text), ids)
        self.assertEqual([r["id"] for r in json.loads(forms["json"])], ids)

    def test_no_form_lets_control_characters_through_to_a_table(self):
        evil = "\x1b]0;owned\x07\u202e\u009b2J\r\n|x"
        self.put("a.json", [event(1, userAgent=evil, eventName=evil)])
        for form in ("table", "json", "ndjson", "md"):
            with self.subTest(form=form):
                out = Run("events", "--format", form, "--fields",
                          "event,userAgent", self.path).out
                self.assertFalse(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f"
                                           "\u202e]", out), out)
        whole = Run("events", "--format", "ndjson", self.path)
        self.assertFalse(re.search("[\x1b\u009b\u202e]", whole.out))
        self.assertEqual(json.loads(whole.out)["userAgent"], evil)

    def test_csv_cells_a_spreadsheet_would_run_are_defused_and_told(self):
        self.put("a.json", [event(1, userAgent="=1+1")])
        words = ["events", "--fields", "userAgent", "--format", "csv"]
        run = Run(*words, self.path)
        self.assertIn("'=1+1", run.out)
        self.assertIn("1 cells", run.err)
        self.assertEqual(Run(*words, "--csv-exact", self.path).out,
                         "userAgent\r\n=1+1\r\n")

    def test_a_full_disk_is_an_error(self):
        self.put("a.json", [event(n) for n in range(60)])
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [PROGRAM, "events", "--format", "ndjson", self.path],
                stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write", done.stderr)

    def test_memory_that_runs_out_is_told_and_the_rest_stays(self):
        self.put("a.json", [event(n % 60, eventID=f"id-{n}",
                                  requestParameters={"x": f"{n}" * 50})
                            for n in range(40000)])
        run = Run("count", "--max-memory", "4M", self.path)
        self.assertIn("not loaded", run.err)
        self.assertLess(int(run.out), 40000)
        self.assertEqual(Run("count", "--strict", "--max-memory", "4M",
                             self.path).status, 2)


if __name__ == "__main__":
    unittest.main()
