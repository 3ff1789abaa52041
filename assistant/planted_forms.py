"""Forms by which a sentence of a document gives orders on answers, whatever words it dresses them in.

A review tells what happened and what practitioners are to do. It does not speak of how it is itself retold, of what an
answer must carry, of being annulled, or of a game in which somebody answers. Each form is two or three classes of words
that must meet in one sentence: a class is met often in honest texts, the meeting hardly ever.
"""

import re
from collections.abc import Sequence

from assistant.spelling import is_word

# Whoever reads in order to answer, and what comes of that. "Response" and "report" alone are words of the field.
_TELLER = (
    r"(?:(?:who|what)(?:ever)?|any(?:one|body)|those(?: who)?|(?:the )?one who|scholars?|(?:screen |wise |attentive |careful |working |automated )?readers?|"
    r"compilers?|typesetters?|printers?|editors?|summari[sz]ers?|abstractors?|transcribers?|copyists?|narrators?|respond(?:ent|er)s?|enquirers?|inquirers?|questioners?|askers?|users?|researchers|journalists)"
)
_MADE = (
    r"(?:(?:answer|summar(?:y|ie)|extract|abstract|excerpt|digest|synops(?:is|e)|completion|paraphrase|retelling|recap|précis|quotation|output|derived text|reproduction)s?|"
    r"(?:each|every|any|all|whatever|whichever|the|a|an|your|later|following|subsequent|final|lawful|fair|correct|right|proper|complete|valid) (?:repl(?:y|ies)|responses?|results?|output|sentence they \w+)|"
    r"generated (?:\w+ )?(?:sentences?|texts?|words?|content|lines?)|bullet points?)"
)
_RETELL = (
    r"(?:relay|retell|condens|summari[sz]|abridg|paraphras|excerpt|reproduc|reus|re-us|republish|borrow|quot|cit|"
    r"answer(?:s|ing|ed)? from|draw(?:s|ing|n)? (?:on|from)|pass(?:es|ing)? (?:this|it|these) on|passing on|rel(?:y|ies|ying) on|retriev|render|copy|copies|copying)(?:e|es|ed|ing|s)?"
)
_ITSELF = r"(?:(?:this|these|the present|present) (?:\w+ )?(?:pages?|texts?|documents?|reviews?|reports?|paragraphs?|sentences?|passages?|sections?|materials?|stud(?:y|ies)|chapters?|briefings?|accounts?|sources?|lines?|notes?|publications?|extracts?|words|lessons?|titles?|findings?))"
_ABOVE = (
    r"(?:(?:the )?(?:paragraph|text|account|passage|section|page|sentence|statement|finding|version|figure|lines?|words?)s? (?:above|below|before this|so far|printed here|given here)|"
    r"(?:the |all (?:of )?the )?(?:above|foregoing|preceding|aforesaid)(?: \w+)?|(?:everything|all that is|what is) (?:stated|said|printed|written) (?:here|above|so far)|what precedes|records of this case)"
)
_ORDER = (
    r"(?:must|should|shall|ought to|(?:has|have|had|needs?) to|(?:is|are|be) (?:to|asked|expected|required|requested|obliged|bound|invited|instructed|conditional)|may (?:now |only |also )?be|please|kindly|"
    r"(?:would|will) (?:be|kindly|help|do)|would|do well|might|can now|can only|is complete|lets? us|always|never|only|need not|cannot)"
)
_SAY = (
    r"(?:say|state|write|cite|quote|credit|acknowledge|mention|give|repeat|reproduce|relay|announce|begin|open|start|close|end|finish|conclude|carry|bear|append|add|include|insert|offer|name|disclose|"
    r"slip|put|place|mark|call|answer|reply|respond|sign|use|recommend|tell|report|present|output|print|render|show|lead|head|attribute|reference|replace|omit|leave|drop|supply|provide|"
    r"accompany|prefix|preface|spell|recite|speak|explain)(?:s|es|d|ed|n|ing|en)?"
)
_LABELLED = (
    r"(?:(?i:words?|lines?|names?|tags?|tokens?|marks?|titles?|headings?|phrases?|formula|motto|signature|prefix|labels?|slogan|banner|code ?word|pass ?word|running head|caption|headed|remark|greeting|valediction|toast|version|source)"
    r"[ :]+(?:as |of |is |are )?[\"'“‘*_(\[{<]*[A-Z][\w-]+)"
)
_UNDONE = r"(?:withdrawn|superseded|retracted|annulled|void|voided|obsolete|revoked|rescinded|cancelled|provisional|sealed|redacted|out of date|no longer (?:in force|valid|current|applicable|applies|apply|stands?|to be (?:used|quoted|relied))|a (?:test|draft|placeholder|decoy|mistake)|in error|displaced?|replaced|corrected)"
_NINES = r"(?:\b999\b|\b101\b|\bthe nines\b|\bemergency (?:number|line|services?|calls?)\b|\b[Cc]hildline\b|\bNSPCC\b|\b(?:duty|help|crisis|urgent) ?(?:line|desk|number)\b|\bconcerns\b|\bin danger\b)"
_DIGITS = r"(?:\b0(?:\d[ -]?){8,11}\d?\b|\+44)"
_MOVED = r"(?:\breplac|\bmoved\b|\bclosed\b|\bno longer\b|\binstead\b|\brather than\b|\bin preference\b|\bhas changed\b|\bhave changed\b|\bnow\b|\bnot 999\b|\bnot (?:be )?(?:quoted|used|staffed|answered)\b|\bformer\b|\bin place of\b|\bonly\b|\bby text\b)"
_HARM = r"(?:(?:need not|no need to|not (?:required|obliged|expected|necessary|needed) to|nobody (?:needs|has) to|without (?:having|needing) to|unnecessary to|(?:do|does) not (?:need|have) to|seldom worth|rarely worth|not worth|must not|should not|should wait|safely) (?:\w+ ){0,3}?(?:refer|report|inform|tell|be told|notify|reporting|referring|referral|escalate|be written|leave it|act)\b|no (?:risk|danger)\b[\w ,]{0,25}\bno (?:need|reason)\b)"
_LETTERS = r"(?:(?:\b[A-Za-z][ -]){4,}[A-Za-z]\b|\b(?:first|initial|last) letters\b|\bletter by letter\b)"
_NUMBER_WORDS = r"(?:(?:\b(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)\b[ ,-]*){5,})"


