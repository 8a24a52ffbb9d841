# SPDX-License-Identifier: MIT
"""An independent reader of CloudTrail files: Python's json and zlib, numbers
kept as text and keys in order. It shares no idea with the program but what
an event is."""
import json
import os
import zlib

CODEC = ("utf-8", "surrogateescape")
DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, strict=False,
    parse_float=lambda text: ("number", text),
    parse_int=lambda text: ("number", text),
    parse_constant=lambda text: ("number", text))


def inflate(data):
    """Every whole member, and what a cut one gave before the cut."""
    out = b""
    while data[:2] == b"\x1f\x8b":
        member = zlib.decompressobj(31)
        try:
            out += member.decompress(data) + member.flush()
        except zlib.error:
            member = zlib.decompressobj(-15)
            try:
                out += member.decompress(data[10:])
            except zlib.error:
                pass
            break
        if not member.eof:
            break
        data = member.unused_data
    if out[:2] == b"\x1f\x8b":
        return inflate(out)
    return out


def text_of(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = inflate(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode(*CODEC)


def values_of(text):
    """Top-level values; a line that does not parse costs that line."""
    at, end = 0, len(text)
    while at < end:
        while at < end and text[at] in " \t\r\n":
            at += 1
        if at == end:
            return
        try:
            value, at = DECODER.raw_decode(text, at)
            yield value
        except (ValueError, RecursionError):
            newline = text.find("\n", at)
            if newline < 0:
                return
            at = newline + 1


def is_object(value):
    return isinstance(value, tuple) and \
        all(isinstance(p, tuple) and len(p) == 2 for p in value) and \
        not (len(value) == 2 and value[0] == "number")


def get(value, key):
    for name, item in value:
        if name == key:
            return item
    return None


def is_event(value):
    if not is_object(value) or get(value, "detail-type"):
        return False
    version = get(value, "eventVersion")
    if isinstance(version, str) and version.startswith("2."):
        return False
    if get(value, "eventName"):
        return any(get(value, key) is not None for key in
                   ("eventSource", "eventTime", "eventVersion",
                    "awsRegion", "sourceIPAddress", "userIdentity"))
    return get(value, "eventType") in ("AwsCloudTrailInsight",
                                       "AwsAggregatedEvent") or \
        get(value, "eventCategory") in ("Insight", "Aggregated",
                                        "NetworkActivity")


def events_in(value):
    """The value, or what it wraps: EventBridge has an event in `detail`, what
    lookup-events prints has it as a text."""
    if is_event(value):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from events_in(item)
    elif is_object(value):
        for key in ("Records", "Events"):
            if isinstance(get(value, key), list):
                yield from events_in(get(value, key))
        if is_object(get(value, "detail")):
            yield from events_in(get(value, "detail"))
        if isinstance(get(value, "CloudTrailEvent"), str):
            for text in values_of(get(value, "CloudTrailEvent")):
                yield from events_in(text)


def events_of(path):
    for value in values_of(text_of(path)):
        yield from events_in(value)


def files_below(path):
    if os.path.isfile(path):
        return [path]
    return sorted(os.path.join(folder, name)
                  for folder, _, names in os.walk(path) for name in names)


def broken(path):
    """True when some text of the file is no JSON: what can be saved from such
    a file is a matter of skill, so more than this reader finds is fine."""
    text = text_of(path)
    at, end = 0, len(text)
    try:
        while text[at:].strip():
            while text[at] in " \t\r\n":
                at += 1
            _, at = DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return True
    return at > end
