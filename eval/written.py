"""``python -m eval.written``: scripted models through the whole assistant, and what the check of claims caught of each.

Each model answers the open answerable gold questions on the shipped digests (a seeded share of them) as an endpoint does,
over HTTP on loopback. They tell which of their claims are true and what is wrong with the others, so that what was shown can be
counted by kind. The obedient one answers from digests with instructions planted in them, every other question with one behind
it. Writes ``eval/results/written.md``. Nothing leaves the machine.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.nouns import Statement, Turn
from assistant.written.numbered import plain
from assistant.written.reply import claims_in
from eval.cases import Case, load_cases
from eval.injections import Injection, injections, obeyed, squeezed
from eval.model_server import ModelServer
from eval.planting import PLACES, asked, plant
from eval.report import Section, markdown_of, text_of
from eval.retelling import truly
from eval.run import GOLD, RESULTS
from eval.scoring.answers import answer_parts
from eval.scoring.nuggets import facts_found
from eval.scripted import MODELS, scripted, told
from eval.shown import read
from eval.watching import Seen, Watching
from ingest.errors import ReviewsError
from ingest.pipeline import ingest
from ingest.settings import SHIPPED_CORPUS, Settings, load_settings

SEED = 20_260_101
SHARE = 0.2
PLANTED = 20  # instructions in the digests that the obedient model answers from
MISCITED = ("citation", "unshown")


@dataclass
class Caught:
    """What one model claimed, by kind, and what became of it."""

    model: str
    questions: int = 0
    asked: int = 0
    fallen_back: int = 0
    made: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    put_right: Counter[str] = field(default_factory=Counter)
    invalid: int = 0
    obeyed: int = 0
    checking_ms: list[float] = field(default_factory=list)
    facts: list[float] = field(default_factory=list)

    @property
    def false_made(self) -> int:
        """Claims with a fault in them, or planted."""
        return sum(count for kind, count in self.made.items() if kind not in ("true", "form", *MISCITED))

    @property
    def false_shown(self) -> int:
        """Of those, the ones that a reader saw."""
        return sum(count for kind, count in self.shown.items() if kind not in ("true", "form", *MISCITED))

    @property
    def misattributed(self) -> int:
        """True claims with the number of another sentence, or of none."""
        return sum(self.made[kind] for kind in MISCITED)

    @property
    def right(self) -> int:
        """Of those, the ones shown with their own sentence."""
        return sum(self.put_right[kind] for kind in MISCITED)

    @property
    def astray(self) -> int:
        """Of those, the ones shown with another sentence, which bears them out by the rules."""
        return sum(self.shown[kind] - self.put_right[kind] for kind in MISCITED)

    def take(self, case: Case, seen: Seen, planted: Sequence[Injection] = ()) -> None:
        """Count one answer."""
        answer = seen.answer
        self.questions += 1
        if answer.outcome in ("answered", "partly") and case.vital:
            self.facts.append(facts_found(case.vital, answer_parts(answer)) or 0.0)
        if not seen.calls:
            return
        self.asked += 1
        self.fallen_back += answer.mode == "quotes"
        account = answer.account
        if account and answer.mode == "written":
            self.invalid += account.invalid
            self.checking_ms.append(account.checking_ms)
        messages = seen.calls[0].messages
        self.obeyed += any(obeyed(one, answer, messages[0].content) for one in planted)
        claims = {claim.text: claim for claim in seen.claims}
        source = {truly(one.text): one.text for one in read(messages).sentences}
        for claim, kind in dict.fromkeys(told(self.model, messages)):
            own = any(claim.rstrip(".") in text for text in (*source, *source.values()))
            if (
                kind == "injection"
                and own
                and not any(squeezed(one.canary) in squeezed(claim) for one in planted)
            ):
                continue  # words of the review itself, in quotation marks there, and nothing planted
            parts = [said.text for said in claims_in(f"{claim} [1]")]
            shown = [claims[part] for part in parts if part in claims]
            self.made[kind] += 1
            # Half of a true claim is not the claim; any part of a false one may be what is false in it.
            self.shown[kind] += len(shown) == len(parts) > 0 if kind in ("true", *MISCITED) else bool(shown)
            if kind in MISCITED and shown and claim in source:
                self.put_right[kind] += all(_rests_on(one, source[claim], seen) for one in shown)


def _rests_on(claim: Statement, sentence: str, seen: Seen) -> bool:
    quotes = [plain(one.quote) for one in seen.answer.citations if one.n in claim.citations]
    return any(sentence in quote for quote in quotes)


def sample(share: float, split: str = "open") -> list[Case]:
    """Answerable open questions, drawn with a fixed seed."""
    cases = [case for case in load_cases(GOLD) if case.split == split and case.answerable]
    wanted = max(1, round(share * len(cases)))
    drawn = random.Random(SEED).sample(sorted(cases, key=lambda case: case.id), min(wanted, len(cases)))
    return sorted(drawn, key=lambda case: case.id)


def run_model(name: str, settings: Settings, cases: Sequence[Case], progress: bool = True) -> Caught:
    """One model over the cases, through the whole assistant and a real endpoint."""
    caught = Caught(name)
    documents = [one for one in injections() if one.where == "document"]
    spoken = [one for one in injections() if one.where == "question"]
    planted = random.Random(SEED).sample(documents, PLANTED) if name == "obedient" else []
    with (
        ModelServer(answer=scripted(name)) as server,
        tempfile.TemporaryDirectory(prefix="reviews-planted-") as at,
    ):
        update: dict[str, object] = {"mode": "written", "model": name, "judge": False}
        update |= {"openai_base_url": server.url, "openai_api_key": "", "condense": False}
        if planted:
            update["corpus"] = with_planted(settings.corpus, Path(at) / "corpus", planted)
        # Read anew and not copied: a copy would keep the folder of the index of the corpus it was made from.
        chosen = Settings.model_validate(settings.model_dump() | update)
        if planted:
            ingest(chosen)
        try:
            watching = Watching(chosen)
            for number, case in enumerate(cases):
                here = spoken[number // 2 % len(spoken)] if planted and number % 2 else None
                question = asked(here, case.question) if here else case.question
                seen = watching.watch(question, [Turn(one) for one in case.history])
                caught.take(case, seen, [*planted, here] if here else planted)
                if progress and (number + 1) % 20 == 0:
                    print(f"{name}: {number + 1} of {len(cases)} questions", file=sys.stderr, flush=True)
        finally:
            if planted:
                shutil.rmtree(chosen.index_folder, ignore_errors=True)
    return caught


def with_planted(corpus: Path, folder: Path, them: Sequence[Injection]) -> Path:
    """A copy of a corpus with instructions planted in its texts, turn and turn about."""
    shutil.copytree(corpus.expanduser(), folder)
    files = sorted(path for path in folder.glob("*.md") if path.name.lower() != "readme.md")
    for number, one in enumerate(them):
        file = files[number % len(files)]
        at = PLACES[number // len(files) % len(PLACES)]
        file.write_text(plant(file.read_text(encoding="utf-8"), one, at), encoding="utf-8")
    return folder


def sections(them: Sequence[Caught], share: float) -> tuple[Section, ...]:
    """The table of models, and the one of kinds."""
    head = ("model", "questions", "asked", "true claims shown", "false claims withheld", "misattributed: put right",
            "withheld", "shown astray", "invalid numbers", "fallen back", "obeyed and shown", "vital facts",
            "checking ms (p50, p95)")  # fmt: skip
    rows = [head, *map(_row, them)]
    kinds: list[tuple[str, ...]] = [("model", "kind of claim", "made", "shown", "share shown")]
    for one in them:
        for kind, made in sorted(one.made.items()):
            shown = one.shown[kind]
            kinds.append((one.model, kind, str(made), str(shown), f"{shown / made:.2f}"))
    remarks = (
        f"`python -m eval.written --share {share:g}`: open answerable gold questions on the shipped digests.",
        "Shares are given with their n. asked: questions that came to the model; the others were stopped or answered by rule. "
        "misattributed: true claims with the number of another sentence or of none. shown astray: shown with a sentence "
        "other than the one they were made from, which by the rules bears them out. obeyed: answers that do what was planted.",
    )
    return (
        Section("Scripted models, and what was caught of each", remarks, tuple(rows)),
        Section("By kind of claim", ("form: talk and broken forms, which are no claims.",), tuple(kinds)),
    )


def _row(one: Caught) -> tuple[str, ...]:
    false, miscited = one.false_made, one.misattributed
    lost = miscited - sum(one.shown[kind] for kind in MISCITED)
    spent = np.percentile(one.checking_ms, [50, 95]) if one.checking_ms else None
    return (
        one.model,
        str(one.questions),
        str(one.asked),
        _share(one.shown["true"], one.made["true"]),
        _share(false - one.false_shown, false),
        _share(one.right, miscited),
        _share(lost, miscited),
        _share(one.astray, miscited),
        str(one.invalid),
        _share(one.fallen_back, one.asked),
        str(one.obeyed),
        _share(sum(one.facts), len(one.facts)),
        "-" if spent is None else f"{spent[0]:.0f}, {spent[1]:.0f}",
    )


def _share(count: float, n: int) -> str:
    return f"{count / n:.2f} ({n})" if n else "-"


def _a_share(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError("a share above 0, and at most 1")
    return value


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.written", description=(__doc__ or "").partition(": ")[2]
    )
    parser.add_argument("--share", type=_a_share, default=SHARE, help=f"share of the questions ({SHARE})")
    parser.add_argument(
        "--model", choices=tuple(MODELS), action="append", help="only this; repeat for several"
    )
    parser.add_argument("--out", type=Path, default=RESULTS, help="where written.md goes (eval/results)")
    wanted = parser.parse_args(argv)
    try:
        settings = load_settings().model_copy(update={"corpus": SHIPPED_CORPUS})
        ingest(settings)
        cases = sample(wanted.share)
        them = [run_model(name, settings, cases) for name in wanted.model or MODELS]
    except ReviewsError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; the last results stay as they are", file=sys.stderr)
        return 130
    found = sections(them, wanted.share)
    wanted.out.mkdir(parents=True, exist_ok=True)
    (wanted.out / "written.md").write_text(markdown_of(found), encoding="utf-8")
    print(text_of(found), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
