//! The enums that the domain and the messages share, value by value, for both ways.

use crate::{domain, proto::v1};

/// What the number of an enum value in a message means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<E> {
    /// Zero: nothing was said.
    Unspecified,
    /// A value that the domain has.
    Known(E),
    /// A value that the messages have and the domain has not yet; its name.
    NotSupported(&'static str),
    /// No value.
    Unknown,
}

/// An enum of the domain that has a counterpart in the messages.
pub trait Enumeration: Copy {
    /// Reads the number of a value.
    fn read(number: i32) -> Read<Self>;

    /// The number of the value.
    fn number(self) -> i32;

    /// The name of the value in the messages, such as `SIGNATURE_KIND_DEFINITIVE`.
    fn name(self) -> &'static str;

    /// The names of all values.
    fn names() -> Vec<&'static str>;
}

// The matches have no wildcard on either side: a value that one side gains does not compile until it stands here.
macro_rules! enumerations {
    ($($name:ident $(as $message:ident)? { $($values:tt)* })*) => {
        $(enumerations! { @one $name [$($message)?] $($values)* })*
    };
    // Where nothing else is said, both sides have one name.
    (@one $name:ident [] $($values:tt)*) => {
        enumerations! { @one $name [$name] $($values)* }
    };
    (@one $name:ident [$message:ident] $($value:ident),* $(; not_yet: $($other:ident),*)?) => {
        impl Enumeration for domain::$name {
            fn read(number: i32) -> Read<Self> {
                match v1::$message::try_from(number) {
                    Ok(v1::$message::Unspecified) => Read::Unspecified,
                    $(Ok(v1::$message::$value) => Read::Known(Self::$value),)*
                    $($(Ok(other @ v1::$message::$other) => Read::NotSupported(other.as_str_name()),)*)?
                    Err(_) => Read::Unknown,
                }
            }

            fn number(self) -> i32 {
                match self {
                    $(Self::$value => v1::$message::$value.into(),)*
                }
            }

            fn name(self) -> &'static str {
                match self {
                    $(Self::$value => v1::$message::$value.as_str_name(),)*
                }
            }

            fn names() -> Vec<&'static str> {
                vec![$(v1::$message::$value.as_str_name()),*]
            }
        }
    };
}

enumerations! {
    AgreementForm {
        Treaty, Convention, Agreement, Protocol, Memorandum, ExchangeOfNotes, JointDocument, Contract, Charter, Other
    }
    AgreementLevel { Interstate, Intergovernmental, Interagency, Interorganisation, Mixed }
    Binding { Binding, NonBinding, Unstated }
    Classification { Public, Restricted, Confidential }
    Stage { Drafted, Signed, Evaluated }
    SourceKind { Official, Notified, Document, Press, Import, System }
    Confidence { Low, Medium, High }
    PlaceKind { Territory, Border, ThirdCountry, Virtual }
    ParticipantKind {
        State, Government, Agency, InternationalOrganisation, Reio, Subnational, Company, Organisation
    }
    ParticipantStatus {
        Eligible, SignedAdReferendum, Contracting, Party, Signatory, Withdrawing, Withdrawn, Declined
    }
    FreezeMethod { ConsentOfAll, ConferenceTwoThirds, Resolution, Initialling }
    DocumentKind {
        Original, CertifiedCopy, Translation, FullPowers, Instrument, Note, Minutes, Photo, Other
    }
    RelationKind {
        Supersedes, Amends, ProtocolTo, Implements, UnderFrameworkOf, ModifiesInterSe, Related
    }
    SignatureMode { Signature, AccessionOnly }
    SignatureKind { Definitive, SubjectToRatification, AdReferendum }
    SigningAuthorityKind { ExOfficio, FullPowers, InternalAuthority, Unconfirmed }
    InstrumentKind {
        Ratification, Acceptance, Approval, FormalConfirmation, Accession, Succession, CompletionNotice, Note,
        ReplyNote
    }
    CommunicationKind { Objection, Protest, Territorial, Fact, Other }
    TerminationGround {
        Consent, Breach, Impossibility, ChangeOfCircumstances, Terms, Denunciation, Subsistence
    }
    SupersessionScope { Full, Partial }
    EvaluationKind { Regular, Final }
    EvaluationStatus { Recorded, Agreed }
    Rating { NotAssessed, NotStarted, OffTrack, Partial, OnTrack, Achieved }
    Measure { Level, ChangeAbs, ChangePct, Share, Count, YesNo }
    IndicatorScope { Joint, PerParticipant }
    IndicatorDirection { Increase, Decrease, AtMost, AtLeast, Maintain }
    IndicatorOrigin as DefinedBy { Text, Commission }
    IndicatorStatus { Active, Retired }
    Comparator as TargetComparator { AtLeast, AtMost, Equal }
    TargetKind { Level, ChangeAbs, ChangePct }
    Qualifier as ReadingQualifier { Exact, Approx, AtLeast, AtMost }
    ReadingStatus { Recorded, Contested, Agreed, Superseded }
    CommissionStatus { Active, Dissolved }
    OfficerRole { CoChair, ExecutiveSecretary, Member, Observer, Evaluator }
    SessionKind { Ordinary, Extraordinary }
    SessionMode { InPerson, Virtual, Hybrid }
    SessionStatus { Scheduled, Convened, Concluded, Closed, Cancelled }
    ActionStatus { Open, Completed, Verified, Cancelled }
    Participation { ClosedList, Open, ByInvitation }
    ConsentMode {
        Signature, CompletionNotices;
        not_yet: Ratification, Accession, ExchangeOfInstruments, ExchangeOfNotes
    }
    ProvisionalApplication { NotAllowed; not_yet: Allowed }
    ReservationRule { NotApplicable, Prohibited; not_yet: Limited, Permitted, Silent }
    WithdrawalRule { Allowed, NotAllowed, Silent }
}
