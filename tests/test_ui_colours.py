"""Both themes can be read: every pair of colours that meet has enough contrast, worked out from the style itself."""

import re
import tomllib
from pathlib import Path

import pytest

UI = Path(__file__).parent.parent / "ui"
STYLES = sorted((UI / "drawing").glob("*.css"))
THEMES = ("light", "dark")
_HEX = r"#[0-9a-f]{6}"
_BOTH = re.compile(rf"(--[a-z-]+): (?:light-dark\(({_HEX}), ({_HEX})\)|({_HEX}));")
_LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?=[^{]*[;}])|\b(?:rgba?|hsla?|oklch|color-mix)\("
    r"|:[^;{}]*\b(?:white|black|red|green|blue|gr[ae]y|yellow|orange)\b"
)
TEXT = [  # what is read, and what it stands on: 4.5 to 1
    *(
        (text, ground)
        for text in ("--ink", "--soft", "--link")
        for ground in ("--paper", "--ground", "--hover")
    ),
    *((text, "--caution-ground") for text in ("--ink", "--soft", "--link")),
    ("--danger", "--paper"),
    ("--danger", "--ground"),
    ("--ink", "--mark"),
    ("--paper", "--ink"),
    ("--on-focus", "--focus"),
    ("--on-danger", "--danger"),
]
SIGNS = [  # what tells a control, a state or a quote: 3 to 1
    *(
        (sign, ground)
        for sign in ("--edge", "--link", "--danger", "--caution")
        for ground in ("--paper", "--ground")
    ),
    ("--caution", "--caution-ground"),
    ("--mark-line", "--paper"),
    ("--mark-line", "--mark"),
]


def colours(theme: str) -> dict[str, str]:
    """Every colour of the style by name, in one theme."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    return {
        name: always or (light if theme == "light" else dark)
        for name, light, dark, always in _BOTH.findall(text)
    }


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_worked_out_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#14181c", "#14181c") == 1


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_what_it_stands_on(theme: str) -> None:
    held = colours(theme)
    low = {pair: round(contrast(held[pair[0]], held[pair[1]]), 2) for pair in TEXT}
    assert not {pair: found for pair, found in low.items() if found < 4.5}


@pytest.mark.parametrize("theme", THEMES)
def test_what_tells_a_control_or_a_state_can_be_seen(theme: str) -> None:
    held = colours(theme)
    low = {pair: round(contrast(held[pair[0]], held[pair[1]]), 2) for pair in SIGNS}
    assert not {pair: found for pair, found in low.items() if found < 3}


@pytest.mark.parametrize("theme", THEMES)
def test_what_streamlit_draws_has_the_same_colours_and_contrast(theme: str) -> None:
    held = colours(theme)
    configured = tomllib.loads((UI / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][
        theme
    ]
    same = {
        "backgroundColor": "--paper",
        "secondaryBackgroundColor": "--ground",
        "textColor": "--ink",
        "linkColor": "--link",
        "borderColor": "--edge",
    }
    assert {name: configured[name] for name in same} == {name: held[ours] for name, ours in same.items()}
    assert contrast(configured["primaryColor"], "#ffffff") >= 4.5, "Streamlit writes on it in white"
    assert contrast(configured["primaryColor"], configured["backgroundColor"]) >= 3


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_colours_are_named_and_never_written_where_they_are_used(style: Path) -> None:
    bare = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = re.sub(r"--[a-z-]+:[^;]*;", "", bare)
    assert _LITERAL.findall(rules) == []


def test_every_colour_that_is_used_is_given_for_both_themes() -> None:
    used = set()
    for style in STYLES:
        used |= set(re.findall(r"var\((--[a-z-]+)\)", style.read_text(encoding="utf-8")))
    assert used - set(colours("light")) == set()
    once = {name for name in colours("light") if colours("light")[name] == colours("dark")[name]}
    assert once == {"--focus", "--on-focus"}, "yellow with black letters in both themes; all else differs"
