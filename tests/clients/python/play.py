"""Plays the simple life of an agreement against a running depositary, as a client in another language sees it.

usage: python play.py ADDRESS        for instance: python play.py 127.0.0.1:50051

Prints one line for each step. The exit code is 0 only if everything was as the proto files promise.
"""

import datetime
import hashlib
import sys
import tempfile
import uuid

import grpc
from google.rpc import error_details_pb2
from google.type.date_pb2 import Date
from grpc_status import rpc_status

import stubs

# Far enough in the past for any clock, also a simulated one, and in the order of a life.
SIGNED_ON = datetime.date(2020, 3, 9)
EVALUATED_ON = datetime.date(2021, 3, 9)
EVALUATED_AGAIN_ON = datetime.date(2021, 6, 9)

# No call takes longer than this, so that a server that is silent fails the test instead of hanging it.
SECONDS = 30


class Mismatch(Exception):
    """Something is not as the proto files promise."""


def expect(what, found, wanted):
    if found != wanted:
        raise Mismatch(f"{what}: found {found!r}, expected {wanted!r}")


def step(text):
    print(text, flush=True)


def date(day):
    return Date(year=day.year, month=day.month, day=day.day)


def request_id():
    return str(uuid.uuid4())


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def digest_of_texts(texts):
    """As `Agreement.text_digest` says: a line for each authentic text, sorted by tag."""
    lines = sorted((text.language, text.digest) for text in texts if text.authentic)
    return sha256("".join(f"{tag} {digest}\n" for tag, digest in lines).encode())


def refusal(what, code, reason, call):
    """Runs `call`, which has to be refused; gives the metadata of the ErrorInfo and the details by type."""
    try:
        call()
    except grpc.RpcError as error:
        expect(f"{what}: code", error.code(), code)
        status = rpc_status.from_call(error)
        if status is None:
            raise Mismatch(f"{what}: no google.rpc.Status in the trailers") from error
        details = {any_message.TypeName(): any_message for any_message in status.details}
        info = error_details_pb2.ErrorInfo()
        if "google.rpc.ErrorInfo" not in details or not details["google.rpc.ErrorInfo"].Unpack(info):
            raise Mismatch(f"{what}: no ErrorInfo among {sorted(details)}") from error
        expect(f"{what}: domain", info.domain, "depositary")
        expect(f"{what}: reason", info.reason, reason)
        step(f"refused as it should be: {what}: {code.name} / {info.reason} {dict(info.metadata)}")
        return dict(info.metadata), details
    raise Mismatch(f"{what}: was not refused")


def detail(details, message):
    name = message.DESCRIPTOR.full_name
    if name not in details or not details[name].Unpack(message):
        raise Mismatch(f"no {name} among {sorted(details)}")
    return message


