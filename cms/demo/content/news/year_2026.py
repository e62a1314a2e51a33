"""News of 2026."""

from datetime import date

from cms.demo.content.parts import News, bullets, call_to_action, heading, steps, table, text

NEWS = [
    News(
        slug="processing-times-and-fees-2026",
        publication_date=date(2026, 1, 20),
        category="notices",
        tags=("opening-hours", "guide"),
        image="skyline",
        title="Processing times and fees for 2026",
        summary="From 1 February new processing times apply. The fees stay as they are.",
        lead_image_alt="A city skyline in the evening light",
        related=("certification-step-by-step",),
        body=[
            text(
                (
                    "<p>Complete applications are decided within 45 working days. For changes "
                    "to an existing certificate the limit is 20 working days.</p>"
                ),
                "<p>Fees are the same as in the year before.</p>",
            ),
            table(
                "Ways to apply",
                ("Application", "Way"),
                ("New certificate", "online or by post"),
                ("Change to an existing certificate", "online"),
                alignments=("start", "end"),
            ),
        ],
    ),
    News(
        slug="a-newsroom-for-everyone",
        publication_date=date(2026, 3, 17),
        category="notices",
        tags=("guide",),
        image="light-spectrum",
        title="A newsroom for everyone: reading without barriers",
        summary=(
            "Keyboard, screen reader, large type, dark mode: how this site can be used, and "
            "how to tell us where it can’t."
        ),
        lead_image_alt="Bands of coloured light crossing a dark background",
        related=("our-newsroom-goes-online",),
        body=[
            text(
                (
                    "<p>Every page can be used with the keyboard alone. Images that carry "
                    "meaning have a description in the language of the page; those that don’t "
                    "are passed over by screen readers.</p>"
                ),
                (
                    "<p>If you meet a barrier, write to us and name the page and the program "
                    "you use. We answer within two weeks.</p>"
                ),
                (
                    "<p>The text follows the size set in your browser, and the colours follow "
                    "the setting of your device.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="students-in-the-laboratory",
        publication_date=date(2026, 5, 26),
        category="partnerships",
        tags=("innovation", "laboratory", "seminar"),
        image="glassware",
        title="Students in the laboratory: theses on real questions",
        summary=(
            "Technical universities may propose topics for theses in our laboratories. Six "
            "places are offered each year."
        ),
        lead_image_alt="Flasks and test tubes with coloured liquids in a row",
        related=("shared-equipment-pool", "young-engineers-week"),
        body=[
            text(
                (
                    "<p>A good topic comes from a standard that leaves something open: a "
                    "limit without a reason, a test that takes too long, a term that two "
                    "laboratories read differently.</p>"
                ),
                bullets(
                    "Proposals: by 31 August",
                    "Duration: six months",
                    "Results: published, also when they are inconvenient",
                ),
                (
                    "<p>The places continue what started with <a "
                    'page="shared-equipment-pool">the equipment pool for small '
                    "laboratories</a>.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="autumn-seminars-2026",
        publication_date=date(2026, 9, 8),
        category="training",
        tags=("seminar", "electric-vehicles", "battery"),
        image="mountain-road",
        title="Autumn seminars 2026: batteries, software, second lives",
        summary=(
            "Three evenings on what comes after the first ten years of electric driving. "
            "Admission is free, places are limited."
        ),
        lead_image_alt="A road winding through layered hills at dusk",
        related=("battery-test-bench", "test-track-for-automated-driving", "partners-briefing"),
        body=[
            heading("The evenings"),
            text(
                steps(
                    "Battery health: what a used car should declare",
                    "Software updates: when a certified product changes overnight",
                    "Second life: from the car to the cellar",
                ),
                (
                    '<p>Preparation: read about <a page="battery-test-bench">the battery test '
                    'bench</a> and <a page="notes-from-the-noise-laboratory">the noise '
                    "laboratory</a>, whose quiet room will be open before the first "
                    "evening.</p>"
                ),
                (
                    "<p>Certified partners find the internal timetable in <a "
                    'page="partners-briefing">the briefing for partners</a>, after signing '
                    "in.</p>"
                ),
            ),
            call_to_action(
                "All three evenings are streamed. The recordings stay online for a year.",
                "More news",
                "news",
            ),
        ],
    ),
    News(
        slug="partners-briefing",
        publication_date=date(2026, 8, 25),
        category="partnerships",
        tags=("seminar",),
        image="circuit-board",
        title="Briefing for partners: timetable of the autumn",
        summary="For signed-in partners alone: dates of audits and seminars, and the rooms.",
        lead_image_alt="Copper tracks and components of a circuit board",
        body=[
            text(
                (
                    "<p>Internal audits take place in weeks 41 and 45. The seminar evenings "
                    "are prepared in the small hall from four o’clock.</p>"
                ),
            ),
        ],
    ),
]
