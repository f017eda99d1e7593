"""Words for bodies of people: what organizations are named after, and what is said of them."""

from __future__ import annotations

from extraction.lexicon import words

# Bodies that are named with the word and are called by it alone: “the commission”.
_CALLED_BY_IT = words(
    """administration agency alliance army association authority bank board campaign coalition
    commission committee company consortium council court department federation foundation group
    institute magazine ministry network office organisation organization party team union
    university"""
)
ENDS_OF_FIRMS = words(
    """aerospace airlines airways automotive biosciences biotech breweries cement chemicals cruises
    dairies distillers electronics ferries foods healthcare holdings industries logistics metals
    minerals motors petroleum pharma pharmaceuticals pharmacies plantations resorts robotics
    semiconductors software solutions supermarkets systems technologies telecom telecoms textiles
    therapeutics"""
)
"""Last words of the names of firms that no person's name ends in."""

ENDS_OF_BODIES = ENDS_OF_FIRMS | words(
    """rovers united wanderers cathedral energi energia energie versicherung nigam morcha parishad
    sangathan sangh samiti verlag werke shimbun sangyo"""
)
"""Last words of the names of bodies that no person's name ends in: “Osk Rovers”."""

OPENINGS_OF_BODIES = words(
    """grupo groupe gruppo gruppe universidad universidade universite universita hospital
    banco banca banque cooperativa cooperative federacion federacao sindicato partido parti partito
    partai asociacion associacao associazione fundacion fundacao fondazione instituto istituto
    ministerio ministere ministero confederacion kanal canal clube deportivo atletico hizb
    harakat jamiat tehreek perum brouwerij brauerei stiftung stichting diario correo radio tele
    editora editorial compania companhia compagnie societe sociedad sociedade"""
)
"""First words of the names of bodies in other languages: “Grupo Brel”, “Hizb al-Brel”."""

ORGANIZATION_WORDS = (
    _CALLED_BY_IT
    | (ENDS_OF_BODIES - {"united"})  # it opens names as well
    | words(
        """assembly airlines airways brigade bureau center centre chamber church club college
    conference congress corp corporation co force forces forum front fund gazette herald holdings
    hospital inc industries initiative institution journal lab laboratory league llc ltd motors
    movement museum navy news observatory parliament partners plc police policy post press program
    programme project radio records school secretariat senate service services society stores
    studios summit television times tribunal tribune trust tv constabulary air rail foods energy
    telecom telecoms logistics pharma pharmaceuticals mining petroleum technologies
    systems electronics insurance securities district directorate inspectorate guild"""
    )
)
"""Words in the names of organizations, none of which is part of a person's name."""

NAMED_WITH = words(
    """union association federation agency authority constabulary police university foundation
    coalition committee commission ministry bureau institute council board"""
)
"""Words that end the name of a body, with any capitalised words in front: “Potters’ Union”."""

NAMED_OF = words(
    """ministry department bureau institute association union federation university coalition
    council society committee commission agency"""
)
"""Words that open it, before “of” or “for”: “Ministry of Health”."""

MEMBERS = words(
    """friends parents mothers fathers doctors physicians lawyers citizens workers teachers
    scientists journalists reporters veterans women students farmers nurses musicians artists
    hands neighbours neighbors families"""
)
"""Whom a body is named after, in front of what it is for: “Doctors Against Noise”."""

PAPERS = words(
    "chronicle daily gazette guardian herald mail news observer post standard star times"
)
"""What newspapers are called behind a country: “told the Jamaica Observer”."""

PUBLICATIONS = words("newspaper daily weekly tabloid broadcaster")
"""What a newspaper or a station is called behind its name: “Maariv newspaper”."""
NOT_PUBLICATIONS = words(
    """local national online student sports business financial opposition leading popular free
    evening morning weekend major english"""
)
"""In front of those words, and no name."""

COLLECTIVE = (
    _CALLED_BY_IT | PUBLICATIONS | words("body embassy firm government military panel paper site")
)
"""Heads of noun phrases that stand for a body that speaks as one: “Clinton's campaign”."""

TRADES_OF_COMPANIES = words(
    """airline broadcaster builder carrier contractor dealer developer distributor exporter importer
    insurer lender lessor maker manufacturer miner operator producer provider publisher refiner
    retailer supplier wholesaler"""
)
"""What companies are called as well as people: “a tour operator”."""

COMPANIES = words(
    """airline app bank bookseller brewer brewery broadcaster bookmaker carmaker chain charity
    chipmaker club company conglomerate drugmaker engine exchange firm giant insurer maker
    manufacturer multinational newspaper operator pharmacy portal shipbuilder start-up startup
    steelmaker studio subsidiary supermarket telco think-tank union website"""
)
"""Right in front of a name they make it that of a body: “oil giant Yukon Deep”."""