class Play:
    def __init__(self, channel):
        # The stubs exist only after they were generated, so they are imported here.
        from depositary.v1 import (
            act_pb2,
            agreement_pb2,
            agreement_service_pb2,
            agreement_service_pb2_grpc,
            evaluation_service_pb2,
            evaluation_service_pb2_grpc,
            event_pb2,
            event_service_pb2,
            event_service_pb2_grpc,
            event_type_pb2,
            known_at_pb2,
            terms_pb2,
        )

        self.act, self.model, self.terms = act_pb2, agreement_pb2, terms_pb2
        self.content, self.knowledge = event_pb2, known_at_pb2
        self.agreement, self.evaluation, self.event = (
            agreement_service_pb2,
            evaluation_service_pb2,
            event_service_pb2,
        )
        self.types = event_type_pb2
        self.agreements = agreement_service_pb2_grpc.AgreementServiceStub(channel)
        self.evaluations = evaluation_service_pb2_grpc.EvaluationServiceStub(channel)
        self.events = event_service_pb2_grpc.EventServiceStub(channel)

        run = uuid.uuid4().hex
        self.name = f"agreements/play-{run}"
        self.reference = f"PLAY-{run}"
        self.participants = ["IR-SNSC", "UZ-SC"]
        self.receipts = []
        self.journal_id = ""

    # Commands.

    def on(self, day):
        return self.act.Act(occurred_on=date(day))

    def accept(self, what, answer):
        """Checks what holds for the receipt of every new command, and keeps it."""
        receipt = answer.receipt
        expect(f"{what}: replayed", receipt.replayed, False)
        expect(f"{what}: name of the agreement", answer.agreement.name, self.name)
        expect(f"{what}: revision of agreement and receipt", answer.agreement.revision, receipt.revision)
        if not receipt.journal_id:
            raise Mismatch(f"{what}: no journal_id")
        self.journal_id = self.journal_id or receipt.journal_id
        expect(f"{what}: journal_id", receipt.journal_id, self.journal_id)
        expect(f"{what}: length of record_digest", len(receipt.record_digest), 64)
        if self.receipts:
            before = self.receipts[-1]
            if receipt.position <= before.position:
                raise Mismatch(f"{what}: position {receipt.position} does not follow {before.position}")
            if receipt.recorded_at.ToNanoseconds() <= before.recorded_at.ToNanoseconds():
                raise Mismatch(f"{what}: recorded_at does not increase")
        first = receipt.revision - len(receipt.events) + 1
        names = [f"{self.name}/events/{revision}" for revision in range(first, receipt.revision + 1)]
        expect(f"{what}: names of the events", [event.name for event in receipt.events], names)
        self.receipts.append(receipt)
        types = ", ".join(self.type_name(event.type) for event in receipt.events)
        step(f"{what}: position {receipt.position}, revision {receipt.revision}: {types}")
        return answer

    def type_name(self, number):
        try:
            return self.types.EventType.Name(number).removeprefix("EVENT_TYPE_")
        except ValueError:
            return f"type {number}, newer than this client"

    def types_of(self, events):
        return [self.type_name(event.type) for event in events]

    def draft(self):
        texts = []
        for language in ["en", "fa", "uz"]:
            content = f"{self.reference}, the text in {language}\n".encode()
            texts.append(
                self.model.Text(
                    language=language,
                    authentic=True,
                    digest=sha256(content),
                    media_type="text/plain",
                    size_bytes=len(content),
                )
            )
        participants = [
            self.model.ParticipantSpec(
                participant_id=participant_id,
                kind=self.model.PARTICIPANT_KIND_AGENCY,
                name={"en": office},
                state=participant_id[:2],
            )
            for participant_id, office in zip(
                self.participants, ["Supreme National Security Council", "Security Council"], strict=True
            )
        ]
        request = self.agreement.DraftAgreementRequest(
            name=self.name,
            request_id=request_id(),
            act=self.on(SIGNED_ON),
            reference=self.reference,
            title={"en": "Joint security document", "uz": "Xavfsizlik bo‘yicha qo‘shma hujjat"},
            form=self.model.AGREEMENT_FORM_JOINT_DOCUMENT,
            level=self.model.AGREEMENT_LEVEL_INTERAGENCY,
            languages=["en", "fa", "uz"],
            participants=participants,
            terms=self.terms.Terms(),
            texts=texts,
        )
        answer = self.accept("DraftAgreement", self.agreements.DraftAgreement(request, timeout=SECONDS))
        expect(
            "events of DraftAgreement",
            self.types_of(answer.receipt.events),
            [
                "AGREEMENT_DRAFTED",
                "PARTICIPANT_INVITED",
                "PARTICIPANT_INVITED",
                "TERMS_SET",
                "DRAFT_REVISED",
            ],
        )
        expect("status of a draft", answer.agreement.status, self.model.AGREEMENT_STATUS_DRAFT)
        expect("version of the first text", answer.agreement.text_version, 2)
        expect("digest of the text", answer.agreement.text_digest, digest_of_texts(texts))
        expect("participants in view BASIC", len(answer.agreement.participants), 0)
        expect("number of participants", answer.agreement.participant_count, 2)
        self.text_digest = answer.agreement.text_digest

    def open(self):
        request = self.agreement.OpenForSignatureRequest(
            name=self.name,
            request_id=request_id(),
            expected_revision=self.receipts[-1].revision,
            act=self.on(SIGNED_ON),
        )
        answer = self.accept("OpenForSignature", self.agreements.OpenForSignature(request, timeout=SECONDS))
        expect(
            "events of OpenForSignature",
            self.types_of(answer.receipt.events),
            ["TEXT_FROZEN", "OPENED_FOR_SIGNATURE"],
        )
        expect("status when open", answer.agreement.status, self.model.AGREEMENT_STATUS_OPEN)
        expect("first day of signature", answer.agreement.signature_window.opens_on, date(SIGNED_ON))

    def signing(self, participant_id):
        return self.agreement.SignAgreementRequest(
            name=self.name,
            request_id=request_id(),
            act=self.on(SIGNED_ON),
            participant_id=participant_id,
            signatory=self.model.Signatory(
                name=self.act.Personal(text="A. N. Other"), title="Secretary of the Council"
            ),
            place=self.act.Place(name="Tashkent", country="UZ", kind=self.act.PLACE_KIND_TERRITORY),
            text_digest=self.text_digest,
        )

    def sign(self):
        first, second = self.participants
        answer = self.accept(
            f"SignAgreement by {first}", self.agreements.SignAgreement(self.signing(first), timeout=SECONDS)
        )
        expect("events of the first signature", self.types_of(answer.receipt.events), ["AGREEMENT_SIGNED"])
        expect("status after it", answer.agreement.status, self.model.AGREEMENT_STATUS_OPEN)

        self.second_signing = self.signing(second)
        answer = self.accept(
            f"SignAgreement by {second}",
            self.agreements.SignAgreement(self.second_signing, timeout=SECONDS),
        )
        expect(
            "events of the last signature",
            self.types_of(answer.receipt.events),
            [
                "AGREEMENT_SIGNED",
                "SIGNATURE_COMPLETED",
                "ENTRY_INTO_FORCE_SCHEDULED",
                "AGREEMENT_ENTERED_INTO_FORCE",
                "ENTERED_INTO_FORCE_FOR_PARTICIPANT",
                "ENTERED_INTO_FORCE_FOR_PARTICIPANT",
            ],
        )
        expect("status after it", answer.agreement.status, self.model.AGREEMENT_STATUS_IN_FORCE)
        expect("stage after it", answer.agreement.stage, self.model.STAGE_SIGNED)
        expect("in force since", answer.agreement.entered_into_force_on, date(SIGNED_ON))
        self.second_signed = answer

    def evaluate(self, evaluation_id, begins, ends):
        request = self.evaluation.EvaluateAgreementRequest(
            name=self.name,
            request_id=request_id(),
            act=self.on(ends),
            evaluation_id=evaluation_id,
            period=self.act.Period(**{"from": date(begins), "to": date(ends)}),
            overall=self.model.RATING_ON_TRACK,
            concurring=self.participants,
        )
        answer = self.accept(
            f"EvaluateAgreement {evaluation_id}", self.evaluations.EvaluateAgreement(request, timeout=SECONDS)
        )
        expect("events of an evaluation", self.types_of(answer.receipt.events), ["AGREEMENT_EVALUATED"])
        expect("status after it", answer.agreement.status, self.model.AGREEMENT_STATUS_IN_FORCE)
        expect("stage after it", answer.agreement.stage, self.model.STAGE_EVALUATED)
        return answer

    # A correction, and what was known before it.

    def place(self, name):
        return self.act.Place(name=name, country="UZ", kind=self.act.PLACE_KIND_TERRITORY)

    def correct(self):
        """The first signature was recorded with the wrong place."""
        first = self.receipts[2].events[0]
        expect("the event to correct", self.type_name(first.type), "AGREEMENT_SIGNED")
        self.known_before = self.receipts[-1].position
        request = self.agreement.CorrectRecordRequest(
            name=self.name,
            request_id=request_id(),
            act=self.on(EVALUATED_ON),
            target_revision=int(first.name.rsplit("/", 1)[1]),
            field="signature.place",
            old_value=self.content.FieldValue(place=self.place("Tashkent")),
            new_value=self.content.FieldValue(place=self.place("Samarkand")),
            reason=self.act.Personal(text="Copied from the dateline of a report"),
        )
        answer = self.accept("CorrectRecord", self.agreements.CorrectRecord(request, timeout=SECONDS))
        expect("events of a correction", self.types_of(answer.receipt.events), ["RECORD_CORRECTED"])

        request.request_id = request_id()
        metadata, _ = refusal(
            "correcting what is corrected",
            grpc.StatusCode.ABORTED,
            "STALE_VALUE",
            lambda: self.agreements.CorrectRecord(request, timeout=SECONDS),
        )
        expect("the field", metadata.get("field"), request.field)
        expect("the revision", metadata.get("target_revision"), str(request.target_revision))

    def read(self, **where):
        request = self.agreement.GetAgreementRequest(
            name=self.name, view=self.model.AGREEMENT_VIEW_FULL, **where
        )
        return self.agreements.GetAgreement(request, timeout=SECONDS)

    def look_back(self):
        now = self.read().agreement
        expect("the place as it is known now", now.participants[0].signature.place.name, "Samarkand")
        answer = self.read(known_at=self.knowledge.KnownAt(position=self.known_before))
        expect("position of what was known", answer.position, self.known_before)
        then = answer.agreement.participants[0].signature.place.name
        expect("the place as it was known before the correction", then, "Tashkent")
        on_the_day = self.read(as_of=date(SIGNED_ON)).agreement
        expect("status on the day of signature", on_the_day.status, self.model.AGREEMENT_STATUS_IN_FORCE)
        expect("evaluations by then", on_the_day.evaluation_count, 0)
        corrected = on_the_day.participants[0].signature.place.name
        expect("a correction holds for the past too", corrected, "Samarkand")
        refusal(
            "the day before the draft",
            grpc.StatusCode.NOT_FOUND,
            "AGREEMENT_NOT_FOUND",
            lambda: self.read(as_of=date(SIGNED_ON - datetime.timedelta(days=1))),
        )
        step("GetAgreement: as of the day of signature, and as it was known before the correction")

    def find(self):
        request = self.agreement.ListAgreementsRequest(
            filter=self.agreement.AgreementFilter(
                references=[self.reference],
                parties=["UZ"],
                statuses=[self.model.AGREEMENT_STATUS_IN_FORCE],
            ),
            at_least_position=self.receipts[-1].position,
        )
        found = []
        for _ in range(1000):
            page = self.agreements.ListAgreements(request, timeout=SECONDS)
            expect("ListAgreements: journal_id", page.journal_id, self.journal_id)
            found.extend(agreement.name for agreement in page.agreements)
            request.page_token = page.next_page_token
            if not request.page_token:
                break
        else:
            raise Mismatch("ListAgreements: the pages have no end")
        expect("ListAgreements by reference, party and status", found, [self.name])
        step("ListAgreements: the agreement by its reference, a party and its status")

    # A retry and refusals.

    def retry(self):
        again = self.agreements.SignAgreement(self.second_signing, timeout=SECONDS)
        expect("a retry: replayed", again.receipt.replayed, True)
        again.receipt.replayed = False
        expect("a retry: the receipt", again.receipt, self.second_signed.receipt)
        expect("a retry: the agreement as it then was", again.agreement, self.second_signed.agreement)
        step(f"the same request again: the receipt of position {again.receipt.position}, marked as a replay")

    def be_refused(self):
        first = self.participants[0]
        _, details = refusal(
            "signing twice",
            grpc.StatusCode.ALREADY_EXISTS,
            "ALREADY_SIGNED_OR_BOUND",
            lambda: self.agreements.SignAgreement(self.signing(first), timeout=SECONDS),
        )
        resource = detail(details, error_details_pb2.ResourceInfo())
        expect("the thing that exists", resource.resource_name, f"{self.name}/participants/{first}")

        other = self.signing(first)
        other.request_id = self.second_signing.request_id
        metadata, _ = refusal(
            "another request under a request_id that was answered",
            grpc.StatusCode.ALREADY_EXISTS,
            "REQUEST_ID_REUSED",
            lambda: self.agreements.SignAgreement(other, timeout=SECONDS),
        )
        expect("its request_id", metadata.get("request_id"), other.request_id)

        late = self.agreement.AbandonAgreementRequest(
            name=self.name, request_id=request_id(), expected_revision=1, act=self.on(SIGNED_ON)
        )
        metadata, _ = refusal(
            "a command for an older revision",
            grpc.StatusCode.ABORTED,
            "REVISION_MISMATCH",
            lambda: self.agreements.AbandonAgreement(late, timeout=SECONDS),
        )
        expect("the revision given", metadata.get("expected_revision"), "1")
        expect("the revision it has", metadata.get("revision"), str(self.receipts[-1].revision))

        late.ClearField("expected_revision")
        metadata, details = refusal(
            "abandoning what is in force",
            grpc.StatusCode.FAILED_PRECONDITION,
            "ALREADY_IN_FORCE",
            lambda: self.agreements.AbandonAgreement(late, timeout=SECONDS),
        )
        expect("the agreement concerned", metadata.get("agreement"), self.name)
        detail(details, error_details_pb2.PreconditionFailure())

        metadata, details = refusal(
            "a name that is none",
            grpc.StatusCode.INVALID_ARGUMENT,
            "BAD_ID",
            lambda: self.agreements.GetAgreement(
                self.agreement.GetAgreementRequest(name="agreements/NOT AN ID"), timeout=SECONDS
            ),
        )
        expect("the field", metadata.get("field"), "name")
        violations = detail(details, error_details_pb2.BadRequest()).field_violations
        expect("the violations", [violation.field for violation in violations], ["name"])

    # Reads.

    def get(self):
        last = self.receipts[-1]
        answer = self.agreements.GetAgreement(
            self.agreement.GetAgreementRequest(
                name=self.name,
                view=self.model.AGREEMENT_VIEW_FULL,
                at_least_position=last.position,
            ),
            timeout=SECONDS,
        )
        expect("GetAgreement: journal_id", answer.journal_id, self.journal_id)
        if answer.position < last.position:
            raise Mismatch(f"GetAgreement: position {answer.position} is before {last.position}")
        agreement = answer.agreement
        expect("GetAgreement: revision", agreement.revision, last.revision)
        expect("GetAgreement: parties", agreement.party_count, 2)
        expect("GetAgreement: evaluations", [e.name for e in agreement.evaluations], [f"{self.name}/evaluations/E1"])
        found = [participant.spec.participant_id for participant in agreement.participants]
        expect("GetAgreement: participants", found, self.participants)
        for participant in agreement.participants:
            expect("status of a party", participant.status, self.model.PARTICIPANT_STATUS_PARTY)
            expect("first day of force for it", participant.in_force_from, date(SIGNED_ON))
            expect("the text that it signed", participant.signature.text_digest, self.text_digest)
        expect(
            "terms with defaults written out",
            list(agreement.terms.consent_modes),
            [self.terms.CONSENT_MODE_SIGNATURE],
        )
        step(f"GetAgreement: in force for {agreement.party_count}, {len(agreement.evaluations)} evaluation")

    def filter(self):
        return self.event.EventFilter(agreements=[self.name])

    def list(self):
        """All events of the agreement, in pages of about two."""
        events, token, pages, position = [], "", 0, 0
        while True:
            page = self.events.ListEvents(
                self.event.ListEventsRequest(
                    filter=self.filter(),
                    page_size=2,
                    page_token=token,
                    at_least_position=self.receipts[-1].position,
                ),
                timeout=SECONDS,
            )
            expect("ListEvents: journal_id", page.journal_id, self.journal_id)
            if events and page.events:
                expect("a record on two pages", page.events[0].position == events[-1].position, False)
            events.extend(page.events)
            pages, position, token = pages + 1, page.position, page.next_page_token
            if not token:
                break
            if pages > 1000:
                raise Mismatch("ListEvents: the pages have no end")
        expect("revisions without a gap", [e.revision for e in events], list(range(1, len(events) + 1)))
        names = [f"{self.name}/events/{event.revision}" for event in events]
        expect("names of the events", [event.name for event in events], names)
        wanted = [self.type_name(event.type) for receipt in self.receipts for event in receipt.events]
        expect("types of the events", self.types_of(events), wanted)
        for event in events:
            payload = event.WhichOneof("payload")
            expect("the payload of an event", payload, self.type_name(event.type).lower())
        positions = [receipt.position for receipt in self.receipts for _ in receipt.events]
        expect("positions of the events", [event.position for event in events], positions)
        if position < self.receipts[-1].position:
            raise Mismatch(f"ListEvents: position {position} is before {self.receipts[-1].position}")
        step(f"ListEvents: {len(events)} events on {pages} pages, up to position {position}")
        self.listed = events

    # Watching.

    def watch(self, **where):
        request = self.event.WatchEventsRequest(filter=self.filter(), **where)
        return self.events.WatchEvents(request, timeout=SECONDS)

    def receive(self, messages, what):
        for message in messages:
            expect(f"{what}: journal_id", message.journal_id, self.journal_id)
            return message
        raise Mismatch(f"{what}: the stream ended")

    def check_record(self, message, receipt, what):
        expect(f"{what}: a record", message.WhichOneof("message"), "recorded")
        expect(f"{what}: position", message.position, receipt.position)
        expect(f"{what}: record_digest", message.recorded.record_digest, receipt.record_digest)
        expect(f"{what}: recorded_at", message.recorded.recorded_at, receipt.recorded_at)
        names = [event.name for event in receipt.events]
        expect(f"{what}: events", [event.name for event in message.recorded.events], names)

    def records(self, messages, receipts, what):
        """Receives exactly the records of `receipts`; gives the last message of them."""
        message = None
        for receipt in receipts:
            while True:
                message = self.receive(messages, what)
                # Progress may come at any time; it must not claim the end before everything was given.
                if message.WhichOneof("message") != "progress":
                    break
                expect(f"{what}: caught up too early", message.progress.caught_up, False)
            self.check_record(message, receipt, what)
        return message

    def watch_and_resume(self):
        before, rest = self.receipts[:2], self.receipts[2:]
        stream = self.watch(after_position=self.receipts[0].position - 1)
        last = self.records(stream, before, "WatchEvents")
        stream.cancel()
        step(f"WatchEvents: {len(before)} records, broken off after position {last.position}")

        resumed = self.watch(
            after_position=last.position,
            journal_id=last.journal_id,
            record_digest=last.recorded.record_digest,
        )
        given = []
        while True:
            message = self.receive(resumed, "WatchEvents, resumed")
            kind = message.WhichOneof("message")
            if kind == "recorded":
                if len(given) == len(rest):
                    raise Mismatch(f"WatchEvents, resumed: one record too many, at {message.position}")
                self.check_record(message, rest[len(given)], "WatchEvents, resumed")
                given.append(message)
            elif kind == "progress" and message.progress.caught_up:
                break
        expect("WatchEvents, resumed: records before it caught up", len(given), len(rest))
        if message.position < rest[-1].position:
            raise Mismatch(f"caught up at {message.position}, before {rest[-1].position}")
        watched = [event for message in given for event in message.recorded.events]
        skipped = sum(len(receipt.events) for receipt in before)
        expect("events watched and listed", watched, self.listed[skipped:])
        step(f"WatchEvents: resumed, the other {len(given)} records, caught up at position {message.position}")

        # The same stream, now live.
        answer = self.evaluate("E2", EVALUATED_ON, EVALUATED_AGAIN_ON)
        while True:
            message = self.receive(resumed, "WatchEvents, live")
            if message.WhichOneof("message") == "recorded":
                break
        self.check_record(message, answer.receipt, "WatchEvents, live")
        resumed.cancel()
        step(f"WatchEvents: the new record at position {message.position} came live")

    def resume_wrongly(self):
        last = self.receipts[-1]
        metadata, _ = refusal(
            "resuming in another journal",
            grpc.StatusCode.FAILED_PRECONDITION,
            "OTHER_JOURNAL",
            lambda: list(self.watch(after_position=last.position, journal_id=str(uuid.uuid4()))),
        )
        expect("the journal here", metadata.get("journal_id"), self.journal_id)
        refusal(
            "resuming after a record with another digest",
            grpc.StatusCode.FAILED_PRECONDITION,
            "OTHER_JOURNAL",
            lambda: list(
                self.watch(
                    after_position=last.position,
                    journal_id=self.journal_id,
                    record_digest=sha256(b"another record"),
                )
            ),
        )
        metadata, _ = refusal(
            "watching from the future",
            grpc.StatusCode.OUT_OF_RANGE,
            "POSITION_IN_FUTURE",
            lambda: list(self.watch(after_position=2**62)),
        )
        expect("the position given", metadata.get("position"), str(2**62))

    def all(self):
        self.draft()
        self.open()
        self.sign()
        self.evaluate("E1", SIGNED_ON, EVALUATED_ON)
        self.correct()
        self.get()
        self.look_back()
        self.find()
        self.list()
        self.retry()
        self.be_refused()
        self.watch_and_resume()
        self.resume_wrongly()


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        stubs.generate(folder)
        sys.path.insert(0, folder)
        with grpc.insecure_channel(sys.argv[1]) as channel:
            try:
                grpc.channel_ready_future(channel).result(timeout=SECONDS)
                Play(channel).all()
            except grpc.FutureTimeoutError:
                print(f"FAILED: nobody answers at {sys.argv[1]}", file=sys.stderr)
                return 1
            except Mismatch as mismatch:
                print(f"FAILED: {mismatch}", file=sys.stderr)
                return 1
            except grpc.RpcError as error:
                print(f"FAILED: {error.code().name}: {error.details()}", file=sys.stderr)
                return 1
    step("everything was as promised")
    return 0


if __name__ == "__main__":
    sys.exit(main())
