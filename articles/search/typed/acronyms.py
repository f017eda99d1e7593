"""Organizations that readers call by their initials, and by their names."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from extraction.text.folding import key_of

# Names by initials; the first of several is what is meant most often.
NAMES = {
    "ADB": ("Asian Development Bank",),
    "AfDB": ("African Development Bank",),
    "ANC": ("African National Congress",),
    "ASEAN": ("Association of Southeast Asian Nations",),
    "AU": ("African Union",),
    "BBC": ("British Broadcasting Corporation",),
    "BJP": ("Bharatiya Janata Party",),
    "CBI": ("Confederation of British Industry", "Central Bureau of Investigation"),
    "CBO": ("Congressional Budget Office",),
    "CDC": ("Centers for Disease Control and Prevention",),
    "CDU": ("Christian Democratic Union",),
    "CIA": ("Central Intelligence Agency",),
    "DHS": ("Department of Homeland Security",),
    "DNC": ("Democratic National Committee",),
    "DOJ": ("Department of Justice", "Justice Department"),
    "EBRD": ("European Bank for Reconstruction and Development",),
    "ECB": ("European Central Bank",),
    "ECHR": ("European Court of Human Rights",),
    "ECOWAS": ("Economic Community of West African States",),
    "EPA": ("Environmental Protection Agency",),
    "EU": ("European Union",),
    "FAA": ("Federal Aviation Administration",),
    "FAO": ("Food and Agriculture Organization",),
    "FBI": ("Federal Bureau of Investigation",),
    "FCC": ("Federal Communications Commission",),
    "FDA": ("Food and Drug Administration",),
    "Fed": ("Federal Reserve",),
    "FSB": ("Federal Security Service",),
    "GCC": ("Gulf Cooperation Council",),
    "IAEA": ("International Atomic Energy Agency",),
    "ICC": ("International Criminal Court",),
    "ICJ": ("International Court of Justice",),
    "ICRC": ("International Committee of the Red Cross",),
    "IDF": ("Israel Defense Forces", "Israeli Defense Forces"),
    "IEA": ("International Energy Agency",),
    "ILO": ("International Labour Organization",),
    "IMF": ("International Monetary Fund",),
    "IOC": ("International Olympic Committee",),
    "IOM": ("International Organization for Migration",),
    "IPCC": ("Intergovernmental Panel on Climate Change",),
    "IRS": ("Internal Revenue Service",),
    "NASA": ("National Aeronautics and Space Administration",),
    "NATO": ("North Atlantic Treaty Organization",),
    "NHS": ("National Health Service",),
    "NSA": ("National Security Agency",),
    "OECD": ("Organisation for Economic Co-operation and Development",),
    "OPCW": ("Organisation for the Prohibition of Chemical Weapons",),
    "OPEC": ("Organization of the Petroleum Exporting Countries",),
    "OSCE": ("Organization for Security and Co-operation in Europe",),
    "PLO": ("Palestine Liberation Organization",),
    "RNC": ("Republican National Committee",),
    "SEC": ("Securities and Exchange Commission",),
    "SNP": ("Scottish National Party",),
    "SPD": ("Social Democratic Party",),
    "TUC": ("Trades Union Congress",),
    "UKIP": ("UK Independence Party",),
    "UN": ("United Nations",),
    "UNESCO": ("United Nations Educational, Scientific and Cultural Organization",),
    "UNHCR": ("United Nations High Commissioner for Refugees", "UN refugee agency"),
    "UNICEF": ("United Nations Children's Fund",),
    "UNRWA": ("United Nations Relief and Works Agency",),
    "UNSC": ("United Nations Security Council", "UN Security Council"),
    "WFP": ("World Food Programme", "World Food Program"),
    "WHO": ("World Health Organization",),
    "WTO": ("World Trade Organization",),
}


def called_too(phrases: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return, by phrase as `key_of` has it, the other names of the organization that it names.

    >>> called_too(["imf", "african union", "peace"])
    {'imf': ('international monetary fund',), 'african union': ('au',)}
    """
    others = _others()
    return {phrase: others[phrase] for phrase in phrases if phrase in others}


@cache
def _others() -> dict[str, tuple[str, ...]]:
    """Return the other names of every name, in both spellings of “organization”."""
    found: dict[str, tuple[str, ...]] = {}
    for initials, names in NAMES.items():
        keys = [key_of(name) for name in names]
        both = {
            other: None
            for key in keys
            for other in (key, key.replace("organization", "organisation"),
                          key.replace("organisation", "organization"))
        }  # fmt: skip
        short = key_of(initials)
        found[short] = tuple(both)
        for key in both:
            found[key] = (short, *(other for other in both if other != key))
    return found
