from __future__ import annotations

from training.agreement import Agreement, agreement
from training.silver import Name


def test_names_agree_where_span_and_label_do() -> None:
    mine = {Name(0, 3, "PERSON"), Name(5, 9, "ORG")}
    theirs = {Name(0, 3, "PERSON"), Name(5, 9, "GPE"), Name(12, 15, "GPE")}
    found = agreement([(mine, theirs), (set(), set())])
    assert found["all"] == Agreement(both=1, found=2, silver=3)
    assert found["PERSON"].f1 == 1
    assert found["GPE"] == Agreement(0, 0, 2)
    assert found["LOC"].f1 == 0
