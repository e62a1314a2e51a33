"""News of 2019."""

from datetime import date

from cms.demo.content.parts import (
    News,
    Picture,
    accordion,
    call_to_action,
    contact_person,
    document_list,
    footnotes,
    gallery,
    heading,
    notice,
    numbered_steps,
    reusable_text,
    text,
)

NEWS = [
    News(
        slug="our-newsroom-goes-online",
        publication_date=date(2019, 3, 12),
        category="notices",
        tags=("guide",),
        image="light-spectrum",
        title="Our newsroom goes online",
        summary=(
            "News, guides and notices about certification now have one address, in English "
            "and in Chinese."
        ),
        lead_image_alt="Bands of coloured light crossing a dark background",
        body=[
            text(
                (
                    "<p>From today, everything we publish about certification, testing and "
                    "standards is found in one place. Each article is dated, sorted into a "
                    "category and can be kept for later reading.</p>"
                ),
                (
                    "<p>English is the language in which articles are written first. Chinese "
                    "versions follow after review, and the language switch in the header "
                    "leads to the same article in the other language.</p>"
                ),
                (
                    "<p>How the site is run is explained in the <a "
                    'page="introduction-of-website">introduction of the website</a>; what we '
                    "can and can’t answer for is set out in the <a "
                    'page="exception-clause">exception clause</a>.</p>'
                ),
            ),
            reusable_text("answers"),
            contact_person("press-office"),
        ],
    ),
    News(
        slug="laboratory-open-day-2019",
        publication_date=date(2019, 6, 18),
        category="training",
        tags=("laboratory", "seminar"),
        image="circuit-board",
        title="Laboratory open day shows how products are tested",
        summary=(
            "Visitors dropped kettles, froze phones and learned why a test report lists its "
            "uncertainty."
        ),
        lead_image_alt="Copper tracks and components of a circuit board",
        related=("our-newsroom-goes-online",),
        body=[
            text(
                (
                    "<p>Three laboratories opened their doors for a day. Small groups moved "
                    "from the climate chamber to the drop test and on to the measuring room, "
                    "and at each stop they could lay hands on the equipment.</p>"
                ),
            ),
            heading("What visitors asked most"),
            accordion(
                (
                    "How many samples are tested?",
                    (
                        "<p>It depends on the standard; often one is enough for construction "
                        "checks, while life tests need several.</p>"
                    ),
                ),
                (
                    "Who chooses them?",
                    (
                        "<p>For type tests the applicant sends them; for follow-up checks they are "
                        "taken from the market or the factory.</p>"
                    ),
                ),
                (
                    "What happens to them afterwards?",
                    "<p>They are kept until the report is final, then returned or recycled.</p>",
                ),
            ),
            gallery(
                Picture(
                    "glassware",
                    "Flasks and test tubes with coloured liquids in a row",
                    ("The chemistry bench: migration tests for materials in contact with food"),
                ),
                Picture(
                    "anechoic-chamber",
                    "Rows of pointed absorbers lining the walls of a test chamber",
                    "Pointed absorbers swallow radio waves",
                ),
                Picture(
                    "gears",
                    "Interlocking gear wheels in several sizes",
                    "Gears from an endurance test",
                ),
            ),
            reusable_text("answers"),
        ],
    ),
    News(
        slug="certification-step-by-step",
        publication_date=date(2019, 10, 9),
        category="certification",
        tags=("guide",),
        image="gears",
        title="Certification step by step: a guide for applicants",
        summary=(
            "From the first enquiry to the yearly follow-up: the stages of a product "
            "certification, and what each of them asks of an applicant."
        ),
        lead_image_alt="Interlocking gear wheels in several sizes",
        related=("our-newsroom-goes-online",),
        body=[
            text(
                (
                    "<p>A certificate says that a product was examined against a published "
                    "standard and that its production is watched. The way there is always the "
                    "same, whether the product is a plug or a car seat.</p>"
                ),
            ),
            heading("The five stages"),
            numbered_steps(
                (
                    "Application",
                    "<p>Describe the product, its variants and where it is made.</p>",
                ),
                (
                    "Document review",
                    (
                        "<p>Drawings, parts lists and risk assessments are read before anything is "
                        "tested.</p>"
                    ),
                ),
                ("Type test", "<p>A laboratory examines samples and writes a report.</p>"),
                (
                    "Factory inspection",
                    (
                        "<p>An inspector looks at how every unit is kept like the tested one."
                        '<a href="#footnote-1"><sup>1</sup></a></p>'
                    ),
                ),
                (
                    "Decision and follow-up",
                    (
                        "<p>Someone who took no part in the test decides; after that, checks are "
                        "repeated every year.</p>"
                    ),
                ),
            ),
            heading("How long it takes", "3"),
            notice(
                "Send everything at once",
                "<p>Most of the time goes into missing documents. An application that is "
                "complete on the first day is usually decided in half the time.</p>",
                urgency="warning",
            ),
            document_list(("steps", "The five stages as a checklist")),
            call_to_action(
                (
                    "Questions before you apply? The introduction of this website tells you "
                    "where to ask."
                ),
                "Introduction of the website",
                "introduction-of-website",
            ),
            footnotes(
                "<p>Where the factory is certified already, its last report may do.</p>",
            ),
        ],
    ),
]
