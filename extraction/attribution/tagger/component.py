"""The spaCy component `quotation_tagger`: sets `doc._.attributions` and, on request, `doc.ents`.

`doc._.quoted_spans` are the quoted spans that it read the text with, nested ones among them.
`doc._.text` may be set to the text beforehand, since `doc.text` joins the tokens at each access.

nlp = spacy.blank("en")
nlp.add_pipe("quotation_tagger")
nlp("“It never rains here,” said Ana Brel.")._.attributions
# (Attribution(content=(Span(1, 21),), source=(Span(28, 36),), cue=(Span(23, 27),), …),)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from extraction.annotations import Attribution, Span
from extraction.attribution.tagger.decoding import Decoder
from extraction.attribution.tagger.runtime import Model, Scores, configuration, load
from extraction.attribution.tagger.unclosed import ended_at_tags
from extraction.attribution.tagger.unopened import opened_before
from extraction.attribution.tagger.windows import Window
from extraction.text.quotation_marks import find_quoted_spans

VERSION = configuration().version

if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", default=())
    Doc.set_extension("quoted_spans", default=())
    Doc.set_extension("text", default="")

Name = tuple[Span, str]


class QuotationTagger:
    """Attributions as the network gives them, by start of content.

    With `set_ents`, names that the weights find replace `doc.ents`; without such an output in
    the weights the entities stay as they are.
    """

    def __init__(self, model: Model, set_ents: bool = False) -> None:
        self.model = model
        self.set_ents = set_ents

    def __call__(self, doc: Doc) -> Doc:
        self._annotate(doc)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """The same docs, in order, each by itself: what is found in one depends on no other."""
        for doc in stream:
            self._annotate(doc)
            yield doc

    def _annotate(self, doc: Doc) -> None:
        text = doc._.text or doc.text
        doc._.quoted_spans = opened_before(text, ended_at_tags(text, find_quoted_spans(text)))
        outer = [quoted_span for quoted_span in doc._.quoted_spans if quoted_span.depth == 0]
        found: list[Attribution] = []
        names: list[Name] = []
        windows = self.model.windows(text, [quoted_span.span for quoted_span in outer])
        for window, scores in zip(windows, self.model.read(windows), strict=True):
            found += Decoder(self.model, text, window, scores, outer).attributions()
            if self.set_ents:
                names += named(window, scores, self.model.configuration.names)
        doc._.attributions = tuple(sorted(found, key=lambda a: (a.content, a.cue)))
        if self.set_ents and self.model.configuration.names:
            _set_ents(doc, names)


def named(window: Window, scores: Scores, labels: Sequence[str]) -> list[Name]:
    """The names in a window, by a BIO label for each piece; none if there is no such output."""
    if scores.names is None:
        return []
    found: list[Name] = []
    inside = False
    for index, label in enumerate(np.argmax(scores.names, 1).tolist()):
        bio, _, kind = labels[label].partition("-")
        start, end = int(window.starts[index]), int(window.ends[index])
        if start == end or bio == "O":
            inside = False
            continue
        last = found[-1] if inside else None
        if last and (last[0].end == start or (bio == "I" and last[1] == kind)):
            found[-1] = (Span(last[0].start, end), last[1])
        else:
            found.append((Span(start, end), kind))
        inside = True
    return found


def _set_ents(doc: Doc, names: Sequence[Name]) -> None:
    spans = [
        doc.char_span(span.start, span.end, label=label, alignment_mode="expand")
        for span, label in names
    ]
    doc.set_ents(filter_spans([span for span in spans if span is not None]))


@Language.factory(
    "quotation_tagger",
    assigns=["doc._.attributions", "doc._.quoted_spans"],
    default_config={"set_ents": False, "weights": None},
)
def quotation_tagger(
    nlp: Language, name: str, set_ents: bool, weights: str | None
) -> QuotationTagger:
    """`weights` is a folder; None takes those that come with the package."""
    model = load(Path(weights)) if weights else load()
    return QuotationTagger(model, set_ents)
