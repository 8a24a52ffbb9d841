#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Known answers on the demo and on two real incidents, asked on the command
line."""
import csv
import io
import json
import sys
import unittest

sys.path.insert(0, "tests/tools")
from trail import (FIXTURES, HOUSE_EVENT, HOUSE_GROUP, INVICTUS,  # noqa
                   RANSOM, Run, demo, needs_data)


def count(path, *words):
    return int(Run("count", *words, path).out)


def top(path, field, question):
    rows = json.loads(Run("top", field, "-f", question, "--format", "json",
                          path).out)
    return [(row["value"], row["events"]) for row in rows]


class Demo(unittest.TestCase):
    """What tui/app/demo/demo_day.c tells."""

    def test_a_leaked_key_is_who_was_denied_at_night(self):
        night = "denied time<2026-03-14T07:00"
        self.assertEqual(top(demo(), "user", night),
                         [("ci-deploy", 7), ("backup-svc", 4)])
        self.assertEqual(top(demo(), "key", "ip=198.51.100.77"),
                         [("AKIAIOSFODNN7EXAMPLE", 24)])
        self.assertEqual(top(demo(), "ip", "key=AKIAI44QH8DHBEXAMPLE"),
                         [("198.51.100.78", 153)])

    def test_the_world_grant_on_port_22_is_found(self):
        run = Run("events", "-f", "world *.toPort=22", "--fields",
                  "time,user,event,ip,resource", "--format", "csv", demo())
        self.assertEqual(list(csv.reader(io.StringIO(run.out)))[1:], [[
            "2026-03-14T02:52:18Z", "ci-deploy",
            "AuthorizeSecurityGroupIngress", "198.51.100.77",
            "sg-0a1b2c3d4e5f60718; sgr-0a1b2c3d4e5f622"]])

    def test_kept_and_left_out_are_all(self):
        for expr in ("denied", "user=backup-svc", "*.bucketName=example*",
                     "ip=198.51.100.0/24", "error~denied", "notable",
                     "time>=2026-03-14T12:00", "putobject",
                     "requestParameters.bucketName=*"):
            with self.subTest(expr=expr):
                self.assertEqual(count(demo(), "-f", expr) +
                                 count(demo(), "-f", f"!({expr})"), 48712)

    def test_of_several_filters_all_hold(self):
        self.assertEqual(count(demo(), "-f", "user=ci-deploy", "-f",
                               "denied or notable", "-f", "read"),
                         count(demo(), "-f", "user=ci-deploy "
                               "(denied or notable) read"))
        run = Run("count", "-f", "denied", "-f", "user=", demo())
        self.assertEqual(run.status, 2)
        self.assertIn("user=", run.err)

    def test_single_sign_on_is_written_as_it_is_read(self):
        name = "bob@example.com  sso/PowerUser"
        run = Run("users", "--format", "csv", demo())
        rows = {row[0]: row for row in csv.reader(io.StringIO(run.out))}
        self.assertEqual(rows[name][1:4], ["role", "111122223333", "521"])
        run = Run("timeline", "-f", "human=bob@example.com", "--fields",
                  "user", "--format", "csv", demo())
        self.assertEqual(set(run.out.split("\r\n")[1:]) - {""}, {name})
        for expr in (f'user="{name}"', "user=bob@example.com",
                     "session=bob@example.com", "human=bob@example.com",
                     "role=PowerUser", 'user="sso/PowerUser"', "user=*bob*",
                     "user=arn:aws:sts::111122223333:assumed-role/"
                     "AWSReservedSSO_PowerUser_0123456789abcdef/"
                     "bob@example.com"):
            with self.subTest(expr=expr):
                self.assertEqual(count(demo(), "-f", expr), 521)

    def test_folded_runs_are_rows_that_count_their_events(self):
        asked = ("timeline", "--fold", "-f", "user=ci-deploy")
        csv_rows = list(csv.DictReader(io.StringIO(
            Run(*asked, "--format", "csv", demo()).out)))
        json_rows = json.loads(Run(*asked, "--format", "json", demo()).out)
        counts = [row["events"] for row in json_rows]
        self.assertEqual([int(row["events"]) for row in csv_rows], counts)
        self.assertEqual(sum(counts), 674)
        self.assertLess(len(counts), 400)
        self.assertFalse({2} & set(counts))
        run = next(row for row in json_rows if row["events"] > 1)
        self.assertEqual((run["user"], run["event"]), ("ci-deploy", None))
        limited = json.loads(Run(*asked, "--limit", "5", "--format", "json",
                                 demo()).out)
        self.assertEqual(limited, json_rows[:5])
        script = Run("script", "-", "--fold", "-f", "user=ci-deploy", demo(),
                     stdin=b"wait\ndump -\n")
        self.assertIn("674 events, reads folded", script.out)
        self.assertEqual(Run("count", "--fold", demo()).status, 2)

    def test_services_stand_below_people_in_any_order(self):
        run = Run("users", "--format", "csv", demo())
        kinds = [row[1] for row in csv.reader(io.StringIO(run.out))][1:]
        self.assertEqual(kinds, sorted(kinds, key="AWS service".__eq__))
        self.assertEqual(kinds.count("AWS service"), 5)

    def test_people_and_services_are_all(self):
        self.assertEqual(count(demo(), "-f", "people"), 31872)
        self.assertEqual(count(demo(), "-f", "!people"), 48712 - 31872)


class Fixtures(unittest.TestCase):
    def test_repeats_are_kept_once_and_told(self):
        path = FIXTURES + "/odd/json-named-gz.json.gz"
        run = Run("count", path, FIXTURES + "/shapes")
        self.assertEqual(run.out, "12\n")
        self.assertIn("137 repeats", run.err)
        self.assertEqual(top(path, "user", "denied"), [("bob", 1)])
        self.assertEqual(top(path, "event", "world"),
                         [("AuthorizeSecurityGroupIngress", 1)])

    def test_sources_explains_every_file(self):
        rows = json.loads(Run("sources", "--format", "json", FIXTURES).out)
        whole = Run("count", FIXTURES)
        self.assertEqual(sum(r["events"] for r in rows), int(whole.out))
        repeats = sum(r["repeats"] for r in rows)
        self.assertIn(f"{repeats} repeats", whole.err)
        for row in rows:
            self.assertTrue(row["format"] or row["trouble"], row)


@needs_data
class Ransom(unittest.TestCase):
    def test_repeats_are_kept_once_and_told(self):
        run = Run("count", RANSOM)
        self.assertEqual(run.out, "23981\n")
        self.assertIn("6,496 repeats", run.err)
        self.assertEqual(run.status, 0)

    def test_people_leave_2433_events_of_which_4_are_denied(self):
        self.assertEqual(count(RANSOM, "-f", "people"), 2433)
        run = Run("top", "user", "-f", "people denied", "--format", "json",
                  RANSOM)
        rows = json.loads(run.out)
        self.assertEqual([(r["value"], r["events"]) for r in rows],
                         [("jmerckle", 4)])

    def test_jmerckle_has_37_events_4_failed_one_address_two_keys(self):
        self.assertEqual(count(RANSOM, "-f", "user=jmerckle"), 37)
        self.assertEqual(count(RANSOM, "-f", "user=jmerckle failed"), 4)
        top = Run("top", "ip", "-f", "user=jmerckle", "--format", "json",
                  RANSOM)
        self.assertEqual([(r["value"], r["events"])
                          for r in json.loads(top.out)],
                         [("3.238.12.183", 37)])
        top = Run("top", "key", "-f", "user=jmerckle", "--format", "json",
                  RANSOM)
        self.assertEqual([r["events"] for r in json.loads(top.out)], [36, 1])

    def test_kept_and_left_out_are_all(self):
        for expr in ("denied", "user=jmerckle", "*.bucketName=falsimentis*",
                     "ip=10.0.0.0/8", "error~denied", "time>=2021-07-29T13:00",
                     "requestParameters.bucketName=*", "notable", "putobject"):
            with self.subTest(expr=expr):
                self.assertEqual(count(RANSOM, "-f", expr) +
                                 count(RANSOM, "-f", f"!({expr})"), 23981)

    def test_sources_explains_every_file(self):
        run = Run("sources", "--format", "json", RANSOM)
        rows = json.loads(run.out)
        self.assertEqual(sum(r["events"] for r in rows), 23981)
        self.assertEqual(sum(r["repeats"] for r in rows), 6496)
        for row in rows:
            self.assertTrue(row["format"] or row["trouble"], row)


@needs_data
class Invictus(unittest.TestCase):
    def test_the_world_grant_on_port_22_is_found(self):
        run = Run("events", "-f", "world *.toPort=22", "--fields",
                  "id,user,key,ip,time", "--format", "csv", INVICTUS)
        rows = list(csv.reader(io.StringIO(run.out)))
        self.assertEqual(rows[1][:2], [HOUSE_EVENT, "bert-jan"])
        self.assertEqual(rows[1][3], "192.168.10.20")
        self.assertEqual(len(rows), 2)

    def test_sixteen_events_name_the_group_eight_of_them_writes(self):
        rows = json.loads(Run("resources", "--format", "json", "-f",
                              f"resource={HOUSE_GROUP}", INVICTUS).out)
        group = [r for r in rows if r["name"] == HOUSE_GROUP]
        self.assertEqual([(r["events"], r["writes"]) for r in group],
                         [(16, 8)])
        self.assertEqual(count(INVICTUS, "-f", f"resource={HOUSE_GROUP}"),
                         16)

    def test_a_table_names_as_many_rows_as_enter_would_leave(self):
        for pane, field in (("users", "user"), ("resources", "resource")):
            rows = json.loads(Run(pane, "--format", "json", INVICTUS).out)
            for row in rows[:12]:
                if row["name"] == "(absent)":
                    continue
                name = json.dumps(row["name"], ensure_ascii=False)
                with self.subTest(pane=pane, name=name):
                    self.assertEqual(count(INVICTUS, "-f",
                                           f"{field}={name}"),
                                     row["events"])


if __name__ == "__main__":
    unittest.main()
