"""The figures of several corpora side by side, as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.calibration import Judged, calibration_error
from evaluation.scoring import Score, Tally
from evaluation.speech import SpeechScore
from evaluation.wording import WORDINGS
from extraction.annotations import Kind
from extraction.confidence import needs_review

type AnyScore = Score | SpeechScore

_LABEL, _CELL = 32, 24


def side_by_side(scores: Mapping[str, AnyScore]) -> Iterator[str]:
    """A row a figure and a column a corpus, by the path of its folder.

    A dash says that a corpus has no such labels.  A corpus whose attributions are all annotated
    has precision too, so *quoted* and *reported* are F1; of labelled stretches they are recall.
    """
    yield _line("", ["/".join(Path(name).parts[-2:])[-_CELL + 1 :] for name in scores])
    for label, figure in _FIGURES.items():
        yield _line(label, [figure(score) for score in scores.values()])
    for worded in WORDINGS:
        cells = [_worded(score, worded) for score in scores.values()]
        if any(cell != "-" for cell in cells):
            yield _line(f"right, {worded}", cells)


def speech_line(name: str, score: SpeechScore) -> str:
    """The figures of a group of labelled articles in one line."""
    return (
        f"{name:<32} speech {score.quoted.gold:>4}  covered {score.covered:.3f}"
        f"  quoted {score.quoted.recall:.3f}  named F1 {score.named.f1:.3f}"
        f"  misnamed {score.misnamed_rate:.3f}  country {score.countries.recall:.3f}"
        f"  wrong {score.countries.wrong_rate:.3f}  about F1 {score.about.f1:.3f}"
    )


def _line(label: str, cells: Sequence[str]) -> str:
    return f"{label:<{_LABEL}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _quoted(score: AnyScore) -> str:
    return f"{score.quoted.f1 if isinstance(score, Score) else score.quoted.recall:.3f}"


def _covered(score: AnyScore) -> str:
    return f"{score.located.recall if isinstance(score, Score) else score.covered:.3f}"


def _attributed(score: AnyScore) -> str:
    right = score.attribution_accuracy if isinstance(score, Score) else score.quoted.precision
    return f"{right:.3f}"


def _reported(score: AnyScore) -> str:
    return f"{score.reported.f1 if isinstance(score, Score) else score.reported.recall:.3f}"


def _country(score: AnyScore) -> str:
    if isinstance(score, Score):
        return "-"
    return f"{score.countries.recall:.3f} / {score.countries.wrong_rate:.3f}"


def _given(score: AnyScore, *, likely: bool) -> str:
    """Of all speech that is given a country: how many have the right one."""
    if isinstance(score, Score):
        return "-"
    found = score.countries.likely if likely else score.countries.sure
    return f"{found.precision:.3f} ({found.true}/{found.predicted})"


def _sure(names: Sequence[Judged]) -> str:
    shown = [judged for judged in names if not needs_review(judged.confidence, Kind.DIRECT, True)]
    return f"{sum(not judged.right for judged in shown)} of {len(shown)}"


_FIGURES: dict[str, Callable[[AnyScore], str]] = {
    "quoted": _quoted,
    "covered": _covered,
    "right speaker, of covered": _attributed,
    "named F1": lambda score: f"{score.named.f1:.3f}",
    "misnamed": lambda score: f"{score.misnamed_rate:.3f} ({score.misnamed}/{score.with_name})",
    "reported": _reported,
    "country right / wrong of given": _country,
    "country sure, right of given": lambda score: _given(score, likely=False),
    "country likely, right of given": lambda score: _given(score, likely=True),
    "about F1": lambda score: "-" if isinstance(score, Score) else f"{score.about.f1:.3f}",
    "no speech, taken for it": lambda score: (
        "-" if isinstance(score, Score) else f"{score.noise.true} of {score.noise.gold}"
    ),
    "name given: calibration error": lambda score: f"{calibration_error(score.names):.3f}",
    "without “check speaker”, wrong": lambda score: _sure(score.names),
}


def _worded(score: AnyScore, worded: str) -> str:
    """Of named speakers the names that are right, of others the sources."""
    found = score.by_wording.get(worded)
    if found is None:
        return "-"
    tally: Tally = found.named if found.named.gold else found.quoted
    return f"{tally.recall:.3f} ({tally.true}/{tally.gold})"
