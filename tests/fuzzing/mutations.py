"""Inputs made of other inputs: bytes cut, doubled and mixed; JSON changed at one place."""

import json

TOKENS = (
    b"", b"0", b"-1", b"1e999", b"NaN", b"null", b"true", b'"', b"\\", b"\x00", b"\xef\xbb\xbf",
    b"\xff", b"\r", b"\n\n", b",", b";", b"\t", b"[[", b"{}", b'"type"', b'"kind"', b'"format":2',
    b'"value"', b"\\ud800", b"\xed\xa0\x80", b"2026-02-30", b"9999-12-31", b"0001-01-01", b"Canary",
    b"assessment_date", b"expected_", b"Y", b"N", b"-", b"#", b"9" * 700,
)  # fmt: skip
VALUES = (
    None, True, False, 0, 1, -1, 2.0, 1e308, 10**400, "", "0", "Canary", "2026-01-05",
    "0001-01-01", "9999-12-31T23:59:59+00:00", "1.5", "-0", "1E+999999", "\ud800", "\u0000",
    [], {}, [[]], ["Canary"], {"Canary": "Canary"}, {"type": "Canary"}, {"date": "2026-01-05"},
    {"float": "nan"}, {"state": "refused"}, {"kind": "plan", "format": 1, "value": {}},
    {"kind": "later", "format": 9},
)  # fmt: skip


def mutated(data, other, random):
    """Other bytes, from some and a second sample; the same choices give the same bytes."""
    for _ in range(random.randint(1, 3)):
        change = random.choice((_changed_json, _changed_json, _spliced, _put_in, _cut))
        data = change(data, other, random)
    return data


def _changed_json(data, other, random):
    try:
        plain = json.loads(data)
        places = list(_places(plain))
    except (ValueError, RecursionError):
        return _put_in(data, other, random)
    if not places:
        return _put_in(data, other, random)
    holder, place = random.choice(places)
    match random.randint(0, 4):
        case 0:
            del holder[place]
        case 1:
            holder[place] = random.choice(VALUES)
        case 2:
            another, there = random.choice(places)
            holder[place] = json.loads(json.dumps(another[there]))
        case 3 if isinstance(holder, list):
            holder.insert(place, holder[place])
        case 3:
            holder[random.choice(("Canary", "type", "id", "value"))] = holder[place]
        case _:
            holder[place] = _nudged(holder[place], random)
    return json.dumps(plain, ensure_ascii=random.random() < 0.5).encode(
        "utf-8", "surrogatepass"
    )


def _nudged(value, random):
    match value:
        case bool():
            return not value
        case int():
            return value + random.choice((1, -1))
        case float():
            return value + random.choice((1.0, -1.0, 0.5))
        case str() if value:
            at = random.randrange(len(value))
            return value[:at] + random.choice("0T-: é\u0000") + value[at + 1 :]
        case list():
            return value[::-1]
        case _:
            return random.choice(VALUES)


def _places(plain):
    match plain:
        case dict():
            steps = list(plain)
        case list():
            steps = range(len(plain))
        case _:
            return
    for step in steps:
        yield plain, step
        yield from _places(plain[step])


def _at(data, random):
    return random.randint(0, len(data))


def _spliced(data, other, random):
    start, end = sorted((_at(other, random), _at(other, random)))
    at = _at(data, random)
    return data[:at] + other[start:end] + data[at:]


def _put_in(data, _, random):
    at = _at(data, random)
    return data[:at] + random.choice(TOKENS) + data[at + random.randint(0, 2) :]


def _cut(data, _, random):
    start, end = sorted((_at(data, random), _at(data, random)))
    end = min(end, start + random.choice((1, 2, 8, 64)))
    return data[:start] + data[end:]
