"""How people ask which reviews say a thing, or what each of them says: patterns of whole phrases."""

from assistant.asked_last import PAPERS
from assistant.kinds_asked import any_of

_REVIEW = (
    r"(?:reviews?|briefings?|reports?|scrs?|lcsprs?|cases|of (?:them|these|the (?:five|reviews|briefings)))"
)
HOW_MANY = rf"\bhow many (?:of )?(?:the |these )?(?:\w+ )?{_REVIEW}\b"
# "What did the review recommend?" asks of one review, though it does not say which.
_OF_ONE = r"(?:do|does|did|has|have|had|is|was) (?:the|this|that|your) (?:\w+ ){0,2}(?:review|briefing|report|scr|lcspr|case)\b"
WHICH = any_of(
    rf"\b(?:which|what)(?! {_OF_ONE}) (?:of )?(?:the |these )?(?:\w+ ){{0,2}}{_REVIEW}\b(?! (?:say|said|come|did|was it come|(?:now )?called|(?:have|has) been (?:called|known)|are (?:now )?(?:called|known)))",
    HOW_MANY,
    rf"\b(?:do|does|did|has|have|are there|is there|got) any (?:of )?(?:the |these |other )?(?:\w+ )?{_REVIEW}\b",
    rf"^any (?:other )?{_REVIEW}\b",
    rf"\bin which (?:\w+ )?{_REVIEW}\b|\bwhich ones\b|\bwhich \w+ (?:bring|mention|talk|raise|flag|cover|discuss|include|look|deal)\w*\b",
    r"\bwhich (?:have|has|had|mention|talk|bring|raise|flag|cover|discuss|include|recommend|say|look)\w*\b",
    r"\bdo any of (?:these|them|those)\b|\bdo(?:es)? (?:they all|all of (?:them|these)|more than one|most of them|every one)\b",
    r"\bhow many of (?:them|these|those)\b|\bwhich(?: ones| reviews?)?\W*$|\bis there (?:a|any|one) (?:\w+ )?(?:review|briefing|case)\b",
    r"\bwhere (?:does|do|did|has|is|are) (?:\w+ ){1,8}(?:come up|come into it|appear|feature|get a mention)\b|\bwho covers\b",
    r"\bwhich of the (?:two|three|four|five)\b|\bthe reviews? (?:with|that|where|which)\b.*\bwhich\b|\bany(?:thing)? (?:\w+ ){0,2}in (?:any|the other) reviews?\b",
)
# Any number of them, and what they tell of.
_SO_MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|dozen|\d{1,2})"
_MET_IN_REVIEWS = r"(?:children|kids|babies|infants|families|cases|areas|partnerships|boards|parents|mothers|fathers|accounts|young people)"
# Verbs by which a question asks where a thing stands: "which mention ...", "who covers ...".
_STANDS = (
    r"(?:mention|refer|raise|cover|discuss|talk|touch|bring|pick|flag|comment|deal|look|address|highlight|feature|contain|note|identif|include|recommend|"
    r"say|tell|give|list|quote|point|signpost|report|record|describe|want|ask|have|has|had|got|would|could|might|do|did|does|is|are|was|were|use|send|call|urge|show|teach|stress|suggest|warn|"
    r"print|offer|own up|put|prais|commend|criticis|involv|found|finish|draw|assign|treat|name|acknowledg|admit|accept|argue|rais|credit|propos|advis|speak|explain|set out|challeng|question|blam|regret|reflect)"
    r"(?:s|es|e|ed|ies|d|ing)?"
)
_PAPERS = r"(?:papers?|documents?|publications?|accounts?|case studies|studies|audits?)"
# Any number of reviews, by whatever name, none of them named: "of the five accounts", "these publications".
_ALL_OF = rf"(?:of )?(?:(?:the|these|those|your|our|all|five|four|three|two|other) ){{0,3}}(?:{PAPERS}|ones|instances|series|set|collection|library)"
# What is asked of every review whatever it is about, be it numbers to ring: "which give a helpline?", "any review where ...".
PLAINLY_OF_ALL = any_of(
    r"^(?:which|how many)(?: (?:ones|of (?:them|these|those|the (?:\w+ )?(?:reviews|briefings|reports|cases))|reviews|briefings|reports|cases))?"
    r" (?:actually )?(?:give|print|list|include|have|carry|quote|contain|end with|finish with|found|find|recommend|mention|say|raise)s?\b",
    rf"^(?:(?:are|is|was|were) there )?any (?:other )?{_REVIEW} (?:where|in which|that|which|on|about|with|of)\b",
    r"^(?:and )?where (?:do|does|did) (?!i\b|we\b|you\b|one\b|people\b|staff\b)[^?]{2,80} (?:come up|crop up|feature|appear|get (?:a mention|mentioned|raised|praised|discussed))\W*$",
)
# With no review named, these ask in which of them: "where was there a fracture?", "who talks about dads?".
WHICH_OF_ALL = any_of(
    rf"^(?:[^?]{{0,80}}[.:,-] )?which (?:(?:ones?|reviews?|briefings?|cases?) )?{_STANDS}\b",
    r"\bwas there one (?:where|that|with)\b|\bwhich one \w+s\b",
    r"^(?:[^?]{0,80}[.:,-] )?(?:is|are|was|were) there (?:(?:one|ones|any|some|more than one)(?: (?:of (?:them|these|those)|in (?:here|there|these)))?) (?:where|that|about|on|with|which|who|in which)\b",
    rf"^(?:[^?]{{0,80}}[.:,-] )?(?:any|anything|something) (?:at all )?(?:(?:in (?:here|there|these|them|any of (?:them|these)) )?(?:on|about|re|regarding|for (?:us|me|my|our))|where|with|that (?:{_STANDS})|mention of)\b",
    r"^(?:[^?]{0,80}[.:,-] )?any (?:[\w'/-]+ ){1,6}in (?:these|them|those|here|there|any of (?:these|them|those))\W*$",
    r"^(?:and )?in (?:which|how many)(?: of (?:them|these|those))? (?:did|do|does|was|were|is|are|had|has|have|\w+ (?:was|were|did|had))\b",
    rf"^(?:[^?]{{0,80}}[.:,-] )?(?:which|what) {_PAPERS} {_STANDS}\b",
    rf"^how many {_STANDS}\b",
    rf"\b(?:identify|list|name|find|flag|give me|show me) (?:every|each|all|any)(?: of)?(?: the)? (?:{_REVIEW}|{_PAPERS}) (?:which|that|where|with|in which|on|about|to)\b",
    r"\b(?:mentioned|raised|discussed|covered|touched on|referred to|brought up|flagged) (?:anywhere|in any of (?:them|these|those)|at all in (?:these|here))\b",
    rf"[,:-] any {_REVIEW}\W*$|\b(?:where|need to know where|see where|wondering where) [^?]{{2,60}} gets? (?:a mention|mentioned)\b",
    r"^(?:[^?]{2,60}) - (?:anything|any|is it in any|does it (?:feature|come up|appear)(?: in any| anywhere)?)\b",
    r"^(?:[^?]{0,80}[.:,-] )?where (?:did|was|were|is|are|does|has|have)\b(?! (?:i|we)\b)(?![^?]*\b(?:happen|occur|take place)(?:ed|red)?\b)",
    rf"\bwho (?:else )?(?:{_STANDS}) (?:something|anything|about|on|up|that|this|to|with)\b|\bwho (?:raises|covers|mentions|flags|discusses)\b",
    r"\b(?:do|does|are|is|did|have|has) (?:all|every|any|most|some)(?: single)?(?: of)?(?: (?:the|these|those|them))?(?: (?:two|three|four|five|one|ones))?\b(?! \w+ (?:have|need) to)",
    r"\bin every (?:single )?one\b|\bwas there (?:a|any) (?:case|review|baby|child|family)\b|\bname the (?:reviews|briefings)\b",
    r"\bhow many (?:bring|mention|raise|refer|have|cover|talk|say|flag|discuss|recommend|include)\b",
    # "which of the accounts disclose ...", "in how many of the publications ...", "where across the series ..."
    rf"\b(?:which|what) of (?:the|these|those|your|our) (?:{_PAPERS}|{_REVIEW}) \w+|\bin (?:which|how many)(?: of)? {_ALL_OF}\b",
    rf"^(?:and )?where (?:across|in|among|within|throughout) {_ALL_OF}\b",
    rf"\b(?:any|every|each|all|those|titles of|names of)(?: of)? {_ALL_OF} (?:whose|in which|that|where|with|on|about|which)\b(?! \w+ (?:say|said)\b)",
    rf"^(?:[^?]{{0,80}}[.:,-] )?(?:is|are|was|were) there (?:among|amongst|in|within) (?:{_ALL_OF}|them|these|those)\b|\b(?:is|are|was|were|been) (?:any )?(?:instances|cases|examples) (?:where|in which|of)\b",
    # "in whose case was there ...", "something that all five mention", "which children lived with ..."
    rf"^(?:does |do |did |has |have )?any ?(?:one|body) (?:else )?{_STANDS}\b(?! (?:the|this|that) (?:child|baby|boy|girl|mother|father|family)\b)",
    rf"\b(?:in|of) whose (?:{PAPERS}|life)\b|\bsomething (?:that )?(?:all|every|each|most|both)\b|\bin (?:which|how many) {PAPERS}\b",
    r"^(?:and )?which (?:children|kids|babies|infants|families) (?:were|had|lived|got|died|suffered|came|grew|went|ended|did|(?!need)\w{3,}ed)\b(?! (?:to|at) )",
    # "ones where ...", "any that go into ...", "which 1s have ... in"
    r"^(?:the |any )?ones? (?:where|that|with|about|on|which)\b|^any (?:that|which|where)\b|^(?:which|what) ones\b",
    r"\b(?:list|name|give me|show me|find)(?: me)? (?:all )?(?:the )?(?:reviews|briefings|cases|ones)\b",
    # "which of the six", "which family had ...", "whos the one that ...", "where do we read of ..."
    rf"\b(?:which|how many|any|none) of (?:the|these|those|your|our) (?:{_SO_MANY}|{_MET_IN_REVIEWS})\b",
    r"\bwhich (?:family|case|review|area|partnership)\b(?! (?:members?|conferences?|records?|notes?|files?|workers?|managers?|law|courts?|groups?|support))(?= \w+)",
    rf"\b(?:in )?which (?:{_MET_IN_REVIEWS}) (?:(?!should|need|must|can|could|do|does|may|might)\w+)\b",
    r"\bwhich one \w{2,}ed\b|\bwho(?:'?s| is| was) the one (?:that|who|with|where|whose)\b",
    r"\bwhere (?:do|does|did|can|could) (?:we|i|one) (?:read|hear|see) (?:of|about|that)\b|\bwhere (?:is|was) it (?:said|shown|told|described|recorded|reported|written)\b",
    r"\bwhere (?:do|does|did) (?:the|these|those) (?:reviews|briefings|reports|cases) \w+|\bwhere did a (?:review|briefing)\b",
    r"\b(?:is|was) there (?:an? |any )(?:family|child|baby|parent|mother|father|young person) (?:in (?:these|them|any)|that|who|where|whose)\b|\bis there anything (?:about|on|with|in)\b(?! (?:what|how|when|who|whether) )",
    rf"(?:^|[.:;,] |\b(?:want|wants|wanting|like|need|needs|seeking|looking for|collecting|identify|of|after) )(?:the |any |all |some |every )?(?:review or )?(?:{_REVIEW}) (?:where|in which|that|were|whose|with|our)\b(?! (?:say|said|find|found|recommend|conclude)\w*\b)",
    r"^(?:and )?where (?:do|does|did|has|have|is|are) (?!i\b|we\b|you\b|one\b)[^?.]{2,80} (?:come up|crop up|feature|figure|appear)\W*$",
    r"^any (?:[\w'/-]+ ){1,4}(?:stuff|mentions?|info|examples?)\W*$|^[\w' -]{3,50} anywhere\W*$",
)
# Asked of every review, one after the other.
OF_EACH_OF_ALL = any_of(
    rf"\b(?:what|who|how|where|whom|which)\b.*\b(?:each|every one) of (?:the|these|those|our|your|all) (?:{_SO_MANY} )?(?:(?:reviews|briefings|reports|cases)\b|{_SO_MANY}(?=\W*$))",
    r"\breview by review\b|\b(?:for|through) every (?:single )?(?:review|briefing|report|case)\b",
    rf"\b(?:across|over|covering|through) (?:the whole (?:set|library|collection)|all {_SO_MANY})\b|\bgo through (?:all|every|each)\b",
    rf"\bunder each of (?:the|these) (?:{_SO_MANY} )?(?:reviews|briefings)\b",
)
