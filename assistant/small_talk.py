"""Messages that ask nothing of the reviews: greetings, thanks, and what this is at all."""

import re

from assistant.words import fold

# What is said to anybody and asks nothing of the reviews.
_GREETING_WORDS = (
    r"\b(?:hi+|hiya|hello|hey|yo|howdy|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|(?:many )?thanks?(?: you)?(?: (?:so|very) much)?|thx|ta|cheers|"
    r"ok(?:ay)?|great|perfect|lovely|brilliant|cool|fine|nice|good|right|sure|yes|yep|yeah|no|nope|bye|goodbye|please|sorry|test(?:ing)?|there|again|"
    r"got it|i see|that'?s (?:all|it|great|fine|helpful)|(?:very )?helpful|for (?:that|now|your help)|all|just|then|so|and|oh|well|um+|hmm+)\b"
)
_GREETING = re.compile(_GREETING_WORDS, re.IGNORECASE)
_GREETED = re.compile(rf"^(?:\W*{_GREETING_WORDS})+", re.IGNORECASE)
_OF_THE_TOOL = re.compile(
    r"^\W*(?:"
    r"help|(?:who|what) (?:exactly )?(?:are|r) (?:you|u)|what(?:'s|s| is) (?:this|your name|it|this (?:for|about|tool|page|thing|site|app|assistant|chatbot)|(?:the point of )?this (?:\w+ )?for)|"
    r"what (?:do|can|could) (?:you|u|this(?: \w+)?|it) (?:do|answer|help(?: me)?(?: with)?|know)(?: for me)?|what (?:can|could|should|do) i (?:ask|do|type|say)(?: (?:you|here|in here|of you|it))*|"
    r"how (?:do|does|can|should) (?:you|i|this|it)(?: \w+)? (?:work|use (?:this|it|you)|ask(?: (?:you|it|a question))?|start|begin)(?: here)?|can you help(?: me)?|i need help|"
    r"are you (?:a |an |there|real|human|working|chatgpt|ai)\w*(?: \w+){0,2}|do you work|how are you(?: doing| today)?|anyone there|is (?:anyone|anybody) there|where do i start|(?:give me )?(?:some |an )?examples?(?: questions?)?"
    r")\W*$",
    re.IGNORECASE,
)


# A key pressed too soon: an article, a letter or a preposition, and nothing that it belongs to.
_NO_MORE_THAN = re.compile(r"\W*(?:(?:[a-z]|an|the|of|to|in|on|at|is|be|it|as|by)\b\W*)+", re.IGNORECASE)


def asks_nothing(message: str) -> bool:
    """Whether a message only greets, thanks, or asks what this is: to be met with a word of help."""
    text = fold(message)
    if _NO_MORE_THAN.fullmatch(text):
        return True
    return not re.search(r"\w", _GREETING.sub(" ", text)) or bool(_OF_THE_TOOL.match(_GREETED.sub("", text)))
