"""Questions in bold and the answers below become turns, where the heading names who answers."""

from __future__ import annotations

import io

import docx
import pytest

from reading.speech.transcripts import NOT_NAMED
from tests.support.drafts import one

ANSWERS = [
    ("Why did nobody look at the roof?", "We did look. Nobody listened to us at all."),
    ("Will you stay on as head of the school?", "I will stay. I was asked to stay."),
]
ANSWERED = "\n\n".join(f"Q: {asked}\n\nAna Brel: {said}" for asked, said in ANSWERS)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def in_word(heading: str) -> bytes:
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph(heading)
    for asked, said in ANSWERS:
        made.add_paragraph().add_run(asked).bold = True
        made.add_paragraph(said)
    made.save(file)
    return file.getvalue()


def in_odt(heading: str, question: str) -> str:
    words = "".join(f"{question.format(asked)}<t:p>{said}</t:p>" for asked, said in ANSWERS)
    return (
        f"<?xml version='1.0'?><o:document xmlns:o='{OFFICE}' xmlns:s='s' xmlns:f='f' "
        "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
        "o:mimetype='application/vnd.oasis.opendocument.text'><o:styles><s:style s:name='B'>"
        "<s:text-properties f:font-weight='bold'/></s:style></o:styles><o:body><o:text>"
        f"<t:h>{heading}</t:h>{words}</o:text></o:body></o:document>"
    )


def in_markdown(heading: str) -> str:
    words = "\n\n".join(f"**{asked}**\n\n{said}" for asked, said in ANSWERS)
    return f"# {heading}\n\n{words}\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", in_word("Interview with Ana Brel")),
        ("a.fodt", in_odt("Interview with Ana Brel", "<t:p t:style-name='B'>{}</t:p>")),
        (
            "a.fodt",
            in_odt("Interview with Ana Brel", "<t:p><t:span t:style-name='B'>{}</t:span></t:p>"),
        ),
        ("a.md", in_markdown("Interview with Ana Brel")),
    ],
)
def test_questions_in_bold_and_answers_below(name: str, data: bytes | str) -> None:
    draft = one(name, data)
    assert draft.body.removeprefix("Interview with Ana Brel\n\n") == ANSWERED
    assert NOT_NAMED not in draft.notes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", in_word("What we know of the roof")),
        ("a.fodt", in_odt("What we know of the roof", "<t:p t:style-name='B'>{}</t:p>")),
        ("a.fodt", in_odt("Interview with Ana Brel", "<t:p>{}</t:p>")),
        ("a.md", in_markdown("What we know of the roof")),
    ],
)
def test_bold_questions_of_an_explainer_are_its_own(name: str, data: bytes | str) -> None:
    draft = one(name, data)
    assert ANSWERS[0][1] in draft.body.split("\n\n")
    assert "Q: " not in draft.body
