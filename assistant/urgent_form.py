"""How a message is put, whatever it speaks of: who is in it, in which tense, how long, for what purpose.

A keyword search ("skull fracture 8 weeks no explanation") and a question of the past ("did anyone see the bruise?")
use the words of danger as often as a cry for help does. What tells them apart is their form: no function words, no
writer, a question word and a past tense, a task to be done with the answer. Each is a sign for the points of
``assistant/urgent_points.toml``.
"""

import re

from assistant.words import fold


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(text.split(' | '))})\b", re.IGNORECASE)


_SAID = {
    "me": _words("i | i'm | im | i've | ive | i'd | i'll | me | my | mine | myself | we | we've | weve | our | us | meself"),
    "third": _words("he | she | him | her | his | hes | he's | shes | she's | they | them | their | theyre | they're"),
    "article": _words("the | a | an | this | that | these | those"),
    "present": _words(
        "is | are | am | isn'?t | aren'?t | has | have | hasn'?t | haven'?t | won'?t | wont | can'?t | cant | cannot | keeps? | doesn'?t | "
        "doesnt | don'?t | dont | says | hes | shes | he's | she's | im | i'm | theyre | they're | it's | its | there's | theres | being | going | gonna"
    ),
    "past_auxiliary": _words("did | was | were | had"),
    "purpose": _words(
        "slides? | training | course | dissertation | students? | teaching | taught | quiz | essay | handbook | policy | policies | audit | supervision | "
        "presentation | presenting | talk | workshop | leaflets? | posters? | volunteer | volunteering | placement | lecture | module | research | table | "
        "statistics? | stats | rates? | figures | percentage | average | number of | how common | how often | study | studying | assignment | paper | board | "
        "article | news | newsletter | documentary | book | novel | film | drama | workbook | template | scenario | exercise | roleplay | role-play | cpd | "
        "session | conference | exam | seminar | glossary | define | definition | meaning | means? | wording | evidence | funders? | charity | programme | "
        "sample | ethics | proofread | shorten | commissioners? | compile | search(?:es|ed|ing)? | examples? | topic | chapter"
    ),
    "help": _words(
        "help | what do i do | what should i do | what do we do | what now | who do i (?:call|ring|tell) | do i (?:call|ring) | "
        "should i (?:call|ring|tell|report) | 999 | advice | please | pls | plz | tell someone | dunno what | don'?t know what"
    ),
    "moment": _words(
        "today | tonight | now | just | yesterday | this morning | this afternoon | this evening | last night | right now | currently | at the moment | "
        "still | since | hours? | mins | minutes | tomorrow | later | again | keeps | always | every (?:night|day|time|weekend)"
    ),
    # A question about reviews that turns to somebody who is there: "only I've just seen one".
    "bridge": _words(
        "only i | i ask because | asking because | asking cos | because i | because we | because there'?s | cos mine | cos my | reason i ask | i'?ve got one | "
        "i have one | got one | seen (?:some|one|it) | looks? (?:just )?like | sounds? (?:just |exactly )?like | exactly like | same as | in front of me | "
        "with me | here with | same thing | looking at (?:one|it|her|him) | this one'?s | caught (?:a|the|my|him|her) | in resus | on the ward | "
        "in (?:a\\W?&\\W?e|ed) now | at (?:the )?(?:address|scene|door) | before i call | "
        "(?:nursery|school|police|midwife|hv|gp|teacher|ta|pc|paramedic|ambulance|landlord|neighbour) here | come out of | on the phone (?:with|to) | "
        "waiting room | in my (?:car|office|class|room|clinic) | not here yet | on (?:his|her) way | going back to | outside (?:the )?school | turned up"
    ),
    "small_talk": _words(
        "wifi | laptop | screen | search box | app | answer | printer | deadline | spreadsheet | link | page | password | account | font | slide | email | inbox | "
        "tool | site | browser | resend | send that | again please | frozen | long answer | thanks? (?:so much|for) | ta x | cheers | hope you'?re well | "
        "good morning | good afternoon | good day | try again | another one | next one | haha | lol"
    ),
    "reassures": _words(
        "nobody'?s hurt | no one'?s hurt | not a real | hypothetical\\w* | in general | generally | just testing | testing | fictional | made[- ]up | pretend | "
        "not about a (?:real )?child | no concern | nothing to worry | right as rain | he'?s fine | she'?s fine | all fine | years ago | back in | "
        "in the (?:80s|90s) | last year | in \\d{4} | long ago"
    ),
    "tag_question": _words("didn'?t (?:she|he|they|it) | wasn'?t (?:she|he|it) | weren'?t they | did (?:she|he|they)"),
    "pills": _words(
        "(?:how many|too many|\\d+|overdose of|handful of|all (?:the|my)) (?:\\w+ )?(?:paracetamols?|ibuprofens?|tablets|pills|calpol|codeine|sleeping|antidepressants) | "
        "die (?:from|if i|if you) | (?:already |just )?(?:took|taken|swallowed) (?:them|it|all|loads|too many|a load) | end it(?: all)? | "
        "won'?t wake up (?:again|tomorrow) | not (?:be|gonna be) here"
    ),
    "age": re.compile(
        r"\b\d{1,2}\s?/\s?(?:52|12|7)\b|\b\d{1,2}\s?(?:mo|yo|y/o|wks?|m/o|week old|month old|year old)\b", re.IGNORECASE
    ),
    "reported": _words(
        "told me | tells me | said to me | says to me | has (?:just )?(?:told|said|disclosed) | just (?:told|said|disclosed) | saying | says | is telling | "
        "keeps (?:saying|telling) | wants to know | asked me"
    ),
    "topic": _words(
        "suicide | overdose | fracture | injur\\w+ | bruis\\w+ | shak\\w+ | neglect | abuse | exploitation | poisoning | suffocation | strangulation | drown\\w* | "
        "burns? | scalds? | fgm | self[- ]harm | domestic abuse | dv | choking | ligature"
    ),
    "asks": re.compile(
        r"^\W*(?:(?:and|so|but|ok|okay|hi|hello|thanks|also|then|right|sorry|please)\W+)*(?:what|which|who|whose|whom|why|how|when|where|did|was|were|does|had|"
        r"is there|are there|was there|any|anything|in which|has any|have any|do any|do the|can you|could you)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_FUNCTION_WORD = _words(
    "i | i'm | im | my | me | we | our | us | he | she | his | her | him | they | them | is | are | am | was | were | has | have | had | do | does | did | not | "
    "won'?t | can'?t | isn'?t | hes | shes | the | a | an | this | that | it | its | it's | you | please | pls | help | what | who | why | how | when | where | "
    "just | now | there | theres | but | cos | because | so | if | be | been | keeps | says | said"
)
_LENGTHS = ((3, "words3"), (7, "words7"), (14, "words14"), (30, "words30"))  # words, at most
_TOGETHER = (
    ("me", "present"), ("me", "moment"), ("me", "help"), ("me", "bridge"), ("third", "present"), ("third", "moment"), ("asks", "past_auxiliary"),
    ("asks", "document"), ("document", "moment"), ("document", "bridge"), ("purpose", "me"), ("age", "present"), ("age", "document"),
    ("reported", "moment"), ("topic", "me"), ("pills", "me"),
)  # fmt: skip
_WITHOUT = (
    ("asks", "me"), ("third", "me"), ("document", "me"), ("past_auxiliary", "me"), ("topic", "me"), ("present", "document"), ("document", "bridge"),
    ("purpose", "bridge"), ("purpose", "moment"), ("small_talk", "bridge"),
)  # fmt: skip


def form(message: str, about_documents: bool, tells_of_danger: bool) -> frozenset[str]:
    """The signs of form in a message, each with ``form.`` before its name.

    Args:
        message: as it was typed.
        about_documents: whether its clauses speak of reviews and the like.
        tells_of_danger: whether they tell of danger to somebody who is near. Then a question mark takes nothing
            away; and only then does length count, since much is told of what presses. Length alone says nothing.
    """
    text = fold(message)
    said = {name for name, pattern in _SAID.items() if pattern.search(text)}
    said |= {"document"} if about_documents else set()
    found = said - {"document"}  # the clauses tell that already
    if not _FUNCTION_WORD.search(text):
        found.add("keywords")
    if text.rstrip().endswith("?") and "help" not in said and not tells_of_danger:
        found.add("question_mark")
    count = len(text.split())
    length = next((name for most, name in _LENGTHS if count <= most), "long")
    found |= {length} if length != "long" or tells_of_danger else set()
    found |= {f"{one}+{other}" for one, other in _TOGETHER if one in said and other in said}
    found |= {f"{one}-{other}" for one, other in _WITHOUT if one in said and other not in said}
    if "me" not in said:
        found |= {"nobody"} if "third" not in said else set()
        found |= {"nobody_now"} if not said & {"third", "present"} else set()
        found |= {"asks_of_the_past"} if "asks" in said and "present" not in said else set()
        found |= {"off"} if "moment" not in said else set()
        found |= {"story"} if {"third", "past_auxiliary"} <= said and "moment" not in said else set()
    return frozenset(f"form.{name}" for name in found)


# "What should a GP do about a bruise?" asks what some profession is to do, and tells of nobody.
_ROLES = (
    r"(?:gps?|doctors?|health visitors?|hvs?|midwi(?:fe|ves)|nurses?|paediatricians?|social workers?|teachers?|schools?|nurser(?:y|ies)|staff|practitioners?|"
    r"professionals?|police|hospitals?|agencies|services|workers?|partnerships?|consultants?|paramedics?|carers?|dentists?|leads?|teams?|managers?)"
)
_OF_A_ROLE = re.compile(
    rf"\b(?:what|how|when|who|where|which) (?:should|must|shall|ought|can|do|does|is|are|would) (?:reviews? say )?(?:an? |the |any |all )?(?:\w+ )?{_ROLES}\b"
    rf"|^\W*(?:an? |the )?(?:\w+ )?{_ROLES}\W+what to do (?:if|when|about)\b",
    re.IGNORECASE,
)
_OF_ME = re.compile(
    r"\b(?:i|i'm|im|i've|ive|my|me|mine|we|we've|our|us|now|today|tonight|yesterday|here|just)\b",
    re.IGNORECASE,
)


def asks_of_a_role(text: str) -> bool:
    """Whether a text asks what some profession is to do, and neither the writer nor a moment comes into it."""
    return bool(_OF_A_ROLE.search(text)) and not _OF_ME.search(text)


def names_a_harm(text: str) -> bool:
    """Whether a text names a kind of harm, as a question on reviews may too."""
    return bool(_SAID["topic"].search(text))
