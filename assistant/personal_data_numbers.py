"""Numbers, codes and accounts that point to one person, found by their shape or by the word before them."""

import re

GAP = r"[ .-]{0,3}"  # as people group digits; a line break or another dash has become one of these
ABROAD = r"(?:\+|00) ?44 ?(?:\(0\)|0)?"

_NHS = re.compile(rf"(?<!\d)(\d{{3}}){GAP}(\d{{3}}){GAP}(\d{{4}})(?!\d)")
_PUBLICATION = re.compile(r"\b(?:ISBN|ISSN|DOI)\b(?:-1[03])?\W{0,3}[\dX][\dX -]{8,18}", re.IGNORECASE)
_YEARS = r"(?:19|20)\d\d ?[-/] ?\d\d\b"
_INSURANCE = re.compile(
    # Two letters may also be a word before a span of years: "in 2020-21 a rise".
    r"\b(?!(?:in|by|of|to|on|at|is|or|as|an|no|so|up|if|do|we|he|me|my|us|be|go|it)\b)"
    rf"[A-Z]{{2}}{GAP}(?!{_YEARS})\d\d{GAP}\d\d{GAP}\d\d{GAP}[A-D]\b",
    re.IGNORECASE,
)
_PUPIL = re.compile(r"(?<!\w)[A-Z](?:\d[ -]?){11}[A-Z\d](?!\w)", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d-])(?<!\d[./])(?!\d{1,2}([./-])\d{1,2}\1\d\d)"  # two dates in a row are no number
    rf"(?:{ABROAD}|\(?0)(?:[ ().-]{{0,4}}\d){{9,10}}(?!\d)|"
    rf"(?<!\d)7\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}}(?!\d)|(?<!\w)0\d{{4}}/\d{{6}}(?!\d)|"
    r"(?<!\w)(?:\+|00)[1-9](?:[ ().-]{0,3}\d){8,13}(?!\d)"
)
_PHONE_NAMED = re.compile(
    r"\b(?:tele?phone|phone|tel|mobile|mob|landline|(?:ring|call|text|on) (?:me|us|him|her|them|mum|dad) on)\b"
    r"[ .:]{0,3}(?:(?:no|num|number|is)\b[ .:]{0,2}){0,2}(?!116 ?\d{3}\b|0800)\d(?:[ -]?\d){5,9}(?!\d)",
    re.IGNORECASE,
)

_MAIL = re.compile(
    r"(?<![\w.+'-])([\w.+'-]{1,64}) ?(?:@|[(\[]at[)\]]) ?((?:[\w-]{1,63}\.){1,5}[\w-]{2,63})", re.IGNORECASE
)
_AT = re.compile(r"[ (\[{<]at\b", re.IGNORECASE)
# With a mailbox that many have, "at" is a sign of an address even before a dot that is written as one.
_MAIL_AT = re.compile(
    r"\b[\w.+'-]{1,64} at (?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|sky|protonmail|proton) ?(?:\.|dot) ?[a-z]{2,3}\b",
    re.IGNORECASE,
)
_MAIL_SPELT = re.compile(
    r"(?<![\w.+'-])[\w.+'-]{1,64} ?(?:(?<= )at(?= )|@|[(\[{<] ?at ?[)\]}>]) ?"
    r"(?:[\w-]{1,40} ?(?:(?<= )dot(?= )|[(\[{<] ?(?:dot|\.) ?[)\]}>]) ?){1,4}[a-z]{2,6}\b",
    re.IGNORECASE,
)
_OFFICE_DOMAIN = re.compile(r"(?:.*\.)?(?:(?:gov|nhs|police|nspcc\.org|childline\.org)\.uk|nhs\.net)")
_OFFICE_WORD = re.compile(
    r"\d{1,2}|[a-z]{0,8}sc[pb]p?|(?:safe|guarding|mash|masa|contact|us|enquir(?:y|ies)|info|admin|team|office|"
    r"duty|spoa|front|door|referrals?|training|learning|child(?:ren)?s?|young|people|families|family|services?|"
    r"social|care|adults?|help|helpline|hub|early|edt|eds|partnerships?|board|cscp|lado|mailbox|business|support|"
    r"customer|feedback|reviews?|cdop|panel|first|response|access|csc|and|the|of|for|hours|out|emergency|council){1,4}"
)

