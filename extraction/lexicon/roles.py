"""Words for what a person is: offices, ranks, trades, kin.

To add a role, put its noun into the group that fits: among the first if it stands in front of a
name as a title (“Coach Brel”), among the second if it only describes (“a baker”).  It is then a
head noun of descriptions, part of titles, and evidence of a trade wherever names are compared.
"""

from __future__ import annotations

from extraction.lexicon import words
from extraction.lexicon.honorifics import (
    ABBREVIATED_TITLES,
    ENGLISH_HONORIFICS,
    GENDERED_TITLES,
    HONORIFICS_ABROAD,
    LAWMAKERS_BEHIND,
)
from extraction.lexicon.occupations import OCCUPATIONS

# ------------------------------------------------------ roles that are titles in front of a name
STATE_OFFICES = words(
    """president premier minister chancellor secretary ambassador envoy governor king queen mayor
    commissioner taoiseach tanaiste"""
)
OTHER_OFFICES = words(
    """attorney-general director-general secretary-general undersecretary speaker emir sultan
    president-elect ex-president then-president chief leader deputy executive superintendent
    besar"""
)
SPOKESPEOPLE = words("spokesman spokeswoman spokesperson")
LAWMAKERS = words("senator senators representative congressman congresswoman councilmember")
CHAIRS = words("chairman chairwoman chairperson chair")
RANKS = words(
    """general lieutenant colonel major sergeant captain commander admiral brigadier corporal
    private marshal officer detective inspector constable sheriff"""
)
CLERGY = words("reverend pastor bishop archbishop cardinal rabbi imam ayatollah mullah")
LEGAL_OFFICES = words(
    "justice judge magistrate attorney lawyer prosecutor investigator counselor counsellor"
)
CAMPAIGNERS = words("candidate nominee incumbent strategist pollster manager aide adviser advisor")
PROFESSIONS_IN_FRONT = words(
    """professor director analyst economist coach author actor actress singer comedian journalist
    columnist reporter host anchor agent comrade businessperson boss"""
)
# “air marshal”, “former foreign minister”: what comes before the role itself.
QUALIFIERS_IN_FRONT = words(
    """former late retired acting interim vice foreign defense defence finance interior trade health
    energy press crown prime managing senior assistant associate hon honorable
    honourable ret rear air"""
)
ROLES_IN_FRONT = (
    STATE_OFFICES
    | OTHER_OFFICES
    | SPOKESPEOPLE
    | LAWMAKERS
    | CHAIRS
    | RANKS
    | CLERGY
    | LEGAL_OFFICES
    | CAMPAIGNERS
    | PROFESSIONS_IN_FRONT
)
TITLES = (
    GENDERED_TITLES
    | ABBREVIATED_TITLES
    | HONORIFICS_ABROAD
    | ROLES_IN_FRONT
    | QUALIFIERS_IN_FRONT
    | LAWMAKERS_BEHIND
)
"""Words in front of a name that are no part of it."""

