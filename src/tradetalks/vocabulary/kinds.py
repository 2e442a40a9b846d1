"""The closed lists that the code matches on, as enumerations of printed words.

Each member equals its word: ``Force.ENACTED == "enacted"``.
Lists that only grow with the data (programmes, topics, product lists) are ids instead.
"""

from __future__ import annotations

from enum import StrEnum, unique
from typing import Never

from tradetalks.errors import TradeTalksError

__all__ = [
    "ActKind",
    "Action",
    "AgreementEventKind",
    "AgreementKind",
    "BadWord",
    "Bindingness",
    "BlocKind",
    "Bound",
    "ClaimName",
    "CommitmentKind",
    "ConcessionOutcome",
    "CoverageKind",
    "ExemptionKind",
    "Force",
    "PolicyReach",
    "PositionKind",
    "ProgrammeReach",
    "StackingRelation",
    "StackingSubject",
    "Standing",
    "TalkStatus",
    "TimeUnit",
    "Track",
    "ValueBase",
    "Verb",
    "Verdict",
    "Word",
]


class BadWord(TradeTalksError, ValueError):
    """A word that is not on a closed list.

    >>> Track("aside")
    Traceback (most recent call last):
    ...
    tradetalks.vocabulary.kinds.BadWord: 'aside' is no track: write programme or independent
    """

    def __init__(self, word: str, list_name: str, words: tuple[str, ...]) -> None:
        """Keep the word, the name of the list and the words on it."""
        super().__init__(word[:60], list_name, words)
        self.word = word[:60]
        self.list_name = list_name
        self.words = words

    def __str__(self) -> str:
        """Return one clear sentence."""
        name = "".join(f" {one.lower()}" if one.isupper() else one for one in self.list_name).strip()
        return f"{self.word!r} is no {name}: write {', '.join(self.words[:-1])} or {self.words[-1]}"


class Word(StrEnum):
    """A closed list of printed words; each member equals its word."""

    @classmethod
    def _missing_(cls, value: object) -> Never:
        raise BadWord(str(value), cls.__name__, tuple(member.value for member in cls))


@unique
class Force(Word):
    """What stands behind a fact; only the enacted makes duties."""

    #: A threat, an offer, a post.
    SAID = "said"
    #: A deal or a plan without law.
    ANNOUNCED = "announced"
    #: Put out for comment.
    PROPOSED = "proposed"
    #: Ordered, with no day in the text.
    DIRECTED = "directed"
    #: A power without a rate.
    AUTHORISED = "authorised"
    #: A judgment, with its stay and its parties.
    HELD = "held"
    #: Law that collects or exempts.
    ENACTED = "enacted"


@unique
class Standing(Word):
    """What a document is, and so how far it can bear a fact."""

    #: The text of the state or the parties themselves.
    OFFICIAL = "official"
    #: Press, law firms, trackers, other compilations.
    SECONDARY = "secondary"
    #: The May 2025 article whose claims the record tests.
    ARTICLE = "article"
    #: Remembered by a compiler, with no text at hand.
    RECALLED = "recalled"
    #: A supposition of whoever asks "what if".
    WHAT_IF = "what-if"


@unique
class ActKind(Word):
    """The form of a legal act."""

    EXECUTIVE_ORDER = "executive-order"
    PROCLAMATION = "proclamation"
    MEMORANDUM = "memorandum"
    AGENCY_NOTICE = "agency-notice"
    COURT_RULING = "court-ruling"
    STATUTE = "statute"
    ANNOUNCEMENT = "announcement"
    BASELINE = "baseline"
    FOREIGN_ORDER = "foreign-order"
    WHAT_IF = "what-if"


@unique
class Action(Word):
    """What an act does, in the word that fits it best; the effect says what follows."""

    IMPOSE = "impose"
    RAISE = "raise"
    LOWER = "lower"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    KEEP = "keep"
    END = "end"
    EXEMPT = "exempt"
    SAVE = "save"
    SCOPE_IN = "scope-in"
    SCOPE_OUT = "scope-out"
    AUTHORISE = "authorise"
    ANNOUNCE = "announce"


@unique
class ExemptionKind(Word):
    """The two ways of owing nothing; the difference decides who yields to whom."""

    #: The goods leave the programme.
    OUT = "out"
    #: The goods stay subject to the programme and pay nothing.
    SUBJECT_AT_ZERO = "subject-at-zero"


@unique
class ValueBase(Word):
    """The value on which a rate is taken."""

    FULL_VALUE = "full-value"
    STEEL_CONTENT = "steel-content"
    ALUMINUM_CONTENT = "aluminum-content"
    COPPER_CONTENT = "copper-content"
    METAL_CONTENT = "metal-content"
    NON_METAL_CONTENT = "non-metal-content"
    NON_STEEL_ALUMINUM_CONTENT = "non-steel-aluminum-content"
    NON_COPPER_CONTENT = "non-copper-content"
    NON_US_CONTENT = "non-us-content"
    POSTAL_ITEM = "postal-item"

    @property
    def words(self) -> str:
        """What it is called in a sentence.

        >>> ValueBase.NON_US_CONTENT.words
        'content that is not US'
        """
        return "content that is not US" if self is ValueBase.NON_US_CONTENT else self.value.replace("-", " ")


