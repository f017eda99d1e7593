"""A wire text of our own, and texts that have nothing in common."""

from __future__ import annotations

import random

LINES = [
    "KELDAN, March 3 – The harbour of Keldan will stay closed for the rest of the winter after ice "
    "crushed two of its four piers, the port authority announced on Tuesday.",
    "“We will not open a single berth before the last pier is safe,” said Ada Roe, who leads the "
    "authority. “Nobody should count on a ship before the thaw.”",
    "Some forty vessels wait outside the breakwater. Their crews are supplied by helicopter, which "
    "costs the region more every day than the harbour earns in a week.",
    "The fishing families of the northern quarter want compensation from the capital, and they "
    "want it before the spring season begins.",
    "“Our boats are in the ice and our bills are on the table,” said Bo Li, who speaks for the "
    "fishing families. “The minister has seen neither.”",
    "The ministry of transport did not answer questions. In a statement of two lines it said that "
    "engineers would look at the piers as soon as the storm allowed it.",
    "A similar winter closed the port nineteen years ago, when the old lighthouse fell into the "
    "sea and the market moved inland for good.",
    "Traders expect that the price of salted fish doubles by April. Bakers, who use the same ships "
    "for their flour, have begun to ration white bread.",
]
WIRE = "\n\n".join(LINES)
_WORDS = (
    "valley river stone garden engine council letter morning silver bridge window planet copper "
    "market teacher winter orchard signal village library tunnel harvest captain mirror blanket "
    "carries follows opens breaks counts measures answers builds forgets gathers paints repairs "
    "quiet narrow distant heavy bright common early public frozen ancient local sudden"
).split()


def sentences(rng: random.Random, count: int) -> str:
    """Sentences of words in no order, twelve words each."""
    made = (" ".join(rng.choice(_WORDS) for _ in range(12)) for _ in range(count))
    return " ".join(f"{one.capitalize()}." for one in made)
