"""Who meets the people of an article, who of them are children, men or women, and who no person."""

from __future__ import annotations

from extraction.lexicon import words
from extraction.lexicon.roles import (
    ARTS,
    CHURCH,
    FORCES,
    HEALTH,
    PLAYERS,
    SCIENCE,
    SPORT,
    TEAM_MEMBERS,
    TRADES,
)

OF_OTHERS = words(
    """judge magistrate coroner bailiff jailer doctor surgeon paramedic dispatcher midwife officer
    constable policeman policewoman detective clerk conductor usher waiter waitress receptionist
    cashier neighbour neighbor referee umpire linesman interpreter translator landlord landlady
    bystander caller passer-by"""
)
"""Who meets the people of an article in their trade, and seldom is one of those it is about."""
CHILDREN = words(
    """boy girl child kid pupil student schoolboy schoolgirl youngster teenager son daughter brother
    sister twin player striker goalkeeper singer actor actress musician gymnast swimmer skater
    dancer runner rider winner champion prodigy novice finalist survivor victim refugee patient"""
)
"""What a child may be called."""
NO_DOERS_BY_ENDING = words(
    """audience crowd community choir chorus gallery letter order paper newspaper number river tower
    chapter computer poster banner answer matter weather winter summer water server register tracker
    folder placard door floor error mirror motor"""
)
"""What is no person, though it ends as “trader” and “actor” do, or speaks as one."""

GENDER_BESIDES = dict.fromkeys(
    words(
        """dad daddy grandad granddad grandpa stepfather stepson groom bridegroom schoolboy
        headmaster monk friar lad bloke godfather godson father grandfather"""
    ),
    "m",
) | dict.fromkeys(
    words(
        """mum mummy mom mama grandma granny nan stepmother stepdaughter bride schoolgirl
        headmistress nun seamstress stewardess ballerina landlady hostess heiress shepherdess
        postmistress godmother goddaughter mother grandmother"""
    ),
    "f",
)
"""Nouns that tell a gender and are no roles."""
NO_MEN = words("german roman norman human ombudsman layman alderman chairman spokesman talisman")
"""What ends as “fisherman” does, and may be a woman or no person."""
OF_ANY_OFFICE = words(
    """member colleague ally source insider official man woman person teammate team-mate friend
    figure supporter critic rival aide participant veteran delegate"""
)
"""Who may have any office: “a member of his party … the minister said”."""
OF_ANY_NATION = words("ambassador coach consul envoy manager trainer")
"""Who may be of another country than the one they are named with: “France’s coach, Ana Brel”."""

ELDER_KIN = words("uncle aunt father mother dad mum grandfather grandmother stepfather stepmother")
YOUNGER_KIN = words("son daughter nephew niece grandson granddaughter stepson stepdaughter")
"""Who of two of one family name is “the younger Brel”, and who the elder."""

MET = words("counterpart compatriot colleague rival opponent teammate team-mate host guest")
"""Whom others have, and who is of their own country: “her Dutch colleague, Luc Ek”."""

SERVANTS_OF_A_PLACE = words(
    """coastguard coroner court detective governor hospital jail judge magistrate mayor police
    policeman policewoman prison prosecutor sheriff village warden"""
)
"""Who is of where something happens, and not of where those are from whom it happens to."""
CLUB_MEMBERS = (TEAM_MEMBERS - words("international rider runner champion great")) | words("boss")
"""What follows the name of a club: “Chelsea defender”."""
BETWEEN_CLUB_AND_MEMBER = words(
    "head assistant caretaker club wing left right center centre young new former record"
)
"""What may stand between: “Chelsea head coach”."""

INHABITANTS = words(
    """aberdonian alaskan albertan angeleno arizonan aucklander beijinger beiruti berliner
    bostonian brummie cairene californian capetonian carioca catalan chicagoan corkman
    cornishman cornishwoman cretan cumbrian delhiite derryman dubliner edinburgher englander
    floridian geordie glaswegian hawaiian hongkonger houstonian islander jakartan
    jerusalemite kansan karachiite kerryman lagosian lahori limeño liverpudlian londoner
    madrileño mancunian manileño melburnian michigander milanese minnesotan montrealer
    mumbaikar muscovite nairobian neapolitan novocastrian ohioan ontarian oregonian osakan
    oxonian parisian paulista philadelphian porteño quebecer queenslander roman salopian
    sardinian scouser shanghainese sicilian stambouli sussexman sydneysider tasmanian
    tehrani tennessean texan torontonian tyrolean ulsterman vancouverite venetian vermonter
    viennese virginian warsovian wellingtonian yorker yorkshireman yorkshirewoman"""
)
"""Who lives in a city or a region: “the 25-year-old Dubliner” is nobody's name."""
FROM_ELSEWHERE = PLAYERS | words(
    """student pupil tourist traveller traveler backpacker hiker climber mountaineer holidaymaker
    visitor passenger reporter journalist photographer author novelist poet actor actress singer
    musician conductor violinist pianist director filmmaker footballer swimmer sailor firefighter
    engineer geologist volcanologist archaeologist missionary volunteer nurse doctor surgeon chef
    refugee migrant exile expedition grandmaster investor owner businessman businesswoman couple"""
)
"""Who is called by a country where it is another than that in which an article is at home."""
CALLED_BY_COUNTRY = (
    FROM_ELSEWHERE
    | (SCIENCE | ARTS | SPORT | FORCES | TRADES | CHURCH | HEALTH)
    | words("crew cook judge lawyer teacher builder carpenter baker weaver plumber")
)
"""Of whom a paragraph may speak, as of “a Norwegian baker”, before the next one names them."""
FLEEING = words("refugee migrant exile émigré emigre evacuee")
"""Who comes from the country that is named with them."""
