"""Words are in `extraction/lexicon`, and no other module has a list of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from extraction.lexicon.honorifics import ABBREVIATED_TITLES, ENGLISH_HONORIFICS, PARTICLES
from extraction.lexicon.organizations import ORGANIZATION_WORDS
from extraction.lexicon.roles import HEADS
from extraction.lexicon.speech_verbs import CUES
from tests.support.paths import ROOT

MOST = 3  # words of one set that a statement outside of the lexicon may hold
SETS = {
    "speech verbs": CUES,
    "roles": HEADS,
    "organization words": ORGANIZATION_WORDS,
    "honorifics": ENGLISH_HONORIFICS | ABBREVIATED_TITLES,
    "particles": PARTICLES,
}
# Patterns of whole phrases, for which single words are not enough.
PHRASES = {
    ("signs/mentions.py", "SUBJECT_VERB"): "what governments do",
    ("signs/mentions.py", "AGAINST"): "what is done to governments",
    ("signs/mentions.py", "STRONG_BEFORE"): "what is done to governments",
    ("spoken_about/about.py", "OUR_STATE"): "what a state has",
    ("signs/cities.py", "PLACE_AFTER"): "what is named after a city",
    ("speakers/nationality.py", "NOT_OWN"): "what a country is only the field or the past of",
    ("speakers/nationality.py", "FIELDS"): "what a country is the field of",
    ("speakers/nationality.py", "INTERNATIONAL"): "names of international organizations",
    ("speakers/nationality.py", "AMERICAN"): "American offices and parties",
    ("speakers/nationality.py", "ALSO_ELSEWHERE"): "offices and bodies that not only America has",
    ("people/leaders.py", "CAMPS"): "offices in front of a leader's name",
    ("identity/name_lists.py", "FAMILY_FIRST"): "family names that are particles elsewhere",
    ("identity/name_lists.py", "COMMON"): "family names that are roles elsewhere",
}
MODULES = sorted(
    path
    for package in ("extraction", "identity")
    for path in (ROOT / package).rglob("*.py")
    if "lexicon" not in path.parts
)


def statements(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Simple statements, each with the name it assigns to."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if not docstring:
                targets = node.targets if isinstance(node, ast.Assign) else []
                yield (targets[0].id if targets and isinstance(targets[0], ast.Name) else ""), node


def literals(node: ast.AST) -> set[str]:
    """The words of all string constants below, those of f-strings among them."""
    texts = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    found = (re.findall(r"[a-z]+", text.lower()) for text in texts if isinstance(text, str))
    return {word for words in found for word in words}


def test_no_module_has_a_list_of_its_own() -> None:
    wrong = []
    for path in MODULES:
        for name, node in statements(ast.parse(path.read_text("utf-8"))):
            if ("/".join(path.parts[-2:]), name) in PHRASES:
                continue
            words = literals(node)
            wrong += [
                f"{path}:{node.lineno} {name}: {kind} {sorted(words & known)}"
                for kind, known in SETS.items()
                if len(words & known) > MOST
            ]
    assert wrong == []
