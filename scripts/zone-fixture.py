"""What another implementation makes of the system's time zones: test/fixtures/zoneinfo-<version>.json.gz.

Python's zoneinfo reads Debian's compiled tzdata; src/time reads a table made from the packed data of moment-timezone. They share
neither code nor files, so test/time/zones.rules.test.ts can hold one against the other.

    /usr/bin/python3 scripts/zone-fixture.py          writes the fixture of the version that is installed
    /usr/bin/python3 scripts/zone-fixture.py --check  compares the committed one with what is installed, when the versions match
"""

import gzip
import json
import sys
import zoneinfo
from datetime import datetime, timedelta, timezone
from pathlib import Path

SYSTEM = Path("/usr/share/zoneinfo")
FIXTURES = Path(__file__).parent.parent / "test" / "fixtures"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
FIRST, LAST = 2024, 2099
# No zones: what the machine itself is set to, and a placeholder for "not set".
NOT_ZONES = {"localtime", "Factory"}


def offset(zone, minute):
    seconds = (EPOCH + timedelta(minutes=minute)).astimezone(zone).utcoffset().total_seconds()
    if seconds % 60:
        raise SystemExit(f"{zone} is off the minute at {minute}")
    return int(seconds // 60)


def minute_of(year):
    return int((datetime(year, 1, 1, tzinfo=timezone.utc) - EPOCH).total_seconds() // 60)


def changes(zone):
    """Every day the offset is asked; where two answers differ the very minute is searched."""
    found = []
    low, before = minute_of(FIRST), offset(zone, minute_of(FIRST))
    end = minute_of(LAST + 1)
    while low < end:
        high = min(low + 1440, end)
        after = offset(zone, high)
        if after != before:
            left, right = low, high
            while right - left > 1:
                middle = (left + right) // 2
                if offset(zone, middle) == before:
                    left = middle
                else:
                    right = middle
            found.append([right, offset(zone, right)])
            if found[-1][1] != after:
                raise SystemExit(f"{zone} changes twice in a day at {right}")
        low, before = high, after
    return [entry for entry in found if entry[0] < end]


def table(version):
    zoneinfo.reset_tzpath(to=[str(SYSTEM)])
    by_file, groups = {}, {}
    for name in sorted(zoneinfo.available_timezones() - NOT_ZONES):
        # A link is a file of the same bytes: asked once.
        content = (SYSTEM / name).read_bytes()
        if content not in by_file:
            zone = zoneinfo.ZoneInfo(name)
            by_file[content] = json.dumps([offset(zone, minute_of(FIRST)), changes(zone)])
        groups.setdefault(by_file[content], []).append(name)
    entries = []
    for behaviour, names in groups.items():
        start, found = json.loads(behaviour)
        entries.append({"names": names, "start": start, "changes": found})
    return {"tzVersion": version, "firstYear": FIRST, "lastYear": LAST, "groups": entries}


def installed_version():
    source = SYSTEM / "tzdata.zi"
    return source.read_text().splitlines()[0].removeprefix("# version ").strip() if source.exists() else "no tzdata"


def by_name(whole):
    return {name: [group["start"], group["changes"]] for group in whole["groups"] for name in group["names"]}


def compare(path, version):
    """Newer Debians install the old names apart (tzdata-legacy): a name that is not here cannot be compared, and is counted."""
    kept, here = by_name(json.loads(gzip.decompress(path.read_bytes()))), by_name(table(version))
    different = sorted(name for name in here if here[name] != kept.get(name))
    if different:
        raise SystemExit(f"{path.name} is not what the installed {version} says: {', '.join(different)}")
    print(f"{path.name} is what the installed {version} says: {len(here)} names equal, {len(kept.keys() - here)} not installed")


def main():
    version = installed_version()
    path = FIXTURES / f"zoneinfo-{version}.json.gz"
    if "--check" not in sys.argv:
        path.write_bytes(gzip.compress(json.dumps(table(version), separators=(",", ":")).encode(), 9, mtime=0))
    elif not path.exists():
        kept = ", ".join(sorted(one.name for one in FIXTURES.glob("zoneinfo-*.json.gz")))
        print(f"installed is {version}, kept is {kept}: not compared")
    else:
        compare(path, version)


main()
