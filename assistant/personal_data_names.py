"""Names of people, found by what stands beside them: a birth date, an age, an address, a title, "my client".

A bare name is not found by rule: nothing tells it from the name of a place, a tool or a review.
"""

import re
from collections.abc import Iterator

from assistant.personal_data_words import ACRONYMS, FIRST_NAMES, PUBLIC, SURNAMES, THINGS, TOWNS, WORDS_OF_TWO

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FULL_DATE = (
    r"(?:\d{1,4} ?[/. -] ?\d{1,2} ?[/. -] ?\d{2,4}|"
    rf"{_DAY}[ /.-]?(?:of )?{_MONTH}[ ,/.'-]{{0,2}}(?:\d{{4}}|\d\d)|{_MONTH} {_DAY},? (?:\d{{4}}|\d\d))\b"
)
_BIRTH = re.compile(
    r"\b(?:d[./ ]?o[./ ]?b|born|birth ?da(?:te|y)|date of birth)\b\W{0,3}(?:(?:is|was|on|of|the)\b\W{0,2}){0,3}"
    rf"(?:{_FULL_DATE}|\d{{8}}\b|\d{{6}}\b)|"
    r"\b(?:d[./ ]?o[./ ]?b|birth ?da(?:te|y)|date of birth)(?!ur)\W{0,3}(?:(?:is|was|on|of|the|in|\d{1,2})\b\W{0,2}){0,3}"
    rf"(?:{_DAY} (?:of )?{_MONTH}\b|{_MONTH} \d|(?:\w{{3,12}} (?:of )?)?{_MONTH} (?:19|20)\d\d\b|"
    rf"\d{{1,2}}[/.-]\d{{1,4}}\b|(?:19|20)\d\d(?:\d{{4}})?\b|{_FULL_DATE})|"
    rf"\bb\.? ?{_FULL_DATE}|"
    rf"{_FULL_DATE}\W{{0,3}}(?:(?:is|was|as) )?(?:(?:his|her|their|the) )?(?:d[./ ]?o[./ ]?b\b|(?:date of )?birth)",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    rf"(?<![\w.'&])([A-Z])(\.?) ?([A-Z])\b\.?(?:[A-Z]\.)?[ ,:(-]{{1,3}}(?:aged? \d{{1,2}}[ ,(]{{1,3}})?{_FULL_DATE}",
    re.IGNORECASE,
)


