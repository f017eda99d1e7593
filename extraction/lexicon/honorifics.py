"""Words around a person's name that are no part of it: honorifics, suffixes, particles."""

from __future__ import annotations

from extraction.lexicon import words

ENGLISH_HONORIFICS = words("mr mrs ms miss dr sir dame lord lady")
"""Written with a capital in front of a name wherever English is."""

PLAIN_HONORIFICS = words("mr mrs ms miss")
"""Of those who have no other one."""

HONORIFICS_OF_RANK = words("sir dame lord lady baroness")
"""Of knights and peers, who are not called “Mr” beside."""

_OF_MEN_ABROAD = words(
    """shri alhaji haji ustaz ustad kyai maulana mufti pandit swami dasho tuan mallam malam
    otunba shaikh hojatoleslam mzee signor"""
)
_OF_WOMEN_ABROAD = words(
    "smt datin daw puan alhaja dona mme mlle hajjah hajiya signora senorita fraulein"
)
HONORIFICS_ABROAD = (
    _OF_MEN_ABROAD
    | _OF_WOMEN_ABROAD
    | words(
        """venerable ven advocate adv barrister engr cllr councillor mk td khun dzongda mentri besar
        menteri oba hajj eng atty datuk dato seri paduka amb hon cde ato ibu bapak encik tun
        sayyid shaykh hojjatoleslam comdt garda commodore subedar havildar naib tehsildar kgosi
        induna bailie portreeve deemster archdeacon monsignor muezzin granthi pujari qadi qazi
        shaikha sheikha nuncio landrat staatssekretar oberburgermeister
        alcalde alcaldesa podesta regidor regidora diputado diputada deputado deputada senador
        senadora prefeito prefeita vereador vereadora concejal sindaco sindaca onorevole teachta
        mhr togbe asantehene bhikkhu ajahn phra mullah moulana abuna weyzero woizero mheshimiwa
        ndugu bwana hajia alhadji elhadj rector provost abbot
        hauptmann generalmajor oberst kapitan comandante coronel teniente capitan sargento marechal
        prefet sous-prefet procureur maitre burgermeister burgermeisterin ministerprasident
        burgemeester wethouder borgmester statsrad wojewoda starosta zupan hetman ataman khokim
        muhafiz subahdar patwari zamindar lambardar kagawad camat lurah penghulu jemadar rinpoche
        rimpoche geshe bhante archimandrite catholicos protopresbyter prebendary qari marabout rebbe
        viscount marquess baronet infanta archduke maharani maharaja otumfuo ooni igwe lamido kabaka
        omukama mwami litunga afioga plenipotentiary emerita emeritus consort fiscal dala prez"""
    )
)
"""In front of a name where other languages are, or other offices."""

# Titles that tell the gender of who has them; offices among them are roles as well.
_OF_MEN = words(
    """mr sir lord herr monsieur senor king prince pope father brother sheikh imam congressman
    chairman spokesman assemblyman councilman businessman alderman selectman"""
)
_OF_WOMEN = words(
    """mrs ms miss dame lady madam madame queen princess sister frau senora baroness congresswoman
    chairwoman spokeswoman assemblywoman councilwoman businesswoman alderwoman selectwoman"""
)
GENDER_OF_TITLE = dict.fromkeys(_OF_MEN | _OF_MEN_ABROAD, "m") | dict.fromkeys(
    _OF_WOMEN | _OF_WOMEN_ABROAD, "f"
)
GENDERED_TITLES = _OF_MEN | _OF_WOMEN

ABBREVIATED_TITLES = words(
    """dr prof sen sens rep reps gov govs gen lt col maj sgt capt cmdr adm brig cpl pvt rev ch det
    insp supt const cst cdr cdre sqn wg flt lcpl pte pfc ssgt csgt revd msgr"""
)
"""Short for offices and ranks, without the point."""

OFFICES_IN_CAPITALS = frozenset(
    """DPP IGP DIG AIG ASP DSP SSP CSP DCP ACP DCI DCOP AIGP DIGP DGP ADGP PPRO ASI DS PC
    WPC PSI CJI SAC ASAC DI DC DCC ACC DSI DSU SP WO WO1 WO2 CSM RSM GP""".split()
)
"""Short for offices and ranks of police and courts, where the whole word is in capitals."""

POSTS_IN_CAPITALS = frozenset(
    """CEO CFO COO CIO CTO CMO CSO MD GM PM DPM CM VP EVP SVP AG IG CJ DG SG PRO PO MEC MMC SHO TD
    MP MEP MSP MLA MNA MPP MHA AM MS GP DJ MC MVP""".split()
)
"""Short for who has a post or a part: “the GP said” names nobody."""
NO_NAMES_IN_CAPITALS = frozenset(
    "AI TV US UK UN EU UAE USA NGO VIP HR IT SUV ID OK CCTV DNA".split()
)
"""No name of a body behind “the”, nor a post."""

TITLES_GIVEN_AS_NAMES = words(
    """prince king emir bishop major judge duke earl dean baron sultan pope deacon marshal shah
    princess queen sheikh general squire"""
)
"""Titles that parents also give as names."""

RULERS = words("emir king pope prince princess queen sultan tsar")
"""Titles of those who go by one name."""

SALUTATIONS = words(
    """dr mr mrs ms sir prof datuk dato tan sri seri puan tuan encik madam dame hon alhaji hajia
    engr barr adv shri smt"""
)
"""Between a title and a name: “Prime Minister Sir John Brel”."""

