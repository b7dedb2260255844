package checktest

import "strings"

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// plainStarts are common words that sentences begin with.
var plainStarts = set(`The A An In On At By For From With During Since After Before When While Although Though If Because As It He She They This That These
	Those There His Her Its Their Some Many Most All Both Each Several One Two Three Four Five More Other Another Such However Also Under Over Through Throughout
	Despite Unlike Among Between Within Until Once Where What Who Every No Not But And So Or Yet Then Thus Today Early Later Further Because Of To We You I Our My
	According Additionally Moreover Furthermore Instead Only Even Still Just Like Around About Approximately Nearly Almost Initially Eventually Originally
	Finally Recently Currently Previously First Second Following Due Near Upon Per Via Various Certain Modern Early Late Old Large Small Young Government
	People Women Men Children Students Members Part Half Next Last Now Here How Why Which Whether Any Few Less Much Very Too Let Using Given Based Similarly Often
	Usually Generally Typically Perhaps Outside Inside Above Below Across Along Against Besides Beyond Except Without Again Already Together Rather`)

// plainPronouns begin sentences whose subject is elsewhere.
var plainPronouns = set(`It He She They This That These Those There Its His Her Their Who Which We You I Such Both All Some Many Most Another Each One`)

// plainTime are names of times and eras, which other names do not stand for.
var plainTime = set(`Easter Christmas Ramadan Today Renaissance`)

// plainEmpty are nouns and adjectives that say too little for a sentence to be
// false with another.
var plainEmpty = set(`same other first last most more many such same very only same second third next whole entire part time case fact thing end way result number
	form kind type name first main major same single large great small original former early late latter least best own right left north south east west term use
	most three four five seven eight nine half various certain different current total full`)

var plainPast = set(`began held built won made took became sold lost led wrote grew found kept left bought ran gave said got`)

// plainOpposites turn what is said into its contrary.
var plainOpposites = strings.Split(strings.Join(strings.Fields(strings.ReplaceAll(`
 increased|decreased decreased|increased rose|fell fell|rose won|lost lost|won accepted|rejected rejected|accepted supported|opposed opposed|supported
 before|after after|before above|below largest|smallest smallest|largest highest|lowest lowest|highest most|least more|less less|more oldest|newest
 northern|southern southern|northern eastern|western western|eastern north|south south|north male|female female|male public|private private|public
 first|last major|minor began|ended opened|closed closed|opened best|worst early|late older|younger longer|shorter larger|smaller smaller|larger
 always|never legal|illegal allowed|forbidden success|failure inside|outside higher|lower lower|higher maximum|minimum upper|lower`, "\n", " ")), " "), " ")