_FIRST_AND_LETTER = re.compile(
    rf"(?<![\w'-])([^\W\d_]{{2,15}}) [A-Z]\b\.?[ ,:(-]{{1,3}}{_FULL_DATE}", re.IGNORECASE
)
_NO_SURNAMES = THINGS - SURNAMES
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ](?:[\w'-]{0,30}[a-zß-öø-ÿ]))"
_SURNAME_FIRST = re.compile(
    rf"(?<![\w'-])([^\W\d_][\w'-]{{1,30}}), ([^\W\d_][\w'-]{{1,30}})[ ,:(-]{{1,3}}{_FULL_DATE}", re.IGNORECASE
)
_CAPITALS = re.compile(rf"(?<![\w'-]){_CAPITAL}(?: {_CAPITAL}){{1,4}}")
_LOWER_PAIR = re.compile(r"(?<![\w'-])(?=([^\W\d_]{2,15} [^\W\d_][\w'-]{1,30}))")
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_YEARS_OLD = r"(?:years?|yrs?|yo|y/o|months?|mths?|weeks?|wks?)(?:[ -]old)?"
_AFTER = re.compile(
    rf"(?:'s)?[ ,]{{0,2}}(?:\(?aged? {_NUMBER}\b|\(\d{{1,2}} ?(?:{_YEARS_OLD}|[ym])?\)|,? ?(?:is |was )?\d{{1,2}} ?-?{_YEARS_OLD}\b)|"
    rf",? \(?{_FULL_DATE}|[ ,(:-]{{1,4}}(?:of |from )?{_FULL_DATE}|"
    rf", {_NUMBER}(?: ?[,;)?]|\.(?!\d)|$| (?:who|and|lives?|from)\b)|,? (?:who )?(?:is|was|turn(?:s|ed)) \d{{1,2}}\b(?! ?%)|"
    r",? \(?(?:in |from )?(?:year|yr) \d{1,2}\b|"
    rf",? an? \d{{1,2}}[ -]?{_YEARS_OLD}|,? \(?(?:from|of) (?:{TOWNS})\b|"
    r",? (?:who )?(?:lives?|lived|living|resides?|residing|stays|staying) (?:at|in|on|with|near|next)\b|"
    r",? (?:who )?(?:is |was |goes |went )?(?:at|to|from|in|of) (?!the |an? |our |my |her |his |their |this |primary |secondary |high |infant |junior )"
    r"(?:[a-z][\w'.-]{0,20} ){1,3}(?:primary|secondary|school|academy|nursery|infants|juniors|high|pre-?school|college)\b",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:client|patient|pupil|student|service user|tenant|neighbour|child|baby|infant|toddler|boy|girl|lad|mum|mam|mother|dad|"
    r"father|stepdad|step-?father|step-?mother|stepmum|parent|partner|boyfriend|girlfriend|son|daughter|niece|nephew|sister|"
    r"brother|sibling|uncle|aunt|nan|grandmother|grandfather|carer|foster carer|perpetrator|colleague)"
)
_NAMED = re.compile(
    rf"\b{_ROLE}(?: on (?:my|our) \w{{3,12}})? (?:(?:is|was|who is) )?(?:called|named|known as)[: ]{{1,2}}|"
    rf"\b(?:(?:{_ROLE}(?:'s)? |his |her |their |full |my |sur|first |last |maiden )?name(?: is| was|:| =)):? ?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:(?i:my|our|his|her|their|a|this) )?{_ROLE}(?:,| is| was|:| -)? $|\b(?i:my|our|his|her|their|this) (?i:{_ROLE})[,:]? $"
)
# A first name alone between whose child it is and an age: "my son Sam (8)", "our pupil Sam, aged 8".
_CHILD_OF = re.compile(
    rf"\b(?i:my|our|his|her|their|the|this|a) (?i:{_ROLE})[,:]? ([^\W\d_][\w'-]{{2,20}})"
    rf"(?i:[ ,]{{0,2}}\(?(?:aged? )?(?:is |was )?{_NUMBER}(?:\)| ?-?{_YEARS_OLD}\b| ?[,;.]|$)|[ ,]{{1,2}}aged? {_NUMBER}\b)"
)
_TITLE = r"(?:mr|mrs|ms|mx|miss|dr|master)\.?(?: (?:and|&) (?:mr|mrs|ms|miss|dr)\.?)?"
_ROAD = (
    r"(?:[a-z][\w'.-]{0,30} ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|crescent|terrace|close|drive|way|court|gardens|"
    r"place|grove|hill|rise|mews)\b"
)
_PLACED = (
    rf"(?:of|from|in|at|on) (?:{TOWNS})\b|(?:in|at|of|from) (?:number|no\.?|flat|#) ?\d{{1,4}}\b|"
    rf"(?:of|on|in|at|from) (?!the |a |our |this )(?:\d{{1,3}}[a-z]? )?{_ROAD}"
)
_TITLED = re.compile(
    rf"\b{_TITLE} (?!justice\b)((?:[^\W\d_]\.? )?(?:[^\W\d_][\w'-]{{1,30}} ?){{1,3}}?)(?:"
    rf"[ ,]{{0,2}}(?:\(?aged? ?\d{{1,2}}\b|\(\d{{1,2}}\)|,? ?\d{{1,2}} ?-?(?:years?|yrs?|yo|y/o)\b)|"
    r", ?\d{1,2}(?:[,;)?]|\.(?!\d)|$| (?:who|and|lives?|from)\b)|"
    rf",? ?(?:who )?(?:lives? |living )?(?:{_PLACED})|,? ?(?:who )?(?:lives?|living) (?:at|in|on) )",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    rf"\b(?:the |a )?([^\W\d_][\w'-]{{1,30}}) family\b(?:,| \()? (?:(?:who )?(?:lives? |living )?(?:{_PLACED})|(?:{TOWNS})\b)",
    re.IGNORECASE,
)

# "The mother of ..." with a full name tells whose name it is; so does a first name, a middle name and a surname.
_KIN_OF = re.compile(
    r"\b(?i:famil(?:y|ies)|mother|father|mum|mam|dad|parents?|carers?|child(?:ren)?|baby|babies|son|daughter|brothers?|sisters?|siblings?|partner|"
    r"case|death|abuse|neglect) of (?=([^\W\d_][\w'-]{1,20}) ([^\W\d_][\w'-]{1,30}))"
)
_THREE = re.compile(rf"(?<![\w'-])(?=({_CAPITAL}) ({_CAPITAL}) ({_CAPITAL}))")


def has_named_person(text: str) -> bool:
    """Whether a text holds a date of birth, or a name beside something that tells whose it is.

    Args:
        text: a message in its plain form.
    """
    if _BIRTH.search(text) or any(_are_initials(match) for match in _INITIALS.finditer(text)):
        return True
    text = PUBLIC.sub("a child", text)
    if text.isupper():
        text = text.lower()
    if any(_is_surname(match[1].title()) for match in _TITLED.finditer(text)):
        return True
    if any(_is_surname(match[1]) for match in _FAMILY.finditer(text)):
        return True
    if any(match[1].lower() in FIRST_NAMES for match in _FIRST_AND_LETTER.finditer(text)):
        return True
    if any(_is_full_name(match[1], match[2]) for match in _KIN_OF.finditer(text)):
        return True
    if any(
        {match[1].lower(), match[2].lower()} <= FIRST_NAMES and _ends_a_name(match[3])
        for match in _THREE.finditer(text)
    ):
        return True
    if any(_is_first_name(match[1]) for match in _CHILD_OF.finditer(text)):
        return True
    if any(_is_surname_first(match) for match in _SURNAME_FIRST.finditer(text)):
        return True
    return any(_is_placed(text, start, end) for start, end in _full_names(text))


def _are_initials(match: re.Match[str]) -> bool:
    both = match[1] + match[3]
    if match[2]:
        return both.lower() not in ("eg", "ie", "am", "pm")
    if both.isupper() and not match.string.isupper():
        return both.lower() not in ACRONYMS
    return both.lower() not in ACRONYMS | WORDS_OF_TWO


def _is_surname(words: str) -> bool:
    """Whether the words after a title, or before "family", can be a surname and not a pseudonym's letter."""
    last = words.split()[-1].removesuffix("'s")
    if last.istitle() and last.lower() in SURNAMES:
        return True
    return len(last) > 1 and last.lower() not in THINGS and not re.fullmatch(TOWNS, last.lower())


def _is_first_name(word: str) -> bool:
    """Whether a word is a known first name, or has a capital and is no thing, place or pseudonym of a review."""
    return word.lower() in FIRST_NAMES or (word.istitle() and not _is_thing(word))


def _is_full_name(first: str, last: str) -> bool:
    """Whether two words are a known first name and what can be a surname, or both have capitals and are no things."""
    if first.lower() in FIRST_NAMES:
        return _ends_a_name(last) and (last.istitle() or first.islower())
    return first.istitle() and last.istitle() and not _is_thing(first) and not _is_thing(last)


def _ends_a_name(word: str) -> bool:
    return word.lower().removesuffix("'s") not in _NO_SURNAMES


def _is_surname_first(match: re.Match[str]) -> bool:
    last, first = match[1], match[2]
    if first.lower() in FIRST_NAMES:
        return last.lower() not in _NO_SURNAMES
    return first.istitle() and last.istitle() and not _is_thing(first) and not _is_thing(last)


def _full_names(text: str) -> Iterator[tuple[int, int]]:
    """Where two or more words can be a first name and a surname."""
    for match in _CAPITALS.finditer(text):
        words = match.group().split(" ")
        start = match.start()
        while words and words[0].lower() in THINGS:
            start += len(words.pop(0)) + 1
        known = bool(words) and words[0].lower() in FIRST_NAMES
        if len(words) > 1 and (known or not any(_is_thing(word) for word in words)):
            yield start, match.end()
    named = {match.end() for match in _NAMED.finditer(text)}
    for match in _LOWER_PAIR.finditer(text):
        first, second = match[1].lower().split(" ")
        if match.start() in named:
            found = not _is_thing(first) and (first in FIRST_NAMES or not _is_thing(second))
        else:
            found = (
                match[1].islower() and first in FIRST_NAMES and second.removesuffix("'s") not in _NO_SURNAMES
            )
        if found:
            yield match.start(1), match.end(1)


def _is_thing(word: str) -> bool:
    plain = word.lower().removesuffix("'s")
    return plain in THINGS or bool(re.fullmatch(TOWNS, plain)) or plain.endswith(("ing", "ed", "ly", "tion"))


def _is_placed(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 40) : start]
    named = any(match.end() == len(before) for match in _NAMED.finditer(before))
    return bool(named or _BEFORE.search(before) or _AFTER.match(text[end : end + 60]))
