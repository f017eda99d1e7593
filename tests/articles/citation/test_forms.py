"""Citations in every form, by the published rules of the styles for news articles."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citation.bibtex import key
from articles.citation.cited import Cited, text_of
from articles.citation.forms import FORMS
from tests.support.sizes import sized

WHOLE = Cited(
    words="The ports stay shut until we have a treaty",
    direct=True,
    speaker="Ada Roe",
    office="foreign minister",
    doubtful=False,
    title="Grain ships wait",
    author="Ines Calder",
    outlet="The Harbour Post",
    published_on=dt.date(2026, 3, 3),
    url="https://example.org/grain",
    read_on=dt.date(2026, 11, 28),
)
SAID = "“The ports stay shut until we have a treaty”"


def cite(form: str, **values: object) -> str:
    write = next(each.write for each in FORMS if each.name == form)
    return text_of(write(replace(WHOLE, **values)))  # type: ignore[arg-type]


def italics(form: str, **values: object) -> list[str]:
    write = next(each.write for each in FORMS if each.name == form)
    return [run.text for run in write(replace(WHOLE, **values)) if run.italic]  # type: ignore[arg-type]


# ── what each form says ───────────────────────────────────────────────────────────────────


def test_plain() -> None:
    assert cite("txt") == (
        f"{SAID} — Ada Roe, foreign minister. “Grain ships wait”, The Harbour Post, 3 March 2026, "
        "https://example.org/grain"
    )
    assert italics("txt") == ["The Harbour Post"]
    assert cite("txt", published_on=None, outlet="", office="").endswith(
        "— Ada Roe. “Grain ships wait”, undated, https://example.org/grain"
    )


APA = {
    "one author": ({}, "Calder, 2026", "Calder, I. (2026, March 3). Grain ships wait. "),
    "two": (
        {"author": "Ines Calder and Tom Fey"},
        "Calder & Fey, 2026",
        "Calder, I., & Fey, T. (2026, March 3). Grain ships wait. ",
    ),
    "three": (
        {"author": "Ines Calder, Tom Fey and Ana Brel"},
        "Calder et al., 2026",
        "Calder, I., Fey, T., & Brel, A. (2026, March 3). Grain ships wait. ",
    ),
    "an organization": (
        {"author": "World Grain Council"},
        "World Grain Council, 2026",
        "World Grain Council. (2026, March 3). Grain ships wait. ",
    ),
    "no author": (
        {"author": ""},
        "“Grain ships wait,” 2026",
        "Grain ships wait. (2026, March 3). ",
    ),
    "no date": (
        {"published_on": None},
        "Calder, n.d.",
        "Calder, I. (n.d.). Grain ships wait. ",
    ),
    "a question": (
        {"author": "", "title": "Who pays?"},
        "“Who pays?,” 2026",
        "Who pays? (2026, March 3). ",
    ),
}


@pytest.mark.parametrize(("values", "source", "reference"), APA.values(), ids=APA)
def test_apa(values: dict[str, object], source: str, reference: str) -> None:
    assert cite("apa", **values) == (
        f"{SAID} (Ada Roe, foreign minister, as cited in {source}).\n\n"
        f"{reference}The Harbour Post. https://example.org/grain"
    )
    assert italics("apa", **values) == ["The Harbour Post"]


def test_apa_sets_the_title_in_italics_where_no_outlet_is_known() -> None:
    assert italics("apa", outlet="") == ["Grain ships wait."]
    assert italics("apa", outlet="", author="") == ["Grain ships wait."]


def test_apa_names_an_outlet_that_is_the_author_once() -> None:
    assert cite("apa", author="The Harbour Post").count("Harbour Post") == 2  # text, reference


def test_apa_lists_nineteen_and_the_last_of_more_than_twenty_authors() -> None:
    by = ", ".join(f"Ana B{'abcdefghijklmnopqrstuvwxyz'[n]}l" for n in range(21))
    assert "Bsl, A., . . . Bul, A. (2026" in cite("apa", author=by)


CHICAGO = {
    "one author": ({}, "Ines Calder, ", "Calder, Ines. ", "March 3, 2026", ""),
    "two": (
        {"author": "Ines Calder and Tom Fey"},
        "Ines Calder and Tom Fey, ",
        "Calder, Ines, and Tom Fey. ",
        "March 3, 2026",
        "",
    ),
    "three": (
        {"author": "Ines Calder, Tom Fey and Ana Brel"},
        "Ines Calder et al., ",
        "Calder, Ines, Tom Fey, and Ana Brel. ",
        "March 3, 2026",
        "",
    ),
    "no date": (
        {"published_on": None},
        "Ines Calder, ",
        "Calder, Ines. ",
        "accessed November 28, 2026",
        "",
    ),
}


@pytest.mark.parametrize(("values", "note", "entry", "day", "_"), CHICAGO.values(), ids=CHICAGO)
def test_chicago(values: dict[str, object], note: str, entry: str, day: str, _: str) -> None:
    assert cite("chicago", **values) == (
        f"{SAID}\n\n"
        f"Ada Roe, foreign minister, quoted in {note}“Grain ships wait,” The Harbour Post, {day}, "
        "https://example.org/grain.\n\n"
        f"{entry}“Grain ships wait.” The Harbour Post, {day[0].upper()}{day[1:]}. "
        "https://example.org/grain."
    )


def test_chicago_lists_an_unsigned_article_under_its_newspaper() -> None:
    cited = cite("chicago", author="")
    assert "quoted in “Grain ships wait,” The Harbour Post, March" in cited
    assert "\n\nThe Harbour Post. “Grain ships wait.” March 3, 2026. " in cited
    assert "\n\n“Grain ships wait.” March" in cite("chicago", author="", outlet="")


def test_chicago_sets_marks_within_marks_single_and_full_stops_inside() -> None:
    cited = cite("chicago", title="Ports ‘shut’, says Roe: “No”")
    assert "“Ports ‘shut’, says Roe: ‘No,’” The" in cited
    assert "“Ports ‘shut’, says Roe: ‘No.’” The" in cited


def test_chicago_cuts_a_list_of_more_than_six_authors() -> None:
    by = ", ".join(f"Ana B{c}l" for c in "abcdefg")
    assert "\n\nBal, Ana, Ana Bbl, Ana Bcl, et al. “" in cite("chicago", author=by)


def test_bibtex() -> None:
    assert (
        cite("bib")
        == """@article{calder2026grain,
  author   = {Calder, Ines},
  title    = {{Grain ships wait}},
  journal  = {The Harbour Post},
  year     = {2026},
  month    = mar,
  day      = {3},
  url      = {https://example.org/grain},
  urldate  = {2026-11-28},
  note     = {Ada Roe, foreign minister: “The ports stay shut until we have a treaty”}
}
"""
    )


def test_bibtex_of_what_is_not_known() -> None:
    cited = cite("bib", author="", outlet="", published_on=None)
    assert cited.startswith("@misc{anonymousndgrain,")
    assert not re.search("author|journal|year|month", cited)


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("World Grain Council", "{World Grain Council}"),
        ("Ludwig van der Berg and Tom Fey Jr.", "van der Berg, Ludwig and Fey, Jr., Tom"),
        ("Ministry of Rain and Snow", "{Ministry of Rain and Snow}"),
    ],
)
def test_bibtex_keeps_organizations_whole(author: str, name: str) -> None:
    assert f"  author   = {{{name}}}," in cite("bib", author=author)


def test_bibtex_escapes_what_latex_reads() -> None:
    cited = cite("bib", title=r"5 % of $3 & #1_a {b} c\d ~ ^", url="https://e.org/a_b?c={d}\\")
    assert (
        r"{{5 \% of \$3 \& \#1\_a \textbraceleft{}b\textbraceright{} c\textbackslash{}d "
        r"\textasciitilde{} \textasciicircum{}}}" in cited
    )
    assert "{https://e.org/a_b?c=%7Bd%7D%5C}" in cited


def test_the_key_of_bibtex_is_ascii() -> None:
    assert key(replace(WHOLE, author="Łucja Zając", title="Łódź: 停止")) == "zajac2026lodz"


def test_ris() -> None:
    assert cite("ris") == (
        "TY  - NEWS\r\n"
        "AU  - Calder, Ines\r\n"
        "TI  - Grain ships wait\r\n"
        "T2  - The Harbour Post\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/03/03/\r\n"
        "UR  - https://example.org/grain\r\n"
        "Y2  - 2026/11/28/\r\n"
        "N1  - Ada Roe, foreign minister: “The ports stay shut until we have a treaty”\r\n"
        "ER  - \r\n"
    )
    assert cite("ris", outlet="").startswith("TY  - ELEC\r\n")


def test_ris_keeps_each_field_on_its_line() -> None:
    cited = cite("ris", title="One\nER  - \r\nTY  - NEWS\u2028x", author="Tom Fey Jr.")
    assert "AU  - Fey, Tom, Jr.\r\n" in cited
    assert "TI  - One ER - TY - NEWS x\r\n" in cited
    assert cited.count("\r\nER  - \r\n") == 1


# ── what every form keeps to ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", [form.name for form in FORMS])
def test_a_paraphrase_is_not_put_into_the_mouth_of_the_speaker(form: str) -> None:
    cited = cite(form, direct=False)
    assert "he article’s words for what was said by Ada Roe" in cited
    assert "Ada Roe, foreign minister: “" not in cited
    assert f"{SAID} — Ada Roe" not in cited


@pytest.mark.parametrize("form", [form.name for form in FORMS])
def test_a_doubtful_speaker_is_said_to_be_one(form: str) -> None:
    assert "[check speaker]" in cite(form, doubtful=True)
    assert "[check speaker]" not in cite(form)
    assert "peaker not named" in cite(form, speaker="", office="")


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=80
).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize("form", ["txt", "apa", "chicago"])
@settings(max_examples=sized(10, 30))
@given(words=WORDS)
def test_the_words_are_verbatim(form: str, words: str) -> None:
    assert f"“{words}”" in cite(form, words=words)


def unescaped(value: str) -> str:
    """The text that LaTeX makes of a value of BibTeX."""
    named = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~",
             "asciicircum": "^"}  # fmt: skip
    found = re.compile(r"\\text(\w+)\{\}|\\([&%$#_])")
    return found.sub(lambda match: named[match[1]] if match[1] else match[2], value)


@settings(max_examples=sized(15, 50))
@given(words=WORDS, title=WORDS)
def test_bibtex_balances_its_braces_and_keeps_the_words(words: str, title: str) -> None:
    cited = cite("bib", words=words, title=title, author=title)
    depth = 0
    for glyph in cited.strip():
        depth += {"{": 1, "}": -1}.get(glyph, 0)
        assert depth >= 0
    assert depth == 0
    note = next(line for line in cited.splitlines() if line.startswith("  note"))
    kept = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    assert kept in unescaped(note).replace("“ ", "“").replace(" ”", "”")


@settings(max_examples=sized(15, 50))
@given(words=WORDS, title=WORDS, author=WORDS)
def test_ris_has_nothing_but_its_fields(words: str, title: str, author: str) -> None:
    lines = cite("ris", words=words, title=title, author=author).split("\r\n")
    assert lines.pop() == ""
    assert [line for line in lines if not re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)] == []
