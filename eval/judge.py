"""A model that judges claims beside the rules: its verdicts are kept, and its agreement with labels stands by them.

Verdicts are kept by model, prompt, claim and sentences, so that a run that is scored again, and a claim that comes again,
cost nothing. The labels are those of ``claims_open.jsonl``, of which a seeded share is put to the judge too: a figure that a
judge gives is worth what the judge is.
"""

import hashlib
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.model.nouns import Model, ModelFailed
from assistant.nouns import Answer, Statement
from assistant.written.judging import ToJudge, verdicts_of
from assistant.written.prompts import Prompts, load_prompts
from eval.claims import OPEN, Pair, load_pairs
from eval.scoring.citations import Judge
from ingest.errors import ReviewsError
from ingest.settings import Settings

FILE = "judged.jsonl"
LABELLED, SEED = 48, 20_260_104
AT_ONCE = 12  # labelled pairs in one call
SECONDS, TOKENS = 60.0, 400


@dataclass
class Verdicts:
    """The verdicts of one model, kept in a file that is only added to; a line that was cut short is asked again."""

    model: Model
    prompts: Prompts
    file: Path
    held: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    def __post_init__(self) -> None:
        if self.file.exists():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                try:
                    kept = json.loads(line)
                    self.held[kept["key"]] = kept["verdict"]
                except (ValueError, KeyError, TypeError):
                    continue

    def of(self, claims: Sequence[ToJudge]) -> list[str | None]:
        """A verdict for each claim; None where the model gave none, which is not kept.

        Raises:
            ReviewsError: the endpoint fails, so that nothing can be judged.
        """
        keys = [self._key(one) for one in claims]
        new = [(key, one) for key, one in zip(keys, claims, strict=True) if key not in self.held]
        if new:
            try:
                until = time.monotonic() + SECONDS
                said, _ = verdicts_of(self.model, self.prompts, [one for _, one in new], until, TOKENS)
            except ModelFailed as failed:
                raise ReviewsError(
                    f"The judge gave no verdict: {failed}", "Mend the endpoint, or leave out --judge"
                ) from None
            self.asked += len(new)
            self._keep({key: verdict for (key, _), verdict in zip(new, said, strict=True) if verdict})
        return [self.held.get(key) for key in keys]

    def _key(self, one: ToJudge) -> str:
        whole = "\0".join((self.model.name, self.prompts.texts["judge"], one.claim, *one.sentences))
        return hashlib.sha256(whole.encode()).hexdigest()

    def _keep(self, verdicts: dict[str, str]) -> None:
        self.held |= verdicts
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.writelines(
                json.dumps({"key": key, "verdict": verdict}) + "\n" for key, verdict in verdicts.items()
            )


def open_judge(settings: Settings, open_model: Callable[[Settings], Model] | None = None) -> Judge:
    """The model that settings name as a judge, with its agreement with a share of the labelled pairs.

    Raises:
        ReviewsError: no endpoint is set, or it fails.
    """
    if open_model is None:
        from assistant.model.endpoint import open_endpoint

        open_model = open_endpoint
    model = open_model(settings)
    verdicts = Verdicts(model, load_prompts(), settings.home.expanduser() / FILE)
    agreement, labelled = agreement_of(verdicts, labelled_pairs())

    def verdict(statement: Statement, answer: Answer) -> bool | None:
        quotes = tuple(c.quote for c in answer.citations if c.n in statement.citations)
        said = verdicts.of([ToJudge(statement.text, quotes)])[0]
        return None if said is None else said == "SUPPORTED"

    return Judge(model.name, verdict, agreement, labelled)


def labelled_pairs(most: int = LABELLED) -> list[Pair]:
    """A seeded share of the open labelled pairs whose passages are our own digests', half of them true."""
    pairs = load_pairs(OPEN, Path("no originals"))
    dice = random.Random(SEED)
    halves = [[one for one in pairs if one.true is true] for true in (True, False)]
    return [one for half in halves for one in dice.sample(half, min(most // 2, len(half)))]


def agreement_of(verdicts: Verdicts, pairs: Sequence[Pair]) -> tuple[float | None, int]:
    """The share of the pairs that the judge calls as people labelled them, and of how many; no verdict is no agreement."""
    right = 0
    for at in range(0, len(pairs), AT_ONCE):
        some = pairs[at : at + AT_ONCE]
        said = verdicts.of([ToJudge(one.claim, (one.passage,)) for one in some])
        right += sum((verdict == "SUPPORTED") is one.true for one, verdict in zip(some, said, strict=True))
    return (right / len(pairs) if pairs else None), len(pairs)
