"""A folder to a dossier: its stages, what it stands on, and who is not blamed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.loading.folders import ACT, RECORD, SHIPPED_ACT, faults_of, load, said, shipped_in, written
from tradetalks.dossier import Dossier
from tradetalks.loading import folder as folder_module
from tradetalks.loading.faults import RecordFaults
from tradetalks.loading.folder import load_folder
from tradetalks.model.sources import Source
from tradetalks.vocabulary.kinds import CoverageKind

EXTENDS = RECORD + 'extends = "tradetalks"\n'
TOPIC = '[[topics]]\nid = "duties"\nname = "Duties"\nsummary = "On duties."\norder = 1\n\n'


def deal(name: str, *commitments: str, extra: str = "") -> str:
    """Return an agreement with commitments of these ids."""
    text = f"""[[agreements]]
id = "{name}"
announced = 2025-05-12
sources = [{{ title = "Joint statement" }}]
kind = "joint-statement"
binding = false
read = "In full."
{extra}
    [agreements.text]
    title = "Joint statement"
    parties = ["US", "CN"]

        [[agreements.text.articles]]
        number = "1"
        heading = "Duties"
"""
    for one in commitments:
        text += f"""
            [[agreements.text.articles.commitments]]
            id = "{one}"
            topic = "duties"
            at = "1"
            giver = "US"
            receiver = "CN"
            kind = "tariff-reduction"
            verb = "will"
            bindingness = "intention"
            summary = "Lower the duty."