BEFORE_FAMILY_NAMES = words("mr mrs ms dr sir lord lady prof")
"""What makes a country's name behind it a family name: “Mr. Jordan”."""

GENERATIONS = words("jr sr ii iii iv v")
"""Behind a family name they tell father from son."""

JOINED_BEHIND = words("san sama sensei kun ssi nim shi ji jan")
"""Joined to a name by a hyphen: “Yoshiko-san”."""

LAWMAKERS_BEHIND = words("mp mep msp mla mlc mna mpp mpa mk")
"""What a member of a parliament is, in front of a name and behind it: “Ana Brel MP”."""

LAWMAKERS_IN_CAPITALS = frozenset(word.upper() for word in LAWMAKERS_BEHIND | {"td"})
"""The same as written: “Osk East MP Ana Brel”."""

WITH_POINTS = LAWMAKERS_BEHIND - {"mk"}
"""Those that are also written with points, as “M.P.”; “M.K.” in front of a name are initials."""

DEGREES = words("phd dphil esq")
"""Behind a name, and not written in capitals alone."""

POST_NOMINALS = (
    LAWMAKERS_BEHIND | DEGREES | words("td md kc qc sc obe mbe cbe kbe dbe gbe kcmg cmg dso frs")
)
"""Degrees, honours and offices behind a name, which are no part of it."""

SUFFIXES = (GENERATIONS - {"v"}) | POST_NOMINALS
"""Behind a family name."""

COMMON_PARTICLES = words("de del la van von der bin binti binte al")
PARTICLES = COMMON_PARTICLES | words(
    """da do dos das della di du des le den ter ten el ibn ben bint abu y e zu zum zur af av san
    st arap"""
)
"""Parts of family names in lower case."""

PATRONYMIC = words("bin binti binte bint mint ibn a/l a/p s/o d/o qizi kizi oglu ogly")
"""Between a name and the father's, as in Malaysia and Arabia: “Ana binti Ahmad Brel”."""

# What patterns of whole names take.  Those that are words of English or of other senses
# (“do”, “e”) are left out where the text beside a name is any text.
PARTICLES_IN_LAYOUTS = COMMON_PARTICLES | words("da le den ibn el y e")
PARTICLES_IN_SUBJECTS = COMMON_PARTICLES | words("da")
PARTICLES_BEHIND_TITLES = COMMON_PARTICLES | words("da den dos el")
PARTICLES_IN_APPOSITION = COMMON_PARTICLES | words("el")
PARTICLES_BETWEEN_NAMES = PARTICLES - words("e y do st san")
PARTICLES_INSIDE_NAMES = PARTICLES | words("i kwa")
"""Between a name of a person and a capital: “Ana Puig i Brel”."""
PARTICLES_BESIDE_PLACES = COMMON_PARTICLES | words("da di el")
"""Behind the name of a place they open a family name: “Paris de Silva”."""
PARTICLES_OF_ORIGIN = COMMON_PARTICLES | words("the of and da do dos das della le el ibn den")
"""Say nothing of where a name is from."""
PARTICLES_OPENING_FAMILIES = (COMMON_PARTICLES - words("la al")) | words(
    "ibn bint da di du della den ten ter"
)
"""Before a lone family name they are no given name: “bin Salman”."""

JOINED_PARTICLES = words("al el as ash ar at ad az ul ur d l dell dall t")
"""Joined to a family name by a hyphen or an apostrophe: “al-Qadari”, “d’Aubry”."""

INITIALS_OF_TWO = words("kh yu ya ch sh zh th ph dz ts ye yo gh kn sz cs gy rh ll")
"""One letter of other alphabets, as an initial: “Kh. Brel”."""
PLACES_IN_LETTERS = words(
    "u.s u.k u.n e.u u.s.a u.a.e d.c l.a n.y n.j n.z u.p m.p a.p j.k h.p t.v i.d p.m a.m"
)
"""Where a sentence may end in letters, which are nobody's initials then."""
GIVEN_NAMES_SHORT = words("wm geo chas thos jas jos benj edw jn robt saml fredk alexr md mohd muhd")
"""Given names that are written short: “Wm. Brel”."""
SHORT_IN_FRONT = words("md mohd muhd sk ma mst")
"""Those in front of all others of a name: “Md. Karim Brel”."""

BEHIND_I = words("wayan made nyoman ketut gede putu komang kadek nengah gusti dewa ngurah")
"""Names of Bali that have “I” in front where they are a man's: “I Wayan Brel”."""

WRITTEN_TOGETHER = words("ka kwa wa")
"""Joined to a family name without a sign: “kaBrel”."""

NAMED_AFTER_PEOPLE = words(
    """show day week street road avenue square hotel airport hospital stadium prize award cup act
    bridge river bay island park building hall house tower center centre school college foundation
    institute museum library memorial doctrine plan law effect"""
)
"""Ends of names of things that begin with a person's name."""

NOT_NAMES = words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december i he she they we you it the a an this that
    these those his her their but and or if when while after before as at in on of for with from
    to by not no yes what who why how where there here now then so still also god internet
    democrat democrats republican republicans twitter facebook youtube instagram obamacare
    christmas easter ramadan senate house congress parliament government state states
    according mr mrs ms dr says said is are was were did does do has have had can could will would
    should might must although even like both"""
)
"""Written with a capital where a sentence opens or in a headline, and no part of a name."""
