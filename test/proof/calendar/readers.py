"""What other implementations read in our calendars and mails: python-icalendar, libical (by GObject introspection), Python's email.

Reads one JSON document {"task": …, "items": […]} from standard input and writes the answers, one an item, as JSON.
Needs Debian's python3-icalendar, gir1.2-ical-3.0 and python3-gi.

    icalendar, libical  text of a calendar -> its components with every property
    zones               {"text", "zone", "walls"} -> each wall time in UTC, by both and by zoneinfo on the system's tzdata
    mail                text of a message -> headers, addresses, parts
"""

import email
import email.policy
import json
import sys
import zoneinfo
from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path

import gi
import icalendar
import pytz

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

SYSTEM = Path("/usr/share/zoneinfo")
EPOCH = datetime(1970, 1, 1)


def with_icalendar(text):
    def tree(component):
        if component.errors:
            raise ValueError(f"errors in {component.name}: {component.errors}")
        properties = []
        for name, value in component.property_items(recursive=False):
            if name in ("BEGIN", "END"):
                continue
            spelled = str(value) if isinstance(value, (icalendar.vText, icalendar.vUri)) else value.to_ical()
            plain = spelled if isinstance(spelled, str) else spelled.decode()
            properties.append([name, plain, {key: str(one) for key, one in getattr(value, "params", {}).items()}])
        return [component.name, properties, [tree(one) for one in component.subcomponents]]

    return tree(icalendar.Calendar.from_ical(text.encode()))


def with_libical(text):
    kind = ICalGLib.ValueKind
    any_property, any_parameter = ICalGLib.PropertyKind.ANY_PROPERTY, ICalGLib.ParameterKind.ANY_PARAMETER

    def value_of(one):
        value = one.get_value()
        if value is None:
            raise ValueError(f"{one.get_property_name()} has no value")
        if value.isa() == kind.TEXT_VALUE:
            return value.get_text()
        return value.get_x() if value.isa() == kind.X_VALUE else one.get_value_as_string()

    def parameters_of(one):
        found = {}
        parameter = one.get_first_parameter(any_parameter)
        while parameter is not None:
            name, _, spelled = parameter.as_ical_string().partition("=")
            is_name = parameter.isa() == ICalGLib.ParameterKind.CN_PARAMETER
            found[name] = parameter.get_cn() if is_name else spelled
            parameter = one.get_next_parameter(any_parameter)
        return found

    def tree(component):
        properties, parts = [], []
        one = component.get_first_property(any_property)
        while one is not None:
            properties.append([one.get_property_name(), value_of(one), parameters_of(one)])
            one = component.get_next_property(any_property)
        part = component.get_first_component(ICalGLib.ComponentKind.ANY_COMPONENT)
        while part is not None:
            parts.append(tree(part))
            part = component.get_next_component(ICalGLib.ComponentKind.ANY_COMPONENT)
        return [ICalGLib.Component.kind_to_string(component.isa()), properties, parts]

    return tree(ICalGLib.Component.new_from_string(text))


def installed_version():
    source = SYSTEM / "tzdata.zi"
    return source.read_text().splitlines()[0].removeprefix("# version ").strip() if source.exists() else "none"


def zones(item):
    by_icalendar = icalendar.Calendar.from_ical(item["text"].encode()).walk("VTIMEZONE")[0].to_tz()
    whole = ICalGLib.Component.new_from_string(item["text"])
    by_libical = ICalGLib.Timezone.new()
    by_libical.set_component(whole.get_first_component(ICalGLib.ComponentKind.VTIMEZONE_COMPONENT).clone())
    by_system = zoneinfo.ZoneInfo(item["zone"])

    def meant_by_icalendar(naive):
        # A wall time that its reading of the zone knows twice or never has no meaning.
        try:
            return int(by_icalendar.localize(naive, is_dst=None).timestamp()) // 60
        except pytz.InvalidTimeError:
            return None

    answers = []
    for wall in item["walls"]:
        naive = EPOCH + timedelta(minutes=wall)
        spelled = naive.strftime("%Y%m%dT%H%M%S")
        answers.append(
            [
                meant_by_icalendar(naive),
                ICalGLib.Time.new_from_string(spelled).as_timet_with_zone(by_libical) // 60,
                int(naive.replace(tzinfo=by_system).timestamp()) // 60,
            ]
        )
    return answers


def mail(text):
    message = email.message_from_bytes(text.encode("ascii"), policy=email.policy.default)
    parts = []
    for part in message.walk():
        if part.defects:
            raise ValueError(f"defects in {part.get_content_type()}: {part.defects}")
        if part.is_multipart():
            continue
        content = part.get_content()
        parts.append(
            {
                "type": part.get_content_type(),
                "method": part.get_param("method"),
                "charset": part.get_content_charset(),
                "disposition": part.get_content_disposition(),
                "filename": part.get_filename(),
                "content": content if isinstance(content, str) else content.decode(),
            }
        )

    # Every look at a header reads it anew.
    headers = list(message.items())

    # The newer reader of 3.11 leaves a blank between the encoded words of a name, which RFC 2047 says to take out; the
    # older one does not. Whom a message is from and to is asked of both.
    older = email.message_from_bytes(text.encode("ascii"))

    def addresses(wanted):
        found = [
            [str(make_header(decode_header(name))), address] for name, address in getaddresses(older.get_all(wanted, []))
        ]
        newer = [one.addr_spec for name, value in headers if name == wanted for one in value.addresses]
        if [address for _, address in found] != newer:
            raise ValueError(f"{wanted}: {found} or {newer}")
        return found

    return {
        "headers": [[name, str(value)] for name, value in headers],
        "defects": [f"{name}: {value.defects}" for name, value in headers if value.defects],
        "from": addresses("From"),
        "to": addresses("To"),
        "others": [name for name, _ in headers if name in ("Cc", "Bcc", "Sender", "Resent-To")],
        "parts": parts,
    }


def main():
    asked = json.load(sys.stdin)
    zoneinfo.reset_tzpath(to=[str(SYSTEM)])
    task = {"icalendar": with_icalendar, "libical": with_libical, "zones": zones, "mail": mail}[asked["task"]]

    def answer(item):
        try:
            return {"ok": task(item)}
        except Exception as error:  # noqa: BLE001  what a reader makes of it is what is asked
            return {"error": f"{type(error).__name__}: {error}"}

    found = {"tzdata": installed_version(), "answers": [answer(item) for item in asked["items"]]}
    sys.stdout.buffer.write(json.dumps(found).encode("ascii"))


main()
