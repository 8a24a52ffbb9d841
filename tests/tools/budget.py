#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How the code measures against the house's budget.

    budget.py BUILD [--list]

Functions, parameters, tags and fields come from Universal Ctags, symbols and
who uses them from the rooms' archives in BUILD. A measure is an aim, which is
told, or a wall, which fails. --list names what misses an aim. Exceptions stand
in tests/tools/budget.txt, one a line: `path name reason`.

A public symbol is a function or an object that some object file of an archive
defines for others. Its users are the other object files, of whatever room, and
main.o, that need it, each counted once however often it does; its own file is
no user, nor is a test. So a door's function that one file of another room
calls has one user, like a function of a module's header that one file beside
it calls: the share says how many names only join two files. Of these, those
that join two files of one room tell of files that were one; the others are
doors with one visitor. Calls inside a header's inline function count for each
file that makes them.
"""
import collections
import glob
import json
import os
import re
import sys

sys.path.insert(0, "tests/tools")
from layers import read_rooms, run_text, symbols  # noqa: E402

AIM, WALL = "aim", "wall"
# measure: how much at most ("least": at least), and what missing it means.
LIMITS = {
    "lines of a function": (60, WALL),
    "lines of a file": (600, WALL),
    "lines of a door": (250, WALL),
    "columns of a line": (80, WALL),
    "unfinished": (0, WALL),
    "median lines of a function": (12, AIM),
    "dead names": (0, WALL),
    "public, used by its own file only": (0, WALL),
    "% public used by one other file": (45, AIM),
    "% public used by one other file, of its own room": (35, WALL),
    "% functions with six parameters or more": (1, WALL),
    "tags that mean two things": (0, WALL),
    "file names that mean two things": (0, WALL),
    "least asserts per 1,000 lines of code": (5, WALL),
}
MANY_PARAMETERS = 6

Function = collections.namedtuple("Function", "path name lines parameters")


class Code:
    """A source file: its lines, and its code without comments and texts."""

    def __init__(self, path):
        self.path = path
        self.room = path.split("/")[1] if path.startswith("tui/") else "doors"
        with open(path, encoding="utf-8") as text:
            self.text = text.read()
        self.lines = self.text.split("\n")[:-1]
        comments = re.compile(
            r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|/\*.*?\*/|//[^\n]*',
            re.S)

        def bare(found):
            if found.group()[0] in "\"'":
                return found.group()[0] * 2
            self.comment += found.group().count("\n") + 1
            return "\n" * found.group().count("\n")

        self.comment = 0
        self.code = comments.sub(bare, self.text)
        self.code_lines = sum(1 for line in self.code.split("\n")
                              if line.strip())
        self.asserts = len(re.findall(r"\bassert\(", self.code))


def read_tags(paths):
    out = run_text("ctags", "--fields=+neS", "--output-format=json",
                   "--kinds-C=+px", "-o", "-", *paths)
    return [json.loads(line) for line in out.splitlines()]


def count_parameters(signature):
    depth, count = 0, 1
    inside = signature.strip()[1:-1].strip()
    if inside in ("", "void"):
        return 0
    for letter in inside:
        depth += (letter in "([") - (letter in ")]")
        count += letter == "," and depth == 0
    return count


def functions_of(tags):
    return [Function(tag["path"], tag["name"], tag["end"] - tag["line"] + 1,
                     count_parameters(tag.get("signature", "")))
            for tag in tags if tag["kind"] == "function" and "end" in tag]


def exceptions():
    try:
        with open("tests/tools/budget.txt", encoding="utf-8") as text:
            return {tuple(line.split()[:2]) for line in text
                    if line.strip() and not line.startswith("#")}
    except FileNotFoundError:
        return set()


class Report:
    """What misses its measure, and whether that fails."""

    def __init__(self):
        self.allowed = exceptions()
        self.walls, self.aims = [], collections.OrderedDict()
        self.why = {}

    def limit(self, measure):
        return LIMITS[measure][0]

    def names(self, measure, found):
        """Every name that breaks a measure by itself."""
        self.each(measure, [f"{path}: {what}" for path, name, what in found
                            if (path, name) not in self.allowed])

    def each(self, measure, found):
        """As many as there are, each of which fails where it is a wall."""
        if found and LIMITS[measure][1] == WALL:
            self.walls += found
        else:
            self.value(measure, len(found), found, 0)

    def value(self, measure, value, why=(), most=None):
        most = self.limit(measure) if most is None else most
        least = measure.startswith("least")
        if value < most if least else value > most:
            if LIMITS[measure][1] == WALL:
                self.walls.append(f"{measure}: {value}, limit {most}")
                self.why[self.walls[-1]] = why
            else:
                self.aims[measure] = (value, most, why)


def check_files(files, report):
    wide, unfinished, long, tall = [], [], [], []
    for file in files:
        count = len(file.lines)
        measured = tall if file.room == "doors" else long
        if count > report.limit("lines of a door" if measured is tall
                                else "lines of a file"):
            measured.append((file.path, "file", f"{count} lines"))
        for number, line in enumerate(file.lines, 1):
            where = f"line {number}"
            if len(line.expandtabs(8)) > report.limit("columns of a line"):
                wide.append((file.path, "width", where))
            if re.search(r"\b(TODO|FIXME|XXX)\b", line):
                unfinished.append((file.path, "unfinished", where))
        if "SPDX-License-Identifier: MIT" not in file.lines[0]:
            unfinished.append((file.path, "licence", "no licence line"))
    report.names("columns of a line", wide)
    report.names("unfinished", unfinished)
    report.names("lines of a file", long)
    report.names("lines of a door", tall)


def check_functions(found, report):
    most = report.limit("lines of a function")
    report.names("lines of a function",
                 [(f.path, f.name, f"{f.name} has {f.lines} lines")
                  for f in found if f.lines > most])
    report.value("median lines of a function", median(found))
    many = [f"{f.path}: {f.name} takes {f.parameters}"
            for f in found if f.parameters >= MANY_PARAMETERS]
    share = percent(len(many), len(found))
    report.value("% functions with six parameters or more", share, many)
    return share


def read_symbols(build, rooms):
    """For each public symbol: its module, and the other modules needing it."""
    home, users = {}, collections.defaultdict(set)
    tables = [(room, *symbols(f"{build}/{room}.a")) for room in rooms]
    tables.append(("app", *symbols(f"{build}/tui/app/main.o")))
    for room, defines, _ in tables:
        for module, names in defines.items():
            for name in names - {"main"}:
                home[name] = f"{room}/{os.path.basename(module)}"
    for room, _, needs in tables:
        for module, names in needs.items():
            for name in names & home.keys():
                users[name].add(f"{room}/{os.path.basename(module)}")
    return home, users


def check_symbols(home, users, report):
    own = sorted(name for name in home if not users[name] and
                 (f"tui/{home[name][:-2]}.c", name) not in report.allowed)
    one = sorted(name for name in home if len(users[name]) == 1)
    report.value("public, used by its own file only", len(own),
                 [f"{home[name]}: {name}" for name in own])
    report.value("% public used by one other file",
                 percent(len(one), len(home)),
                 sorted(f"{home[name]}: {name}, used by {min(users[name])}"
                        for name in one))
    beside = [name for name in one if min(users[name]).split("/")[0] ==
              home[name].split("/")[0]]
    report.value("% public used by one other file, of its own room",
                 percent(len(beside), len(home)))
    return len(own), len(one), len(beside)


def zeros(tags):
    """The first constant of each enum: what memory set to 0 means needs no
    one who writes its name."""
    lines = collections.defaultdict(list)
    for tag in tags:
        if tag["kind"] == "enumerator":
            lines[tag["path"], tag.get("scope")].append(
                (tag["line"], tag["name"]))
    return {min(names)[1] for names in lines.values()
            if [line for line, _ in names].count(min(names)[0]) == 1}


def check_names(tags, files, report):
    """A function, macro, member or constant that nothing names is dead, also
    when a test does."""
    seen = collections.Counter()
    for file in files:
        seen.update(re.findall(r"\b[A-Za-z_]\w*", file.code))
    pasted = re.compile("|".join(
        {p for file in files
         for p in re.findall(r"\b([A-Za-z_]\w*_)##", file.code)}) or "$^")
    declared = collections.Counter(tag["name"] for tag in tags
                                   if tag["kind"] in ("prototype", "function"))
    dead, implied = {}, zeros(tags)
    for tag in sorted(tags, key=lambda tag: tag["path"]):
        name, kind = tag["name"], tag["kind"]
        if name.startswith("__anon") or pasted.match(name) or \
                name in implied or name == "main":
            continue
        known = declared[name] if kind in ("prototype", "function") else 1
        if kind in ("prototype", "function", "macro", "member", "struct",
                    "enumerator", "typedef") and seen[name] <= known:
            dead[name] = (tag["path"], name, f"{kind} {name} is not used")
    dead = [row for row in sorted(dead.values())
            if row[:2] not in report.allowed]
    report.names("dead names", dead)
    return len(dead)


def check_tags(tags, files, owner_of, report):
    """A tag, and a file's base name, means one thing in the whole project."""
    places = collections.defaultdict(set)
    for tag in tags:
        if tag["kind"] in ("struct", "union", "enum") and \
                not tag["name"].startswith("__anon"):
            places[tag["name"]].add(f"{tag['path']}:{tag['line']}")
    twice = sorted(name for name in places if len(places[name]) > 1)
    report.each("tags that mean two things",
                [f"{name}: {', '.join(sorted(places[name]))}"
                 for name in twice])
    bases = collections.defaultdict(set)
    for file in files:
        folder, name = os.path.split(file.path)
        home = f"tui/{owner_of.get(name)}" if folder == "include" else folder
        bases[name[:-2]].add(home)
    for base in list(bases):
        # A door may bear the name of a module of its room's folders.
        tops = [home for home in bases[base] if home.count("/") == 1]
        bases[base] -= {top for top in tops
                        if f"{base}.h" in owner_of and
                        any(other.startswith(top + "/")
                            for other in bases[base])}
    both = sorted(base for base in bases if len(bases[base]) > 1)
    report.each("file names that mean two things",
                [f"{base}: {', '.join(sorted(bases[base]))}"
                 for base in both])
    return len(twice), len(both)


