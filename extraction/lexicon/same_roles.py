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
            *(
                f"{kind} writer author"
                for kind in "novelist poet playwright essayist biographer".split()
            ),
            "dramatist playwright writer",
            *(f"star {kind}" for kind in "actor actress singer".split()),
            *(
                f"{kind} musician"
                for kind in (
                    "singer songwriter vocalist guitarist drummer pianist violinist cellist"
                ).split()
            ),
            *(f"{kind} athlete" for kind in "runner sprinter swimmer hurdler jumper".split()),
            "sprinter runner",
            "cyclist rider",
            "jockey rider",
            "footballer player",
            "businessman entrepreneur tycoon magnate",
            "businesswoman entrepreneur tycoon magnate",
            "surgeon doctor physician medic",
            "barrister lawyer",
            "solicitor lawyer",
            "policeman officer",
            "policewoman officer",
            "councillor councilor councilman",
            "councillor councilor councilwoman",
        ),
    )
)
"""Words that one person may be called by turns."""