// plainSynonymPairs are everyday stand-ins, in the form in which they are used.
var plainSynonymPairs = strings.Split(strings.TrimSpace(strings.ReplaceAll(`
began|started
started|began
built|constructed
constructed|built
created|made
established|founded
founded|established
received|got
used|employed
used|utilized
large|big
large|sizeable
big|large
small|little
important|significant
significant|important
many|numerous
numerous|many
several|a number of
however|though
also|additionally
famous|well-known
famous|renowned
difficult|hard
often|frequently
frequently|often
usually|normally
usually|typically
primarily|mainly
mainly|primarily
mostly|largely
largely|mostly
approximately|about
approximately|roughly
nearly|almost
almost|nearly
about|around
around|approximately
various|different
located|situated
situated|located
near|close to
area|region
region|area
city|town
country|nation
nation|country
people|persons
residents|inhabitants
inhabitants|residents
children|kids
film|movie
movie|film
car|automobile
cars|automobiles
house|home
job|position
company|firm
company|business
companies|firms
purchased|bought
bought|purchased
acquired|bought
sold|marketed
obtained|acquired
helped|assisted
helped|aided
showed|demonstrated
shows|demonstrates
shown|demonstrated
said|stated
says|states
announced|declared
declared|announced
revealed|disclosed
noted|remarked
argued|maintained
believed|thought
believes|thinks
wanted|wished
tried|attempted
attempted|tried
ended|finished
completed|finished
finished|completed
stopped|halted
continued|went on
continued|carried on
remained|stayed
remains|stays
became|turned into
grew|expanded
expanded|grew
reduced|lowered
reduced|cut
destroyed|wrecked
damaged|harmed
killed|slain
attacked|assaulted
defeated|beat
captured|seized
conquered|defeated
appointed|named
elected|chosen
selected|chosen
chosen|selected
called|named
known as|called
led|headed
headed|led
won|gained
lost|forfeited
moved|relocated
traveled|journeyed
arrived|came
left|departed
published|issued
issued|published
released|issued
released|launched
launched|started
introduced|launched
developed|created
produced|made
made|produced
manufactured|produced
performed|carried out
conducted|carried out
allowed|permitted
permitted|allowed
required|needed
needed|required
requires|needs
provides|offers
provided|offered
offered|provided
offers|provides
gave|granted
granted|gave
included|contained
includes|contains
contains|includes
consists of|comprises
comprises|consists of
caused|brought about
affected|influenced
influenced|affected
changed|altered
replaced|substituted
removed|eliminated
eliminated|removed
added|included
combined|merged
merged|combined
divided|split
separated|divided
discovered|found
found|discovered
identified|recognized
recognized|acknowledged
considered|regarded
viewed|seen
regarded|viewed
discussed|debated
described|portrayed
explained|clarified
wrote|authored
written|authored
taught|instructed
studied|examined
examined|studied
investigated|examined
supported|backed
supported|endorsed
backed|supported
opposed|resisted
criticized|condemned
praised|commended
rejected|turned down
accepted|embraced
refused|declined
protected|defended
attempt|effort
effort|attempt
goal|aim
aim|goal
purpose|aim
problem|issue
problems|issues
issue|problem
method|technique
method|approach
methods|techniques
reason|cause
result|outcome
results|outcomes
effect|impact
effects|consequences
part|portion
portion|part
majority|bulk
beginning|start
start|beginning
rise|increase
increase|growth
growth|increase
decline|fall
decrease|reduction
rapid|fast
rapidly|quickly
quickly|rapidly
slowly|gradually
common|widespread
popular|well-liked
main|principal
main|chief
major|key
primary|main
principal|main
entire|whole
whole|entire
complete|full
additional|extra
extra|additional
further|additional
similar|comparable
different|distinct
new|recent
ancient|old
modern|contemporary
current|present
previous|earlier
former|previous
previously|earlier
later|subsequently
subsequently|later
eventually|ultimately
finally|at last
initially|at first
originally|initially
currently|now
recently|lately
together|jointly
especially|particularly
particularly|especially
very|extremely
wealthy|rich
poor|impoverished
powerful|strong
strong|powerful
dangerous|hazardous
necessary|needed
essential|crucial
crucial|vital
successful|prosperous
prominent|leading
notable|noteworthy
traditional|customary
annual|yearly
annually|yearly
worldwide|globally
global|worldwide
war|conflict
conflict|war
army|military
soldiers|troops
troops|soldiers
leader|head
ruler|monarch
king|monarch
government|administration
law|statute
laws|statutes
agreement|accord
treaty|accord
meeting|gathering
speech|address
book|volume
story|tale
author|writer
writer|author
scientist|researcher
scientists|researchers
researchers|scientists
teacher|instructor
doctor|physician
doctors|physicians
student|pupil
students|pupils
worker|employee
workers|employees
employees|workers
disease|illness
money|funds
cost|price
income|earnings
revenue|income
building|structure
structure|building
street|road
river|waterway
ocean|sea
forest|woodland
mountain|peak
food|nourishment
drug|medication
weapon|arm
ship|vessel
ships|vessels
aircraft|planes
airplane|plane
gun|firearm
information|data
knowledge|understanding
idea|concept
concept|idea
theory|hypothesis
example|instance
type|kind
types|kinds
kind|type
group|band
groups|bands
member|participant
role|part
position|post
style|manner
way|manner
place|location
site|location
location|site
period|era
era|period
time|period
edge|border
border|boundary
center|middle
top|summit
home|residence
choice|option
chance|opportunity
opportunity|chance
ability|capability
power|authority
rights|entitlements
freedom|liberty
support|backing
help|assistance
assistance|help
fight|battle
battle|fight
victory|win
defeat|loss
death|demise
crime|offence
`, "\r", "")), "\n")
