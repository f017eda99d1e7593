"""Short forms of English given names: whom one article calls Ken and Kenneth.

Only those that do not begin the whole name, or that have three letters: `names` knows that
“Matt” begins “Matthew”.  The table is ours, from general knowledge, and need not be whole.
"""

from __future__ import annotations

_TABLE = """
abe abraham
al albert alan allan allen alfred alexander alvin
alex alexander alexandra alexis
andy andrew
bart bartholomew
becky rebecca
ben benjamin benedict
bernie bernard
bert albert herbert robert
beth elizabeth bethany
betsy elizabeth
betty elizabeth
bill william
billy william
bob robert
bobby robert
brad bradley bradford
cathy catherine
charlie charles
chuck charles
cindy cynthia
dan daniel
danny daniel
dave david
deb deborah debra
debbie deborah debra
dick richard
don donald
doug douglas
ed edward edgar edmund edwin
eddie edward
ernie ernest
fran frances francis
frank francis
fred frederick alfred
gabe gabriel
gene eugene
gerry gerald gerard
gus august augustus
hank henry
harry harold henry
jack john
jake jacob
jan janet janice
jeb jebediah
jeff jeffrey geoffrey
jen jennifer
jenny jennifer
jerry gerald jerome
jim james
jimmy james
joe joseph
joey joseph
jon jonathan
josh joshua
judy judith
kate katherine catherine kathryn
kathy katherine kathleen kathryn
katie katherine catherine kathryn
ken kenneth
kenny kenneth
larry lawrence laurence
len leonard
leo leonard
les leslie lester
liz elizabeth
lou louis louise
maggie margaret
mandy amanda
marge margaret marjorie
marty martin
max maxwell maximilian
meg margaret megan
mel melvin melanie
mick michael
mickey michael
mike michael
molly mary
nat nathan nathaniel nathalie
nate nathan nathaniel
ned edward
nick nicholas nicolas
norm norman
pam pamela
pat patrick patricia
patty patricia
peggy margaret
pete peter
phil philip phillip
ray raymond
rich richard
rick richard frederick
ricky richard
rob robert
robbie robert
ron ronald
ronnie ronald
rudy rudolph
russ russell
sam samuel samantha
sandy sandra alexander
sid sidney
stan stanley
steve stephen steven
sue susan suzanne
susie susan
ted edward theodore
terry terence terrence teresa theresa
tim timothy
tina christina
toby tobias
tom thomas
tommy thomas
tony anthony antony
trish patricia
vicky victoria
vince vincent
walt walter
will william
"""

SHORT_FORMS: dict[str, frozenset[str]] = {
    line.split()[0]: frozenset(line.split()[1:]) for line in _TABLE.strip().splitlines()
}
"""By short form, the names that it may be short for; all plain."""
