"""Carries a large journal from one place to another: writes an export, imports it, and exports it again.

usage: python carry.py BINARY [RECORDS]        for instance: python carry.py target/release/depositary 1000000

The first export is written here, from the proto files and the JSON mapping of Google's own library; the second one has to
be the same, byte for byte. Says how long it took and how much memory. The exit code is 0 only if the texts are the same and
the memory of the export is bounded, however many records there are.
"""

import base64
import datetime
import filecmp
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import uuid

import stubs

# What an export may have in memory at most. It does not grow with the journal.
EXPORT_MIB_MAX = 64

BEGINNING = datetime.datetime(2022, 2, 14, 9, 0, tzinfo=datetime.timezone.utc)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Drafts:
    """The records of drafts, each of another agreement, and their lines."""

    def __init__(self):
        from depositary.v1 import act_pb2, agreement_pb2, event_pb2, event_type_pb2, record_pb2
        from google.protobuf import json_format

        self.record = record_pb2.Record(
            min_reader=1,
            append_id=record_pb2.AppendId(run=b"sixteen bytes...", counter=1),
            first_revision=1,
            actor=act_pb2.Actor(
                principal=act_pb2.Personal(text="desk-4"), authentication=act_pb2.AUTHENTICATION_UNVERIFIED
            ),
            events=[
                event_pb2.Event(
                    type=event_type_pb2.EVENT_TYPE_AGREEMENT_DRAFTED,
                    agreement_drafted=event_pb2.AgreementDrafted(
                        title={"en": "An agreement", "uz": "Bitim"},
                        form=agreement_pb2.AGREEMENT_FORM_CONTRACT,
                        level=agreement_pb2.AGREEMENT_LEVEL_INTERORGANISATION,
                        binding=agreement_pb2.BINDING_UNSTATED,
                        reckoning_zone="Asia/Tashkent",
                        classification=agreement_pb2.CLASSIFICATION_PUBLIC,
                    ),
                )
            ],
        )
        self.drafted = self.record.events[0].agreement_drafted
        self.date = self.record.events[0].occurred_on
        self.shown = lambda: json_format.MessageToDict(self.record)
        # A line is filled in much faster than it is made anew.
        self.fill("@ID@", "@REFERENCE@", BEGINNING)
        self.form = compact(self.shown()).replace('"2022-02-14T09:00:00Z"', '"@TIME@"')

    def fill(self, name, reference, moment):
        self.record.agreement_id = name
        self.drafted.reference = reference
        self.record.recorded_at.FromDatetime(moment)
        self.date.year, self.date.month, self.date.day = 2022, 2, 14

    def line(self, position):
        moment = BEGINNING + datetime.timedelta(seconds=position)
        name, reference = f"draft-{position}", f"DRAFT-{position}"
        self.fill(name, reference, moment)
        data = self.record.SerializeToString(deterministic=True)
        shown = self.form.replace("@ID@", name).replace("@REFERENCE@", reference)
        shown = shown.replace("@TIME@", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
        if position % 10_000 == 1 and shown != compact(self.shown()):
            raise SystemExit(f"the JSON of record {position} is filled in otherwise than it is made")
        encoded = base64.b64encode(data).decode()
        return data, f'{{"position":"{position}","record":{shown},"bytes":"{encoded}"}}\n'


def write(path, records):
    """Writes an export of so many drafts."""
    journal, drafts = uuid.UUID(int=7), Drafts()
    digest = hashlib.sha256(journal.bytes)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        beginning = {"depositaryJournal": 1, "journalId": str(journal), "end": str(records)}
        out.write(json.dumps(beginning, separators=(",", ":")) + "\n")
        for position in range(1, records + 1):
            data, line = drafts.line(position)
            digest.update(hashlib.sha256(data).digest())
            out.write(line)
        out.write(f'{{"end":"{records}","sha256":"{digest.hexdigest()}"}}\n')


def run(*arguments):
    """Runs the binary; gives the seconds that it took and the MiB that it had in memory at most."""
    began, peak = time.monotonic(), 0
    process = subprocess.Popen(arguments)
    status = pathlib.Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        # The kernel keeps the maximum itself, so nothing between two looks is missed. A process that is ending has none.
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                peak = max(peak, int(line.split()[1]))
        time.sleep(0.02)
    if process.returncode != 0:
        raise SystemExit(f"{arguments[1]} ended with {process.returncode}")
    return time.monotonic() - began, peak / 1024


def carry(binary, records, folder):
    before, after = folder / "before.jsonl", folder / "after.jsonl"
    journal = f"sqlite:{folder / 'journal.db'}"
    write(before, records)
    seconds, peak = run(binary, "import", "--move", str(before), journal)
    print(f"imported {records} records in {seconds:.1f} s, {peak:.0f} MiB of memory", flush=True)
    seconds, peak = run(binary, "export", journal, str(after))
    print(f"exported {records} records in {seconds:.1f} s, {peak:.0f} MiB of memory", flush=True)
    if not filecmp.cmp(before, after, shallow=False):
        raise SystemExit("the second export is another one than the first")
    if not 0 < peak <= EXPORT_MIB_MAX:
        raise SystemExit(f"an export has to do with {EXPORT_MIB_MAX} MiB of memory")
    print(f"{before.stat().st_size >> 20} MiB of text are the same, byte for byte", flush=True)


def main():
    if len(sys.argv) not in (2, 3):
        print("usage: python carry.py BINARY [RECORDS]", file=sys.stderr)
        raise SystemExit(2)
    records = int(sys.argv[2]) if len(sys.argv) == 3 else 1_000_000
    with tempfile.TemporaryDirectory() as generated, tempfile.TemporaryDirectory() as folder:
        stubs.generate(generated)
        sys.path.insert(0, generated)
        carry(sys.argv[1], records, pathlib.Path(folder))


if __name__ == "__main__":
    main()