"""
    return text


# The stages ------------------------------------------------------------------------------------------------------


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    """By file and line, each file by the stage that it reached."""
    folder = written(
        tmp_path / "mine",
        a=ACT.replace("enacted", "decreed").replace('title = "An order"\n', ""),
        b="[[acts]]\nid = \n",
        c=ACT.replace("eo-1", "eo-c") + 'amends = ["eo-gone"]\n',
        d=ACT.replace("eo-1", "eo-d").replace("2025-04-02", "2026-02-01"),
    )
    assert [(one.file, one.line, one.code) for one in faults_of(folder)] == [
        ("a.toml", 1, "S1"),
        ("a.toml", 6, "S4"),
        ("b.toml", 2, "X1"),
        ("c.toml", 9, "I4"),
        ("d.toml", 3, "T1"),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        ACT.replace("eo-1", "eo-2").replace("enacted", "decreed"),
        ACT.replace("eo-1", "eo-2").replace("[[acts]]\n", "[[acts]]\nwhat\n"),
        b"\xff" + ACT.replace("eo-1", "eo-2").encode(),
    ],
    ids=["shape", "syntax", "file"],
)
def test_nobody_is_blamed_for_naming_what_failed(tmp_path: Path, broken: str | bytes) -> None:
    """The record that is named is there; it only has a fault of its own."""
    folder = written(tmp_path / "mine", a=broken, b=ACT + 'amends = ["eo-2"]\n')
    assert [one.file for one in faults_of(folder)] == ["a.toml"]


def test_a_dangling_id_beside_broken_records_is_still_told(tmp_path: Path) -> None:
    """Only the ids of what failed are excused."""
    folder = written(
        tmp_path / "mine",
        a=ACT.replace("eo-1", "eo-2").replace("enacted", "decreed"),
        b=ACT + 'amends = ["eo-2", "eo-3"]\n',
    )
    assert [(one.code, one.field) for one in faults_of(folder)] == [("S4", "force"), ("I4", "amends[1]")]


def test_a_place_is_excused_with_its_bloc(tmp_path: Path) -> None:
    """A bloc that failed is still meant by its code."""
    bloc = (
        '[[blocs]]\nid = "north"\ncode = "ZN"\nname = "North"\nkind = "lst"\nspells = [{ places = ["CA"] }]\n'
    )
    folder = written(tmp_path / "mine", a=bloc, b=ACT + 'issuer = "ZN"\n')
    assert [one.code for one in faults_of(folder)] == ["S4"]


def test_rules_are_not_asked_about_what_names_nothing(tmp_path: Path) -> None:
    """A fact that leads nowhere is left out of the last stage."""
    folder = written(tmp_path / "mine", a=ACT.replace("2025-04-02", "2026-02-01") + 'amends = ["eo-3"]\n')
    assert [one.code for one in faults_of(folder)] == ["I4"]


def test_a_field_is_named_with_its_place_in_lists(tmp_path: Path) -> None:
    """However deep it stands."""
    broken = deal("d", "c-1", "c-2").replace("will", "would", 2).replace("would", "will", 1)
    (fault,) = faults_of(written(tmp_path / "mine", a=TOPIC + broken))
    assert fault.field == "text.articles[0].commitments[1].verb"
    assert fault.record == "d"
    assert fault.line is not None
    line = (tmp_path / "mine" / "a.toml").read_text("utf-8").splitlines()[fault.line - 1]
    assert line.strip() == 'verb = "would"'


def test_a_commitment_is_named_among_others_that_say_the_same(tmp_path: Path) -> None:
    """The second names what is not there; the first does not."""
    text = TOPIC + deal("d", "c-1", "c-2")
    at = text.rindex('topic = "duties"')
    folder = written(tmp_path / "mine", a=text[:at] + 'topic = "other"' + text[at + 16 :])
    (fault,) = faults_of(folder)
    assert (fault.code, fault.field) == ("I4", "text.articles[0].commitments[1].topic")


def test_a_record_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    """As is one whose id is no text, or does not print."""
    ids = ("", "id = 7\n", 'id = "a\\nb"\n')
    text = "".join(ACT.replace('id = "eo-1"\n', one) for one in ids)
    found = faults_of(written(tmp_path / "mine", a=text))
    assert [(one.record, one.code) for one in found] == [
        ("acts[0]", "S1"),
        ("acts[1]", "S3"),
        ("acts[2]", "S8"),
    ]


def test_what_is_no_record_in_a_list_of_records_is_refused(tmp_path: Path) -> None:
    """A number is no act."""
    (fault,) = faults_of(written(tmp_path / "mine", a="acts = [\n 1,\n]\n"))
    assert (fault.code, fault.line, fault.field) == ("S3", 2, "acts[0]")


def test_records_may_stand_in_the_file_of_the_statement(tmp_path: Path) -> None:
    """A small record is one file."""
    assert list(load(written(tmp_path / "mine", RECORD + "\n" + ACT)).acts) == ["eo-1"]


def test_a_thousand_faults_are_enough(tmp_path: Path) -> None:
    """Nobody waits for a file that was never meant to be a record."""
    with pytest.raises(RecordFaults) as caught:
        load_folder(written(tmp_path / "mine", a="[[acts]]\n" * 5_000), lambda: pytest.fail("not asked"))
    assert caught.value.stopped
    assert caught.value.count == 1000


def test_one_text_in_many_places_is_found_in_one_of_them(tmp_path: Path) -> None:
    """However many fields hold it, and however many faults there are."""
    names = ", ".join(['"eo-3"'] * 20_000)
    with pytest.raises(RecordFaults) as caught:
        load(written(tmp_path / "mine", a=f"{ACT}amends = [{names}]\n"))
    assert caught.value.faults[0].field == "amends[0]"


# The statement ---------------------------------------------------------------------------------------------------


def test_the_statement_is_read(tmp_path: Path) -> None:
    """With all that it says of the folder."""
    record = RECORD + 'gaps = ["Most."]\n[[coverage]]\nkind = "acts"\nlast_day = 2026-01-01\n'
    statement = load(written(tmp_path / "mine", record)).statement
    assert (statement.horizon, statement.gaps) == (date(2026, 1, 31), ("Most.",))
    assert statement.coverage[0].kind is CoverageKind.ACTS


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        ("", ["S1", "S1", "S1", "S1"]),
        (RECORD.replace("format = 1\n", ""), ["S1"]),
        (RECORD.replace("format = 1", 'format = "1"'), ["S3"]),
        (RECORD.replace("format = 1", "format = true"), ["S3"]),
        (RECORD.replace("format = 1", "format = 0"), ["R1"]),
        (RECORD.replace("2026-01-31", "2026-01-31T00:00:00Z"), ["S5"]),
        (RECORD + "horizn = 2026-01-31\n", ["S2"]),
        (RECORD + "extends = 1\n", ["R2"]),
        (RECORD + 'extends = "/etc"\n', ["R2"]),
        (RECORD + "[[act]]\n", ["S2"]),
        (RECORD + "x = nan\n", ["X5"]),
    ],
)
def test_a_wrong_statement_is_refused(tmp_path: Path, record: str, codes: list[str]) -> None:
    """And the records beside it are still looked at, though nothing they name is followed."""
    folder = written(tmp_path / "mine", record)
    assert [one.code for one in faults_of(folder)] == codes
    written(folder, record, a=ACT + 'amends = ["eo-3"]\n', b=SHIPPED_ACT.replace("enacted", "decreed"))
    assert [one.code for one in faults_of(folder)] == (codes if codes == ["R1"] else ["S4", *codes])


def test_a_newer_format_is_refused_by_name_and_alone(tmp_path: Path) -> None:
    """What else is in the folder may mean something else."""
    folder = written(tmp_path / "mine", RECORD.replace("1", "7", 1) + "[[other]]\n", a="[[strange]]\n")
    (fault,) = faults_of(folder)
    assert "format 7 is newer than 1" in fault.message
    assert "update tradetalks" in str(fault.hint)


# The shipped record ----------------------------------------------------------------------------------------------


def test_a_folder_stands_on_the_shipped_record(tmp_path: Path) -> None:
    """Its facts come besides; base is what it stands on."""
    shipped = shipped_in(tmp_path / "shipped")
    folder = written(tmp_path / "mine", EXTENDS, a=ACT + 'amends = ["eo-shipped"]\n')
    loaded = load_folder(folder, lambda: shipped)
    assert sorted(loaded.dossier.acts) == ["eo-1", "eo-shipped"]
    assert loaded.base is shipped
    loaded.dossier.check()


def test_a_folder_alone_does_not_ask_for_the_shipped_record(tmp_path: Path) -> None:
    """And has no base."""
    assert load_folder(written(tmp_path / "mine", a=ACT), lambda: pytest.fail("asked")).base is None


def test_what_a_folder_does_not_say_the_shipped_record_says(tmp_path: Path) -> None:
    """Its horizon, coverage and gaps."""
    record = RECORD + 'gaps = ["Most."]\n[[coverage]]\nkind = "acts"\nlast_day = 2026-01-01\n'
    shipped = load(written(tmp_path / "shipped", record))
    mine = written(tmp_path / "mine", EXTENDS.replace("horizon = 2026-01-31\n", ""))
    assert load(mine, lambda: shipped).statement.coverage == shipped.statement.coverage
    assert load(mine, lambda: shipped).horizon == shipped.horizon
    own = load(written(tmp_path / "own", EXTENDS + "gaps = []\n"), lambda: shipped)
    assert own.statement.gaps == ()


def test_the_later_horizon_counts(tmp_path: Path) -> None:
    """A folder is not stale because what it stands on was followed further."""
    shipped = shipped_in(tmp_path / "shipped")
    mine = written(tmp_path / "mine", EXTENDS.replace("2026-01-31", "2025-12-31"))
    assert load(mine, lambda: shipped).horizon == date(2026, 1, 31)
    later = written(tmp_path / "later", EXTENDS.replace("2026-01-31", "2026-12-31"))
    assert load(later, lambda: shipped).horizon == date(2026, 12, 31)


def test_a_record_stands_in_place_of_a_shipped_one(tmp_path: Path) -> None:
    """Where it says so."""
    shipped = shipped_in(tmp_path / "shipped")
    text = SHIPPED_ACT.replace("An order", "The order, read again") + "replaces = true\n"
    dossier = load(written(tmp_path / "mine", EXTENDS, a=text), lambda: shipped)
    assert dossier.acts["eo-shipped"].title == "The order, read again"
    unread = written(tmp_path / "unread", EXTENDS, a=text.replace("true", "false"))
    assert said(unread, lambda: shipped) == [("I2", 2)]
    wrong = written(tmp_path / "wrong", EXTENDS, a=text.replace("true", '"yes"'))
    assert said(wrong, lambda: shipped) == [("S3", 9)]


def test_a_shipped_fact_that_no_longer_fits_is_told(tmp_path: Path) -> None:
    """A replaced act that became known later strands those that name it."""
    other = ACT + 'amends = ["eo-shipped"]\n'
    shipped = load(written(tmp_path / "shipped", a=SHIPPED_ACT, b=other))
    text = SHIPPED_ACT.replace("2025-04-02", "2025-04-05") + "replaces = true\n"
    (fault,) = faults_of(written(tmp_path / "mine", EXTENDS, a=text), lambda: shipped)
    assert (fault.code, fault.file, fault.record, fault.field) == ("T2", None, "eo-1", "amends")


def test_a_replaced_agreement_frees_its_commitments(tmp_path: Path) -> None:
    """The new one may keep their ids; a shipped fact that named a lost one is told."""
    claim = """[[claims]]
