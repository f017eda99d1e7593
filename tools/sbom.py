"""Print the software bill of materials (CycloneDX 1.6): what requirements.txt pins, and the models.

    python tools/sbom.py > docs/sbom.json

Run it in the environment that requirements.txt was installed into: licences and dependencies are
those that the packages state.  The same requirements give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
LICENCE = "License :: OSI Approved :: "
WEIGHTS = Path("extraction/attribution/tagger/weights")
# The wheel of spaCy's model, as Explosion states it (docs/dependencies.md).
MODEL = {
    "type": "machine-learning-model",
    "bom-ref": "en_core_web_md@3.8.0",
    "name": "en_core_web_md",
    "version": "3.8.0",
    "supplier": {"name": "Explosion"},
    "licenses": [{"license": {"id": "MIT"}}],
    "hashes": [
        {
            "alg": "SHA-256",
            "content": "5e6329fe3fecedb1d1a02c3ea2172ee0fede6cea6e4aefb6a02d832dba78a310",
        }
    ],
}


def main() -> None:
    pinned = PINNED.findall((ROOT / "requirements.txt").read_text("utf-8"))
    refs = {canonicalize_name(name): f"pkg:pypi/{name}@{version}" for name, version in pinned}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    weights = [weight(path) for path in sorted((ROOT / WEIGHTS).rglob("*.onnx"))]
    packages = [package(name, version) for name, version in pinned]
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "newsroom",
                "name": "newsroom",
                "version": project["version"],
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": [*packages, MODEL, *weights],
        "dependencies": dependencies(refs, [MODEL, *weights]),
    }
    json.dump(bill, sys.stdout, indent=1)
    sys.stdout.write("\n")


def package(name: str, version: str) -> dict[str, Any]:
    purl = f"pkg:pypi/{name}@{version}"
    licences = {"licenses": found} if (found := licences_of(installed(name))) else {}
    described = {"name": name, "version": version, "purl": purl}
    return {"type": "library", "bom-ref": purl, **described, **licences}


def weight(path: Path) -> dict[str, Any]:
    """Describe a file of our own weights."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    name = path.relative_to(ROOT / WEIGHTS).as_posix()
    return {
        "type": "machine-learning-model",
        "bom-ref": f"weights/{name}",
        "name": str(WEIGHTS / name),
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def installed(name: str) -> Distribution | None:
    """Return an installed package; None for one of other systems."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licences_of(found: Distribution | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    if expression := found.metadata.get("License-Expression"):
        return [{"expression": expression}]
    classifiers = found.metadata.get_all("Classifier") or []
    named = [text.removeprefix(LICENCE) for text in classifiers if text.startswith(LICENCE)]
    stated = (found.metadata.get("License") or "").strip().split("\n")[0]
    return [{"license": {"name": name}} for name in named or [stated] if name]


def dependencies(
    refs: Mapping[NormalizedName, str], models: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what the newsroom and each package depend on, of what is pinned."""
    direct = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    wanted = [line for line in direct if line and not line.startswith("#")]
    of_newsroom = refs_of(wanted, refs) + [str(model["bom-ref"]) for model in models]
    graph = [{"ref": "newsroom", "dependsOn": of_newsroom}]
    for name, ref in refs.items():
        found = installed(name)
        graph.append(
            {"ref": ref, "dependsOn": refs_of(found.requires or [], refs) if found else []}
        )
    return graph


def refs_of(requirements: list[str], refs: Mapping[NormalizedName, str]) -> list[str]:
    """Return the references of requirements that hold here without extras."""
    parsed = [Requirement(text) for text in requirements]
    held = [one for one in parsed if one.marker is None or one.marker.evaluate({"extra": ""})]
    names = {canonicalize_name(one.name) for one in held}
    return sorted(refs[name] for name in names if name in refs)


if __name__ == "__main__":
    main()
