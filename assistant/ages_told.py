"""Whether a text tells how old somebody is, in any of the forms that reviews use; how long something took is no age."""

import re

from assistant.words import NUMBER_WORDS, TEENS

_N = rf"(?:(?<![\w/.-])\d{{1,2}}(?:\.\d)?|{'|'.join((*NUMBER_WORDS, *TEENS))})"
_UNIT = r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?)"
_JUST = (
    r"(?:(?:just|only|about|around|nearly|almost|approximately|approx|barely|roughly|under|over|some|between|from|the|"
    r"age|of|less than|more than|not yet) ){0,4}"
)
_CHILD = (
    r"(?:bab(?:y|ies)|child(?:ren)?|infants?|girls?|boys?|toddlers?|newborns?|sons?|daughters?|twins?|siblings?|"
    r"sisters?|brothers?)"
)
_SOMEBODY = (
    rf"(?:he|she|they|{_CHILD}|mother|father|mum|dad|parents?|(?:child|baby|infant|young person) \w{{1,2}})"
)
# "At ten months" is an age, and "at six months after", "at 28 weeks' gestation", "at the six-week check" are none.
_NO_AGE = (
    r"(?!'? ?(?:later|after|before|earlier|ago|apart|intervals?|gestation\w*|pregnan\w*|of (?:pregnancy|gestation)|post\w*|"
    r"into|follow\w*|reviews?|checks?|stage|in advance|notice))"
)
TELLS_AGE = re.compile(
    "|".join(
        (
            rf"\b{_N}(?:[- ]?(?:and[- ]a[- ]half|½))?[- ]?{_UNIT}(?:,? (?:and )?{_N} {_UNIT})?[- ](?:olds?|of age)\b",
            rf"\b{_N}[- ]?(?:yo|y/o)\b|\b{_UNIT}[- ]old\b|\b\d{{1,2}}/(?:52|12|7)\b",
            rf"\bage[ds]?(?: range| group)?(?: (?:was|is|were|are))?[ :|=-]{{1,3}}{_JUST}(?:{_N}|up to)\b",
            rf"\bat {_JUST}{_N}(?: and a half)?[- ]{_UNIT}\b{_NO_AGE}",
            rf"\b{_CHILD} (?:\w+ )?(?:of|at) {_JUST}{_N} {_UNIT}\b{_NO_AGE}",
            rf"\b{_N}[- ]{_UNIT}[- ](?:\w+ )?{_CHILD}\b",
            rf"\b(?:was|were|is) {_JUST}{_N}(?: {_UNIT})?,? (?:when|at (?:the time|death|birth|that))\b",
            rf"\b{_SOMEBODY} (?:was|were|is|turned|had turned|was not yet) {_JUST}{_N}(?: {_UNIT})?(?=[,.;)]|$| and\b)",
            rf"\b{_SOMEBODY}(?:,| \() ?{_JUST}{_N} {_UNIT}[,)]",
            rf"\bunder[- ](?:the age of )?{_N}s?\b(?! (?:working|days?|hours?|minutes?|per))",
            rf"\b{_CHILD} (?:from |between )?{_N} ?(?:-|to|and) ?{_N}\b",
            r"\b(?:first|second|third|fourth|fifth|\d{1,2}(?:st|nd|rd|th)) (?:birthday|(?:day|week|month|year) of (?:\w+ )?life)\b",
        )
    ),
    re.IGNORECASE,
)
