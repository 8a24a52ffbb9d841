#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""At every width of a usual screen: rows of other names look different, and
what has a fixed size (ids, access keys, accounts, addresses) is whole as long
as a column stands that could give way."""
import json
import os
import re
import sys
import unittest

sys.path.insert(0, "tests/tools")
from trail import FIXTURES, demo, own_folder, play  # noqa

ACCOUNT = "111122223333"
FIRM = re.compile(r"(?:[a-z-]+[/ ])?((?:[a-z]+-)+(?:[0-9a-f]{17}|[0-9a-f]{8})"
                  r"|A[KS]IA[A-Z0-9]{16}|\d{12}|\d+(?:\.\d+){3})( \+\d+)?")
WIDTHS = range(80, 166)
PREFIXES = ("i", "sg", "vpc", "vol", "snap", "eni", "subnet", "ami", "rtb")


def ids():
    """Events that name what has ids, of each kind some, and long names that
    begin and end alike."""
    folder = own_folder()
    events = []

    def add(name, source, parameters, second, user=0):
        events.append({
            "eventVersion": "1.08", "eventName": name, "awsRegion": "us-east-1",
            "eventSource": f"{source}.amazonaws.com", "readOnly": False,
            "eventTime": f"2026-03-14T09:{second // 60:02}:{second % 60:02}Z",
            "eventID": f"00000000-0000-4000-8000-{len(events):012}",
            "sourceIPAddress": f"203.0.113.{100 + user}",
            "userAgent": "aws-cli/2.22.7", "recipientAccountId": ACCOUNT,
            "requestParameters": parameters,
            "userIdentity": {
                "type": "IAMUser", "userName": f"build-agent-{user}-of-shop",
                "accountId": ACCOUNT,
                "arn": f"arn:aws:iam::{ACCOUNT}:user/build-agent-{user}-of-shop",
                "accessKeyId": f"AKIAIOSFODNN7EXAMPL{user}"}})

    for n in range(4):
        for at, prefix in enumerate(PREFIXES):
            arn = (f"arn:aws:ec2:us-east-1:{ACCOUNT}:x/"
                   f"{prefix}-0a1b2c3d4e5f607{n}8")
            add("CreateTags", "ec2", {"resourcesSet": {"items": [
                {"resourceId": arn.split("/")[1]}]}}, 9 * n + at, n)
        add("DeleteAccessKey", "iam", {"accessKeyId": f"AKIAI44QH8DHBEXAMPL{n}",
                                       "userName": f"build-agent-{n}"}, 60, n)
        add("GetSecretValue", "secretsmanager",
            {"secretId": f"shop-production-database-{n}-password"}, 70 + n, n)
        add("GetSecretValue", "secretsmanager",
            {"secretId": f"shop-production-mail-{n}-password"}, 80 + n, n)
    path = os.path.join(folder, "ids.ndjson")
    with open(path, "w", encoding="utf-8") as out:
        for event in events:
            out.write(json.dumps(event) + "\n")
    return path


DRILLS = ("steal-credentials", "get-password", "get-usr-data", "leave-org",
          "open-port", "stop-trail")


def drills():
    """Users whose names begin and end alike, of whom one did what is found."""
    path = os.path.join(own_folder(), "drills.ndjson")
    with open(path, "w", encoding="utf-8") as out:
        for at, drill in enumerate(DRILLS):
            name = f"blue-team-{drill}-role"
            arn = f"arn:aws:iam::{ACCOUNT}:user/{name}"
            call = "ListTrails" if at else "StopLogging"
            out.write(json.dumps({
                "eventVersion": "1.08", "eventName": call,
                "awsRegion": "us-east-1", "readOnly": bool(at),
                "eventSource": "cloudtrail.amazonaws.com",
                "eventTime": f"2026-03-14T09:00:0{at}Z",
                "eventID": f"00000000-0000-4000-8000-{at:012}",
                "sourceIPAddress": "203.0.113.100",
                "userAgent": "aws-cli/2.22.7", "recipientAccountId": ACCOUNT,
                "requestParameters": {"name": "example-trail"},
                "userIdentity": {"type": "IAMUser", "userName": name,
                                 "accountId": ACCOUNT, "arn": arn}}) + "\n")
    return path


def may_be(look, name):
    """True where the look, with what an ellipsis leaves out, is that name."""
    return re.fullmatch(".*".join(map(re.escape, look.split("…"))), name)


def pane(screen, title):
    """The lines of a pane under its title, without what is beside it."""
    lines, inside, from_x = [], False, 0
    for line in screen:
        if f"─ {title}" in line:
            inside, from_x = True, line.index(f"─ {title}")
            continue
        if not inside:
            continue
        part = line[from_x:]
        if part.startswith("─") or not line.strip():
            break
        part = part.split("│")[0]
        lines.append(part)
    return lines


def roster(lines):
    """The names of a side pane, and its heads. Numbers stand under the end of
    their head; a type may stand before them."""
    names = []
    head = re.search(r"events(?= |$)", lines[0])
    for line in lines[1:]:
        cell, number = re.fullmatch(r"(.*?)( +[\d,]+)?",
                                    line[1:head.end()]).groups()
        if number:
            names.append(re.split("  +", cell)[0].replace(" ◦", ""))
    return lines[0].split(), names


def words(lines, head):
    """The cells of a column of words of the Timeline."""
    heads = [(m.group(), m.start()) for m in re.finditer(r"\S+", lines[0])]
    for at, (name, x) in enumerate(heads):
        if name == head:
            end = heads[at + 1][1] if at + 1 < len(heads) else None
            return [line[x:end].strip() for line in lines[1:]]
    return None


LESS = {"tool", "error", "key", "region", "account", "session"}


def idle(wide, lines):
    """The columns of words whose cells are all whole and narrower than they
    are."""
    heads = [(m.group(), m.start()) for m in re.finditer(r"\S+", lines[0])]
    found = {}
    for (name, x), (_, end) in zip(heads[1:], heads[2:]):
        needs = max(len(line[x:end].rstrip()) for line in lines)
        whole = words(wide, name) or []
        if any(a != b for a, b in zip(words(lines, name), whole)):
            continue
        if needs + 2 < end - x:
            found[name] = end - x - 2 - needs
    return found


class Widths(unittest.TestCase):
    def screens(self, path, steps, high=40, zoom=""):
        """The screen where nothing is cut, and that at each width."""
        steps = ["wait", *steps, "wait", f"resize 500x{high}", zoom, "wait",
                 "dump -", zoom, "wait"]
        for width in WIDTHS:
            steps += [f"resize {width}x{high}", "dump -"]
        lines = play(steps, path, size=f"165x{high}").out.split("\n")
        shown = [lines[n * high:(n + 1) * high] for n in range(len(WIDTHS) + 1)]
        return shown[0], zip(WIDTHS, shown[1:])

    def check(self, where, whole, shown):
        """Other words look different, and the same the same."""
        looks = {}
        for text, look in zip(whole, shown):
            self.assertEqual(looks.setdefault(look, text), text,
                             f"{where}: {look}")

    def check_firm(self, where, whole, shown, gives_way):
        for text, look in zip(whole, shown):
            firm = FIRM.fullmatch(text)
            if firm and not gives_way:
                continue
            if firm:
                self.assertIn(firm.group(1), look, f"{where}: {gives_way}")

    def rosters(self, path, title, key):
        wide, shown = self.screens(path, [f"key {key}"], zoom="key \\")
        _, whole = roster(pane(wide, title))
        self.assertGreater(len(whole), 1)
        seen = 0
        for width, screen in shown:
            heads, names = roster(pane(screen, title))
            where = f"{path} {title} at {width}"
            seen += len(names)
            self.check(where, whole, names)
            gives_way = set(heads) - {"name", "events", "●"}
            self.check_firm(where, whole, names, gives_way)
        self.assertGreater(seen, len(WIDTHS))

    def test_resources(self):
        for path in (ids(), demo(), FIXTURES):
            self.rosters(path, "2 Resources", "2")

    def test_users(self):
        for path in (ids(), demo(), FIXTURES):
            self.rosters(path, "1 Users", "1")

    def test_timeline(self):
        for path in (ids(), demo()):
            wide, shown = self.screens(path, ["key 3 g"])
            wide = pane(wide, "3 Timeline")
            for width, screen in shown:
                lines = pane(screen, "3 Timeline")
                for head in ("user", "service", "event", "address", "what"):
                    whole, look = words(wide, head), words(lines, head)
                    if not whole or not look:
                        continue
                    where = f"{path} {head} at {width}"
                    self.check(where, whole, look)
                    gives_way = {"service"} & set(lines[0].split())
                    self.check_firm(where, whole, look, gives_way)

    def test_no_cell_is_idle(self):
        """While an id or a notable deed is cut no column beside it has cells
        that no row in sight needs; and none stands that is less than it."""
        cut = 0
        for path in (ids(), demo()):
            wide, shown = self.screens(path, ["key 3 g ."])
            wide = pane(wide, "3 Timeline")
            for width, screen in shown:
                lines = pane(screen, "3 Timeline")
                short = self.cut_deeds(wide, lines)
                where = f"{path} at {width}: {short}"
                if not short:
                    continue
                cut += 1
                self.assertEqual(idle(wide, lines), {}, where)
                if min(len(text) for text in short) <= 60:
                    self.assertFalse(LESS & set(lines[0].split()), where)
        self.assertGreater(cut, len(WIDTHS))

    def cut_deeds(self, wide, lines):
        """What is said whole where there is room, but not here."""
        whole, look = words(wide, "what"), words(lines, "what")
        marks = [line.split("  ")[0] for line in lines[1:]]
        return [text for text, part, mark in zip(whole or [], look or [], marks)
                if part != text and ("●" in mark or FIRM.fullmatch(text))
                and not (FIRM.fullmatch(text) and
                         FIRM.fullmatch(text).group(1) in part)]

    def test_a_found_user_is_no_other(self):
        names = [f"blue-team-{drill}-role" for drill in DRILLS]
        seen = 0
        for width, screen in self.screens(drills(), ["key 3"])[1]:
            for line in pane(screen, "5 Sweep"):
                look = re.search(r"●  (\S+)  ", line)
                if not look:
                    continue
                seen += 1
                self.assertEqual([name for name in names
                                  if may_be(look.group(1), name)],
                                 names[:1], f"{line} at {width}")
        self.assertGreaterEqual(seen, len(WIDTHS))

    def test_frequency(self):
        for column, field in (("key", "key"), ("what", "resource"),
                              ("address", "address")):
            for path in (ids(), demo()):
                wide, shown = self.screens(path, [
                    "key 3 :", f"type columns user,{column}", "key Enter",
                    "key l l f"])
                table = self.frequency(wide)
                self.assertGreater(len(table[1]), 1)
                for width, screen in shown:
                    heads, look = self.frequency(screen)
                    where = f"{path} f {field} at {width}"
                    self.check(where, table[1], look)
                    self.check_firm(where, table[1], look,
                                    set(heads) - {"value", "events"})

    def frequency(self, screen):
        lines = []
        for line in screen:
            found = re.search(r"│( .* )│", line)
            if found and ("value" in line or lines):
                lines.append(found.group(1))
        return roster(lines)


if __name__ == "__main__":
    unittest.main()
