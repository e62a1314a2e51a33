"""News of 2023."""

from datetime import date

from cms.demo.content.parts import (
    News,
    Picture,
    bullets,
    call_to_action,
    gallery,
    heading,
    image,
    quote,
    steps,
    text,
)

NEWS = [
    News(
        slug="training-calendar-2023",
        publication_date=date(2023, 1, 19),
        category="training",
        tags=("seminar", "guide"),
        image="mountain-road",
        title="Training calendar 2023: eight courses, half of them online",
        summary=(
            "Courses for applicants, laboratory staff and quality managers are open for "
            "registration. Four are held online."
        ),
        lead_image_alt="A road winding through layered hills at dusk",
        related=("seminar-vehicle-standards",),
        body=[
            heading("In spring"),
            text(
                bullets(
                    "March: Introduction to product certification (online)",
                    "April: Measurement uncertainty in practice",
                    "May: Writing a technical file (online)",
                    "June: Follow-up inspections from the factory’s side",
                ),
            ),
            heading("In autumn"),
            text(
                bullets(
                    "September: Safety of household appliances (online)",
                    "October: Electromagnetic compatibility for beginners",
                    "November: Carbon footprint of products (online)",
                    "December: Internal audits with purpose",
                ),
                (
                    "<p>Places are given in the order of registration. Course material is in "
                    "English and Chinese.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="annual-report-2022",
        publication_date=date(2023, 3, 28),
        category="notices",
        tags=("annual-report",),
        image="skyline",
        title="Annual report 2022 published",
        summary=(
            "Applications, decisions, withdrawals: the figures of the year, and the reasons "
            "behind those that changed."
        ),
        lead_image_alt="A city skyline in the evening light",
        related=("annual-report-2021",),
        body=[
            text(
                (
                    "<p>The report counts every decision, the refusals too. Most refusals "
                    "have the same cause as in former years: the product on the market was "
                    "not the product in the report.</p>"
                ),
                (
                    '<p>The former report can be read in <a page="annual-report-2021">last '
                    "year’s article</a>.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="carbon-footprint-explained",
        publication_date=date(2023, 6, 13),
        category="standards",
        tags=("carbon", "guide"),
        image="skyline",
        title="The carbon footprint of a product, explained with a kettle",
        summary=(
            "Raw material, factory, transport, use, disposal: where the emissions of an "
            "everyday product arise, and why the answer surprises."
        ),
        lead_image_alt="A city skyline in the evening light",
        related=("energy-labels-explained",),
        body=[
            text(
                (
                    "<p>A footprint adds up the greenhouse gases of a whole life. For that "
                    "the boundaries have to be drawn first: does the journey from the shop "
                    "count, does the water?</p>"
                ),
            ),
            heading("Four phases"),
            text(
                steps(
                    "Material: steel, plastic, copper and the packaging",
                    "Production: energy and waste of the factory",
                    "Use: several thousand boilings",
                    "End: sorting, recycling, landfill",
                ),
                (
                    "<p>For a kettle more than nine tenths arise in use. The best kettle is "
                    "the one that is not overfilled. A footprint is of value because it shows "
                    "such things before money is spent on the wrong end.</p>"
                ),
            ),
            quote(
                "You can’t improve what you have not drawn a line around.",
                "A rule of thumb from life cycle assessment",
            ),
        ],
    ),
    News(
        slug="week-in-the-wind-tunnel",
        publication_date=date(2023, 9, 5),
        category="testing",
        tags=("automotive", "energy-efficiency", "laboratory"),
        image="wind-tunnel",
        title="A week in the wind tunnel",
        summary=(
            "Five days, one vehicle, forty variants: how air resistance is measured, and why "
            "the mirrors matter less than the wheels."
        ),
        lead_image_alt="Lines of air flowing around a vehicle",
        related=("battery-test-bench", "cqc-nast-automotive-innovation-centre"),
        body=[
            text(
                (
                    "<p>The range of an electric car at motorway speed depends above all on "
                    "its shape. That is why air resistance is part of the declared "
                    "consumption, and why it is verified.</p>"
                ),
            ),
            image(
                "light-spectrum",
                "Bands of coloured light crossing a dark background",
                "A sheet of light makes the smoke visible",
            ),
            heading("What the balance tells"),
            text(
                (
                    "<p>The vehicle stands on a balance under the floor. It feels less than "
                    "the weight of an apple. Smooth wheel covers saved more than removing "
                    "both mirrors, and a closed grille more than both.</p>"
                ),
            ),
            gallery(
                Picture(
                    "test-track",
                    "Illustration of an oval proving ground",
                    "Before the tunnel: coasting on the track",
                ),
                Picture("waves", "Overlapping sine waves", "Noise is recorded at the same time"),
            ),
            text(
                ("<p>Results of the round are used in the next revision of the procedure.</p>"),
            ),
        ],
    ),
    News(
        slug="how-to-check-a-certificate",
        publication_date=date(2023, 11, 21),
        category="certification",
        tags=("guide",),
        image="circuit-board",
        title="How to check a certificate in three minutes",
        summary=(
            "A number, a scope, a date: what to look at before you rely on a certificate, and "
            "what to do when something is wrong."
        ),
        lead_image_alt="Copper tracks and components of a circuit board",
        related=("certification-step-by-step",),
        body=[
            text(
                steps(
                    "Compare the number with the register of the body that issued it.",
                    "Read the scope: is your variant named, and your factory?",
                    "Look at the date, and whether the certificate is suspended.",
                ),
                (
                    "<p>A copy with a missing page is not a certificate. If in doubt, ask the "
                    "body named on it; it is obliged to answer.</p>"
                ),
            ),
            call_to_action(
                "New to certification? Start with the five stages.",
                "Read the guide",
                "certification-step-by-step",
            ),
        ],
    ),
]