id = "claim"
announced = 2025-05-13
sources = [{ title = "An article" }]
about = ["c-2"]
statement = "A second promise was made."
verdict = "confirmed"
"""
    shipped = load(written(tmp_path / "shipped", a=TOPIC + deal("d", "c-1", "c-2") + claim))
    kept = written(tmp_path / "kept", EXTENDS, a=deal("d", "c-1", "c-2", extra="replaces = true"))
    assert load(kept, lambda: shipped).commitments.keys() == {"c-1", "c-2"}
    lost = written(tmp_path / "lost", EXTENDS, a=deal("d", "c-1", extra="replaces = true"))
    (fault,) = faults_of(lost, lambda: shipped)
    assert (fault.code, fault.record, fault.field) == ("I4", "claim", "about")
    taken = written(tmp_path / "taken", EXTENDS, a=deal("e", "c-1"))
    (fault,) = faults_of(taken, lambda: shipped)
    assert (fault.code, fault.field) == ("I1", "text.articles[0].commitments[0].id")
    assert "the shipped record has a commitment with the id 'c-1'" in fault.message


def test_a_replaced_bloc_has_every_place_looked_up_again(tmp_path: Path) -> None:
    """Its code may be gone."""
    bloc = '[[blocs]]\nid = "north"\ncode = "ZN"\nname = "North"\nkind = "list"\nspells = [{ places = ["CA"] }]\n'
    shipped = load(written(tmp_path / "shipped", a=bloc, b=ACT + 'issuer = "ZN"\n'))
    text = bloc.replace('code = "ZN"', "replaces = true")
    (fault,) = faults_of(written(tmp_path / "mine", EXTENDS, a=text), lambda: shipped)
    assert (fault.code, fault.record, fault.field) == ("I5", "eo-1", "issuer")


# Documents -------------------------------------------------------------------------------------------------------

DOCUMENT = '[[documents]]\nid = "text"\ntitle = "The text"\nurl = "https://example.org/"\n\n'


def cited(source: str) -> str:
    """Return an act with one source."""
    return ACT.replace('{ title = "Executive Order 1", at = "sec. 1" }', source)


def test_a_source_takes_the_fields_of_its_document(tmp_path: Path) -> None:
    """But its own go before them."""
    source = '{ document = "text", at = "sec. 2", url = "http://example.org/2" }'
    (found,) = load(written(tmp_path / "mine", b=DOCUMENT, a=cited(source))).acts["eo-1"].sources
    assert found == Source(title="The text", at="sec. 2", url="http://example.org/2", document="text")


def test_a_source_with_a_title_stands_by_itself(tmp_path: Path) -> None:
    """Whether or not its document is listed."""
    source = '{ document = "text", title = "Another edition" }'
    for files in ({"b": DOCUMENT}, {}):
        folder = written(tmp_path / f"mine{len(files)}", a=cited(source), **files)
        (found,) = load(folder).acts["eo-1"].sources
        assert found == Source(title="Another edition", document="text")


def test_the_documents_of_the_shipped_record_may_be_cited(tmp_path: Path) -> None:
    """They are those that its facts cite."""
    shipped = load(written(tmp_path / "shipped", a=DOCUMENT + cited('{ document = "text" }')))
    mine = cited('{ document = "text", at = "sec. 9" }').replace("eo-1", "eo-2")
    dossier = load(written(tmp_path / "mine", EXTENDS, a=mine), lambda: shipped)
    assert str(dossier.acts["eo-2"].sources[0]) == "The text, sec. 9"
    again = written(tmp_path / "again", EXTENDS, a=DOCUMENT)
    assert said(again, lambda: shipped) == [("D1", 2)]


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ('[[documents]]\ntitle = "The text"\n', [("S1", 1)]),
        ("[[documents]]\nid = 7\ntitle = 'The text'\n", [("S3", 2)]),
        ('[[documents]]\nid = "The Text"\ntitle = "The text"\n', [("S8", 2)]),
        ('[[documents]]\nid = "text"\n', [("S1", 1)]),
        ('[[documents]]\nid = "text"\ntitle = "The text"\nat = "sec. 1"\n', [("S2", 4)]),
        ('[[documents]]\nid = "text"\ntitle = "The text"\ndocument = "text"\n', [("S2", 4)]),
        ('[[documents]]\nid = "text"\ntitle = "The text"\nurl = "ftp://x"\n', [("S9", 1)]),
        ('[[documents]]\nid = "text"\ntitle = "The text"\nissued = "2025"\n', [("S5", 4)]),
    ],
)
def test_a_broken_document_is_told_once(tmp_path: Path, document: str, found: list[tuple[str, int]]) -> None:
    """And whoever cites it is not blamed."""
    named = "text" if '"text"' in document else "The Text" if "The Text" in document else "eo-text"
    facts = cited(f'{{ document = "{named}" }}') if named == "text" else ""
    assert said(written(tmp_path / "mine", a=document, b=facts)) == found


def test_a_document_in_a_file_that_failed_is_excused(tmp_path: Path) -> None:
    """It is listed there; only the file cannot be parsed."""
    folder = written(tmp_path / "mine", a=DOCUMENT + "what\n", b=cited('{ document = "text" }'))
    assert [one.file for one in faults_of(folder)] == ["a.toml"]


def test_each_source_of_a_missing_document_is_told(tmp_path: Path) -> None:
    """Wherever it stands: in a reason, an event, a finding."""
    reason = '            because = { words = "Asked for.", sources = [{ document = "gone" }] }\n'
    event = """
    [[agreements.events]]
    kind = "statement"
    day = 2025-05-12
    announced = 2025-05-12
    summary = "Said."
    sources = [{ title = "A" }, { document = "gone" }]