# ------------------------------------------------------------------ roles that only describe
POLITICS = LAWMAKERS_BEHIND | words(
    """lawmaker legislator politician diplomat negotiator official member councillor councilor
    whip parliamentarian ranking-member vice-president vice-chair treasurer consul attache monarch
    contender rival opponent campaigner activist organizer organiser supporter voter surrogate
    staffer whistleblower rapporteur ombudsman observer monitor counterpart"""
)
PARTIES = words(
    """republican democratic libertarian labour labor conservative liberal green socialist communist
    nationalist unionist centrist christian-democrat social-democrat"""
)
PARTY_WORDS = {"D": words("democrat democratic"), "R": words("republican")}
"""The words of a description that say the party of such letters behind a name: “Brel (D-Ore.)”."""
NATIVES = words(
    """briton pole dane swede finn turk spaniard scot czech greek croat serb slovak slovene thai
    kazakh uzbek tajik turkmen kyrgyz mongol uyghur tatar malay khmer welshman maori chinese
    vietnamese maltese senegalese congolese togolese sudanese lebanese burmese nepalese
    taiwanese argentine filipino filipina portuguese swiss japanese cypriot basque kurd arab"""
)
"""What one person is called by where they are from, and not by an ending."""
PARTISANS = words("republican democrat conservative liberal socialist")
BUSINESS = words(
    """head founder co-founder cofounder owner operator ceo cfo coo consultant banker broker
    investor trader merchant entrepreneur employee worker billionaire millionaire tycoon
    philanthropist partner coordinator producer administrator"""
)
LAW = words(
    """counsel barrister solicitor policeman policewoman witness victim defendant plaintiff
    complainant claimant appellant"""
)
HEALTH = words("doctor physician nurse surgeon psychologist psychiatrist patient")
SCIENCE = words(
    """academic researcher scientist scholar fellow expert specialist historian lecturer teacher
    student principal dean hydrologist geologist seismologist meteorologist biologist ecologist
    physicist chemist archaeologist anthropologist sociologist epidemiologist virologist engineer"""
)
ARTS = words(
    """writer novelist poet playwright editor correspondent commentator critic presenter filmmaker
    musician rapper artist painter sculptor curator photographer designer virtuoso conductor
    architect"""
)
SPORT = words("athlete player footballer swimmer boxer")
TEAM_MEMBERS = words(
    """captain coach opener skipper striker keeper goalkeeper batsman batter bowler spinner seamer
    winger wing lock prop hooker forward midfielder defender manager international player great star
    rider runner champion footballer cricketer"""
)
"""What follows the country of a national team: “Kenyan runner”, “former Australian wing”."""
PLAYERS = (TEAM_MEMBERS - words("manager great star lock hooker wing prop")) | words(
    "sprinter boxer swimmer cyclist golfer athlete jockey substitute"
)
"""Those that hardly are given names: in front of a name of two words they are no part of it."""
FAMED = words(
    """actor actress singer comedian author coach captain manager founder co-founder ceo runner
    professor journalist activist golfer sprinter cyclist gymnast skier jumper thrower wrestler
    fighter weightlifter judoka champion medallist medalist winner olympian economist scientist
    virologist epidemiologist historian philosopher dissident campaigner billionaire tycoon magnate
    entrepreneur executive chairman chairwoman bishop archbishop cardinal chef model conductor
    spokesman spokeswoman spokesperson"""
)
"""What articles call well-known people, beside the words of sport, arts and leaders."""
FORCES = words("soldier veteran pilot sailor firefighter trooper")
CHURCH = words("priest monk nun cleric clergyman clergywoman churchman preacher prelate")
TRADES = words(
    """farmer fisherman fisher clerk driver shopkeeper vendor builder miner plumber electrician"""
)
PEOPLE = words(
    """resident citizen protester demonstrator colleague friend neighbor neighbour guest survivor
    refugee tenant landlord"""
)
KIN = words(
    """mother wife husband son daughter cousin uncle aunt nephew niece widow widower grandmother
    grandfather"""
)
ONES_OWN = KIN | words("parents father family neighbours neighbors minister president army")
"""Whom a speaker calls “our” or “my” who speaks of home."""
AT_HOME_BEHIND = words(
    """brother sister board branch clients colleagues company customers factory farm farms firm
    folks friends friend headquarters house laboratory office school shop village workshop"""
)
"""What is “ours” where we are at home: “our board in Bergen”, but not “our match in Bergen”."""

RELATED_TO_OTHERS = (
    KIN
    | PEOPLE
    | SPOKESPEOPLE
    | words(
        """father brother sister lawyer attorney counsel solicitor adviser advisor aide ally
        assistant agent supporter critic opponent rival successor predecessor partner fiance fiancee
        boyfriend girlfriend fan victim student"""
    )
)
"""People who are “of” or “for” another: the name behind is the other's."""
PERSONS_SOUGHT = words(
    """attacker attackers boy boys burglar burglars child children cyclist driver drivers girl girls
    gunman gunmen killer killers man men motorist motorcyclist owner people person persons robber
    robbers shooter sniper suspect suspects teenager teenagers thief thieves vandal vandals witness
    witnesses woman women youth youths"""
)
"""Whom police look for."""
GENDER_OF_PEOPLE = dict.fromkeys(
    words(
        """man boy father husband son uncle nephew widower grandfather brother waiter
        gentleman fisherman policeman grandson fireman craftsman sportsman cameraman frontman"""
    ),
    "m",
) | dict.fromkeys(
    words(
        """woman girl mother wife daughter aunt niece widow grandmother sister actress waitress lady
        policewoman granddaughter midwife heroine sportswoman"""
    ),
    "f",
)
"""Nouns for people that tell their gender."""

