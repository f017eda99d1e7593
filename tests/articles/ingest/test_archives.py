"""`ingest` of large archives: in several processes, resumed, and from ready-made annotations."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

import extraction
from articles.ingest import claims, run
from articles.ingest.annotated import load_annotated
from articles.models import Article, Mention, Quotation
from articles.serialization import loading
from extraction import workers
from extraction.annotations import Extraction
from extraction.workers import Results, Text, WorkerPool
from reading import Draft, ReadingError
from tests.support import dying
from tests.support.factories import FixedExtractor, make_article, said
from tests.support.paths import ROOT
from tests.support.sizes import FULL

State = Article.State
LOAD = "extraction.load"


def found(text: str) -> Extraction:
    return Extraction((said(text, text.split()[0]),))


def command(*arguments: object) -> str:
    out = io.StringIO()
    call_command("ingest", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def everything() -> list[Any]:
    return [
        sorted(Article.objects.values_list("content_hash", "title", "state", "extractor_version",
                                           "published_on", "outlet__name", "author", "url")),
        sorted(Quotation.objects.values_list(
            "article__content_hash", "start", "end", "text", "kind", "speaker__name",
            "speaker_title", "speaker_country", "confidence", "reason", "about"), key=repr),
        sorted(Mention.objects.values_list("article__content_hash", "start", "entity__key")),
    ]  # fmt: skip


# ── ready-made annotations ────────────────────────────────────────────────────────────────


@pytest.mark.model
@pytest.mark.one_database
@pytest.mark.django_db
def test_what_was_extracted_elsewhere_is_as_if_it_had_been_here(tmp_path: Path) -> None:
    samples = sorted((ROOT / "samples").glob("*.txt"))[:4]
    file = tmp_path / "found.jsonl"
    with file.open("w", encoding="utf-8") as out:
        call_command("extract", "--text", *map(str, samples), stdout=out)
    command(*samples)
    here = everything()
    Article.objects.all().delete()
    assert command("--annotated", file) == "4 added, 0 skipped, 0 failed.\n"
    elsewhere = everything()
    for one, other in zip(here[1], elsewhere[1], strict=True):
        assert other[8] == pytest.approx(one[8], abs=1e-4), "rounded, as printed"
        assert [*other[:8], *other[9:]] == [*one[:8], *one[9:]]
    assert [elsewhere[0], elsewhere[2]] == [here[0], here[2]]
    assert command("--annotated", file) == "0 added, 4 skipped, 0 failed.\n"


GOOD: dict[str, Any] = {
    "text": "“It rains,” said Ana Brel.",
    "title": "Rain",
    "published_on": "2026-03-31",
    "extractor": "3+7",
    "quotes": [{"kind": "direct", "content": [[1, 10]], "name": "Ana Brel"}],
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "has no text; print it with extract --text"),
        ({"text": 7}, "has 'text': 7; it is to be text"),
        ({"published_on": "soon"}, "has 'published_on': \"soon\"; it is to be a day"),
        ({"quotes": {}}, "has 'quotes': {}; it is to be a list"),
        ({"quotes": [7]}, "quotes 1, is no JSON object"),
        ({"quotes": [{"kind": "loud"}]}, "it is to be one of direct, mixed, indirect"),
        (
            {"quotes": [{"kind": "direct", "content": [[9, 3]]}]},
            "it is to be pairs of [start, end]",
        ),
        ({"quotes": [{"kind": "direct", "content": [[1, True]]}]}, "it is to be pairs of"),
        ({"quotes": [{"kind": "direct", "content": [[1, 99]]}]}, "is no span of a text of 26"),
        ({"quotes": [{"kind": "direct"}]}, "A quotation without content"),
        ({"quotes": [{"kind": "direct", "confidence": 2}]}, "it is to be a number from 0 to 1"),
        ({"entities": [{"type": "ship", "name": "x"}]}, "'type': \"ship\"; it is to be one of"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(
    tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    file = tmp_path / "found.jsonl"
    other = {**GOOD, "text": "“It snows,” said Ana Brel."}
    lines = [json.dumps({**GOOD, **wrong}), json.dumps(other), "no json", ""]
    file.write_text("\n".join(lines), "utf-8")
    outcomes = list(load_annotated(loading.read(file)))
    assert [outcome.status for outcome in outcomes] == ["failed", "added", "failed"]
    assert said in outcomes[0].reason
    assert "line 3, is not JSON" in outcomes[2].reason
    assert Article.objects.filter(state=State.DONE).get().extractor_version == "3+7"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "found.jsonl"
    file.write_bytes(b"\xff\xfe")
    for path, part in ((tmp_path / "nothing", "cannot be opened"), (file, "is not UTF-8")):
        (error,) = loading.read(path)
        assert isinstance(error, ReadingError)
        assert part in str(error)


@pytest.mark.django_db
def test_another_version_replaces_what_was_found_only_on_request(tmp_path: Path) -> None:
    file = tmp_path / "found.jsonl"
    file.write_text(json.dumps(GOOD))
    command("--annotated", file)
    file.write_text(json.dumps({**GOOD, "extractor": "4+8", "quotes": []}))
    assert command("--annotated", file) == "0 added, 1 skipped, 0 failed.\n"
    assert Quotation.objects.count() == 1
    output = command("--annotated", "--reprocess", file)
    assert output == "0 added, 1 processed again, 0 skipped, 0 failed.\n"
    assert Quotation.objects.count() == 0
    assert Article.objects.get().extractor_version == "4+8"


# ── set aside, and held by others ─────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_what_is_set_aside_is_tried_only_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOAD, lambda: FixedExtractor(found))
    file = tmp_path / "a.txt"
    file.write_text("It rains.")
    make_article("It rains.", state=State.FAILED, error=claims.DIED, tries=3)
    with pytest.raises(CommandError, match="1 failed"):
        command(file)
    output = command("--retry", file)
    assert output.startswith("0 added, 1 processed again, 0 skipped, 0 failed.")
    assert Article.objects.get().state == State.DONE


@pytest.mark.django_db
def test_what_another_process_reads_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOAD, lambda: FixedExtractor(found))
    file = tmp_path / "a.txt"
    file.write_text("It rains.")
    article = make_article("It rains.")
    assert claims.claim(article)
    (outcome,) = run.ingest([Draft("T", "It rains.")], lambda: FixedExtractor(found))
    assert (outcome.status, outcome.reason) == ("skipped", "another process is reading it")


@pytest.mark.django_db
def test_what_was_cut_off_before_is_read_alone() -> None:
    """One of a batch killed the process that read it; the next run finds out which."""
    extractor = FixedExtractor(found)
    sizes: list[int] = []

    class Watching(FixedExtractor):
        def begin(self, texts: Sequence[Text]) -> Callable[[], Results]:
            sizes.append(len(texts))
            return super().begin(texts)

    for number in range(3):
        make_article(f"Cut off {number}.", state=State.PROCESSING, tries=1, claimed_by="a/1/1",
                     due_at="2026-01-01T00:00Z")  # fmt: skip
    bodies = ["New 1.", "Cut off 0.", "Cut off 1.", "New 2.", "New 3.", "Cut off 2.", "New 4."]
    drafts = [Draft(body, body) for body in bodies]
    watching = Watching(found, extractor.version)
    outcomes = list(run.ingest(drafts, lambda: watching))
    assert sizes == [1, 1, 1, 2, 1, 1]
    assert {outcome.status for outcome in outcomes} == {"added", "processed again"}


def test_no_workers_are_no_workers() -> None:
    with pytest.raises(CommandError, match="--workers 0 is none"):
        command("--workers", 0, "x")


# ── processes of their own ────────────────────────────────────────────────────────────────


@pytest.mark.model
@pytest.mark.one_database  # the processes extract, and this one alone writes
@pytest.mark.django_db(transaction=True)
def test_two_processes_find_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the models at the full size; each process takes seconds to load them."""
    if not FULL:
        extractor = FixedExtractor(dying.found_in, extraction.version())
        monkeypatch.setattr(LOAD, lambda: extractor)
        monkeypatch.setattr(workers, "prepare", dying.prepare)
        monkeypatch.setattr(workers, "extract", dying.extract)
    samples = sorted((ROOT / "samples").glob("*.txt"))[::2]
    for number in range(2):
        for sample in samples:
            beginning = sample.read_text("utf-8")[:1000].rpartition("\n\n")[0]
            text = f"{beginning}\n\nEdition {number}.\n"
            (tmp_path / f"{sample.stem}-{number}.txt").write_text(text, "utf-8")
    assert command(tmp_path).startswith("12 added")
    one = everything()
    assert len(one[1]) >= 12
    Article.objects.all().delete()
    assert command("--workers", 2, tmp_path).startswith("12 added")
    assert everything() == one


def test_a_text_that_kills_its_process_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "prepare", dying.prepare)
    monkeypatch.setattr(workers, "extract", dying.extract)
    texts = [("One.", ""), ("POISON", ""), ("Two.", "")]
    with WorkerPool(2) as pool:
        first = pool.begin(texts)()
        second = pool.begin([("Three.", "")])()
    assert [type(result) for result in first] == [Extraction, workers.DiedError, Extraction]
    assert "died: too little memory?" in str(first[1])
    assert [type(result) for result in second] == [Extraction], "the others go on"


@pytest.mark.model
def test_the_version_is_known_without_the_models() -> None:
    assert extraction.version() == extraction.load().version