"""
    text = TOPIC + deal("d", "c-1", extra=event) + reason
    fields = [one.field for one in faults_of(written(tmp_path / "mine", a=text))]
    assert fields == [
        "events[0].sources[1].document",
        "text.articles[0].commitments[0].because.sources[0].document",
    ]


# What the library makes of it ------------------------------------------------------------------------------------


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    """Nor which fact stands in which."""
    other = SHIPPED_ACT + 'amends = ["eo-1"]\n'
    one = load(written(tmp_path / "one", a=ACT, b=other))
    two = load(written(tmp_path / "two", z=ACT, b=other))
    three = load(written(tmp_path / "three", c=other + "\n" + ACT))
    assert one == two == three


def test_a_loaded_dossier_is_sound(tmp_path: Path) -> None:
    """What the rules let pass, a dossier never refuses."""
    dossier = load(written(tmp_path / "mine", a=ACT))
    dossier.check()
    assert isinstance(dossier, Dossier)


def test_this_room_knows_neither_engines_nor_talks() -> None:
    """Imports only point down."""
    source = Path(folder_module.__file__).parent
    for file in source.glob("*.py"):
        text = file.read_text("utf-8")
        for room in ("engines", "talks", "adapters"):
            assert not re.search(rf"(from|import) tradetalks\.{room}\b", text), file
