"""Words for the same role: whom an article calls a goalkeeper is the keeper later."""

from __future__ import annotations

from extraction.lexicon import words

SAME_ROLE = tuple(
    map(
        words,
        (
            "senator sen lawmaker",
            "representative rep congressman lawmaker",
            "representative rep congresswoman lawmaker",
            "governor gov",
            "president commander",
            "lawyer attorney counsel",
            "spokesman spokesperson",
            "spokeswoman spokesperson",
            "minister premier",
            "candidate nominee contender",
            "general gen",
            "professor prof",
            "mp lawmaker legislator parliamentarian politician",
            "mep lawmaker legislator parliamentarian politician",
            "mpa lawmaker legislator politician",
            "mla lawmaker legislator politician",
            "mna lawmaker legislator politician",
            "td lawmaker legislator politician",
            "senator legislator politician",
            "striker forward",
            "winger forward",
            "prop forward",
            "hooker forward",
            "lock forward",
            "flanker forward",
            "goalkeeper keeper",
            "captain skipper",
            "batsman batter",
            "manager coach boss",
            "professor academic scholar lecturer",
            "lecturer academic scholar",
            "ceo executive boss",
            *(
                f"{trade} scientist researcher expert"
                for trade in (
                    "biologist hydrologist geologist seismologist meteorologist ecologist"
                    " physicist chemist archaeologist anthropologist sociologist epidemiologist"
                    " virologist psychologist"
                ).split()
            ),
            "pastor cleric clergyman churchman preacher",
            "priest cleric clergyman churchman",
            "bishop cleric clergyman churchman prelate",
            "archbishop bishop cleric clergyman churchman prelate",
            "reverend cleric clergyman preacher",
            "imam cleric preacher",
            "rabbi cleric clergyman",
            "chairman chair chairperson",
            "chairwoman chair chairperson",
            "chair chairperson",
            "head chief director boss leader",
            "adviser advisor aide",
            "colonel col officer",
            "justice judge magistrate",
            "reverend rev pastor priest",
            "father priest",
            "captain capt",
            "sergeant sgt officer",
            "lieutenant lt officer",
            "major maj officer",
            "inspector insp officer detective",
            "constable officer",
            "detective det officer",
            "superintendent supt officer",
            "councillor councilor councilman",
            "councillor councilor councilwoman",
        ),
    )
)
"""Words that one person may be called by turns."""