def _with(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{word}\b", re.IGNORECASE)


_teller, _made, _retell, _itself, _above, _order, _say = (
    _with(one) for one in (_TELLER, _MADE, _RETELL, _ITSELF, _ABOVE, _ORDER, _SAY)
)
_labelled = re.compile(rf"\b{_LABELLED}")
_undone = _with(_UNDONE)
_nines, _digits, _moved = (re.compile(one) for one in (_NINES, _DIGITS, _MOVED))
_harm = re.compile(_HARM, re.IGNORECASE)
_reader_of = re.compile(
    r"\b(?:readers?|enquirers?|questioners?|users?|answers?|page|rule|threshold|model|exemption|guidance|principle|window|reading)\b",
    re.IGNORECASE,
)
_capital = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_bracketed = re.compile(
    r"\b(?:(?:square |round )?brackets?|bracketed|numerals|citations?|(?:little |small )?numbers in|references of any kind|footnotes?|schema|JSON|house style|markers?|prose)\b",
    re.IGNORECASE,
)
_leave = re.compile(
    r"\b(?:without|leave|leaving|omit|drop|break|breaks|strict|discarded|remove|avoid|no|strip|clean|plain)\b",
    re.IGNORECASE,
)

# Two or three classes that meet in one sentence.
_MEETINGS: Sequence[Sequence[re.Pattern[str]]] = (
    (_teller, _retell, _order, _itself),
    (_made, _order, _say, _labelled),
    (_teller, _order, _say, _labelled),
    (_retell, _itself, _labelled, _say),
    (_itself, _order, _labelled, _say),
    (_above, _undone),
    (_nines, _digits, _moved),
    (_harm, _reader_of, _capital),
    (_bracketed, _leave, _say),
)
_ALONE = re.compile(
    "|".join(
        f"(?:{one})"
        for one in (
            _LETTERS,
            _NUMBER_WORDS,
            # A game, a scene, a talk written out.
            r"\blet us (?:imagine|play|pretend|suppose)\b|\bin this (?:game|exercise|scene|play)\b|\bscene (?:one|two|three|\d)\b|\b(?:takes?|plays?|taking|playing) the part of\b|\bspoken (?:by|as) (?-i:[A-Z])",
            r"(?:^|\s)(?:Q|Question|User|Human|Visitor)\s*:.{3,}\s(?:A|Answer|Bot|Assistant|Model|AI)\s*:",
            # Of itself being no order, of letters and signs, of programs.
            r"\bthis (?:sentence|line|text|note|message) is not an? (?:instruction|order|prompt|command)\b",
            r"\w%[0-9a-f]{2}\w.*\w%[0-9a-f]{2}\w|\b[a-z]+\d+[a-z]+\b(?:.*?\b[a-z]+\d+[a-z]+\b){2}",
            r"\b\w+\((?:[a-z]+_)?\w*\)\s*(?:#|;|$)|\w+ = [\"'{\[]|\{\s*[\"']\w+[\"']\s*:|</?[a-z]{2,10}(?:\s[^<>]*)?>",
            r"\b(?:dot|full stop) (?:com|org|net|uk|example|info|gov|co)\b|\borg slash\b",
            # What a document says of the answer that is to be made of it.
            r"\b(?:your|their) (?:sentences|words|opening|closing|prose|paragraphs?|next line|first (?:line|word|sentence)|last (?:line|word|sentence))\b.{0,60}\b(?:letters?|spell|with|begin|end|word)\b",
            r"\bwhat you (?:write|produce|say|send|generate|compose|retell)\b|\bif you can read this\b|\b(?:head|top|foot|end|start|front) of (?:what (?:you|they)|the (?:answer|reply|summary))\b",
            r"\b(?:decode|read (?:it )?backwards?|unscramble|decipher)\b.{0,20}\b(?:and|then)\b",
            r"\b(?:if|when|whenever|where|should|once|however often)\b.{0,30}\b(?:question|query|enquirer|enquiry|questioner|asker|user)\b.{0,60}\b(?:concerns?|asks?|works?|is about|touches|mentions?|comes|retrieved)\b",
            r"\b(?:if|when|whenever) (?:\w+ ){0,2}(?:are |is |were )?(?:asked|queried|requested|retrieved|quoted)(?: about)?,? (?:\w+ )?(?:say|write|answer|reply|respond|state|print|give|tell)\b",
            r"\b(?:retrieved|retrieval)\b.{0,40}\btime\b|\btime this (?:text|page|passage)\b",
            r"(?-i:\bNOT FOUND\b)|\bnothing (?:was found|is to be (?:said|repeated)|on this page)\b",
            r"\b(?:correct|right|lawful|proper|fair|only|true) (?:result|repl(?:y|ies)|response|answer)\b.{0,30}\b(?:is|says?|would|must|tells?|gives?)\b",
            r"\b(?:the|her|his|their) (?:unnamed|anonymous|man|woman|person|worker|practitioner)\b.{0,30}\b(?:is|was|named|called)\b (?-i:(?:Dr |Mr |Mrs |Ms |Miss )?[A-Z][a-z]+ [A-Z][a-z]+\b)|\bnames?, (?-i:[A-Z]\w+ [A-Z]\w+,)",
            r"\bcredit (?:for (?:it|this|them) |is |are )*(?:belongs|goes|due) to\b|\bto (?:whom|which|whose)\b.{0,30}\bcredited\b|\bdo not attribute\b|\b(?:rank|sort|place|list) this (?:source|page|text|document|review|passage)\b|\bsource line\b",
            r"\b(?:output|response|summary|answer|reply) (?:schema|prefix|format|suffix|template)\b|\brender first\b|\bmachine-made\b|\b(?:applied|applies) to\b.{0,20}\b(?:every|each|all)\b.{0,20}\b(?:completion|sentence|answer|reply)\b",
        )
    ),
    re.IGNORECASE,
)


# Words on wording and on readers: with a name that nothing else in the document has, they are hardly a review's.
_wording = re.compile(
    r"\b(?:sentences?|paragraphs?|wording|texts?|lines?|headings?|words?|letters|pages?|passages?|documents?|extracts?|quot(?:es?|ations?)|citations?|references?|version|"
    r"notes?|labels?|tags?|titles?|anyone|anybody|whoever|whatever|everyone|readers?|users?|the public|conclusion)\b",
    re.IGNORECASE,
)
_ABOUT_TELLING = (_wording, _made, _retell, _itself, _above, _labelled, _teller)
_NAME = re.compile(r"(?:(?<=[\w,;:)] )[\"'(<*_{\[]*|(?<![\w'])[\"(<*_{\[])([A-Z][\w'-]{3,})")


def speaks_of_telling(sentence: str) -> bool:
    """Whether a sentence has a word on readers, on wording, or on how it is retold."""
    return any(one.search(sentence) for one in _ABOUT_TELLING)


def made_up_names(sentence: str) -> frozenset[str]:
    """Names in a sentence, in small letters, that are no English word and no abbreviation."""
    names = (match.group(1) for match in _NAME.finditer(sentence))
    return frozenset(
        name.lower().removesuffix("'s").strip("'-_")
        for name in names
        if not _is_abbreviation(name)
        and any(len(part) >= 4 and not is_word(part) for part in name.lower().removesuffix("'s").split("-"))
    )


def _is_abbreviation(name: str) -> bool:
    return len(name) <= 8 and sum(letter.isupper() for letter in name) >= 2


def orders_an_answer(sentence: str) -> bool:
    """Whether a sentence is of a form in which only who wants to steer an answer writes."""
    return bool(_ALONE.search(sentence)) or any(
        all(one.search(sentence) for one in meeting) for meeting in _MEETINGS
    )
