"""The numbers in cells of the matrix are legible on each of their colours, in both themes."""

from __future__ import annotations

import re

import pytest

from tests.support.paths import ROOT

CSS = (ROOT / "static" / "newsroom.css").read_text("utf-8")
# The smallest ratio of luminances of text and ground, WCAG 2.2, 1.4.3.
LEAST = 4.5

Triple = tuple[float, float, float]


def named(name: str, theme: int) -> Triple:
    """A colour of the style sheet as linear red, green and blue; the themes are light and dark."""
    pair = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", CSS)
    assert pair, name
    code = pair[1 + theme]
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return linear(red), linear(green), linear(blue)


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def oklab(colour: Triple) -> Triple:
    """Linear red, green and blue as Oklab (Ottosson 2020)."""
    r, g, b = colour
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def luminance(colour: Triple) -> float:
    """The relative luminance of an Oklab colour."""
    light, a, b = colour
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_number_in_a_cell_is_legible(step: int, theme: int) -> None:
    rule = re.search(rf"\.matrix tbody \.step-{step} {{(.*?)}}", CSS, re.DOTALL)
    assert rule
    share = re.search(r"var\(--pencil\) (\d+)%", rule[1])
    part = int(share[1]) / 100 if share else 1
    pencil, paper = (oklab(named(name, theme)) for name in ("pencil", "paper"))
    first, second, third = (
        part * one + (1 - part) * other for one, other in zip(pencil, paper, strict=True)
    )
    ground = luminance((first, second, third))
    text = luminance(oklab(named("paper" if "color: var(--paper)" in rule[1] else "ink", theme)))
    assert (max(ground, text) + 0.05) / (min(ground, text) + 0.05) >= LEAST
