"""Reads the calendar of the worked example with an iCalendar parser that knows nothing of depositary.

usage: python due_calendar.py ADDRESS        after: depositary demo --server http://ADDRESS

Prints one line for each entry. The exit code is 0 only if the calendar holds what was due after the third session.
"""

import datetime
import sys
import tempfile

import grpc
from google.type.date_pb2 import Date
from icalendar import Calendar

import stubs

REFERENCE = "IRN-UZB-2022-SEC"
DAY = datetime.date(2025, 5, 20)
SECONDS = 30

# What is due after the third session: the next one, and the one open action, which is Iran's.
SESSION = (datetime.date(2026, 5, 20), "SESSION_DUE")
ACTION = (datetime.date(2025, 12, 31), "ACTION_DUE")
WANTED = {"IR-SNSC": {SESSION, ACTION}, "UZ-SC": {SESSION}}


def entries(text):
    """The entries of the example in a calendar: date, kind, summary."""
    calendar = Calendar.from_ical(text)
    if calendar["VERSION"] != "2.0" or not calendar["PRODID"]:
        raise SystemExit("FAILED: not a calendar of RFC 5545")
    found, uids = [], set()
    for event in calendar.walk("VEVENT"):
        day, end = event.decoded("DTSTART"), event.decoded("DTEND")
        if type(day) is not datetime.date or end <= day:
            raise SystemExit(f"FAILED: not a whole day: {day} to {end}")
        if not event.get("DTSTAMP") or event["UID"] in uids:
            raise SystemExit(f"FAILED: no DTSTAMP, or a UID twice: {event['UID']}")
        uids.add(str(event["UID"]))
        if str(event["SUMMARY"]).startswith(REFERENCE):
            (kind,) = event["CATEGORIES"].cats
            found.append((day, str(kind), str(event["SUMMARY"])))
    if calendar.walk("VTODO") or calendar.errors:
        raise SystemExit(f"FAILED: more than events, or errors: {calendar.errors}")
    return found


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        stubs.generate(folder)
        sys.path.insert(0, folder)
        from depositary.v1 import register_service_pb2, register_service_pb2_grpc

        with grpc.insecure_channel(sys.argv[1]) as channel:
            register = register_service_pb2_grpc.RegisterServiceStub(channel)
            for party, wanted in WANTED.items():
                request = register_service_pb2.GetCalendarRequest(
                    party=party, as_of=Date(year=DAY.year, month=DAY.month, day=DAY.day)
                )
                answer = register.GetCalendar(request, timeout=SECONDS)
                found = entries(answer.calendar)
                for day, kind, summary in found:
                    print(f"{party}: {day} {kind} {summary}")
                # Of readings the example says nothing; one a year is agreed.
                acts = {(day, kind) for day, kind, _ in found if kind != "READING_DUE"}
                if acts != wanted:
                    raise SystemExit(f"FAILED: {party}: found {acts}, expected {wanted}")
                past = [entry for entry in found if entry[0] < DAY]
                if past:
                    raise SystemExit(f"FAILED: {party}: past entries {past}")
    print("the calendar holds what is due, and nothing past")
    return 0


if __name__ == "__main__":
    sys.exit(main())