_HANDLE = re.compile(r"(?<![\w.)/@])@([^\W\d][\w.'-]{2,40})")
_PROFILE = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?:(?:facebook|fb|instagram|tiktok|twitter|snapchat|linkedin|threads|"
    r"onlyfans|youtube)\.(?:com|net|me)|(?:x|vk)\.com|t\.me|wa\.me)/(?:add/|in/|u/|user/|people/|profile)?"
    r"@?([\w.%?='-]{3,60})",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|ig|snap ?(?:chat)?|tik ?tok|twitter|facebook|fb|messenger|discord|roblox|telegram|"
    r"whatsapp|xbox|psn|kik|fortnite|minecraft|reddit|twitch|steam|user ?name|gamer ?tag|screen ?name|handle)\b"
    r"(?: (?:account|profile|name|username|user|handle|tag|page|id)\b)?[ :=-]{0,3}"
    r"(?:(?:is|as|under|called)\b[ :]?){0,2}(?!e\.g|i\.e)[^\W\d_](?=[\w'-]{0,40}[\d_.]\w|[\w'-]{1,40}_)[\w.'-]{3,}",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"sc[pb]|nspcc|police|nhs|gov|council|childline|ofsted|safeguard|children|charity|icon|askme",
    re.IGNORECASE,
)
_PLACE_AT = re.compile(
    r"(?:home|school|work|hospital|nursery|night|least|risk|the|that|this|court)", re.IGNORECASE
)

