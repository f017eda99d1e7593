"""Trades of the people in features."""

from __future__ import annotations

from extraction.lexicon import words

OCCUPATIONS = words(
    """drummer bassist guitarist pianist violinist cellist trumpeter saxophonist percussionist
    organist flautist keyboardist vocalist songwriter choirmaster bandmate bandleader beekeeper
    innkeeper gamekeeper timekeeper bookkeeper zookeeper wicketkeeper groundskeeper housekeeper
    caretaker undertaker fisherwoman herder herdsman cobbler seamstress welder mechanic bricklayer
    roofer decorator florist hairdresser stylist waiter waitress barista bartender barman grocer
    influencer blogger vlogger youtuber podcaster streamer gamer tutor midwife paramedic dentist vet
    veterinarian optician pharmacist therapist carer courier stewardess bosun docker stevedore
    trawlerman lobsterman diver surfer climber mountaineer hiker jockey rower sprinter flanker
    pitcher shortstop quarterback linebacker teammate roommate classmate landlady lodger homeowner
    motorist commuter passenger pensioner retiree bystander eyewitness volunteer archivist librarian
    botanist zoologist ornithologist entomologist volcanologist climatologist oceanographer
    glaciologist astronomer cartographer demographer statistician actuary auditor accountant cashier
    receptionist typist translator interpreter stenographer bailiff lumberjack logger roughneck
    freelancer intern apprentice trainee cadet conscript sniper medic pathologist coroner ceramicist
    printmaker cinematographer illustrator animator cartoonist screenwriter dramatist essayist
    biographer memoirist puppeteer clown magician acrobat dancer choreographer ballerina stuntman
    showrunner broadcaster newsreader headteacher headmaster headmistress pupil postman postwoman
    postmaster janitor cleaner nanny babysitter childminder vicar chaplain chieftain herbalist
    healer smallholder rancher vintner winemaker distiller cheesemaker boatbuilder shipwright
    blacksmith goldsmith jeweller watchmaker glassblower luthier upholsterer taxidermist bookmaker
    croupier umpire referee linesman trainer shepherd shepherdess chef warden stonemason guard guide
    goatherd swineherd scribe nomad hermit castaway stowaway recruit
    postgraduate undergraduate graduate soprano tenor baritone contralto harpist hotelier ferryman
    boatman fishmonger stoker restaurateur conservator palaeontologist paleontologist astrophysicist
    cosmologist neuroscientist geneticist microbiologist immunologist primatologist mycologist
    palaeoanthropologist paleoanthropologist conservationist forecaster mathematician linguist
    geographer co-author verger bellringer gravedigger pallbearer muezzin griot mahout muleteer
    cosmonaut astronaut aeronaut balloonist coxswain helmsman yachtsman yachtswoman busker
    stallholder trucker cabbie torero bullfighter kickboxer judoka masseur masseuse manicurist
    tattooist gondolier muralist calligrapher skydiver freediver paraglider kayaker canoeist
    snowboarder triathlete decathlete heptathlete pole-vaulter hurdler"""
)
"""Trades of people in features, without those that are family names as often: cook, mason."""
