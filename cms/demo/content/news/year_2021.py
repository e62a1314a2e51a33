"""News of 2021."""

from datetime import date

from cms.demo.content.parts import News, heading, steps, text

NEWS = [
    News(
        slug="seminar-vehicle-standards",
        publication_date=date(2021, 3, 16),
        category="training",
        tags=("automotive", "seminar", "standards-research"),
        image="mountain-road",
        title="Seminar: reading vehicle standards without a lawyer",
        summary=(
            "A one-day seminar for engineers shows how a vehicle standard is built and how to "
            "find the three sentences that matter."
        ),
        lead_image_alt="A road winding through layered hills at dusk",
        related=("cqc-nast-automotive-innovation-centre",),
        body=[
            text(
                (
                    "<p>Standards follow a pattern: scope, references, terms, requirements, "
                    "tests, annexes. Who knows the pattern reads faster and overlooks "
                    "less.</p>"
                ),
            ),
            heading("Programme"),
            text(
                steps(
                    "Morning: how a standard comes about, and who may have a say",
                    "Midday: terms that mean something else than they seem to",
                    "Afternoon: from requirement to test plan, with examples",
                ),
                (
                    "<p>The background is given in our article on <a "
                    'page="cqc-nast-automotive-innovation-centre">the joint centre for '
                    "automotive innovation</a>, where research for new standards is among the "
                    "fields of work.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="world-metrology-day-2021",
        publication_date=date(2021, 5, 20),
        category="testing",
        tags=("calibration", "laboratory"),
        image="waves",
        title="World Metrology Day: why measuring is a chain",
        summary=(
            "Every result can be traced back, step by step, to the definition of its unit. On "
            "20 May laboratories remember how."
        ),
        lead_image_alt="Overlapping sine waves in shades of blue and green",
        related=("emc-chamber-commissioned",),
        body=[
            text(
                (
                    "<p>On 20 May 1875 seventeen states signed the Metre Convention. The day "
                    "is celebrated as World Metrology Day.</p>"
                ),
                (
                    "<p>A thermometer in our laboratory is compared with a better one, that "
                    "with a better one again, and so on up to the national standard. Each "
                    "link adds a little uncertainty, and each is documented. This is what "
                    "“traceable” means in a report.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="call-for-comments-charging-safety",
        publication_date=date(2021, 8, 11),
        category="standards",
        tags=("consultation", "electric-vehicles"),
        image="battery-cells",
        title="Call for comments: safety of charging at home",
        summary=(
            "A draft on wall boxes and charging cables is open for comments until 30 "
            "September. Everyone who builds, installs or uses them may write."
        ),
        lead_image_alt="Battery cells in a regular grid, some of them glowing",
        related=("seminar-vehicle-standards",),
        body=[
            text(
                (
                    "<p>The draft describes how a charging point has to behave when something "
                    "goes wrong: a damaged cable, a wet plug, a missing earth connection. It "
                    "is written for manufacturers, but its consequences are felt in garages "
                    "and car parks.</p>"
                ),
            ),
            heading("How to comment"),
            text(
                steps(
                    "Name the clause you refer to.",
                    "Say what you would change, in the words the standard should use.",
                    "Give your reason, and data if you have them.",
                ),
                (
                    "<p>All comments are answered. A summary will be published with the next "
                    "draft.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="winter-opening-hours-2021",
        publication_date=date(2021, 11, 30),
        category="notices",
        tags=("opening-hours",),
        image="skyline",
        title="Opening hours at the turn of the year",
        summary=(
            "The reception of samples is closed from 31 December 2021 to 3 January 2022. "
            "Applications can be handed in online as usual."
        ),
        lead_image_alt="A city skyline in the evening light",
        body=[
            text(
                (
                    "<p>Tests that are under way continue. Parcels that arrive while the "
                    "reception is closed are kept dry and at room temperature, and are "
                    "registered on 4 January.</p>"
                ),
            ),
        ],
    ),
]
