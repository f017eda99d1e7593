"""Offices in front of names, those that go on with “of”, and those in capitals: “the CJI asked”."""

from __future__ import annotations

from extraction.lexicon import words
from extraction.lexicon.roles import (
    CHURCH,
    CLERGY,
    FORCES,
    HEALTH,
    LAWMAKERS,
    LEGAL_OFFICES,
    SPOKESPEOPLE,
    STATE_OFFICES,
    TRADES,
)

OFFICES_OF = words(
    """secretary minister governor director speaker head chief leader general commissioner
    superintendent inspector comptroller controller registrar auditor attorney solicitor justice
    president chairman chairwoman chairperson chair principal member executive mayor chancellor
    ambassador commander officer commandant captain manager secretary-general warden sheriff"""
)
"""Offices that go on with “of” or “for”: “Secretary of State”, “Leader of the Opposition”."""

OF_PLACES = words(
    """mayor governor bishop archbishop president premier emir prefect sheriff ambassador bailiff
    commissioner chief king queen sultan dean vicar senator"""
)
"""Who is of a place, whose name stands right in front of theirs: “Mayor of Osk Ana Brel”."""

AREAS = words(
    """state region province county district division zone command area ward department ministry
    office bureau agency authority council committee commission service force unit branch city
    inc ltd limited plc corporation university school college hospital island islands"""
)
"""What ends the name of no person behind an office: “Commissioner of Police, Osk State”."""

IN_FRONT_OF_PEOPLE = (
    STATE_OFFICES
    | SPOKESPEOPLE
    | LAWMAKERS
    | CLERGY
    | CHURCH
    | LEGAL_OFFICES
    | HEALTH
    | FORCES
    | TRADES
    | words("advocate barrister councillor chairman chairwoman professor economist journalist poet")
    | words("actor actress singer novelist historian scientist teacher activist campaigner coach")
) - words("representative secretary patient")
"""Roles behind which a name is a person's: “magistrate Ana Brel”."""

# Each line: the short forms, then what they stand for, without “of” where a title may end before.
_LINES = """
AG: attorney general, advocate general, auditor general, accountant general
AGP APG: attorney general, advocate general, prosecutor general
AAG DAG: attorney general, advocate general
SG: solicitor general, secretary general
ASG: solicitor general, assistant secretary general
CJ CJI CJP CJN CJK ACJ: chief justice
DCJ: deputy chief justice
CS: cabinet secretary, chief secretary
PS: principal secretary, permanent secretary, parliamentary secretary
CAS: chief administrative secretary, chief of air staff, chief of the air staff
PM: prime minister
DPM: deputy prime minister
FM: foreign minister, finance minister, minister of finance
EAM: external affairs minister
HM: home minister, headmaster, headmistress
CM: chief minister
DCM: deputy chief minister
MB: menteri besar
LG: lieutenant governor
DG ADG DDG: director general
IG IGP: inspector general
DIG DIGP: deputy inspector general
AIG AIGP: assistant inspector general, additional inspector general
DGP ADGP: director general of police
CP COP: commissioner of police, police commissioner
DCP: deputy commissioner of police, deputy police commissioner, deputy commissioner
ACP: assistant commissioner of police, assistant police commissioner, assistant commissioner
JCP: joint commissioner of police, joint commissioner
CDS: chief of defence staff, chief of the defence staff
CDF: chief of defence forces, chief of the defence forces, chief of defence force
COAS: chief of army staff, chief of the army staff, army chief
CNS: chief of naval staff, chief of the naval staff, naval chief
SP: superintendent of police, police superintendent
SSP: senior superintendent of police, senior superintendent
DSP DYSP: deputy superintendent of police, deputy superintendent
ASP: assistant superintendent of police, assistant superintendent, additional superintendent
SHO: station house officer
IO: investigating officer, investigation officer
OC OCS: officer commanding, officer in charge, commanding officer
OCPD: officer commanding police division, district police chief
OIC: officer in charge
DPO: divisional police officer, district police officer
PRO PPRO CPRO: public relations officer, police spokesman, police spokesperson
PIO: public information officer
DC: deputy commissioner, district commissioner
DM: district magistrate
ADM: additional district magistrate
SDM: sub divisional magistrate, subdivisional magistrate
BDO: block development officer
DO: district officer
RC: regional commissioner
CC: county commissioner
DCE: district chief executive
MCE: municipal chief executive, metropolitan chief executive
VC: vice chancellor
DVC: deputy vice chancellor
PVC: pro vice chancellor
MD: managing director, medical director
VP: vice president
CMD: chief medical director, chairman and managing director, chairman cum managing director
GM: general manager
ED: executive director
CE: chief executive
CEO: chief executive officer, chief executive, chief electoral officer
CMO: chief medical officer, chief marketing officer
CSO: chief security officer, chief scientific officer
HOD: head of department, head of the department
DPP: director of public prosecutions, director of public prosecution
HC DHC: high commissioner
CEC: chief election commissioner
NSA: national security adviser, national security advisor
SGF: secretary to the government
SSG: secretary to the state government
CPS: chief press secretary
SA SSA: special adviser, special assistant
GOC: general officer commanding
CO: commanding officer
PG: prosecutor general, procurator general
GS: general secretary
SM: senior minister
"""
OFFICES_SPELT_OUT = {
    short: tuple(each.strip() for each in spelt.split(","))
    for line in _LINES.strip().splitlines()
    for shorts, spelt in [line.split(":")]
    for short in shorts.split()
}
"""A short form to the offices that it may stand for, in small letters and without hyphens."""

NEVER_BODIES = frozenset(
    """CJI CJP CJN CJK EAM IGP DIGP AIGP DGP ADGP DCP ACP JCP COAS SHO OCPD PPRO CPRO SDM BDO DCE
    DVC DYSP ADM HOD SGF""".split()
)
"""Those that stand for no body either."""