HEADS = (
    GENDERED_TITLES
    | ABBREVIATED_TITLES
    | ROLES_IN_FRONT
    | POLITICS
    | PARTISANS
    | BUSINESS
    | LAW
    | HEALTH
    | SCIENCE
    | ARTS
    | SPORT
    | FORCES
    | CHURCH
    | TRADES
    | OCCUPATIONS
    | PEOPLE
    | KIN
)
"""The nouns that a title or a description turns on."""

# ------------------------------------------------------------------ what stands within a title
FORMER = words("former late retired acting interim incumbent outgoing then current")
WITHIN_TITLES = (
    HEADS
    | FORMER
    | words(
        """foreign prime deputy defence defense interior finance trade energy health education
        ministry government campaign party press opposition vice first second chief senior top
        state federal police army navy military national security presidential environment
        agriculture fisheries transport culture justice labour labor climate affairs water
        economy tourism city county union company political science law history economics policy
        communications executive managing general assistant associate longtime veteran nobel tv
        financial operating commercial marketing sales investment human resources fire legal
        medical technical technology information design strategy risk research regional district
        investor relations point team republican democratic conservative liberal u.s us uk eu un"""
    )
)
"""Words of a title that are written in lower case or in capitals."""
NOT_IN_TITLES = words(
    """the but and when as in on after while if however meanwhile instead earlier later yesterday
    today now since because although though even like also still with at for by from to that this
    these those here there so yet what who why how where his her their its our my january february
    march april may june july august september october november december honour excellency"""
)
"""In front of a title where a sentence opens, and no part of it."""
MONTHS = words(
    """january february march april may june july august september october november december"""
)
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")

# ------------------------------------------------------------------ roles for one purpose each
OFFICES = (STATE_OFFICES | SPOKESPEOPLE) - {"spokesperson"}
"""Held by one person at a time of a country or body, so “the minister” means the one named."""

POSTS = (
    (LAWMAKERS - {"senators"})
    | (CHAIRS - {"chair"})
    | words(
        """director general attorney doctor physician manager spokesperson lawyer counsel judge
        justice editor professor chief sheriff prosecutor lawmaker ceo"""
    )
)
"""With OFFICES, posts that say who a person is: one known by another post does not hold them."""

POLITICIANS = OFFICES | LAWMAKERS_BEHIND | words("candidate nominee lawmaker legislator senator")
"""Of the country whose politics an article reports."""

LOCALS = words(
    """woman man resident villager shopkeeper farmer fisherman fisher welder baker vendor trader
    driver voter student pupil teacher nurse worker protester demonstrator mother father widow
    pensioner neighbor neighbour survivor miner builder carpenter waiter hairdresser"""
)
"""People whom a reporter meets in the street of the place that the article is dated from."""

BELONGING = words(
    """played plays took heads headed leads led runs ran chairs chaired represents represented works
    worked lives farms teaches owns keeps sells governs governed coaches coached manages managed
    commands commanded serves served edits presides founded fishes herds drives grows"""
)
"""What people do where they are at home: “who played for Norway”, “who took over the ministry”."""

WORKING = words(
    """work works worked working buys bought trades trade traded follows followed covers covered
    reports reported writes wrote led leads runs ran manages managed heads headed drives drove
    designs designed speaks spoke teaches taught translates translated researches researched
    analyses analysed analyzes analyzed studies studied advises advised consults invests invested
    campaigns campaigned cooks bakes sells sold speculates programs scouts scouted recruits
    recruited signs signed negotiates negotiated photographs photographed films filmed"""
)
"""What people do for an employer: “who follows the industry for a bank in Oslo”."""

COMING = words("came arrived fled escaped walked crossed hails comes moved")
"""What people did who are from elsewhere: “who fled from Oslo”."""

LEADER_ROLES = (
    (OFFICES - {"commissioner", "queen"})
    | (LAWMAKERS - {"senators"})
    | (CHAIRS - {"chairperson"})
    | PARTISANS - {"liberal"}
    | (CAMPAIGNERS - words("aide pollster"))
    | words(
        """sen rep gov leader speaker rival opponent commander politician businessman mogul
        billionaire general justice director lawmaker counterpart"""
    )
)
"""What articles call the people `leaders.py` knows. One with another title is another person."""

