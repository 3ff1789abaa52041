"""Which kinds of statement a question asks for: read off how people ask, by rule.

Order matters in the table: the first pattern that matches decides.
"""

import re

from assistant.words import ABOUT_REVIEWS, content, fold, stem, tokens


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern of several, whatever the case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_ONE_FACT = re.compile(
    r"(?:who|whose|when|how (?:many|old|long|much)|is|was|were|did|does|do)\b", re.IGNORECASE
)

_AND = re.compile(r"^(?:(?:and|but|so|also)\b[ ,]*)+", re.IGNORECASE)

# What a question may ask for, and the kinds of statement that answer it.
_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...], bool], ...] = (
    (
        # "What do the recommendations expect of schools, and what has been done about that?" asks for both.
        any_of(
            r"\brecommend(?:ed|ations?|s)\b[^?.]*[,;?.]? (?:and|plus|as well as|along with|together with|with) (?:[\w']+ ){0,4}(?:done|happened|changed|progress|updates?|actions?|response)\b"
        ),
        ("recommendation", "update", "action"),
        True,
    ),
    (
        any_of(
            r"\bprogress\b",
            r"\btracker\b",
            r"\bupdates?\b",
            r"\bwhere (?:are|have) (?:they|we) got to\b",
            # "What has been done about the recommendation on scans?" asks for what followed, not for what was recommended.
            r"\b(?:been|was|were|is being) done (?:\w+ ){0,2}?(?:about|on|with|to meet|in response to|as a result of|for|towards)\b.*\b(?:recommendations?|recs)\b",
            r"\b(?:happened|came|come|become|became) (?:to|of|with|about|after|from) (?:\S+ ){0,5}?(?:recommendations?|recs)\b",
            r"\b(?:acted|followed up|delivered) (?:up )?(?:on )?(?:\S+ ){0,5}?(?:recommendations?|recs)\b",
            r"\b(?:recommendations?|recs)\b.*\b(?:been|was|were) (?:done|met|acted (?:up)?on|followed up|delivered)\b",
            r"\b(?:what|which) (?:actions?|steps|work) (?:\w+ ){0,4}(?:taken|done|followed) (?:\S+ ){0,6}?(?:recommendations?|recs)\b",
            r"\b(?:recommendations?|recs)\b.*\b(?:completed?|implemented|actioned|achieved|finished|carried out|put in place|outstanding|signed off|fulfilled)\b",
        ),
        ("update", "action"),
        True,
    ),
    (
        any_of(
            r"\brecommend\w*\b",
            r"\brecs\b",
            r"\bproposals?\b|\bwhat (?:\S+ ){1,6}propos(?:e|es|ed|ing)\b",
            r"\b(?:improvements?|changes?|measures|steps|reforms?|obligations?|duties|requirements?|expectations) (?:\w+ ){0,3}(?:called for|recommended|wanted|suggested|"
            r"proposed|asked for|demanded|sought|prescribed|laid down|imposed|advocated|urged|stipulated)\b",
            # "What obligations does the review place on agencies?"
            r"\b(?:improvements?|changes?|reforms?|obligations?|duties|requirements?|expectations|demands) (?:do|does|did|has|have) (?:\S+ ){1,7}?(?:place|lay|impose|prescribe|call for|urge|demand|advocate|want)\b",
            r"\b(?:obligations?|duties|requirements?|expectations|responsibilities) (?:now )?(?:falls?|rests?|lies?) (?:(?:up)?on|with)\b",
        ),
        ("recommendation",),
        True,
    ),
    (
        # "What does the review ask of midwives?", where it says so under whatever heading.
        any_of(
            r"\b(?:ask|expect|require|want|demand)(?:s|ed)? (?:of|from) (?:\w)",
            r"\b(?:asked|expected|required|wanted|demanded) of (?:\w)",
        ),
        ("recommendation", "learning"),
        True,
    ),
    (
        any_of(r"\blinks?\b", r"\bfurther reading\b", r"\bresources\b", r"\bsignpost\w*\b"),
        ("boilerplate",),
        True,
    ),
    (
        any_of(
            r"\bgood practice\b",
            r"\b(?:went|gone|go|done|did|do|doing|worked|work) (?:\w+ )?well\b",
            r"\bget(?:ting)? (?:\w+ )?right\b",
            r"\bgot right\b",
            r"\bgot (?:\w+ )?right\b",
            r"\bstrengths?\b",
            r"\bpositives?\b",
            r"\bprais(?:ed?|es|ing)\b|\bcommend(?:s|ed|ing|able|ations?)?\b|\bcompliment(?:s|ed|ary)?\b|\bapplaud(?:s|ed)?\b",
            r"\b(?:impress(?:ed|es|ive)|pleased (?:with|about|by)|liked?(?= about)|positive about)\b",
            r"\bgood (?:work|examples?)\b|\bgood (?:bits?|things|points|aspects) (?:of|in|about)\b|\bexamples of good\b|\b(?:handled|managed|carried out|dealt with|responded) (?:\w+ )?well\b",
        ),
        ("good_practice",),
        True,
    ),
    (
        any_of(
            r"\b(?:went|go|gone|going) (?:\w+ )?wrong\b",
            r"\bareas? (?:for|of) (?:development|improvement)\b",
            r"\bfailings?\b|\bf[ae]ll(?:s|ing)? short\b|\bfallen short\b",
            r"\bshortcomings?\b|\bwhat (?:was|were|had been|got) (?:\w+ )?missed\b",
            r"\bgaps (?:in|were|was) (?:\w+ ){0,4}(?:practice|work\w*|respon\w+|agencies|protection|found|identified|there)\b|\bwhat (?:were|are) the gaps\W*$",
            r"\bweakness\w*\b|\bdeficienc\w+\b|\bshortfalls?\b|\bcriticisms?\b|\bcriticised\b|\b(?:defects?|flaws?|faults) in (?:\w+ )?(?:practice|work\w*|respon\w+|process\w*|systems?)\b",
            r"\b(?:get|got|getting) (?:\w+ )?wrong\b",
            r"\bcould have (?:been )?(?:done )?better\b",
            r"\bnot (?:done )?well\b",
        ),
        ("finding",),
        True,
    ),
    (
        any_of(
            r"\bactions?\b.*\b(?:taken|done|completed|since)\b",
            r"\b(?:been|was|were|got) (?:done|changed|put in place|fixed)\b",
            r"\bwhat (?:has |have |did )?(?:\w+ ){0,3}(?:changed|done about)\b",
            r"\bchanges? made\b|\bwhat changes? (?:did|has|have|were|was)\b|^\W*(?:the |what |which )?(?:steps|measures) (?:\w+ ){0,2}taken\b",
            r"\brespon(?:d|ded|se) to (?:the |its |this |that |their )?(?:\w+ ){0,2}(?:reviews?|findings?|recommendations?|learning)\b",
            r"\b(?:remedial|corrective|follow-up) (?:\w+ )?(?:actions?|measures?|steps|work)\b|\b(?:put|set) (?:\w+ )?(?:in|into) (?:hand|train|motion|effect)\b",
            r"\b(?:reforms?|changes?|improvements?|measures) (?:\S+ ){0,6}?(?:bring|brought|put|made|make|introduced?) (?:\w+ )?(?:as a result|because of|in response|following|after|since|in (?:the )?light)\b",
            r"\bwhat (?:did|has|have|had) (?!(?:the |his |her |their |\w+'s )?(?:mother|father|mum|dad|parents?|family|carers?|partner|stepfather|grandparents?|baby|child|boy|girl|he|she)\b)"
            r"(?:\S+ ){1,5}?(?:change|changed|alter|altered|reform|reformed|tighten|tightened) (?:\S+ ){0,2}?(?:because of|as a result|in (?:response|answer|reaction|light)|since|after|following)\b",
            r"\bin (?:answer|response|reaction) to (?:\S+ ){0,4}?(?:reviews?|findings?|recommendations?|learning|lessons)\b",
            r"\balready done\b|\beverything (?:that )?(?:\S+ ){1,4}(?:has|have|had) done\b|\bwhat(?:'s|s| is) (?:now )?different(?: now)?\b|\b(?:has|have) (?:\w+ )?moved on\b",
            r"\bwhat (?:has|have) \w+(?: \w+){0,2} (?:already )?done\b",
            r"\bwhat (?:has|have|had|did) (?:\S+ ){1,5}(?:put in place|set up|brought in|introduced?|implement(?:ed)?)\b(?=.*\b(?:since|after|following|as a result|because of|in response|in the light)\b)",
            r"\bsince (?:the|then)\b",
            r"\bupdates?\b",
            r"\bhappened (?:since|about|on)\b",
        ),
        ("action", "update"),
        True,
    ),
    (
        any_of(
            r"\b(?:reflecti\w+|discussion|supervision|team) (?:\w+ )?(?:questions|prompts)\b",
            r"\bquestions? (?:for|to)\b",
            r"\bwhat (?:should|could|can|might|do|to) (?:\w+ ){0,3}(?:discuss|talk (?:about|over)|reflect on)\b(?=.*\b(?:team|supervision|meeting|group)\b)",
            r"\bprompts\b",
            r"\bqs\b",
            r"\bself-(?:examination|reflection|scrutiny|questioning)\b|\b(?:matters?|points|topics|things|issues) for (?:\w+ )?(?:reflection|discussion|thought|consideration|debate)\b",
            r"\b(?:chew|mull) over\b|\bfood for thought\b",
            r"\bask (?:itself|ourselves|themselves|yourself|our ?sel\w+)\b",
            r"\bget (?:my|our|the) team thinking\b",
            r"\b(?:get|invite|want|ask|prompt|encourage|urge|expect)(?:s|ed)? (?:the |our |its |all )?(?:teams?|readers?|us) to (?:\w+ly )?(?:ask|deliberate|discuss|reflect|ponder|debate)\b(?! (?:with|(?:\w+ )?(?:parents?|mums?|mothers?|dads?|fathers?|famil\w+|children|women|carers?|for))\b)",
            r"\b(?:conversation|discussion) starters?\b|\b(?:talking|discussion) points?\b|\bice-?breakers?\b",
            r"\bquestions\b",
        ),
        ("question",),
        True,
    ),
    (
        any_of(
            r"\b(?:key|main|headline) (?:\w+ )?(?:learning|takeaways?|points?|messages?|lessons?|features)\b",
            r"\btake[- ]?(?:aways?|homes?)\b(?! (?:pay|wage|baby|child))|\bmessages? (?:should|can|do|does|must|could|to) (?:\w+ )?take\b|\blearnings\b|\b(?:what|which|all|list|the) (?:the )?learning (?:is|are|was|were|in|of|drawn)\b|\btake away (?:from|with)\b",
            r"\blearning (?:\w+ )?(?:themes|areas)\b",
            r"\b(?:strands?|pieces?|elements?|areas?|bits|aspects) of (?:\w+ )?learning\b(?!.*\bnational\b)|\b(?:lessons?|learning) (?:which |that )?(?:\w+ )?(?:derived|drawn|extracted|gained)\b",
            r"\bwhat(?:'?s| is| was) the (?:\w+ )?learning\W*$",
            r"\bthemes\b|\btheme by theme\b|\bwhat (?:does|do|did|can|should) (?:\S+ ){1,5}(?:teach(?:es)?|taught) (?:me|us|practitioners|staff|agencies|professionals|people|teams)\b",
            r"\blearning points?\b|\bwhat (?:was|were|is|has been|can be|did \w+) (?:the learning|learn(?:ed|t)?)\b",
            r"\blessons?\b",
        ),
        ("learning", "finding", "national_finding"),
        True,
    ),
    (
        any_of(
            r"\b(?:came|comes|come|learning|findings?|points?) from the national\b",
            r"\bnational (?:[\w-]+ ){0,2}(?:review|panel)(?:'s)? (?:f[io]u?nd|findings|says?|said|conclude[ds]?|identif\w+|highlight\w*|flag\w*|learn\w*)\b",
        ),
        ("national_finding",),
        True,
    ),
    (
        any_of(
            r"(?<!physical )(?<!medical )(?<!clinical )(?<!scan )(?<!x-ray )(?<!ray )(?<!mortem )(?<!examination )(?<!toxicology )(?<!hospital )(?<!forensic )\bfindings\b(?! (?:on|of|from) (?:the |his |her )?(?:[\w-]+ )?(?:scans?|x-?rays?|tests?|imaging|post-?mortem|examination|survey))"
        ),
        ("finding", "national_finding", "learning"),
        True,
    ),
    (any_of(r"\bnational(?:ly)?\b"), ("national_finding", "statistic"), False),
    (any_of(r"\bwhat (?:has |had )?happened\b", r"\binjur(?:y|ies|ed)\b"), ("context",), False),
    (
        any_of(
            r"\b(?:should|ought|must|shall|supposed|expected|needs?|want(?:s|ed)?|meant)\b",
            r"\benough\b",
            r"\bhave to\b",
        ),
        ("recommendation", "learning"),
        False,
    ),
)
KIND_WORDS = frozenset(
    stem(word)
    for word in """
    recommendation recommendations recommend recommended recs good practice well right strengths positives
    wrong areas development failings shortcomings actions action took taken done changed completed updates update
    questions question prompts reflection supervision discussion learning points point takeaways takeaway
    lessons lesson key main headline messages message features themes list everything all complete full
    commend commended praise praised applaud compliment complimentary propose proposed proposals deficiency deficiencies
    shortfalls learnings introduce introduced implement implemented following starters different now moved teach taught gaps impressed pleased
    obligation obligations prescribed imposed remedial corrective strand strands pieces weakness weaknesses conclude concludes organisation organisational criticism criticisms criticised defects flaws reforms self-examination self-reflection self-scrutiny
    fall fell short steps measures remind team teams thinking ask asked asks consider discuss group meeting meetings
    """.split()  # noqa: SIM905
)


