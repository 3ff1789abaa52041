"""No page's style reaches into another page: all stand in one document, so each rule names something of its own page."""

import ast
import re
from pathlib import Path

import pytest

DRAWING = Path(__file__).parent.parent / "ui" / "drawing"
OF_ONE_PAGE = {
    "draft": "draft*.py",
    "evaluation": "evaluation/*.py",
    "feedback": "feedback.py",
    "matrix": "matrix*.py",
    "reviews": "review_*.py",
}
ALSO_OF = {"matrix": ("actions.py",), "feedback": ("making_gold.py",)}
WHOLE = (":root", "html")


def drawn_by(page: str) -> set[Path]:
    return {*DRAWING.glob(OF_ONE_PAGE[page]), *(DRAWING / name for name in ALSO_OF.get(page, ()))}


def classes_of(files: set[Path]) -> set[str]:
    """The classes that modules give to what they draw, where they are written out."""
    found: set[str] = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "class_":
                constants = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
                found.update(*(one.split() for one in constants if isinstance(one, str)))
    return found


def selectors_of(style: str) -> list[str]:
    """Every selector of a style, lists of them taken apart but not within brackets."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    lists = [one.strip() for one in re.findall(r"([^{};]+)\{", bare)]
    return [
        selector.strip()
        for one in lists
        if not one.startswith("@")
        for selector in re.split(r",(?![^(]*\))", one)
    ]


def reaches_out(selector: str, own: set[str], others: set[str]) -> bool:
    """Whether a selector names nothing that only its page has."""
    if selector in WHOLE or "st-key-" in selector or "#" in selector:
        return False
    named = set(re.findall(r"\.([a-zA-Z][\w-]*)", selector)) - {"stHtml"}
    return not named or (not (named & own) - others and bool(named & others))


@pytest.mark.parametrize("page", OF_ONE_PAGE)
def test_a_rule_of_a_page_does_not_reach_what_another_page_draws(page: str) -> None:
    mine = drawn_by(page)
    own, others = classes_of(mine), classes_of(set(DRAWING.rglob("*.py")) - mine)
    style = (DRAWING / f"{page}.css").read_text(encoding="utf-8")
    assert [one for one in selectors_of(style) if reaches_out(one, own, others)] == []


def test_a_rule_that_reaches_out_is_found() -> None:
    own, others = {"card", "actions"}, {"actions"}
    assert reaches_out(".actions a", own, others) and reaches_out("table caption", own, others)
    assert not reaches_out(".card .actions", own, others) and not reaches_out(
        ".st-key-x .actions", own, others
    )
    assert selectors_of("/* a */ .a, .b:is(.c, .d) { x: y } @media print { .e { f: g } }") == [
        ".a",
        ".b:is(.c, .d)",
        ".e",
    ]


def test_what_can_only_be_pressed_stays_off_the_paper() -> None:
    style = (DRAWING / "print.css").read_text(encoding="utf-8")
    hidden = next(
        rule for rule in style.split("}") if "display: none !important" in rule and "stSidebar" in rule
    )
    assert all(
        one in hidden for one in ('[role="tablist"]', ".passage > .beside", ".draft-quote > p:not([class])")
    )
