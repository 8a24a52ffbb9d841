#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The questions of an investigation, each asked with as few keys as it takes
from the first screen on; typed characters are keys. docs/RECIPES.md has them
in a table, with the same numbers."""
import re
import statistics
import sys
import unittest

sys.path.insert(0, "tests/tools")
from trail import INVICTUS, RANSOM, Run, demo, needs_data, play  # noqa

# Question: keys, what the screen says, and the filter whose events are kept
# then (absent: all of them).
DEMO = {
    "1 what looks wrong": ("", ["shared snapshot snap-0a1b2c3d4e5f60718 with",
                                "opened tcp/22 to 0.0.0.0/0 on "], None),
    "2 who touched this resource": (
        "2 / s g - Enter", ["1 Users ─+ 2 ", "ci-deploy +5 ", "alice +2 "],
        "resource=sg-0a1b2c3d4e5f60718"),
    "3 which credential, from where, with what": (
        "", ["with   AKIAI44QH8DHBEXAMPLE   long-term key, MFA not recorded",
             r"from   198\.51\.100\.78   aws-cli/2\.22\.7"], None),
    "4 what else did it do": ("p a", [], "key=AKIAI44QH8DHBEXAMPLE"),
    "5 where did it come from": (
        "p b", ["created access key AKIAI44QH8DHBEXAMPLE for backup-svc",
                "ci-deploy +1 "],
        "responseElements.accessKey.accessKeyId=AKIAI44QH8DHBEXAMPLE"),
    "6 which addresses, the rarest": (
        "0 Enter s", ["frequency of ip ─+ 16 values, 48,712 events"], None),
    "7 who else at this address": (
        "p i", ["1 Users ─+ 2 ", "account 44"], "ip=198.51.100.78"),
    "8 what was it denied": (
        "E", ["DENIED: .* is not", "tried DeleteDetector"], None),
    "10 read, taken, destroyed, off": (
        "5 \\", ["read secret prod/orders/database", "shared snapshot",
                 "was refused StopLogging, DeleteTrail"], None),
    "11 other accounts, rare regions": (
        "&", ["cross +1 +by another account"], None),
    "13 everyone around it": (
        "w", [], "time>=2026-03-14T03:19:30Z time<=2026-03-14T03:21:30Z"),
}

INCIDENT = {
    "1 what looks wrong": ("", ["credentials of instance i-0dbc9",
                                "deleted trail"], None),
    "2 who touched this resource": (
        "2 / s g - Enter", ["1 Users ─+ 1 ", "bert-jan +16 "],
        "resource=sg-04cfb7a4712d75b00"),
    "3 which credential, from where, with what": (
        "", ["with   ASIATFQR7NSC36DZQP7P   temporary key",
             r"from   192\.168\.10\.20   aws-sdk-go-v2/1\.17\.0"], None),
    "4 what else did it do": ("p a", [], "key=ASIATFQR7NSC36DZQP7P"),
    "5 where did it come from": (
        "p b", ["AssumeRole", "ec2 ◦ +1 "],
        "responseElements.credentials.accessKeyId=ASIATFQR7NSC36DZQP7P"),
    "6 which addresses, the rarest": (
        "0 Enter s", ["frequency of ip ─+ 16 values, 2,900 events"], None),
    "7 who else at this address": (
        "p i", ["1 Users ─+ 8 ", "bert-jan +2,104 "], "ip=192.168.10.20"),
    "8 what was it denied": ("e", ["DENIED: .* is not"], None),
    "10 read, taken, destroyed, off": (
        "5 \\", ["deleted flow log fl-064ed3a785e4a37ef",
                 "shared database snapshot exfiltration", "read secret"],
        None),
    "11 other accounts, rare regions": (
        "&", ["cross +0 +by another account"], None),
    "13 everyone around it": (
        "w", [], "time>=2023-07-10T11:56:22Z time<=2023-07-10T11:58:22Z"),
}

LAB = {
    "1 what looks wrong": ("", ["gave themselves everything: PutUserPolicy",
                                "signed in to the console as root "], None),
    "2 who touched this resource": (
        "2 / e n g Enter", ["root +26 ", "jmerckle +1 "],
        "resource=s3/falsimentis-eng"),
    "3 which credential, from where, with what": (
        "", ["with   AKIAU7JNXC7K7XNL3F6J   long-term key, MFA not recorded",
             r"from   3\.238\.12\.183   Boto3/1\.18\.1"], None),
    "4 what else did it do": ("p a", [], "key=AKIAU7JNXC7K7XNL3F6J"),
    "5 where did it come from": (
        ". p n", ["jmerckle +1 ", "GetCallerIdentity"],
        "key=AKIAU7JNXC7KZLY6XYHJ"),
    "6 which addresses, the rarest": (
        "0 Enter s", ["frequency of ip ─+ 5 values, 23,981 events"], None),
    "7 who else at this address": (
        "p i", ["1 Users ─+ 1 ", "jmerckle +37 "], "ip=3.238.12.183"),
    "8 what was it denied": ("P E", ["DENIED: .* is not"], "people"),
    "10 read, taken, destroyed, off": (
        "5 \\", ["changed trail management-events",
                 "created access key|used key AKIAU7JNXC7KZLY6XYHJ"], None),
    "11 other accounts, rare regions": (
        "&", ["region=ap-northeast-1 +1 +under 1% of events"], None),
    "13 everyone around it": (
        "w", [], "time>=2021-07-29T13:05:49Z time<=2021-07-29T13:07:49Z"),
}


def number_of_keys(keys):
    return len(keys.split())


def kept(screen):
    match = re.search(r"([\d,]+) of [\d,]+ ", screen.split("\n")[1])
    return int(match.group(1).replace(",", ""))


class Asked:
    """Plays the questions on `self.path`."""

    def test_each_question_is_answered(self):
        everything = int(Run("count", self.path()).out)
        for question, (keys, texts, expr) in self.questions.items():
            steps = ["wait", f"key {keys}", "wait", "dump -"]
            screen = play(steps if keys else steps[2:], self.path()).out
            with self.subTest(question=question):
                for text in texts:
                    self.assertRegex(screen, text)
                wanted = everything
                if expr:
                    wanted = int(Run("count", "-f", expr, self.path()).out)
                self.assertEqual(kept(screen), wanted)

    def test_few_keys_are_enough(self):
        keys = [number_of_keys(keys)
                for keys, _, _ in self.questions.values()]
        self.assertLessEqual(statistics.median(keys), 4)
        self.assertLessEqual(max(keys), 8)


class OnTheDemo(Asked, unittest.TestCase):
    questions = DEMO

    def path(self):
        return demo()

    def test_the_table_of_the_recipes_has_these_keys(self):
        with open("docs/RECIPES.md") as recipes:
            text = recipes.read()
        for question, (keys, _, _) in self.questions.items():
            shown = " ".join(f"`{key}`" for key in keys.split()) or "none"
            row = rf"\| {re.escape(question)} \| {re.escape(shown)} \|"
            with self.subTest(question=question):
                self.assertRegex(text, row)


@needs_data
class OnAnIncident(Asked, unittest.TestCase):
    questions = INCIDENT

    def path(self):
        return INVICTUS


@needs_data
class InTheLab(Asked, unittest.TestCase):
    questions = LAB

    def path(self):
        return RANSOM


if __name__ == "__main__":
    unittest.main()
