"""Which trades one person may have: an engineer may be “the scientist”, a driver no butcher.

To add a trade, put its noun into each group of nouns that one person may be called by turns, or
among the crafts if it fits no other.  A noun that stands nowhere here fits everybody: “the
visitor”, “the Norwegian”, “the official”, “the businessman”.
"""

from __future__ import annotations

from extraction.lexicon import words
from extraction.lexicon.occupations import OCCUPATIONS
from extraction.lexicon.roles import CHURCH, CLERGY, FORCES, RANKS, TRADES

COMPATIBLE = (
    # who governs
    words(
        """minister premier chancellor mayor governor ambassador envoy diplomat consul taoiseach
        tanaiste senator congressman congresswoman politician lawmaker legislator mp councillor
        councilor councilman councilwoman sen gov deputy candidate nominee democrat
        republican"""
    ),
    # who judges and who pleads
    words("judge justice magistrate"),
    words("lawyer attorney counsel barrister solicitor advocate jurist prosecutor"),
    # who is armed
    (RANKS - words("general private officer"))
    | FORCES
    | words("policeman policewoman commissioner deputy col lt capt maj sgt"),
    words("captain skipper sailor bosun fisherman fisher trawlerman lobsterman"),
    # who heals
    words(
        """doctor physician surgeon psychiatrist psychologist cardiologist anaesthetist
        paediatrician gynaecologist obstetrician pathologist coroner scientist researcher
        epidemiologist virologist professor lecturer"""
    ),
    words("nurse midwife medic paramedic carer"),
    # who finds out and teaches
    words(
        """scientist researcher scholar academic professor lecturer historian hydrologist geologist
        seismologist meteorologist biologist ecologist physicist chemist archaeologist
        anthropologist sociologist psychologist epidemiologist virologist economist engineer
        botanist zoologist ornithologist entomologist volcanologist climatologist oceanographer
        glaciologist astronomer demographer statistician musicologist agronomist philosopher
        palaeontologist paleontologist astrophysicist cosmologist neuroscientist geneticist
        microbiologist immunologist primatologist palaeoanthropologist paleoanthropologist
        mycologist conservationist forecaster mathematician linguist geographer"""
    ),
    words(
        """teacher schoolteacher headteacher headmaster headmistress principal dean tutor lecturer
        professor academic"""
    ),
    # who reckons
    words("banker broker trader economist analyst accountant auditor actuary"),
    # who plays
    words(
        """athlete footballer cricketer coach opener skipper captain striker keeper goalkeeper
        batsman batter bowler spinner seamer winger wing prop hooker forward midfielder defender
        runner swimmer boxer sprinter cyclist gymnast skier jumper thrower wrestler fighter golfer
        jockey rower diver surfer climber mountaineer trainer driver quarterback pitcher"""
    ),
    words("referee umpire linesman"),
    # who makes music, acts, paints
    words(
        """artist musician singer songwriter vocalist drummer bassist guitarist pianist violinist
        cellist trumpeter saxophonist percussionist organist flautist keyboardist rapper composer
        harpist soprano tenor baritone contralto conductor bandleader bandmaster choirmaster"""
    ),
    words(
        """artist actor actress comedian singer dancer choreographer ballerina filmmaker presenter
        broadcaster clown magician acrobat puppeteer screenwriter"""
    ),
    words("artist painter sculptor photographer designer illustrator printmaker ceramicist"),
    # who writes
    words(
        """writer novelist poet playwright essayist dramatist biographer screenwriter journalist
        reporter editor correspondent columnist blogger presenter broadcaster historian"""
    ),
    # who prays
    CLERGY | CHURCH | words("rev vicar chaplain cleric minister"),
    # who works the land
    words("farmer grower rancher herder herdsman shepherd planter beekeeper smallholder vintner"),
)
"""Nouns that one person may be called by turns."""

CRAFTS = (
    TRADES
    | OCCUPATIONS
    | words(
        """architect baker barber butcher carpenter chef cobbler cook gardener mason narrator
        painter pilot plumber postman printer stonemason tailor weaver publican physio groundsman
        matron bursar registrar docent cantor prioress brewer herder ferryman"""
    )
) - words(
    """influencer vlogger youtuber podcaster streamer gamer teammate roommate classmate landlady
    lodger homeowner motorist commuter passenger pensioner retiree bystander eyewitness volunteer
    freelancer intern apprentice trainee conscript pupil"""
)
"""Trades that are no other one but as COMPATIBLE says."""

WIDER = words(
    """athlete musician artist performer scientist researcher academic scholar doctor lawyer writer
    player officer soldier"""
)
"""What a sprinter, a cellist, a geologist may be called; a conductor is no cellist."""

IN_FRONT_OF_NAMES = words(
    """substitute stand-in potter farrier saddler orchardist stockman shearer crofter ghillie
    signalman notary usher sapper midshipman parson apostle prophet prophetess caliph delegate
    schoolgirl schoolboy postdoc taikonaut dietitian doula goaltender defenceman defenseman
    weightlifter cox biathlete naik metropolitan duchess countess canon warden steward caddie elder
    shepherd weaver thatcher brewer"""
)
"""What a person is in front of a name, where a given name is next: “Crofter Ana Brel”.

Hardly anybody has them as a given name before another one.
"""
