"""Training data: articles of PolNeAR, golds corrected by rule, and articles of our own.

PolNeAR is brat standoff: `text/<stem>.txt` beside `attributions/<stem>_<annotator>.ann`.
Where several people annotated an article the first file counts, as it does in scoring.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.tagged import TaggedArticle, held_out, read_tagged
from extraction.annotations import Attribution, Span, Spans, length, overlap
from extraction.text.quotation_marks import find_quoted_spans
from training.silver import Name

MIN_WORDS_UNANNOTATED = 6
_SENTENCE = re.compile(r"[^\n.?!]+[.?!”’\"']*")

_SPEECH = frozenset(
    "say says said saying tell tells told add adds added ask asks asked write writes wrote tweet "
    "tweeted note noted argue argued explain explained announce announced according".split()
)
_NEVER_ANCHOR = frozenset(
    "has have had is was been be are were to of on in the a an that for as with by his her their "
    "its and during would could will at from also monday tuesday wednesday thursday friday "
    "saturday sunday".split()
)


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its gold annotations; a missing cue within `unsure` is no negative example.

    `names` are silver.  Every offset is a code point of `text`.
    """

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...] = ()
    unsure: Spans = ()


def articles(corpus: Path, names: Path | None = None) -> list[Article]:
    """All annotated articles by stem, golds corrected, with the names of a `silver` file."""
    silver = _silver(names) if names else {}
    annotated: defaultdict[str, list[Path]] = defaultdict(list)
    for file in sorted((corpus / "attributions").glob("*.ann")):
        annotated[file.stem.rpartition("_")[0]].append(file)
    out = []
    for file in sorted((corpus / "text").glob("*.txt")):
        if file.stem not in annotated:
            continue
        text = file.read_bytes().decode()
        golds = attributions(annotated[file.stem][0].read_bytes().decode())
        mended = [gold for one in golds if (gold := mend(text, one))]
        out.append(
            Article(
                file.stem,
                text,
                tuple(mended),
                tuple(silver.get(file.stem, ())),
                tuple(unannotated(text, mended)),
            )
        )
    return out


def own_articles(folder: Path) -> list[Article]:
    """The articles of our own to train on, without those kept apart."""
    return [own_article(one) for one in read_tagged(folder) if not held_out(one.id)]


def own_article(tagged: TaggedArticle) -> Article:
    """An article of our own, without names.

    Its quotations are all marked, but of its paraphrases only the plain ones: sentences
    without any part of a gold are unsure.
    """
    golds = tuple(Attribution(q.content, q.source, q.cue) for q in tagged.quotations)
    marked = [span for gold in golds for span in (*gold.content, *gold.source, *gold.cue)]
    sentences = (Span(*match.span()) for match in _SENTENCE.finditer(tagged.text))
    unsure = tuple(sentence for sentence in sentences if not overlap([sentence], marked))
    return Article(tagged.id, tagged.text, golds, unsure=unsure)


def attributions(standoff: str) -> list[Attribution]:
    """The attributions of one brat file, in its order; one without content has empty spans."""
    spans: dict[str, list[Span]] = {}
    out = []
    for line in standoff.split("\n"):
        parts = line.rstrip("\r").split("\t")
        if line.startswith("T") and len(parts) > 1:
            ranges = parts[1].partition(" ")[2].split(";")
            spans[parts[0]] = [Span(*map(int, one.split())) for one in ranges]
        elif line.startswith("E") and len(parts) > 1:
            roles: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
            for argument in parts[1].split()[1:]:
                role, _, target = argument.partition(":")
                found = roles.get(re.sub(r"\d+$", "", role).lower())
                if found is not None:
                    found.extend(spans.get(target, ()))
            out.append(
                Attribution(
                    content=_ordered(roles["content"]),
                    source=_ordered(roles["source"]),
                    cue=_ordered(roles["cue"]),
                )
            )
    return out


def _ordered(spans: Iterable[Span]) -> Spans:
    return tuple(sorted(span for span in set(spans) if span.start < span.end))


def _silver(path: Path) -> dict[str, list[Name]]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: [Name(*name) for name in row["names"]] for row in rows}


# ---------------------------------------------------------------- mending
def mend(text: str, gold: Attribution) -> Attribution | None:
    """The gold with source and cue exchanged if they are swapped; None without content."""
    if not gold.content:
        return None
    if _speaks(text, gold.source) and gold.cue and not _speaks(text, gold.cue):
        return Attribution(content=gold.content, source=gold.cue, cue=gold.source)
    return gold


def _speaks(text: str, spans: Spans) -> bool:
    """Whether the spans begin with a verb of speech, as a cue does and a source does not."""
    return bool(spans) and text[slice(*spans[0])].split(None, 1)[0].lower() in _SPEECH


def unannotated(text: str, golds: Iterable[Attribution]) -> list[Span]:
    """Paragraphs of long quoted spans that no gold covers: quotations the annotators missed."""
    contents = [span for gold in golds for span in gold.content]
    out: list[Span] = []
    for quoted_span in find_quoted_spans(text):
        long = len(re.findall(r"\w+", quoted_span.inner.of(text))) >= MIN_WORDS_UNANNOTATED
        if quoted_span.depth or not long:
            continue
        covered = overlap([quoted_span.inner], contents)
        if covered < 0.5 * length([quoted_span.inner]):
            start = text.rfind("\n", 0, quoted_span.span.start) + 1
            end = text.find("\n", quoted_span.span.end)
            out.append(Span(start, len(text) if end < 0 else end))
    return out


def source_unsure(text: str, gold: Attribution) -> bool:
    """Whether the gold omits a source that the sentence names, as in `…, adding` and `and said`."""
    if gold.source or not gold.cue:
        return False
    cue = gold.cue[0]
    before = text[max(0, cue.start - 8) : cue.start].rstrip()
    return cue.of(text).split()[0].endswith("ing") or before.endswith((" and", " but", ","))


def anchor(text: str, cue: Spans) -> int:
    """The offset of the cue's anchor: its longest content word."""
    best, at = 0, cue[0].start
    for span in cue:
        for word in re.finditer(r"[^\W\d_]+", span.of(text)):
            if word[0].lower() not in _NEVER_ANCHOR and len(word[0]) > best:
                best, at = len(word[0]), span.start + word.start()
    return at
