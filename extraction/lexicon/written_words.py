"""Words of what is written, sung or supposed, which nobody says to a reporter."""

from __future__ import annotations

from extraction.lexicon import words

INSCRIBED = words(
    """adage anthem ballad banner billboard chorus definition epitaph graffiti
    headline headlines hymn inscription jingle lyric lyrics motto placard plaque poster posters
    proverb refrain signboard signpost slogan subtitle subtitles tagline tattoo"""
)
"""Things with words on them that are nobody's: “The proverb is old. “…””."""
SIGNS = frozenset(
    f"{which} sign"
    for which in words("a the one wooden metal painted road neon warning handwritten")
)
"""“Sign” where it has words on it, and is no sign of something."""
CARRIERS = (INSCRIBED - {"definition", "tattoo"}) | words(
    """advert advertisement alert banners bulletin cable chalkboard clip diary email e-mail emails
    entry flag flyer flyers leaflet leaflets letter loudspeaker memo message messages note notice
    notices pamphlet pamphlets placards postcard recording sign signs sticker stickers tannoy tape
    telegram text transcript verse voice voicemail"""
)
"""Things with words of their own, which stand behind a sentence about them: “A poster hung in the
window.  “Rent is theft.””."""
RECORDED = words(
    """advert call clip diary email e-mail footage letter memo message note recording tape telegram
    text transcript video voicemail"""
)
"""What is heard, shown or read out: “The court heard a recording.  “Go now.””."""
PLAYING = frozenset({"listened to", "listens to"}) | words(
    "heard hears played plays reads read saw sees showed shown watched"
)
"""What a court or a crowd does with what is recorded."""
FICTION = words(
    """act advert broadcast cartoon chapter chorus clip comic dream drama episode film footage game
    movie musical novel opera play poem recording scene sketch song story tape verse video
    voicemail"""
)
"""What people speak in who are no part of the news: “In the film a boy looks up.  “…””."""
SHOWS = words(
    """adaptation cartoon comedy drama episode film films franchise game movie movies musical novel
    opera pantomime play production revival saga series show sitcom soap staging thriller trilogy
    version western"""
)
"""What people have parts in: “best known as Doctor Marl in the series”."""
DATED = words("addressed dated handwritten headed printed scrawled signed titled written")
OPENS = words("begins closes ends opens reads starts")
"""What a letter named before is or does: “It is dated 1916.  “Dear Mother, …””."""
PHONES = words("intercom mobile pager phone phones radio speaker")
BUZZED = words("beeped buzzed crackled pinged vibrated")
"""“Her phone buzzed.  “Stay inside.””: from who wrote."""
SUNG = words("sang sing sings singing sung")
SUPPOSING = words("imagine picture say suppose supposing")
"""Imperatives in front of an example: “Suppose a customer calls. “…””."""

RUBRICS = words(
    """caption correction crossword explainer factbox gallery glossary horoscope infobox listings
    obituary photos quiz recipe timeline update video"""
)
"""Words in front of a colon that say what an article is, not who speaks: “Quiz: …?”."""

SMALL_IN_TITLES = words(
    """an and as at but by da de del der di du el en et for in la le les nor of off on or out per
    the up van via von vs"""
)
"""Small words that the titles of works have between their capitals: “The Roads of Velm”."""

PICTURES = words(
    "photo photos photograph photographs photographer picture pictures pic image images"
    " illustration video graphic foto"
)
"""What a credit names before who took or drew it."""