@unique
class ProgrammeReach(Word):
    """Which goods a duty programme is about."""

    #: All goods of an origin, with exceptions: such duties make up the headline.
    ALL_GOODS = "all-goods"
    #: Listed goods, from whatever origin.
    LISTED_GOODS = "listed-goods"
    #: Not a duty on goods: rules, fees, quotas, preferences.
    NONE = "none"


@unique
class BlocKind(Word):
    """What holds the members of a bloc together."""

    UNION = "union"
    CUSTOMS_UNION = "customs-union"
    FREE_TRADE_AREA = "free-trade-area"
    PROGRAMME = "programme"
    LIST = "list"


@unique
class Track(Word):
    """Whether a talk runs inside a programme or by itself."""

    PROGRAMME = "programme"
    INDEPENDENT = "independent"


@unique
class TalkStatus(Word):
    """What a status event makes of a talk."""

    AGREED = "agreed"
    ANNOUNCED_DEAL = "announced-deal"
    DRAFT_LEAKED = "draft-leaked"
    EXTENDED = "extended"
    EXTRA_DUTY = "extra-duty"
    FRAMEWORK = "framework"
    FRAMEWORK_PENDING = "framework-pending"
    IEEPA_DUTIES_STRUCK_DOWN = "ieepa-duties-struck-down"
    IN_FORCE = "in-force"
    LEADERS_MEETING = "leaders-meeting"
    LEADERS_OUTCOME = "leaders-outcome"
    LEADERS_STATEMENT = "leaders-statement"
    LICENCE_GRANTED = "licence-granted"
    LISTED = "listed"
    MANDATE = "mandate"
    NEGOTIATING = "negotiating"
    NO_AGREEMENT_SEEN = "no-agreement-seen"
    NOT_IN_FORCE = "not-in-force"
    OPENED = "opened"
    PARLIAMENT_VOTE = "parliament-vote"
    PARTIAL_RELIEF = "partial-relief"
    PROCLAIMED = "proclaimed"
    RATE_LETTER = "rate-letter"
    RATE_SET = "rate-set"
    ROUND_HELD = "round-held"
    SIGNED = "signed"
    THREAT = "threat"
    UNKNOWN = "unknown"

    @property
    def is_stage(self) -> bool:
        """Whether the word tells how far the talk has come, rather than what befell it.

        >>> TalkStatus.SIGNED.is_stage, TalkStatus.IEEPA_DUTIES_STRUCK_DOWN.is_stage
        (True, False)
        """
        return self in _STAGES


_STAGES = frozenset(
    {
        TalkStatus.AGREED,
        TalkStatus.ANNOUNCED_DEAL,
        TalkStatus.EXTENDED,
        TalkStatus.FRAMEWORK,
        TalkStatus.FRAMEWORK_PENDING,
        TalkStatus.IN_FORCE,
        TalkStatus.LISTED,
        TalkStatus.MANDATE,
        TalkStatus.NEGOTIATING,
        TalkStatus.NO_AGREEMENT_SEEN,
        TalkStatus.NOT_IN_FORCE,
        TalkStatus.OPENED,
        TalkStatus.SIGNED,
        TalkStatus.UNKNOWN,
    }
)


@unique
class PositionKind(Word):
    """What a party means by what it said."""

    PRECONDITION = "precondition"
    STATEMENT = "statement"
    OFFER = "offer"
    OBJECTIVE = "objective"
    RED_LINE = "red-line"


@unique
class ConcessionOutcome(Word):
    """What became of a concession."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"
    NOT_GRANTED = "not-granted"
    PENDING = "pending"
    UNKNOWN = "unknown"


@unique
class Verdict(Word):
    """How a claim stands against the other sources."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    UNVERIFIED = "unverified"


@unique
class Verb(Word):
    """How hard the verb of a commitment is, hardest first; observed, never inferred."""

    SHALL = "shall"
    COMMITS = "commits"
    WILL = "will"
    INTENDS = "intends"
    ENDEAVOURS = "endeavours"
    MAY = "may"
    NOTES = "notes"


@unique
class Bindingness(Word):
    """Whether a commitment can be held against its giver."""

    BINDING = "binding"
    BEST_ENDEAVOURS = "best-endeavours"
    INTENTION = "intention"


@unique
class CommitmentKind(Word):
    """The kinds of commitment, a closed list."""

    TARIFF_REDUCTION = "tariff-reduction"
    TARIFF_ELIMINATION = "tariff-elimination"
    TARIFF_CEILING = "tariff-ceiling"
    QUOTA = "quota"
    NON_TARIFF_BARRIER = "non-tariff-barrier"
    STANDARDS_RECOGNITION = "standards-recognition"
    LICENSING_MARKET_ACCESS = "licensing-market-access"
    PURCHASE = "purchase"
    INVESTMENT = "investment"
    DIGITAL_TRADE = "digital-trade"
    INTELLECTUAL_PROPERTY = "intellectual-property"
    LABOUR = "labour"
    ENVIRONMENT = "environment"
    RULES_OF_ORIGIN = "rules-of-origin"
    ECONOMIC_SECURITY = "economic-security"
    SUBSIDIES_SOE = "subsidies-soe"
    SERVICES = "services"
    TRANSPARENCY = "transparency"
    DISPUTE_TERMINATION = "dispute-termination"
    OTHER = "other"