TITLES_OF_NAMES = (
    ENGLISH_HONORIFICS
    | HONORIFICS_ABROAD
    | (LAWMAKERS - {"senators"})
    | (STATE_OFFICES - words("premier envoy king queen commissioner"))
    | words("sen rep gov lt col gen maj brig rev prof sgt capt adm cdr insp supt")
    | words("judge justice general colonel professor spokesman spokeswoman")
)
"""Written with a capital, these make a name of the capitalised words behind them."""

ROLES_OF_NAMES = SPOKESPEOPLE | words(
    """minister president ambassador senator director chairman chairwoman secretary lawmaker
    analyst economist historian"""
)
"""The same in lower case."""

ROLES_APPOSED = (OFFICES - words("king queen commissioner")) | words(
    "director head chief executive leader chairman chairwoman state affairs"
)
"""Last word of an office before a comma and a name: “the secretary of state, Diane Farrow,”."""

STAFF = SPOKESPEOPLE | words("aide adviser advisor surrogate strategist secretary")
STAFF_OF_LEADERS = STAFF | words(
    """campaign administration team government cabinet supporter delegate donor pollster attorney
    lawyer"""
)
"""Of the country of the one they work for: “Brel's lawyer”, “the Brel campaign”."""
STAFF_FOR_LEADERS = STAFF | words("manager director")
"""The same, where “for”, “to” or “of” stands between: “a manager for Ana Brel”."""

OF_OTHER_COUNTRIES = words(
    "critic ally opponent enemy friend supporter admirer victim historian scholar"
)
"""With “of”, their country is not the one behind it: “a critic of Iran”."""

CALLED_BY_HONORIFIC = {
    "dr": "doctor",
    "prof": "professor",
    "cllr": "councillor",
    "engr": "engineer",
    "adv": "advocate",
    "atty": "attorney",
    "barrister": "barrister",
    "fr": "priest",
    "imam": "cleric",
    "sheikh": "cleric",
    "ayatollah": "cleric",
    "mullah": "cleric",
}
"""What a person may be called later whose name has an honorific: “Dr Brel”, “the doctor”."""

# ------------------------------------------------------------- across articles (identity/)
SINGULAR_OFFICES = words(
    """president prime premier chancellor king queen pope emperor emir sultan leader mayor governor
    taoiseach secretary-general"""
)
"""Held by one person at a time, so that office and country name a person."""

SECOND = words("vice deputy")
"""Who stands in for the holder of an office has another one."""

NO_OFFICE = words(
    """the a an of for and to in at on its his her their former then current late acting new deputy
    senior chief national state local us u.s"""
)
"""Words of titles that tell no office from another."""

OFFICES_OF_MANY = OFFICES - words("ambassador envoy commissioner")
"""Offices of which an article often means a holder whom it has not named: “the president”."""

NO_DOERS = (
    OFFICES
    | POSTS - words("manager editor")
    | words(
        """brother customer daughter father leader lieutenant member mother officer other partner
    sister    soldier speaker stranger"""
    )
)
"""Nouns that look as if they meant who does something: an officer is not who has an office."""

MAY_BE_COMPANIES = words(
    """adviser advisor analyst anchor attorney broker builder champion consultant counsel designer
    developer driver employer favorite favourite holder host incumbent insurer investor landlord
    lawyer leader lender lock manager merchant opponent operator owner partner player predecessor
    press producer promoter publisher rival speaker specialist sponsor star state successor tenant
    vendor victim wing winner witness worker"""
)
"""What companies, teams, places and ships are called as well as people are."""

CALLED_BESIDES = words(
    """author guest man native neighbor neighbour newcomer official pensioner person player resident
    speaker star teenager veteran visitor winner woman youngster"""
)
"""What a person may be called whose trade is another: “the visitor”."""

DIPLOMATS = words("ambassador consul attaché attache envoy chargé consul-general") | {
    "high commissioner",
    "embassy spokesman",
    "embassy spokeswoman",
}
"""Who is sent to the country where an article is at home, if it names no other."""

FOR_MARKETS = words("analyst broker dealer economist strategist trader")  # of any country
