"""Words by which a sentence puts quoted words in another mouth than that of its subject.

`attribution/reported_words.py` builds its patterns from them; each is shown in a sentence.
"""

from __future__ import annotations

from extraction.lexicon import words

BY_AGENT = words(
    """accused assured branded called characterised characterized condemned criticised criticized
    denounced derided described dismissed dubbed hailed labelled labeled mocked praised told
    warned"""
)
"""Participles in front of “by Ek as “…””, “by Ek of “…””: Ek's words."""

AS_SAYING = frozenset({"as saying", "as having said", "as writing", "as telling"})
"""“Quoted Ek as saying”: Ek's words."""
USED_TO_SAY = frozenset(
    f"used to {verb}" for verb in ("say", "tell me", "tell us", "tell him", "tell her", "tell them")
)
THAT_SAYS = frozenset(
    f"{which} {verb}"
    for which in ("that", "which", "in which he", "in which she", "in which they")
    for verb in sorted(
        words("asked called calls described describes read reads said says warned warns")
    )
) | words("asking calling describing reading saying telling urging warning")
"""What joins a message to the words in it: “an email from Ek that said: “…””."""
CALLING = frozenset(
    {"call", "called", "calls", "described as", "describes as", "termed", "terms", "dubbed", "dubs"}
)
"""“What Ek called “…””: Ek's words."""
PUTTING_IT = frozenset({"had it", "has it"}) | frozenset(
    f"{verb} {it}"
    for verb in words("put puts called calls described describes phrased phrases")
    for it in ("it", "him", "her", "them")
)
"""““…”, as Ek put it”."""
SUMMING_UP = words(
    """describe described describes explain explained explains express expressed expresses phrase
    phrased phrases put puts recall recalled recalls remember remembered remembers summarised
    saw sees summarises summarized summarizes"""
) | frozenset({"sum up", "summed up", "sums up", "sum it up", "summed it up", "sums it up"})
"""““…,” is how Ek sums it up”: Ek's words."""

IN_OPINION = words("assessment estimation eyes judgement judgment opinion reckoning telling view")
"""“In the opinion of Ek, it was “late””, “in Ek's view”: Ek's words."""

WITNESSING = words(
    "caught hear heard hears overheard filmed recorded saw sees show showed showing shows"
)
UTTERING = words(
    """calling chant chanting cry crying say saying scream screaming shout shouting sing singing
    tell telling whisper whispering yell yelling"""
)
"""“A video shows Ek shouting “…””, “Ek was heard saying “…””: Ek's words."""
OVERHEARD = frozenset(
    f"{be} {seen}"
    for be in ("was", "were", "is", "are", "can be", "could be")
    for seen in ("heard", "overheard", "filmed", "recorded", "caught on camera", "caught on tape")
)
STATING = words(
    """allege alleged alleges claim claimed claims recalled recalls said say says testified
    testifies"""
)
ADDRESSING = words("assured messaged texted threatened told warned")
"""“Prosecutors said Ek told a friend that he would “…””: Ek's words."""
WRITTEN = words("called said told written")
"""“Met Ek, who had called it “…””: Ek's words."""
FOR_CALLING = words("branding calling describing dubbing labelling labeling saying")
"""“Forgave Ek for calling her “…””: Ek's words."""
HEARING = words("heard hears learned learnt learns")
"""“Heard from Ek that it was “…””: Ek's words."""
OUTCRIES = words("boos chants cheers cries jeers shouts screams yells")
"""“Was met with chants of “…””: nobody's by name."""
SHOWING = words("read reads said says")
"""What a banner does with words, between them and it."""
WRITINGS = words(
    """alert banner caption card email headline inscription label letter memo message note notice
    placard plaque poster sign slogan sticker tattoo text"""
)
"""What words are read from: ““…,” read a banner behind Ek”."""
GETTING = words(
    """find finds found get gets got is receive received receives receiving saw see sees was"""
)
STATES = words("reading saying stating") | frozenset(
    f"that {verb}" for verb in ("read", "reads", "said", "says", "stated", "states")
)
"""“Ek got a letter saying “…””: the letter's words."""
STATEMENTS = words("judgement judgment ruling statement tweet verdict")
"""What is in the words of its owner: “the court's ruling said”."""

CALLED_AS = words("described dismissed hailed praised billed touted characterised characterized")
"""“Described as “…”, she”: nobody is said to have said it."""

MESSAGES = words(
    """call calls diary email emails e-mail letter letters message messages note notes post
    postcard posts text texts tweet voicemail"""
)
"""What comes from who has written the words in it."""

CLAIMS = words(
    """accusation allegation appeal argument assertion assurance attack boast charge claim criticism
    demand denial description insistence plea pledge prediction promise proposal quip remark
    statement suggestion threat vow"""
)
"""Nouns for what one says, in front of the words: “Ek's claim that it was “late””."""
CALLS = words("call calls")
"""“Calls by Ek for “…””: Ek's words."""
REPLIES = words("answer rejoinder reply response retort")
"""““…,” came the reply”: of whom the sentence before has asked."""
ASKING = words("ask asked asks begged pressed questioned quizzed")
"""“Brel asked Ek if …. “…,” came the reply”: Ek's words."""
LEAVING = words("leave left leaves mailed penned posted scribbled send sends sent wrote")
"""“Ek left a note. “…,” it said”: Ek's words."""
RUNNING = words("began begins concluded continued ended ends goes ran read reads said says went")
"""What a message does with its words, behind them: ““…,” it read”."""
THREATENING = frozenset(
    f"{verb} to" for verb in ("offered", "pledged", "promised", "sworn", "threatened", "vowed")
)
"""“Brel said Ek had threatened to “…””: Ek's words."""
TELLING = words(
    """told tell tells telling assured assures assuring informed informs informing notified reminded
    reminds reminding warned warns warning"""
)
"""“Brel reminded the hearing that it leaked”: the listener stands before what is said."""
ALSO_REPORTED = words(
    "believed blamed criticised expressed feared felt hinted hoped indicated lamented rejected"
)
"""Pasts beside those of verbs of saying that begin another report: “said it leaked but hinted”."""
DEMANDING = words("believe believes finds found hope hopes think thinks want wanted wants")
"""Beside verbs of saying: “What Ek wants:”, above a list of what Ek said."""