@unique
class AgreementEventKind(Word):
    """What befell an agreement."""

    ANNOUNCED = "announced"
    SIGNED = "signed"
    FRAMEWORK = "framework"
    AGREED = "agreed"
    LISTED = "listed"
    IN_FORCE = "in-force"
    RATIFIED = "ratified"
    NOT_IN_FORCE = "not-in-force"
    NOTIFIED = "notified"
    TEXT_PUBLISHED = "text-published"
    MANDATE = "mandate"
    VOTE = "vote"
    LITIGATION = "litigation"
    IMPLEMENTED = "implemented"
    STATEMENT = "statement"
    DEFERRED = "deferred"
    OTHER = "other"


@unique
class StackingSubject(Word):
    """What a stacking rule is about."""

    GENERAL = "general"
    PAIR = "pair"
    FLOOR = "floor"
    VALUE_BASE = "value-base"
    USMCA = "usmca"
    TIMING = "timing"


@unique
class StackingRelation(Word):
    """What one programme does to another."""

    ADDS = "adds"
    YIELDS = "yields"
    EXEMPTS = "exempts"
    REPLACES = "replaces"
    CAPS = "caps"
    FLOORS = "floors"
    BASE = "base"
    STATES = "states"


@unique
class PolicyReach(Word):
    """Whether an area lies inside the mandate of the WTO (plus) or outside it (extra)."""

    WTO_PLUS = "wto-plus"
    WTO_EXTRA = "wto-extra"
    BOTH = "both"
    NONE = "none"


@unique
class Bound(Word):
    """How a value binds: as it stands, as a ceiling, as a floor, or roughly."""

    EXACTLY = "exactly"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    ABOUT = "about"


@unique
class TimeUnit(Word):
    """Units in which clauses count time."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"

    @property
    def about_days(self) -> int:
        """About how many days a unit has: enough to tell a longer time from a shorter, never to reckon a day."""
        match self:
            case TimeUnit.DAYS:
                return 1
            case TimeUnit.MONTHS:
                return 30
            case TimeUnit.YEARS:
                return 365


@unique
class AgreementKind(Word):
    """The form of an instrument between parties."""

    AGREEMENT_ON_RECIPROCAL_TRADE = "agreement-on-reciprocal-trade"
    FRAMEWORK = "framework"
    FRAMEWORK_JOINT_STATEMENT = "framework-joint-statement"
    JOINT_STATEMENT = "joint-statement"
    JOINT_FACT_SHEET = "joint-fact-sheet"
    JOINT_ARRANGEMENT = "joint-arrangement"
    GENERAL_TERMS = "general-terms"
    EXECUTIVE_ORDER_IMPLEMENTATION = "executive-order-implementation"
    LEADERS_OUTCOME = "leaders-outcome"
    MEMORANDUM_OF_UNDERSTANDING = "memorandum-of-understanding"
    DRAFT = "draft"
    OTHER = "other"


@unique
class ClaimName(Word):
    """Facts about a shipment that the law asks for, by the names that a question gives them."""

    PREFERENCE = "preference"
    USMCA_QUALIFYING = "usmca_qualifying"
    US_CONTENT_PERCENT = "us_content_percent"
    US_CONTENT_APPROVED_BY_COMMERCE = "us_content_approved_by_commerce"
    STEEL_CONTENT_PERCENT = "steel_content_percent"
    ALUMINUM_CONTENT_PERCENT = "aluminum_content_percent"
    COPPER_CONTENT_PERCENT = "copper_content_percent"
    METAL_WEIGHT_PERCENT = "metal_weight_percent"
    STEEL_MELTED_AND_POURED = "steel_melted_and_poured"
    ALUMINUM_SMELTED_OR_CAST = "aluminum_smelted_or_cast"
    VEHICLE_TYPE = "vehicle_type"
    USE = "use"
    END_USE = "end_use"
    CIVIL_AIRCRAFT = "civil_aircraft"
    SEMICONDUCTOR_ARTICLE_NOTE_39B = "semiconductor_article_note_39b"
    LOADED_ON_FINAL_VESSEL = "loaded_on_final_vessel"
    WITHIN_QUOTA = "within_quota"
    UK_QUOTA = "uk_quota"
    CBP_TRANSSHIPMENT_FINDING = "cbp_transshipment_finding"


@unique
class CoverageKind(Word):
    """The kinds of fact whose coverage a record declares."""

    ACTS = "acts"
    PRIMARY_TEXTS = "primary-texts"
    TALKS = "talks"
    AGREEMENTS = "agreements"
    SCHEDULE = "schedule"
    RETALIATION = "retaliation"
