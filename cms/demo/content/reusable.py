"""The reusable content of the demo site; its contact details are made up."""

from dataclasses import dataclass
from datetime import date

PUBLISHED_ON = date(2019, 3, 7)


@dataclass(frozen=True, slots=True)
class ReusableText:
    """A text for several pages, as rich text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """A person or office."""

    name: str
    role: str
    email: str
    telephone: str


# By key.
TEXTS = {
    "answers": ReusableText(
        title="How questions are answered",
        text=(
            "<p>Questions about our articles are answered within two working days, in English "
            "and Chinese.</p>"
        ),
    )
}
PERSONS = {
    "press-office": ContactPerson(
        name="Press office",
        role="Questions about articles and pictures",
        email="press@example.org",
        telephone="+1 202 555 0143",
    )
}
