"""Is a message in another language than English? Only English is read."""

import re

from assistant.spelling import is_english
from assistant.words import STOP, fold

FEWEST = 4  # words from which a message is judged
SURE = 2  # everyday words of another language that settle a message of three words
ENGLISH = 0.5  # share of words that the dictionary must hold
STOPS = 0.2  # share of everyday English words that settles it
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Everyday words of the languages most spoken here after English, none of them English.
_OTHERS = frozenset(
    """
    jak jakie są sprawie jej jego ich ale jest nie czy dziecko dzieci mnie moje gdzie jestem proszę co się na przez dla który która
    que qué mi respira hermano madre golpea respire bébé ne père mère frappe alt las los una por para como cómo niño niños hijo está con del qui les des une est dans pour avec enfant
    comment mon ma je suis il elle sont cette
    und nicht der das mein meine kind ist wie mit ich ein eine von
    sunt copil copilul meu este pentru cum ce să unde
    yw mae plentyn fy beth sut ydy wedi dros gan nhw
    criança meu minha onde não são como está
    bambino mio mia cosa sono perché della che dove
    bacha mera mere kya hai nahi kaise mujhe
    çocuk benim için nasıl değil bir
    ilmo ilmaha waa maxaa kama
    welche welcher welches gibt es über zu zum zur für empfehlen empfiehlt empfehlungen berichte bericht säugling säuglinge
    quelles quels quelle recommandations rapports disent bébés ont
    recomendaciones informes dicen cuáles recomendações relatórios dizem quais
    raccomandazioni rapporti quali dicono neonati
    rapoartele recomandă recomandările recomandări despre
    zalecenia raporty raportach niemowlę niemowląt
    tavsiyeler raporlar nelerdir
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def is_other_language(message: str) -> bool:
    """Whether a message is written in another script or, from three words on, in another language."""
    words = [word.lower() for word in _WORD.findall(fold(message))]
    # Not of the words: the vowel signs of Hindi or Bengali are no letters, and cut its words to pieces of one.
    letters = [character for character in message if character.isalpha()]
    if len(letters) > 1 and sum(bool(_LATIN.match(letter)) for letter in letters) < len(letters) / 2:
        return True
    others = sum(word in _OTHERS for word in words)
    if len(words) >= FEWEST and others >= max(2, len(words) / 2):
        return True
    if len(words) == FEWEST - 1 and others >= SURE and not any(word in STOP for word in words):
        return True
    if len(words) < FEWEST or sum(word in STOP for word in words) >= STOPS * len(words):
        return False
    others += sum(
        not word.isascii() for word in words
    )  # "überprüfungen"; a name alone, as Zoë, is one word of many
    known = sum(is_english(word) for word in words) / len(words)
    return (others >= 2 and known < 1 - ENGLISH / 2) or (known < ENGLISH and others >= 1)
