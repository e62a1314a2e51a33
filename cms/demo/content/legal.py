"""The legal notices; the exception clause has been revised once."""

from datetime import date

from cms.demo.content.parts import (
    Index,
    LegalNotice,
    LegalVersion,
    bullets,
    heading,
    text,
)

LEGAL_INDEX = Index(
    published_on=date(2019, 3, 5),
    slug="legal",
    title="Legal notices",
    introduction="Who is behind this website, and what holds for its use.",
)

INTRODUCTION_OF_WEBSITE = LegalNotice(
    slug="introduction-of-website",
    title="Introduction of Website",
    versions=[
        LegalVersion(
            effective_on=date(2019, 3, 12),
            body=[
                heading("What this website is"),
                text(
                    (
                        "<p>This website shows how news on certification and testing can be "
                        "published in several languages. It is a demonstration: apart from the "
                        "report on "
                        '<a page="cqc-nast-automotive-innovation-centre">the joint centre of CQC '
                        "and NAST</a>, which retells a public event in words of its own, its "
                        "articles and contact details are examples.</p>"
                    ),
                ),
                heading("Languages"),
                text(
                    (
                        "<p>Articles are written in English and translated into Simplified "
                        "Chinese. Where there is no translation yet, the site says so and offers "
                        "the original.</p>"
                    ),
                ),
                heading("What you find here"),
                text(
                    bullets(
                        '<a page="news">News</a> by category, year and tag',
                        "Favorites, which stay in your own browser and are sent to nobody",
                        "Legal notices with every earlier version",
                    ),
                ),
                heading("How to reach us"),
                text(
                    (
                        "<p>Questions, corrections and barriers you meet can be reported to the "
                        "address in the footer. We answer in English and in Chinese.</p>"
                    ),
                ),
            ],
        ),
    ],
)

_LINKS = (
    "<p>Links to websites of others are checked when they are set. Their operators alone are "
    "responsible for what is found there later.</p>"
)
_COPYRIGHT = (
    "<p>Texts and drawings may be quoted with a reference to their source. Names of organisations "
    "belong to their owners.</p>"
)

EXCEPTION_CLAUSE = LegalNotice(
    slug="exception-clause",
    title="Exception Clause",
    versions=[
        LegalVersion(
            effective_on=date(2019, 3, 12),
            body=[
                heading("Content"),
                text(
                    (
                        "<p>The articles on this website are for information. They are prepared "
                        "with care, but we don’t warrant that they are complete or up to date.</p>"
                    ),
                ),
                heading("Links"),
                text(_LINKS),
                heading("Rights"),
                text(_COPYRIGHT),
            ],
        ),
        LegalVersion(
            effective_on=date(2024, 7, 1),
            change_kind="substantive",
            change_note=(
                "New: which text prevails where a translation differs, and that earlier versions "
                "are kept. Errors are corrected as soon as they are known."
            ),
            body=[
                heading("Content"),
                text(
                    (
                        "<p>The articles on this website are for information and replace neither "
                        "a standard nor a certificate. They are prepared with care; errors are "
                        "corrected as soon as they are known.</p>"
                    ),
                ),
                heading("Translations"),
                text(
                    (
                        "<p>Translations are made for convenience. Where a translation differs "
                        "from the English text, the English text prevails.</p>"
                    ),
                ),
                heading("Links"),
                text(_LINKS),
                heading("Rights"),
                text(_COPYRIGHT),
                heading("Earlier versions"),
                text(
                    (
                        "<p>What applied before is kept. Who runs this website is told in the "
                        '<a page="introduction-of-website">introduction of the website</a>.</p>'
                    ),
                ),
            ],
        ),
    ],
)

NOTICES = [INTRODUCTION_OF_WEBSITE, EXCEPTION_CLAUSE]