_COUNTED = r"(?:no|num|number|nr|id|ref|reference|code)"
_REFERENCE = re.compile(
    r"\b(?P<label>(?P<system>mosaic|lcs|liquid ?logic|systm ?one|emis|rio|framework ?i|fwi|care ?first|care ?works|"
    r"eclipse|azeus|cpoms|my ?concern|niche|athena|pnc|cris|sims|ehm|eha|mrn|upn|uln|nhs|nino|ni|"
    r"national insurance|unique pupil|passport|driving licen[cs]e|bank account)|"
    r"case|ref|reference|file|record|client|patient|service user|person|pupil|student|hosp|hospital|crime|"
    # Of a person, only where "number", "ID" or the like follows: "child 2" is a label of a review.
    r"(?:child|children|baby|infant|family|mother|father|mum|dad|parent|carer|sibling|young person)(?:'?s)?(?=[ :#-]{0,2}(?:id|no|num|number|nr|ref|reference)\b)|"
    r"incident|occurrence|court|log|cad|pid|urn|custody|prison|account|tenancy|claim|unit|k)\b"
    rf"(?P<words>(?:[ .:#=-]{{1,2}}{_COUNTED}\b){{0,3}})(?:[ .:=]{{1,2}}(?:is|was)\b)?[ .:#=(-]{{0,3}}"
    r"(?P<value>(?:[a-z]{1,6}[-/]?|[a-z] |(?-i:[A-Z]{1,6} ))?\d(?:[ ]?[\w/-]){2,24})",
    re.IGNORECASE,
)
_NOT_A_REFERENCE = re.compile(
    r"(?:19|20)\d\d(?: ?[-/] ?(?:\d\d|(?:19|20)\d\d))?(?![\d/-])|\d{1,2} ?[a-z]{2,}|"
    r"(?:dfe|cm|cmnd|hc|hl|cp|si|isbn|doi)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_REFERENCE_BARE = re.compile(
    r"(?<![\d/])\d{2}/\d{5,7}/\d{2}(?![\d/])|\b[A-Z]{2}\d\d[CPFZ]\d{5}\b|\b[A-Z]\d{4}[A-Z]{2}\b|"
    r"\b(?i:sort code)\W{0,3}\d\d ?-? ?\d\d|\b(?i:log|cad|incident|occurrence|event)(?: (?:no|number|ref)\b\.?)? ?#?\d{1,6} of "
    r"\d{1,2}(?:[/.-]\d|(?:st|nd|rd|th)? (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)

_PLATE = re.compile(
    r"\b(?!(?:yr|ks|wk|pg|pp|ch|pt|cp|sw)\d)(?:[A-Z]{2}\d\d ?[A-Z]{3}|[a-z]{2}\d\d ?[a-z]{3})\b", re.ASCII
)
_WORD_OF_THREE = re.compile(
    r"(?:the|and|was|for|had|has|not|but|who|how|did|are|any|all|can|you|her|his|she|old|new|one|two|say|with|"
    r"yrs|wks|mth|hrs|day|per|via|baby|due|off|out|our|its|scr|dad|mum|now|may|see|set|use|why|way)",
    re.IGNORECASE,
)
_PLATE_NAMED = re.compile(
    r"\b(?:reg|registration|plate|vrm|index|car|van|vehicle|taxi|motorbike|drives|driving|corsa|fiesta|golf|focus|"
    r"astra|polo|bmw|audi|ford|vauxhall|mercedes|transit)\b(?:\W{1,3}(?:no|num|number|plate|mark|is|was|a|reg)\b)"
    r"{0,3}\W{0,3}(?:[a-z]{2}\d\d ?[a-z]{3}|[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z]|(?-i:[A-Z]{1,2}[IZ][A-Z]?"
    r" ?\d{3,4}))\b",
    re.IGNORECASE,
)


def has_number(text: str) -> bool:
    """Whether a text holds a number, code, e-mail address or account of a person.

    Args:
        text: a message in its plain form, without the numbers of offices.
    """
    if "@" in text or _AT.search(text):
        if (
            any(not _is_office(*match.groups()) for match in _MAIL.finditer(text))
            or _MAIL_SPELT.search(text)
            or _MAIL_AT.search(text)
        ):
            return True
        text = _MAIL.sub(" ", text)
    if _has_account(text):
        return True
    if not any(character.isdigit() for character in text):
        return False
    text = _PUBLICATION.sub(" ", text)
    return bool(
        _INSURANCE.search(text)
        or _PUPIL.search(text)
        or _PHONE.search(text)
        or _PHONE_NAMED.search(text)
        or _REFERENCE_BARE.search(text)
        or _PLATE_NAMED.search(text)
        or any(_is_reference(match) for match in _REFERENCE.finditer(text))
        or any(not _WORD_OF_THREE.fullmatch(match.group()[-3:]) for match in _PLATE.finditer(text))
        or any(is_nhs_number("".join(match.groups())) for match in _NHS.finditer(text))
    )


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the NHS number's check digit (weights 10 to 2, modulus 11)."""
    if len(digits) != 10 or not digits.isdigit() or len(set(digits)) == 1:
        return False
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return check != 10 and check % 11 == int(digits[9])


def _is_office(local: str, domain: str) -> bool:
    """Whether an address is a mailbox of a public office and not a person's own."""
    words = [word for word in re.split(r"[._+'-]+", local.lower()) if word]
    return bool(_OFFICE_DOMAIN.fullmatch(domain.lower())) and all(map(_OFFICE_WORD.fullmatch, words))


def _has_account(text: str) -> bool:
    names = [match[1] for match in _PROFILE.finditer(text)]
    names += [match[1] for match in _HANDLE.finditer(text) if not _PLACE_AT.fullmatch(match[1])]
    return any(not _ORGANISATION.search(name) for name in names) or bool(_ACCOUNT.search(text))


def _is_reference(match: re.Match[str]) -> bool:
    """Whether what follows a label such as "case" is a number of one case, and not a year, date or count."""
    value = match["value"]
    if _NOT_A_REFERENCE.match(value) or (not match["words"] and _DATE.match(value)):
        return False
    one = re.match(r"[\w/-]+(?: \d[\d/-]*)*", value)
    digits = sum(character.isdigit() for character in one.group()) if one else 0
    return digits >= (4 if match["system"] or match["words"] else 5)
