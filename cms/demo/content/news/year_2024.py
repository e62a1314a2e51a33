"""News of 2024."""

from datetime import date

from cms.demo.content.parts import News, bullets, heading, steps, text

NEWS = [
    News(
        slug="spring-festival-hours-2024",
        publication_date=date(2024, 2, 6),
        category="notices",
        tags=("opening-hours",),
        image="light-spectrum",
        title="Opening hours during the Spring Festival",
        summary=(
            "Our offices are closed from 9 to 17 February 2024. The online services stay available."
        ),
        lead_image_alt="Bands of coloured light crossing a dark background",
        body=[
            text(
                (
                    "<p>Applications sent in this time are confirmed automatically and looked "
                    "at from 18 February. We wish all readers a happy new year.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="cybersecurity-of-connected-vehicles",
        publication_date=date(2024, 4, 18),
        category="standards",
        tags=("automotive", "cybersecurity", "guide"),
        image="circuit-board",
        title="Cybersecurity of connected vehicles: what is examined",
        summary=(
            "A car with a data connection is examined like a computer on wheels. The four "
            "questions of an assessment."
        ),
        lead_image_alt="Copper tracks and components of a circuit board",
        related=("seminar-vehicle-standards", "cqc-nast-automotive-innovation-centre"),
        body=[
            text(
                (
                    "<p>For a long time, safety meant that a part doesn’t break. For a "
                    "connected vehicle it also means that nobody takes the wheel from "
                    "outside.</p>"
                ),
            ),
            heading("The four questions"),
            text(
                steps(
                    "Which ways lead in, from the charging port to the tyre sensor?",
                    "What could be done with each of them?",
                    "How would anyone notice?",
                    "How does the correction reach vehicles that are already sold?",
                ),
                (
                    "<p>An assessment looks at the organisation as well as the vehicle. "
                    "Updates go on for ten years and more, and someone has to be on duty all "
                    "that time.</p>"
                ),
            ),
            heading("Further reading", "3"),
            text(
                (
                    '<p>The basis is described in <a page="seminar-vehicle-standards">our '
                    "seminar on vehicle standards</a>.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="world-accreditation-day-2024",
        publication_date=date(2024, 6, 9),
        category="certification",
        tags=("guide",),
        image="waves",
        title="World Accreditation Day: who inspects the inspectors",
        summary=(
            "Certification bodies are examined themselves. What an accreditation is, and how "
            "often it has to be earned again."
        ),
        lead_image_alt="Overlapping sine waves in shades of blue and green",
        body=[
            text(
                (
                    "<p>World Accreditation Day is held on 9 June. An accreditation confirms "
                    "that a laboratory or a certification body is competent and impartial. "
                    "Assessors sit beside the people who test, watch a measurement and draw "
                    "files at random.</p>"
                ),
                (
                    "<p>What they find is written down, and has to be put right by a date. "
                    "Only then is the accreditation kept.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="shared-equipment-pool",
        publication_date=date(2024, 9, 12),
        category="partnerships",
        tags=("laboratory", "innovation"),
        image="glassware",
        title="Sharing instead of buying: an equipment pool for small laboratories",
        summary=(
            "Rare instruments stand idle most of the year. A pool lets small laboratories "
            "book them by the day."
        ),
        lead_image_alt="Flasks and test tubes with coloured liquids in a row",
        related=("laboratories-compare-results",),
        body=[
            text(
                (
                    "<p>The pool starts with nine instruments, from a spectrometer to a salt "
                    "spray cabinet. Who books one gets a short instruction, a calibration "
                    "record and a place at the bench.</p>"
                ),
            ),
            heading("Conditions"),
            text(
                bullets(
                    "Only staff with a record of training may operate the instruments.",
                    "Results belong to those who measured them.",
                    "What breaks is reported at once, and nobody is blamed for reporting.",
                ),
            ),
        ],
    ),
]
