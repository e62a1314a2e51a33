"""Identity, header navigation and footer of the demo site."""

from dataclasses import dataclass
from datetime import date

PUBLISHED_ON = date(2019, 3, 6)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organisation that runs the site; its contact details are made up."""

    name: str
    short_name: str
    tagline: str
    description: str
    logo_alt: str
    address: str
    email: str
    telephone: str


ORGANISATION = Organisation(
    name="Newsroom for Certification and Testing",
    short_name="Newsroom",
    tagline="News on certification, testing and standards",
    description=(
        "A demonstration site that reports on product certification, testing and standards in "
        "English and Chinese."
    ),
    logo_alt="Newsroom: a tick inside a cogwheel",
    address="1 Example Road, Example City",
    email="newsroom@example.org",
    telephone="+1 202 555 0142",
)

# The header as (kind, label); only the homepage is a link with a page behind it.
HEADER_NAVIGATION = [
    ("page", "Homepage"),
    ("favorites", "Favorites"),
    ("language_switch", "中文版"),
]

# The footer as (text, slug of the page).
FOOTER_LINKS = [
    ("Introduction of Website", "introduction-of-website"),
    ("Exception Clause", "exception-clause"),
]

FOOTER_TEXT = "A demonstration site. Articles and contact details are examples."