# By what words a kind of statement is asked of several reviews: "which describe good practice", "compare all five on ...".
_TOLD_BY = frozenset(
    """
    describe describes described give gives gave show shows showed example examples record records recorded set sets
    compare compares compared comparing contrast versus vs both each across between side picked identified noted two three four five six
    """.split()  # noqa: SIM905
)


def wanted_kinds(question: str) -> tuple[tuple[str, ...], bool]:
    """The kinds of statement a question asks for, and whether it asks for the kind itself."""
    text = _AND.sub("", fold(question))
    if _ONE_FACT.match(text):
        return _prescribed(text), False
    for pattern, kinds, strict in _KINDS:
        if pattern.search(text):
            return kinds, strict
    return (), False


def wants_one(question: str) -> bool:
    """Whether a question asks for one thing: who, when, how many, yes or no."""
    return bool(_ONE_FACT.match(_AND.sub("", fold(question))))


def _prescribed(text: str) -> tuple[str, ...]:
    pattern, kinds, _ = _KINDS[-1]
    return kinds if pattern.search(text) else ()


def subject(rest: str) -> list[str]:
    """The content words of a text that name neither reviews nor a kind of statement, nor only ask for it."""
    frame = ABOUT_REVIEWS | _TOLD_BY
    return [word for word in content(tokens(rest)) if word not in frame and stem(word) not in KIND_WORDS]