SITES = words(
    """airport apartments bakery barracks brewery building cafe camp cemetery centre cinema clinic
    college complex dam depot dock estate factory farm ferry field foundry garage garden gardens gym
    hospital hostel hotel inn jail kindergarten laboratory library mall mill mine monastery museum
    nursery orphanage park pharmacy pit plant plantation port prison pub quarry ranch refinery
    reservoir restaurant sawmill school shelter ship shipyard smelter stadium station store
    supermarket terminal theatre theater trawler tunnel vessel villa vineyard ward warehouse winery
    workshop works yard"""
)
"""What a place is where people live or work: “a nurse at the Mirandela clinic”."""

HEADING = words(
    """secretary minister governor director speaker head chief leader chair chairman chairwoman
    chairperson president manager owner founder coach boss editor keeper warden"""
)
"""Who is “of” a house or a body: “chair of the bench Ana Brel”."""

NAMED_THINGS = words(
    """album band boat dog ferry film group horse liner movie novel opera play ship song tanker
    trawler trio tug vessel yacht"""
)
"""What has a name of its own behind it: “the captain of the ferry Ruth Delk”."""

BODIES_OF_A_COUNTRY = (
    COMPANIES
    | TRADES_OF_COMPANIES
    | words(
        """agency airport band bookseller brand brokerage bureau business cooperative
        consultancy daily foundry group hotelier hospital institute label lab laboratory
        magazine mill mine network orchestra outfit paper pharmacy platform
        port refinery shipyard side site smelter station store team theatre
        theater trust utility venture vineyard winery workshop yard"""
    )
) - words("builder dealer engine union")
"""What an article calls a body whose country it says: “the Danish shipping group Brel”."""

KINDS_OF_BODIES = words(
    """agency alliance association charity coalition federation group guild maker movement ngo
    organisation organization party producer retailer tank"""
)
"""The same of a source that ends in the name: “pressure group Velmora”."""

HOLDINGS = words("shares shareholders shareholder plc inc ltd")
"""Right behind a name they do the same."""

NOT_IN_INITIALS = words("of the and for in on de la du des")
"""Words of a name that its abbreviation leaves out."""

NATIONAL_INSTITUTIONS = words(
    """institute institution university college academy agency ministry council commission
    parliament court bank army navy police government party union federation association authority
    observatory hospital museum newspaper coalition opposition embassy consulate"""
)
"""Bodies of one country, which an article names once and then calls by the word alone."""

OF_EVERY_COUNTRY = words(
    """affairs agriculture air and armed army bank bureau cabinet central commission constitutional
    council court defence defense department education election electoral energy finance for force
    forces foreign government health high home intelligence interior justice ministry national navy
    of parliament police security senate service state supreme the trade"""
)
"""Words of the names that such a body has in any country: “Defense Ministry”, “Supreme Court”."""

SEVERAL_BODIES = words(
    """groups unions charities parties companies firms banks airlines broadcasters newspapers
    universities schools hospitals councils ministries authorities agencies"""
)
"""Written with a capital where a sentence opens, and the name of none of them."""

AUTHORITIES = words("government ministry police authorities parliament cabinet army")
"""What speaks for the country where a paragraph is, if no other is named."""

PLURAL_SOURCES = words(
    """they both we people police some many others several critics officials two three four men
    women chairmen congressmen congresswomen councilmen businessmen spokesmen policemen firemen
    fishermen"""
)
"""Words that stand for several people without an ending that says so, or by themselves."""

SPEAKING_TOGETHER = words(
    "audience bench choir couple crowd duo family household jury pair quartet trio"
)
"""Words without a plural ending for several people whom an article does not part."""

OWNERS = words("owner parent organiser organizer sponsor bidder buyer shareholder rival backer")
"""What a body is to another, and a person now and then: “its owner, Osk Holding, said”."""

DOCUMENTS = words(
    """report letter statement memo article piece story book brief document documents survey poll
    study ad ads advertisement clip video tape transcript text tweet post email emails e-mail
    filing complaint lawsuit ruling order law bill constitution amendment treaty agreement
    resolution paper analysis editorial headline sign banner website page account profile speech
    release bylaws rules standards data figures records script song film movie narrator's message
    note notice memo alert placard plaque poster sticker decision judgment judgement indictment
    affidavit petition"""
)
"""What words are quoted from that no person speaks."""

VENUES = frozenset(
    {
        "Brussels",
        "Davos",
        "Geneva",
        "Hague",
        "Lausanne",
        "Nyon",
        "Strasbourg",
        "The Hague",
        "Vienna",
    }
)
"""Cities in which bodies of many countries meet: “told journalists in Geneva”."""

LED = words(
    """government governments cabinet administration coalition regime rule presidency premiership
    reign party bloc alliance faction camp supporters allies"""
)
"""What is “of” who leads it: “the government of Prime Minister Ana Brel”."""

ACTS = words("said says told has had will reported announced plans expects declined added warned")
"""What a body does by its name alone; behind “’s” it makes that a part of the name."""
