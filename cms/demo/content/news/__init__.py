"""The news of the demo site by year, and which of them stand for a special case."""

from datetime import date, timedelta

from cms.demo.content.news import (
    unpublished,
    year_2019,
    year_2020,
    year_2021,
    year_2022,
    year_2023,
    year_2024,
    year_2025,
    year_2026,
)
from cms.demo.content.parts import News

MAIN = "cqc-nast-automotive-innovation-centre"
UNTRANSLATED = "notes-from-the-noise-laboratory"
STALE = "processing-times-and-fees-2026"
PARTIAL = "a-newsroom-for-everyone"
PRIVATE = "partners-briefing"
DRAFT = "testing-hydrogen-components"
SCHEDULED = "laboratory-open-day-announcement"
WITHDRAWN = "appointments-by-telephone"
WITHDRAWN_ON = date(2021, 6, 1)

# The slugs that articles had before.
FORMER_SLUGS = {"joint-innovation-centre": MAIN}

# What the partial translation leaves out on purpose.
LEFT_OUT_OF_PARTIAL = (
    "If you meet a barrier, write to us and name the page and the program you use. We answer "
    "within two weeks."
)

# When the stale article was changed, and what it says since, unlike its Chinese version.
STALE_SINCE = date(2026, 2, 3)
STALE_SUMMARY = (
    "From 1 March new processing times apply: shorter ones for complete applications. The fees "
    "stay as they are."
)
STALE_FIRST_PARAGRAPH = (
    "<p>Complete applications are decided within 30 working days. For changes to an existing "
    "certificate the limit is 15 working days.</p>"
)


def _order(news: News) -> tuple[bool, date | timedelta]:
    return isinstance(news.publication_date, timedelta), news.publication_date


# The oldest first: an article links only to articles before it.
ALL: list[News] = sorted(
    [
        *year_2019.NEWS,
        *year_2020.NEWS,
        *year_2021.NEWS,
        *year_2022.NEWS,
        *year_2023.NEWS,
        *year_2024.NEWS,
        *year_2025.NEWS,
        *year_2026.NEWS,
        *unpublished.NEWS,
    ],
    key=_order,
)
BY_SLUG: dict[str, News] = {news.slug: news for news in ALL}
