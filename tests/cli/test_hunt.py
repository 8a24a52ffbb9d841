#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Hunts on the demo and on real incidents, key by key, and what the screen
says on the way."""
import json
import re
import sys
import unittest

sys.path.insert(0, "tests/tools")
from trail import (HOUSE_EVENT, HOUSE_GROUP, INVICTUS, RANSOM, Run,  # noqa
                   demo, demo_night, needs_data, play)


def number(text):
    return int(text.replace(",", ""))


def kept(screen):
    """How many events the filter line says are kept."""
    return number(re.search(r"([\d,]+) of [\d,]+ ", screen).group(1))


def screens(steps, path, size="120x40"):
    """The screens that `dump -` steps wrote; each is as tall as the size."""
    run = play(steps, path, size=size)
    if run.status:
        raise AssertionError(run.err)
    height = int(size.split("x")[1])
    lines = run.out.split("\n")
    return ["\n".join(lines[i:i + height])
            for i in range(0, len(lines) - 1, height)]


class Demo(unittest.TestCase):
    def test_two_keys_lead_to_the_door_and_six_to_all_that_its_key_did(self):
        start, door, key = screens(["wait", "dump -", "key 5 g", "dump -",
                                    "key p a", "dump -"], demo())
        self.assertEqual(kept(start), 48712)
        self.assertIn("opened tcp/22 to 0.0.0.0/0 on sg-0a1b2c3d4e5f60718",
                      door)
        self.assertIn("02:52:18 ● ", door)
        self.assertEqual(kept(key), int(Run(
            "count", "-f", "key=AKIAIOSFODNN7EXAMPLE", demo()).out))

    def test_who_was_denied_at_night_has_a_second_key(self):
        screen, = screens(["wait", "key 1 /", "type backup-svc",
                           "key Enter Enter", "dump -"], demo())
        self.assertEqual(kept(screen), 154)
        self.assertRegex(screen, r"4 denied")
        self.assertRegex(screen,
                         r"address 198\.51\.100\.78 · key AKIAI44QH8DHBEX")


@needs_data
class House(unittest.TestCase):
    KEYS = ["2", "/", "s", "g", "-", "Enter", ".", "j", "j", "j"]

    def test_ten_keys_lead_to_the_rule_its_maker_and_all_about_the_group(self):
        event = json.loads(Run("events", "-f", f"id={HOUSE_EVENT}",
                               "--format", "ndjson", INVICTUS).out)
        start, end = screens(["wait", "dump -", "key " + " ".join(self.KEYS),
                              "dump -"], INVICTUS)
        self.assertLessEqual(len(self.KEYS), 10)
        self.assertEqual(kept(start), 2900)
        self.assertEqual(kept(end), 16)
        for text in (event["userIdentity"]["userName"],
                     event["userIdentity"]["accessKeyId"],
                     event["sourceIPAddress"],
                     f"opened tcp/22 to 0.0.0.0/0 on {HOUSE_GROUP}",
                     "12:10:08 ● "):
            self.assertIn(text, end)
        self.assertRegex(end, rf"{HOUSE_GROUP} +16 +8w  2")

    def test_the_event_under_the_cursor_is_that_one(self):
        steps = ["wait", "key " + " ".join(self.KEYS) + " 4 v", "key \\",
                 "resize 120x80", "dump -"]
        run = play(steps, INVICTUS)
        self.assertIn(HOUSE_EVENT, run.out)


@needs_data
class Lab(unittest.TestCase):
    def test_people_only_then_denied_is_one_person(self):
        people, denied = screens(
            ["wait", "key P", "dump -", "type &denied", "key Enter",
             "dump -"], RANSOM)
        self.assertEqual((kept(people), kept(denied)), (2433, 4))
        self.assertIn("4 denied", people)
        self.assertRegex(denied, r"jmerckle +4 +4!")

    def test_jmerckle_has_37_events_4_failed_one_address_and_two_keys(self):
        screen, = screens(["wait", "key 1 /", "type jmerckle",
                           "key Enter Enter", "dump -"], RANSOM)
        self.assertEqual(kept(screen), 37)
        self.assertRegex(screen, r"4 denied")
        self.assertRegex(screen, r"address 3\.238\.12\.183 · 2 keys")


class Walked(unittest.TestCase):
    """The number beside a value is the number of rows after Enter on it."""

    def rows(self, pane, path, before=()):
        screen = screens(["wait", *before, f"key {pane} \\", "dump -"], path,
                         "160x60")[0].split("\n")
        head = next(i for i, line in enumerate(screen)
                    if re.match(r" name .*events", line))
        at = screen[head].index("events") + len("events")
        found = []
        for line in screen[head + 1:-1]:
            match = re.search(r"([\d,]+)$", line[:at])
            if match:
                found.append(number(match.group(1)))
        return found

    def walk(self, pane, path, before=(), most=30):
        shown = self.rows(pane, path, before)[:most]
        self.assertTrue(shown)
        steps = ["wait", *before]
        for i in range(len(shown)):
            steps += [f"key {pane} g" + " j" * i + " Enter", "dump -",
                      "key Esc"]
        after = [kept(s) for s in screens(steps, path)]
        self.assertEqual(after, shown)


class Promise(Walked):
    def test_users_and_resources_of_the_demo(self):
        self.walk("1", demo_night())
        self.walk("2", demo_night())

    def test_under_a_filter_of_the_demo(self):
        for chip in ("denied", "user=ci-deploy", "!read", "world"):
            before = [f"type &{chip}", "key Enter"]
            with self.subTest(chip=chip):
                self.walk("1", demo_night(), before, 8)
                self.walk("2", demo_night(), before, 12)


@needs_data
class RealPromise(Walked):
    def test_users_and_resources_of_an_incident(self):
        self.walk("1", INVICTUS)
        self.walk("2", INVICTUS)

    def test_under_a_filter(self):
        for chip in ("denied", "user=bert-jan", "!read", "world",
                     f"resource={HOUSE_GROUP}"):
            before = [f"type &{chip}", "key Enter"]
            with self.subTest(chip=chip):
                self.walk("1", INVICTUS, before, 8)
                self.walk("2", INVICTUS, before, 12)

    def test_in_the_noise_of_services(self):
        self.walk("1", RANSOM, most=20)
        self.walk("2", RANSOM, ["key P"], 20)


if __name__ == "__main__":
    unittest.main()