def largest_struct(tags):
    fields = collections.Counter(
        tag["scope"].split("::")[0] for tag in tags
        if tag["kind"] == "member" and tag["path"].startswith("include/") and
        tag.get("scopeKind") == "struct" and
        not tag["scope"].startswith("__anon"))
    return fields.most_common(1)[0] if fields else ("none", 0)


def median(found):
    lengths = sorted(f.lines for f in found)
    return lengths[len(lengths) // 2] if lengths else 0


def percent(part, whole):
    return round(100 * part / whole, 1) if whole else 0


def print_rooms(rooms, files, found, home, users):
    print("room        files  lines   code functions median longest "
          "public one-user  6+ asserts/1000")
    for room in [*rooms, "doors", "all"]:
        mine = [f for f in files if room in (f.room, "all")]
        paths = {f.path for f in mine}
        here = [f for f in found if f.path in paths]
        public = [n for n in home
                  if room == "all" or home[n].startswith(room + "/")]
        one = sum(len(users[n]) == 1 for n in public)
        code = sum(f.code_lines for f in mine)
        asserts = 1000 * sum(f.asserts for f in mine) / max(1, code)
        many = sum(f.parameters >= MANY_PARAMETERS for f in here)
        print(f"{room:11} {len(mine):5} {sum(len(f.lines) for f in mine):6} "
              f"{code:6} {len(here):9} {median(here):6} "
              f"{max((f.lines for f in here), default=0):7} "
              f"{len(public):6} {percent(one, len(public)):7}% {many:3} "
              f"{asserts:12.1f}")


def main():
    build = next(w for w in sys.argv[1:] if not w.startswith("--"))
    rules, owner_of = read_rooms("tui/rooms.mk")
    files = [Code(path) for path in sorted(
        glob.glob("tui/**/*.[ch]", recursive=True) + glob.glob("include/*.h"))]
    tags = read_tags([file.path for file in files])
    found, report = functions_of(tags), Report()
    home, users = read_symbols(build, rules)

    print_rooms(rules, files, found, home, users)
    check_files(files, report)
    many = check_functions(found, report)
    own, one, beside = check_symbols(home, users, report)
    dead = check_names(tags, files, report)
    twice, both = check_tags(tags, files, owner_of, report)
    code = sum(f.code_lines for f in files)
    asserts = sum(f.asserts for f in files)
    report.value("least asserts per 1,000 lines of code",
                 round(1000 * asserts / code, 1))
    doors = [f for f in files if f.room == "doors"]
    comment = sum(f.comment for f in doors) / sum(
        1 for f in doors for line in f.lines if line.strip())
    name, fields = largest_struct(tags)

    for measure, (value, most, why) in report.aims.items():
        print(f"aim missed: {measure}: {value}, aim {most}")
        if "--list" in sys.argv:
            print("".join(f"    {line}\n" for line in why), end="")
    for wall in report.walls:
        print(wall)
        if "--list" in sys.argv:
            print("".join(f"    {line}\n" for line in report.why.get(wall, ())),
                  end="")
    print(f"public symbols {len(home)}: {own} used by their own file only, "
          f"{one} by one other, {beside} of these of their own room; dead "
          f"names {dead}; six parameters or more "
          f"{many}%; tags twice {twice}, file names twice {both}; doors "
          f"{100 * comment:.0f}% comment, largest struct: {name} with "
          f"{fields} fields")
    print(f"budget: {len(files)} files, {len(found)} functions, "
          f"{len(report.aims)} aims missed, {len(report.walls)} faults")
    return 1 if report.walls else 0


if __name__ == "__main__":
    sys.exit(main())
