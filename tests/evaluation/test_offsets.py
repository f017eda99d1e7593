"""Labels by offsets: the corpora that are made of them and of texts kept elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from evaluation.gold import CorpusError
from evaluation.offsets import text_of, write_corpora
from evaluation.stretches import read_labelled
from tests.support.paths import GOLD, SHARED

TEXT = (
    "Velm\n\n“The dam will hold,” said Ana Brel, the mayor of Velm in Peru. It had “no cracks”.\n"
)
TOKENS = """# newpar
# text = “Don't,” Ek
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tDo\t_\t_\t_\t_\t_\t_\t_\t_
2\tn't\t_\t_\t_\t_\t_\t_\t_\t_
3\t,\t_\t_\t_\t_\t_\t_\t_\t_
4\tEk\t_\t_\t_\t_\t_\t_\t_\t_
4.1\tsaid\t_\t_\t_\t_\t_\t_\t_\t_

# newpar
# newpar_block = p (1 s)
1\tsaid\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\t.\t_\t_\t_\t_\t_\t_\t_\t_
"""


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def labels(folder: Path, **changed: Any) -> Path:
    mayor = span("Ana Brel")
    said = [*span("The dam will hold,"), "p", mayor, mayor, span("mayor"), "PE", ""]
    stretches = [said, [*span("no cracks"), "", [], [], [], "", "PE CL"]]
    article = {
        "part": "a",
        "file": "one.txt",
        "crc32": crc32(TEXT.encode()),
        "stretches": stretches,
        "reported": [[*span("no cracks"), mayor, span("It")]],
    }
    path = folder / "labels.json"
    path.write_text(json.dumps({"velm-one": article | changed}), "utf-8")
    return path


def test_a_corpus_is_made_of_offsets_and_texts(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (folder,) = write_corpora(labels(tmp_path), tmp_path, tmp_path / "out")
    (article,) = read_labelled(folder)
    assert (folder.name, article.stem, article.text) == ("a", "velm-one", TEXT)
    said, cracks = article.stretches
    assert (said.named, said.mention, said.country) == ("Ana Brel", "Ana Brel", "PE")
    assert (cracks.speech, cracks.named, cracks.about) == (False, None, frozenset({"PE", "CL"}))
    assert [(each.name, each.mention) for each in article.reported] == [("Ana Brel", "It")]


@pytest.mark.parametrize("changed", [{"file": "none.txt"}, {"crc32": 7}])
def test_a_text_that_is_missing_or_another_raises(tmp_path: Path, changed: dict[str, Any]) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    with pytest.raises(CorpusError, match=str(changed.get("file", "not the text"))):
        write_corpora(labels(tmp_path, **changed), tmp_path, tmp_path / "out")


@pytest.mark.parametrize(
    ("joined", "expected"), [((), "Don't, Ek\n\nsaid.\n"), ((1,), "Don't, Ek said.\n")]
)
def test_a_text_is_put_together_from_tokens(
    tmp_path: Path, joined: tuple[int, ...], expected: str
) -> None:
    path = tmp_path / "one.conllu"
    path.write_text(TOKENS, "utf-8")
    assert text_of(path, joined) == expected


@pytest.mark.skipif(not (SHARED / "corpora" / "bbc").exists(), reason="the texts are not here")
def test_the_texts_are_those_that_were_labelled(tmp_path: Path) -> None:
    folders = write_corpora(GOLD / "unread.json", SHARED / "corpora", tmp_path)
    articles = [list(read_labelled(folder)) for folder in folders]
    assert [len(each) for each in articles] == [25, 25, 50, 50, 45, 40, 40, 36, 36, 40, 40]
    assert all(
        stretch.named is None or stretch.named in article.text
        for part in articles
        for article in part
        for stretch in article.stretches
    )
