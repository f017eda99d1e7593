"""Names that say little, and family names that come first.

`COMMON` and `COMMON_GIVEN` are among the most frequent of their language: a person with one of
both is known by more than it.  `FAMILY_FIRST` are Chinese, Korean, Vietnamese and Khmer family
names in their usual spellings.  The lists are ours, from general knowledge, and need not be whole.
"""

from __future__ import annotations

FAMILY_FIRST = frozenset(
    """bai ban bao bui cai cao chang chau chen cheng cheung chiang cho choe choi chou chow chu chun
    chung cui dang deng ding dinh do doan dong du duan duong fan fang feng fu gao geng gong gu
    guan guo ha hae han hang hao he heng ho hoang hong hou hsieh hsu hu hua huang hun huynh
    hwang im jang jeon jeong ji jia jiang jin jo joo ju jung kang keo kim ko kong kuo kwak
    kwok kwon lai lam lau le lee lei leung li liang liao lim lin ling liu lo long lu luo luong
    luu ly ma mai mao mei meng mok moon mu na nam ng ngo nguyen ni nie ning noh oh on ou pak
    pan pang park pei peng pham phan phung pol qi qian qiao qin qiu qu quach quan ren roh ryu seo
    seok shao shen sheng shi shim shin shum so sok son song su sun suh ta tan tang tao teng
    thach tian tong tran trinh truong tsai tsang tse tsui tu um van vo vu wan wang wei wen
    wong woo wu xi xia xiang xiao xie xin xing xiong xu xue yan yang yao ye yi yim yin ying
    yip yoo yoon you yu yuan yue yun zeng zhang zhao zheng zhong zhou zhu zhuang zou""".split()
)

COMMON = frozenset(
    """abbott abdi abdullah adams aguilar ahmad ahmed alexander ali allen alvarez anderson andersson
    andrews armstrong arnold austin bailey baker banda barker barnes barry bell bennett berg
    bernard berry bianchi bishop black bond boyd bradley brooks brown bryant burke burns
    burton butler campbell carlson carpenter carr carroll carter castillo castro chan chang
    chapman chavez chen clark clarke cohen cole coleman collins cook cooper costa cox craig
    crawford cruz cunningham curtis daniels davidson davies davis dean delgado diaz dixon
    dogan dubois duncan dunn edwards elliott ellis evans fernandez ferguson ferrari fisher
    fletcher flores ford foster fox francis franklin freeman fuller garcia gardner garza
    george gibson gill gomez gonzales gonzalez gordon graham grant gray green greene griffin
    guerrero gupta gutierrez hall hamilton hansen hanson harper harris harrison hart harvey
    hasan hassan hawkins hayes henderson henry hernandez herrera hicks hill hoffman holland
    holmes hopkins horvath howard howell huang hudson hughes hunt hunter hussain hussein
    ibrahim ismail ivanov jackson jacobs james jansen jenkins jensen jimenez johansson johnson
    johnston jones jordan joseph kang kaplan kaur kaya keller kelley kelly kennedy khan kim
    king klein knight kovacs kowalski kumar lane larsen larson lawrence lawson le lee lewis li
    lin little liu long lopez lynch ma mahmoud marshall martin martinez mason matthews
    mcdonald medina mendez mendoza meyer miller mills mitchell mohamed mohammed moore morales
    moreno morgan morris morrison moyo muller murphy murray myers nelson newman nguyen nichols
    nielsen novak nowak obrien oliver olsen olson ortega ortiz owens owusu palmer papadopoulos
    park parker patel patterson payne perez perkins perry peters petersen peterson petrov pham
    phillips pierce pope popescu porter powell price quinn ramirez ramos ray reed reid reyes
    reynolds rice richards richardson riley rivera roberts robertson robinson rodriguez rogers
    romano romero rose ross rossi ruiz russell russo ryan sanchez sanders santos schmidt
    schneider schultz scott shah sharma shaw silva simmons simpson sims singh smirnov smith
    snyder sokolov soto spencer stephens stevens stewart stone sullivan suzuki tanaka taylor
    thomas thompson torres tran tucker turner vargas vasquez wagner walker wallace walsh wang
    ward warren washington watkins watson weaver webb weber welch wells west wheeler white
    williams williamson willis wilson wong wood woods wright wu yang yilmaz young yusuf zhang
    zhao zhou""".split()
)

COMMON_GIVEN = frozenset(
    """aaron abdul adam adrian ahmed alan albert alex alexander ali alice amanda amy ana andrea
    andrew angela ann anna anne anthony antonio arthur ashley barbara benjamin betty brandon
    brian bruce carl carlos carol caroline catherine charles charlotte chris christian
    christina christine christopher claire cynthia daniel david deborah dennis diana diane
    donald donna dorothy douglas edward elena elizabeth emily emma eric eva fatima francis
    francisco frank gary george gerald gloria grace gregory hannah harold harry hassan heather
    helen henry hussein ibrahim igor irina ivan jack jacob james jane janet jason jean jeff
    jeffrey jennifer jessica jim jin joan joe john jonathan jorge jose joseph joshua juan
    judith julia julie jun justin karen kate katherine kathleen keith kelly kenneth kevin kim
    kimberly larry laura lawrence lee li linda lisa louis lucy luis manuel marco margaret
    maria marie mark martha martin mary matthew megan mehmet melissa michael michelle miguel
    mike min ming mohamed mohammad mohammed monica muhammad mustafa nancy natalia nicholas
    nicole nikolai noah oleg olga oliver olivia omar pablo pamela patricia patrick paul pedro
    peter philip rachel ralph raymond rebecca richard robert roger ronald rose roy russell
    ruth ryan samantha samuel sandra sara sarah scott sean sergei sharon simon sofia sophia
    stephanie stephen steve steven susan teresa theresa thomas timothy tom tyler victor
    victoria vincent virginia vladimir walter wayne wei william yan yang yusuf""".split()
)
