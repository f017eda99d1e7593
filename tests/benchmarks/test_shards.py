"""The simulation of shards: what it deals out, and what it must not get wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import shards
from benchmarks.shards import MONTHS, Costs, Setting, busy, percentile, simulate

SETTING = Setting(nodes=4, quotes=12_000_000, costs=Costs(1, 10), a_second=5)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "PAGES", 300)
    monkeypatch.setattr(shards, "WARM", 20)


@pytest.mark.parametrize("nodes", [1, 3, 4, 16, 200])
@pytest.mark.parametrize("months", [1, 12, MONTHS])
def test_each_month_is_looked_into_once(nodes: int, months: int) -> None:
    setting = replace(SETTING, nodes=nodes)
    looked = sum(quotes for _, quotes in shards.shares(months, setting))
    assert looked == pytest.approx(setting.quotes / MONTHS * months)


def test_the_last_month_is_on_one_node() -> None:
    assert {node for node, _ in shards.shares(1, SETTING)} == {0}


@pytest.mark.parametrize("hedged", [False, True])
@pytest.mark.parametrize("nodes", [1, 4])
def test_every_page_ends_and_none_before_its_slowest_piece(nodes: int, hedged: bool) -> None:
    took = simulate(replace(SETTING, nodes=nodes, hedged=hedged))
    assert len(took) == 300
    assert min(took) > shards.NETWORK_MS + shards.MERGE_MS


def test_without_chance_a_page_takes_what_its_largest_piece_costs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shards, "SPREAD", 0.0)
    monkeypatch.setattr(shards, "STRAGGLERS", 0.0)
    monkeypatch.setattr(shards, "ASKED", ((MONTHS, 1),))
    took = simulate(replace(SETTING, a_second=0.001))
    # 30 months of a node in 8 pieces: 3,000,000 / 8 quotations each.
    expected = 1 + 10 * 0.375 + shards.NETWORK_MS + shards.MERGE_MS
    assert took == pytest.approx([expected] * len(took))


def test_the_same_seed_gives_the_same_pages() -> None:
    assert simulate(SETTING) == simulate(SETTING) != simulate(replace(SETTING, seed=1))


def test_what_is_busy_grows_with_the_load() -> None:
    assert busy(replace(SETTING, a_second=10)) == pytest.approx(2 * busy(SETTING))


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2), (0.95, 4), (0.25, 1), (1, 4)])
def test_a_percentile_is_a_value_that_was_measured(share: float, expected: float) -> None:
    assert percentile([4, 1, 3, 2], share) == expected
