"""The terms of the field and of these pages, in plain words."""

from ui.drawing.markup import Markup, tag

TERMS = (
    (
        "Digest",
        "A learning briefing told in our own words. It is marked: our summary, not the publisher's words.",
    ),
    ("Finding", "What a review found to have happened, or not to have happened."),
    ("Inferred", "Read from wording or layout by rule, not stated by the publisher. It may be wrong."),
    (
        "Learning briefing",
        "A short paper on what a review found, made for practitioners. Often one or two pages, or seven minutes to read.",
    ),
    (
        "Local child safeguarding practice review (LCSPR)",
        "The review in England since 2018, when a child has died or been seriously harmed and abuse or neglect is known "
        "or suspected. Some papers write LSCPR, CSPR or practice review.",
    ),
    (
        "Local safeguarding children board (LSCB)",
        "The body that led before safeguarding partnerships took over in England.",
    ),
    (
        "National Panel",
        "The Child Safeguarding Practice Review Panel. It looks at serious cases across England.",
    ),
    (
        "No mention found",
        "A search of a review came upon nothing on the matter. The review may say it in other words. It does not mean "
        "that the thing did not happen.",
    ),
    ("Original", "A review or briefing in its publisher's own words."),
    (
        "Passage",
        "A short part of a review, such as a paragraph or a recommendation. It is what is searched and quoted.",
    ),
    (
        "Rapid review",
        "A first look at a serious case, within 15 working days. It may lead to a longer review, or end there.",
    ),
    (
        "Recommendation",
        "What a review asks an agency or a partnership to do. An update says what was done about it.",
    ),
    (
        "Safeguarding partnership",
        "The council, the health board and the police, who lead together in an area. It publishes the reviews there.",
    ),
    ("Serious case review (SCR)", "The review that England had before. The last ones were begun in 2019."),
    (
        "Withdrawn",
        "A review that must no longer be used. It is not searched, and older answers show that in place of its quotes.",
    ),
)


def glossary() -> Markup:
    """Every term with its meaning, in the order of the alphabet."""
    return tag(
        "section",
        tag("h2", "Words used here", id="words"),
        tag(
            "dl",
            *(tag("div", tag("dt", term), tag("dd", meaning)) for term, meaning in TERMS),
            class_="terms",
        ),
        class_="about",
    )
