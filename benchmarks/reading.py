"""CPU time to read a text and a page of a newspaper, beside that of another checkout.

    python -m benchmarks.reading FOLDER-OF-TEXTS [--before CHECKOUT] [--rounds 30]

The pages are made of the texts, with the scripts, styles, icons and links that newspapers put
around them.  Each checkout reads in a process of its own.  They take turns, file by file, and the
fastest round of each file counts: what else the machine does makes a round slower, never faster.
Reading is kind, text and metadata, without the confined process around it.
"""

from __future__ import annotations

import argparse
import html
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Answers each path with the microseconds that the fastest round took.
READER = """
import sys, time
try:
    from reading.readers import read_bytes
except ModuleNotFoundError:  # before reading/ was a package of its own
    from articles.reading.readers import read_bytes

for line in sys.stdin:
    path = line.rstrip("\\n")
    data = open(path, "rb").read()
    times = []
    for _ in range(int(sys.argv[1]) + 1):
        began = time.process_time_ns()
        list(read_bytes(path, data))
        times.append(time.process_time_ns() - began)
    print(min(times[1:]) / 1000, flush=True)
"""

# Pages take far longer than texts; so many do.
PAGES = 20
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Gazette</title>
<meta property="og:title" content="{title}"><meta name="author" content="Ana Brel">
<meta property="article:published_time" content="2024-05-14T08:00:00Z">
<link rel="canonical" href="https://gazette.example/news/1">{links}<style>{styles}</style></head>
<body>{scripts}<header><nav><ul>{sections}</ul></nav>{icons}</header>
<main><article><h1>{title}</h1><p class="byline">By Ana Brel</p>
{paragraphs}
</article><aside><h2>Read more</h2><ul>{sections}</ul></aside></main>
<footer><p>© 2024 The Gazette. All rights reserved.</p></footer></body></html>
"""


class Checkout:
    """A process that reads files with the code of a checkout."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", READER, str(rounds)],
            cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def microseconds(self, path: Path) -> float:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{path.resolve()}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def page_of(text: str) -> str:
    """A page of 60 kB around a text, whose first paragraph is its title."""
    title, *paragraphs = map(html.escape, filter(str.strip, text.split("\n\n")))
    script = "".join(f"a[{number}]={{b:{number},c:'d'}};" for number in range(150))
    return PAGE.format(
        title=" ".join(title.split()),
        paragraphs="\n".join(f"<p>{each}</p>" for each in paragraphs),
        sections="".join(f'<li><a href="/{each}">Section {each}</a></li>' for each in range(20)),
        links='<link rel="preload" href="/a.css">' * 25,
        styles=".a{color:#000}" * 800,
        scripts=f"<script>{script}</script>\n" * 12,
        icons='<svg viewBox="0 0 1 1"><path d="M0 0L1 1"/></svg>' * 25,
    )


def measure(paths: list[Path], checkouts: list[Path], rounds: int) -> list[float]:
    """The mean microseconds a file of each checkout."""
    with ExitStack() as stack:
        readers = [Checkout(each, rounds) for each in checkouts]
        for reader in readers:
            stack.callback(reader.close)
        times = [[reader.microseconds(path) for reader in readers] for path in paths]
    return [sum(each) / len(paths) for each in zip(*times, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--before", type=Path, help="another checkout")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    texts = sorted(options.folder.rglob("*.txt"))
    if not texts:
        sys.exit(f"{options.folder} has no .txt files; name a folder that does.")
    checkouts = [ROOT, *([options.before] if options.before else [])]
    with tempfile.TemporaryDirectory() as folder:
        pages = [Path(folder, f"{number}.html") for number in range(len(texts[:PAGES]))]
        for page, text in zip(pages, texts, strict=False):
            page.write_text(page_of(text.read_text("utf-8")), "utf-8")
        for kind, paths in (("texts", texts), ("pages", pages)):
            means = measure(paths, checkouts, options.rounds)
            before = f", before {means[1]:,.0f} µs" if options.before else ""
            print(f"{len(paths)} {kind}: {means[0]:,.0f} µs each{before}")


if __name__ == "__main__":
    main()
