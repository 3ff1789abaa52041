"""``python -m eval.identifiers``: how much made personal data the rules stop, and how much else they stop.

Every identifier is made up from ranges that belong to nobody: Ofcom's numbers for drama, the NHS's 999 range,
example domains, postcode areas and National Insurance prefixes that were never given out, invented streets.
Carriers, formats and clean templates are cut in two by a hash: rules may be developed on the ``open`` half,
of the ``kept`` half only totals are ever shown.
"""

import hashlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, product
from pathlib import Path
from string import Formatter

from assistant.contacts import load_register
from assistant.personal_data import has_personal_data
from ingest.sentences import sentence_spans
from ingest.settings import SHIPPED_CORPUS

GOLD = Path(__file__).resolve().parent / "gold.jsonl"
MADE, CLEAN, CLEAN_MADE, BARE = 500, 1000, 450, 100
_SEED = 41
_HALVES = ("open", "kept")


def _listed(text: str) -> list[str]:
    """The parts between bars."""
    return [part.strip() for part in text.replace("\n", "|").split("|") if part.strip()]


# One carrier, format or template stands between two bars. In formats "#" is a digit and "%" a letter.
_CARRIERS = """
{} | what do reviews say about {} | is {} in any of the reviews? | Looking at {}: which learning applies | ({}) bruising | re: {}, what about fathers? | The child is {}, what did reviews find about bruising? | can you check {} against the Henry review
Does anything in the briefings fit {}? | I'm writing up {} for supervision tomorrow. Which recommendations matter? | {} - any learning on escalation? | hi, got {} on my list today, whats the learning on non mobile babies
Strategy meeting at 2pm about {}. What did Child S teach us? | Please search for {} | find me {} pls | compare {} with Child H | We hold {} on file; how did the 2021 briefing deal with dads like that?
Following the visit on Monday I recorded {} and I wonder what the SCR says about disguised compliance. | need a chronology template, details: {} | anything similar to {} in North Yorkshire | Duty took a call about {} this morning, what is good practice?
FAO MASH: {}. What does guidance say? | Which review is closest to {}? | GP letter mentions {}. Are GPs criticised in these reviews? | so for {} would the bruising protocol have helped
The referral gives {} and says mum has low mood; is perinatal mental health covered? | add {} to the summary of the 2020 briefing | Summarise the learning on neglect for {}, about 200 words
i think {} is like the baby with the broken arm, which review was that | Team discussion: {}; how do the reviews treat housing? | {}; has a rapid review covered this? | Under section 47 we looked into {}. What next does the review suggest?
Midwife here, {} booked late, what do reports say about late booking | Health visitor handed over {}, with concerns about feeding. Anything on weight loss? | What would the panel have said about {}? | my manager asked about {} and ICON
Does the Child 2 review help with {}, who is 3 weeks old? | Context for my question is {}. How should core groups work? | {} came up at MARAC, which reviews mention MARAC? | School nurse passed on {}, is there learning on schools? | Ok and {}?
thanks. what about {} though | For the record {}, now tell me about safety plans | "{}" - is that covered? | I cannot find anything for {}, try again | we've closed {} but I'd like the lessons on stepping down
Can reviews tell me whether {} meets the criteria? | on page 3 of my notes it says {}, which I want to link with the learning on CT scans | Ignore the last one, this is {}. Are unseen men mentioned?
Before the conference about {}, give me questions on professional curiosity | Prepare a briefing on domestic abuse with {} as the example | foster carer asked about {} - what do care leavers need | Housing sent {}, is poor housing a theme in 2023?
Lessons from Child S for {} | Which agencies missed things in cases like {}? | {} was seen in A&E twice in 2024, what did reviews say of repeat visits | 2 siblings, one is {}, learning on siblings?
Paediatrician's letter: {}. Did reviews rely too much on one opinion? | text from colleague: {} | copy and paste from the record: {} what themes fit | For training I want to use {} as a case example alongside Henry | Would the reviewer have asked for {}?
Do the 5 reviews say how to record {}? | Emailing you {} as discussed. Infant injury, first briefing, main points? | Re my earlier question, it was {} I meant | who in the reviews resembles {} | Got this off the system: {}
urgent-ish: {}, is there guidance on skeletal surveys | I supervise a worker with {} and need three reflective questions
"""
_FORMATS = {
    "NHS number": "NHS number {nhs} | NHS no {nhs_spaced} | nhs {nhs_dashed} | {nhs} | {nhs_spaced} | NHS: {nhs_dotted} | a baby with nhs num {nhs} | {nhs_dashed} (NHS) | the patient {nhs_spaced} | NHS{nhs} | NHS No. {nhs_spaced} | n.h.s. number is {nhs}",
    "National Insurance number": "NI number {ni}######B | NINO {ni} ## ## ## C | {ni}######A | {ni} ## ## ## D | ni no {ni}-##-##-##-A | National Insurance {ni}######C | {ni}.##.##.##.B | dad's NI is {ni} ###### A | NI: {ni}## ## ##D | national insurance no. {ni} ## ## ## B",
    "UPN": "UPN %000######### | upn %000########% | UPN: % 000 #### ##### | pupil number %000######### | %000######### | UPN is %000########% | unique pupil number %000######### | (UPN %000-####-#####) | upn no %000######### | %000########%",
    "postcode": "{n} {code} | {street}, {code} | {n} {street}, {code} | a family at {code} | postcode {code} | {code_joined} | mum in {code}, {street} | flat {n}, {code} | no {n}, {code_joined} | address ends {code} | home {code_joined}, {street} | PC {code}",
    "street address": "{n} {street} | Flat {n}, {street_house} | the family at {n} {street} | {n}a {street}, {town} | address: {n} {street} | lives at {n}, {street} | living at number {n} {street} | flat {n}b {street} | home visit to {n} {street} | Flat {n} {street_house}, {town} | {n} {street_short} | mum of {n} {street}, {town}",
    "telephone number": "07700 900### | 07700900### | 07700-900-### | +44 7700 900### | +447700900### | (01632) 960### | 01632 960 ### | 020 7946 0### | 02079460### | 0044 7700 900### | tel 07700.900.### | mob: 07700900### | 0161 496 0### | +44 (0)20 7946 0### | ring her on 01632960### | phone 0113 4960###",
    "e-mail address": "{first}.{last}@mail.example.org | {first}##@example.com | {last}_{first}@post.example.net | email {first}@example.org | {first}.{last} @ example.com | {first}-{last}@example.org | {first}{last}##@mail.example.com | e-mail: {first}+kids@example.net | mailto:{first}@mail.example.org | {first}.{last}(at)example.org | {first}.{last} at example dot com | mum's email {first}_{last}@example.co.example.org",
    "case reference": "case ref EH/####/### | Mosaic ID ###### | LCS ####### | crime ref 47/#####/24 | our case no. CR-###### | Liquidlogic ID ####### | ref: SW/##/##### | case number ##### | crime reference number ##########/## | CAD #### of 12/03 | file no #####/## | Mosaic ###### | reference MASH-2024-#### | client ID ###### | court case no QQ24C##### | police log ### of 14/05/2024 | EHM ref ###### | incident no. ########",
    "hospital number": "MRN ####### | hosp no %###### | hospital number ####### | hosp no. ###### | MRN: %%###### | hospital no %#####% | Hosp number: ########  | patient ID ####### | mrn is ######## | hospital ref ###### | hosp num %###### | patient number %#######",
    "date of birth": "dob {dd}/{mm}/{y} | DOB: {dd}.{mm}.{yy} | born on {d} {month} {y} | d.o.b. {d}/{m}/{yy} | date of birth {d}{th} {month} {y} | born {d} {mon} {y} | DoB {y}-{mm}-{dd} | she was born on {d}{th} {month} {y} | he was born {d}/{m}/{yy} | birthday {d} {month} {y} | b. {dd}/{mm}/{y} | {dd}/{mm}/{y} (dob) | D.O.B {dd} {mm} {y} | birth date: {month} {d}, {y} | born on the {d}{th} of {month} {y} | whose birthday is {d}{th} {month}",
    "car registration": "reg Q%1# %%% | Q%6#%%% | car reg Z%2#%%% | I%1# %%% | registration Q%7# %%% | number plate Z%1# %%% | a blue Corsa, Q%2#%%% | vehicle reg I### %%% | reg no %%% ###Q | VRM I%5#%%% | dad drives Q%1# %%% | plate %%%###Q",
    "social media": "@{first}_{invented}## | insta: {first}.{invented}## | snapchat {first}_x## | instagram.com/{first}{invented} | https://www.facebook.com/{first}.{invented}.## | tiktok.com/@{first}{invented}## | Snap name is {first}##xx | on instagram as {first}_{invented} | facebook.com/profile.php?id=0000######## | her TikTok @{first}{invented} | x.com/{first}_{invented} | discord {first}####_ | snap: {first}.{invented} | Roblox username {first}{invented}##",
    "initials and birth date": "{initials} dob {dd}/{mm}/{y} | {initials} (DOB {d}.{m}.{yy}) | {dots} {dd}/{mm}/{y} | {initials}, born {d} {month} {y} | {initials} {dd}/{mm}/{yy} | {dots}, {dd}.{mm}.{y} | {initials} ({dd}/{mm}/{y}) | {initials} d.o.b {d}/{m}/{yy} | {dots} b. {dd}/{mm}/{y} | {initials} DOB {d} {mon} {y} | {initials} - {dd}-{mm}-{y} | {dots} born {d}{th} {month} {y}",
    "name and birth date or address": "{full}, dob {dd}/{mm}/{y} | {full} {dd}/{mm}/{y} | {full} of {n} {street} | {full} ({dd}.{mm}.{yy}) | {full}, born {d} {month} {y} | {full}, {n} {street}, {code} | {full} - {d} {month} {y} | {full} at {n} {street} | {first} {last}, {d}/{m}/{yy} | {full} lives at {n} {street} | {last}, {first} ({dd}/{mm}/{y}) | {full}, {d}{th} {mon} {y} | {full}, {code}",
    "surname with title or family": "Mr {last} in Flat {n} | the {last} family of {town} | Mrs {last}, {age}, | Ms {last} of {street} | the {last} family in {town} | Miss {last} aged {age} | Mr {last} from {town} | Mr and Mrs {last} at {n} {street} | Dr {last}, {age} years old, | the {last} family, {town} | Mrs {last} ({age}) | the {last} family at number {n} | Mrs {first} {last} in {town} | Mr {last} who lives in {town}",
    "name in context": "my client {full} | my patient called {full} | a pupil called {full} | {full}, aged {child}, lives at home, | my service user {full} | {full} (aged {child}) | a child named {full} | {full}, {child} years old, | mum is {full} | our tenant {full} | {full}, {child}, who lives with his nan | the child's name is {full} | a boy called {full} | {full} who lives in {town} | her son {full}, {child}",
}
_BARE_NAMES = "{full} | is {full} mentioned | {first} {last} | anything on {full}? | what happened with {full} | learning for {full} | {full} and bruising | mr {last} | the case of {full} | {full}'s injuries"
_FIRST = _listed("Jamie|Kayleigh|Mohammed|Aisha|Oliver|Poppy|Tyrone|Zofia|Callum|Grace|Rhys|Siân|Declan|Priya|Ewan|Chantelle|Luca|Maisie|Kwame|Rose")  # fmt: skip
_LAST = _listed("Testerby|McSample|O'Mockery|Fakeham|Baker|Patel|Khan|Young|Dummington-Hughes|Nowak|Specimenson|Brown|Okafor|Hill|Placeholder|Singh")  # fmt: skip
_INVENTED = _listed("Testerby|McSample|Mockery|Fakeham|Specimenson|Placeholder")
_STREETS = _listed("Madeup|Nowhere|Mockbridge|Elm Tree|Samplers|Old Fictive|Queen's Dummy|Testing|St Nobody's")  # fmt: skip
_KINDS = _listed("Road|Street|Avenue|Lane|Crescent|Terrace|Close|Drive|Way|Gardens|Grove|Court|Place|Hill|Rise")  # fmt: skip
_TOWNS = _listed("Hastings|Leeds|Scarborough|Crawley|Milton Keynes|Bexhill|St Leonards|Hull|Worthing|Tower Hamlets")  # fmt: skip
_MONTHS = _listed("January|February|March|April|May|June|July|August|September|October|November|December")
_CLEAN = """
How many of the {n} cases in {year} involved babies under {age}? | what did {title} recommend | Is {label} the same child as in the {year} review? | the {known} review, what changed | What does section {section} of the Children Act 1989 say? | s{section} enquiries in {place}
Working Together {year} chapter {digit} | compare {title} with {known} | Did {body} publish anything on {day}? | report published {day} by {body} | {pct}% of reviews in {years} mention fathers, true? | Which page of {title} mentions {tool}? Page {n}? | is {phone} still the right number for {place}
do I ring {short} or {phone}? | who answers {office}? | how old was {label}, {age} or {age2}? | a {age} old in {label} | ISBN {isbn}, do you have it | is document {doc} held | see {doc}, paragraph {n}.{digit} | what is {tool} and who is it for | {tool} training in {place} in {year}
Mrs Justice Pauffley's judgment of {year} - is it mentioned? | {author} ({year}) on professional curiosity | what did {author} say about chronologies | The {author} report, {year}, recommendation {digit} | baby aged {age} with {digit} fractures, which review?
{label} was {age} when admitted on day {n} | Children aged {digit} to {n} in {years} | between {year} and {year2} how many SCRs | 7-minute briefing on neglect | {digit}-minute briefing, {body} | give me {digit} bullet points from {title} | Rapid review within 15 working days of {day}?
{label} ({known}) and what happened next | does {body} use {tool}? | Early Help Strategy {years} of {place} | Level {digit} safeguarding training for GPs since {day} | What changed between {day} and {day2}? | the {place} audit of {year} found {pct} per cent | {n},{nnn} notifications in {years}
weight on the {digit}th centile at {age} | Family Court and Crown Court timings in {known} | Regulation {section} and Schedule {digit} | Article {digit} of the UNCRC | recommendation {digit} of {digit2} in {title} | Is the Royal College of Radiologists quoted in {title}?
Great Ormond Street Hospital and second reporting | Home Office and Department for Health letters of {year} | {tool} versus {tool2} | the mother called the police at {age}? | was the father named in {title} | pupil numbers in {place} {year} | patient safety incident reports {years}
case numbers rose by {pct}% in {years} | which family moved to {place}? | the family in {label} lived in {place}, didn't they | a young mum of {mumage} living in temporary housing | parents aged {mumage} and {mumage} in {title} | IRO caseload of {n} in {place}
{n} children on a CP plan in {place} on 31 March {year} | GP saw {label} at {age} and again at {age2} | born at {n} weeks, home at {age} | Does {known} count as fiction for training? | {known} inquiry recommendation {n} | the {known} SCR of {year} in one paragraph | Baby P and {known}
lessons since {known} | Does anything say 'the whole family of services in {place}' | the Think Family approach of {body} | what is the {place} threshold document {year} version {digit} | {doc} superseded {doc2}? | who chaired {title}? | who wrote the {known} report
Is Ms A in {label} the same as Ms B, {mumage}? | Mother (aged {mumage}) and Father in {label} | Facebook and Instagram use by parents in {title} | social media: {digit} mentions in {years} | text SHOUT to 85258, is that in there | {short} or NHS {short2} | road deaths on {n} main roads in {place}
house fires in {n} flats | children under {digit} on the road {n} times | {n} families in one street | ratio of {digit}:{digit2} at {age} | £{n},{nnn} per review | {digit} of {n} agencies, {pct}.{digit}% | at {hour} on a {weekday}, is SPoA open | open {weekday} to Friday 8.30-{hour}
HV visit at {age}, 6-8 week check and {digit2} month review | grade {digit} pressure, stage {digit2} hearing, form C{n} | table {digit}, figure {digit2}, pages {n}-{n2} of {title} | footnote {n}, {author} et al {year} | Children and Social Work Act 2017 s{section} | Care Act 2014 and {doc}
Ofsted's {year} inspection of {place}, para {n} | KCSIE {year} paragraph {n} | Hansard {day} | born in {year} and known to {body} | babies born after {day} | if it was published on {day}, why is the death in {year}? | review signed off {day}, published {day2}
"""
_NAMED = {
    "label": "Child S|Child H|Henry|Child 2|Child H (Henry)|Baby P|Child AB|Family X|Baby J|Young Person Q",
    "known": "Victoria Climbié|Arthur Labinjo-Hughes|Daniel Pelka|Star Hobson|Baby P|Child S|Henry|Peter Connelly|Maria Colwell",
    "author": "Lord Laming|Eileen Munro|Marian Brandon|Alan Wood|Josh MacAlister|Dr Sidebotham|Professor Jay",
    "tool": "Graded Care Profile|Graded Care Profile 2|Clare's Law|Sarah's Law|ICON|Signs of Safety|DASH|Claire's Law|Bruising Protocol|Think Family|Family Safeguarding|Operation Encompass|Early Help Assessment",
    "body": "East Sussex Safeguarding Children Partnership|NYSCP|West Sussex County Council|Ofsted|Leeds City Council|NHS England|North Yorkshire Police|the Child Safeguarding Practice Review Panel|Sussex Partnership NHS Foundation Trust|Hull Safeguarding Children Board",
    "place": "Hastings|North Yorkshire|West Sussex|Milton Keynes|Tower Hamlets|Brighton and Hove|Great Yarmouth|Leeds|County Durham",
    "office": "safeguarding@eastsussex.gov.uk|mash@leeds.gov.uk|lscp.contact@hull.gov.uk|nyscp@northyorks.gov.uk|0-19.SPOA@eastsussex.gov.uk|childrens.services@westsussex.gov.uk",
    "isbn": "978-1-78655-123-4|978 0 10 101222 3|9781474124512|0-11-701122-3|978-1-5286-1234-5",
    "doc": "DFE-00195-2018|Cm 5730|HC 1152-I|Cm 9589|DFE-00341-2017|HC 803|SI 2018/789|Cmnd 5730|CP 658",
    "short": "999|101|111|0800 1111|116 123", "section": "47|17|20|31|44|11|16E", "weekday": "Monday|Saturday",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of so many."""

    count: int
    total: int

    @classmethod
    def of(cls, answers: Iterable[bool]) -> "Tally":
        """How many of the answers are yes."""
        seen = list(answers)
        return cls(sum(seen), len(seen))

    @property
    def rate(self) -> float:
        """The share, 0 where there was nothing to count."""
        return self.count / self.total if self.total else 0.0

    def __str__(self) -> str:
        return f"{self.count}/{self.total}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What the rules stopped.

    ``caught``, ``false_stops`` and ``bare_names`` count over both halves; ``by_sort`` and ``clean`` are keyed
    by half, ``by_sort`` then by sort of identifier. ``missed`` and ``stopped`` hold texts of the open half only.
    """

    caught: Tally
    false_stops: Tally
    bare_names: Tally
    by_sort: Mapping[str, Mapping[str, Tally]]
    clean: Mapping[str, Tally]
    missed: tuple[str, ...]
    stopped: tuple[str, ...]


def measure(finds: Callable[[str, Sequence[str]], bool] = has_personal_data) -> Measured:
    """Measure a finder of personal data on made messages and clean sentences, the same ones at every run.

    Args:
        finds: called with a message and the numbers of the register; whether it stops the message.

    Raises:
        CatalogueBroken: the shipped register of contacts cannot be read.
        OSError: the shipped digests or the gold questions cannot be read.
    """
    numbers = _register_numbers()
    found = [(half, sort, text, finds(text, numbers)) for half, sort, text in _made_messages()]
    clean = [(half, text, finds(text, numbers)) for half, text in _clean_sentences(numbers)]
    sorts = {
        kind: Tally.of(row[3] for row in found if row[:2] == kind) for kind in product(_HALVES, _FORMATS)
    }
    return Measured(
        caught=Tally.of(yes for *_, yes in found),
        false_stops=Tally.of(yes for *_, yes in clean),
        bare_names=Tally.of(finds(text, numbers) for text in _bare_names()),
        by_sort={half: {sort: sorts[half, sort] for sort in _FORMATS} for half in _HALVES},
        clean={half: Tally.of(yes for one, _, yes in clean if one == half) for half in _HALVES},
        missed=tuple(text for half, _, text, yes in found if half == "open" and not yes),
        stopped=tuple(text for half, text, yes in clean if half == "open" and yes),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _halves(parts: Iterable[str]) -> dict[str, list[str]]:
    """Every other one by the order of their hashes: nobody chose which half a part is in."""
    ranked = sorted(parts, key=_hash)
    return {half: ranked[number::2] for number, half in enumerate(_HALVES)}


def _made_messages() -> Iterable[tuple[str, str, str]]:
    """Half, sort and text of each message. Sorts take turns, and so do the carriers and formats of a half."""
    carriers = _halves(_listed(_CARRIERS))
    formats = {sort: _halves(_listed(text)) for sort, text in _FORMATS.items()}
    for half in _HALVES:
        dice, deck = random.Random(f"{_SEED} {half}"), list[str]()
        for number in range(MADE // 2):
            sort = list(_FORMATS)[number % len(_FORMATS)]
            wordings = formats[sort][half]
            identifier = _filled(wordings[number // len(_FORMATS) % len(wordings)], dice)
            if not deck:
                deck = dice.sample(carriers[half], len(carriers[half]))
            text = deck.pop().replace("{}", identifier)
            yield half, sort, text.lower() if dice.random() < 0.25 else text


def _bare_names() -> Iterable[str]:
    dice = random.Random(_SEED)
    return [_filled(dice.choice(_listed(_BARE_NAMES)), dice) for _ in range(BARE)]


def _filled(wording: str, dice: random.Random) -> str:
    drawn = re.sub("#", lambda _: str(dice.randrange(10)), wording)
    drawn = re.sub("%", lambda _: dice.choice("BEGHJNPRTWXY"), drawn)
    day, month, year = dice.randrange(1, 29), dice.randrange(12), dice.randrange(1985, 2026)
    first, last, ten = dice.choice(_FIRST), dice.choice(_LAST), _nhs_number(dice)
    place, kind = dice.choice(_STREETS), dice.choice(_KINDS)
    out = dice.choice(["ZZ99", "QZ7", "XX1", "JX12", "VQ3"])
    back = f"{dice.randrange(10)}{dice.choice('ABDEFGHJLN')}Z"
    fields = {
        "d": day, "dd": f"{day:02}", "m": month + 1, "mm": f"{month + 1:02}", "y": year, "yy": f"{year % 100:02}",
        "month": _MONTHS[month], "mon": _MONTHS[month][:3], "th": {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th"),
        "first": first, "last": last, "invented": dice.choice(_INVENTED), "full": f"{first} {last}", "initials": first[0] + last[0], "dots": f"{first[0]}.{last[0]}.",
        "nhs": ten, "nhs_spaced": f"{ten[:3]} {ten[3:6]} {ten[6:]}", "nhs_dashed": f"{ten[:3]}-{ten[3:6]}-{ten[6:]}", "nhs_dotted": f"{ten[:3]}.{ten[3:6]}.{ten[6:]}",
        "ni": dice.choice(["BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "QQ"]), "code": f"{out} {back}", "code_joined": out + back,
        "street": f"{place} {kind}", "street_house": f"{place} House", "street_short": f"{place} {dice.choice(['Rd', 'St', 'Ave', 'Ln', 'Cl'])}",
        "town": dice.choice(_TOWNS), "n": dice.randrange(1, 199), "age": dice.randrange(19, 60), "child": dice.randrange(1, 17),
    }  # fmt: skip
    return drawn.format(**fields)


def _nhs_number(dice: random.Random) -> str:
    while True:
        nine = f"999{dice.randrange(10**6):06}"
        check = -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check < 10:
            return f"{nine}{check}"


def _clean_sentences(numbers: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Half and text: the digests' sentences, gold questions, and ``CLEAN_MADE`` questions made from templates."""
    files = sorted(SHIPPED_CORPUS.glob("*.md"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n")]
    written = dict.fromkeys(line[a:b] for line in lines for a, b in sentence_spans(line, 0, len(line)))
    cases = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    harmless = [c for c in cases if c["kind"] != "live_concern" and c["reason"] != "personal_data"]
    asked = sorted({c["question"] for c in harmless} - set(written), key=_hash)
    for half, texts in _halves([*written, *asked][: CLEAN - CLEAN_MADE]).items():
        yield from ((half, text) for text in texts)
    titles = [file.read_text(encoding="utf-8").split("\n")[0].strip("# ") for file in files]
    named = {name: _listed(text) for name, text in _NAMED.items()} | {"title": titles, "phone": [*numbers]}
    for half, templates in _halves(_listed(_CLEAN)).items():
        dice, made = random.Random(f"{_SEED} clean {half}"), dict[str, None]()
        for wording in cycle(templates):
            names = sorted({name for _, name, _, _ in Formatter().parse(wording) if name})
            text = wording.format(**{name: _value(name, named, dice) for name in names})
            made[text.lower() if dice.random() < 0.2 else text] = None
            if len(made) == CLEAN_MADE // 2:
                break
        yield from ((half, text) for text in made)


def _value(name: str, named: Mapping[str, Sequence[str]], dice: random.Random) -> str:
    kind = name.removesuffix("2")  # "year2" is another year
    if kind in named:
        return dice.choice(named[kind])
    day, month, year = dice.randrange(1, 29), dice.randrange(1, 13), dice.randrange(2003, 2025)
    name_of_month = _MONTHS[month - 1]
    values = {
        "digit": str(dice.randrange(2, 10)), "n": str(dice.randrange(10, 130)), "nnn": f"{dice.randrange(1000):03}", "pct": str(dice.randrange(2, 98)),
        "year": str(year), "years": dice.choice([f"{year}-{(year + 1) % 100:02}", f"{year}/{(year + 1) % 100:02}", f"{year}-{year + 1}"]),
        "day": dice.choice([f"{day:02}/{month:02}/{year}", f"{day} {name_of_month} {year}", f"{name_of_month} {year}", f"{day}.{month}.{year}", f"{year}-{month:02}-{day:02}"]),
        "age": dice.choice([f"{day} weeks", f"{month} months", f"{month} years old", f"{day}wks", f"{month}/12", f"{day % 7 + 1}/52", f"{day} days", f"{month} yrs", f"{month}-year"]),
        "mumage": str(dice.randrange(15, 40)), "hour": dice.choice(["5pm", "16:30", "8.30am", "0900", "17.00"]),
    }  # fmt: skip
    return values[kind]


def _register_numbers() -> tuple[str, ...]:
    register = load_register(SHIPPED_CORPUS / "contacts.toml")
    contacts = (*register.national, *(contact for area in register.areas for contact in area.contact))
    return tuple(contact.number for contact in contacts if contact.number)


def main() -> int:
    """Print the figures; returns 0 where both targets are met, else 1."""
    seen = measure()
    print(f"{'stopped of made messages':34}{'open':>10}{'kept':>10}")
    for sort in _FORMATS:
        print(f"{sort:34}{seen.by_sort['open'][sort]!s:>10}{seen.by_sort['kept'][sort]!s:>10}")
    print(f"{'clean sentences stopped':34}{seen.clean['open']!s:>10}{seen.clean['kept']!s:>10}")
    print(f"all made {seen.caught} ({seen.caught.rate:.3f}), bare names {seen.bare_names}")
    print(f"all clean {seen.false_stops} ({seen.false_stops.rate:.3f})")
    for title, texts in (("Missed (open half)", seen.missed), ("Stopped wrongly (open half)", seen.stopped)):
        print("\n".join([f"{title}: {len(texts)}", *(f"  {text}" for text in texts)]))
    return 0 if seen.caught.rate >= 0.99 and seen.false_stops.rate <= 0.01 else 1


if __name__ == "__main__":
    sys.exit(main())
