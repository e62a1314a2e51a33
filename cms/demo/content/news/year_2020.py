"""News of 2020."""

from datetime import date

from cms.demo.content.parts import (
    News,
    Picture,
    bullets,
    call_to_action,
    download,
    embed,
    gallery,
    heading,
    image,
    quote,
    table,
    text,
)

NEWS = [
    News(
        slug="preparing-for-a-remote-audit",
        publication_date=date(2020, 2, 20),
        category="certification",
        tags=("guide",),
        image="circuit-board",
        title="Preparing for a remote audit",
        summary=(
            "When an inspector can’t travel, part of the factory inspection takes place on "
            "screen. Six preparations make the day go well."
        ),
        lead_image_alt="Copper tracks and components of a circuit board",
        related=("certification-step-by-step",),
        body=[
            text(
                (
                    "<p>A remote audit covers what can be judged from records, interviews and "
                    "moving pictures. What needs a touch, such as the state of a tool, is "
                    "postponed to the next visit.</p>"
                ),
                bullets(
                    "Test the connection on the shop floor, not only in the office.",
                    "Name a guide who knows every station and carries the camera.",
                    "Keep records at hand in the order of the agenda.",
                    "Plan breaks; an hour on screen is longer than an hour on foot.",
                    "Agree beforehand what may be recorded.",
                    "Have a second way to talk if the picture fails.",
                ),
                (
                    "<p>The stages before and after are unchanged: see <a "
                    'page="certification-step-by-step">the guide for applicants</a>.</p>'
                ),
            ),
        ],
    ),
    News(
        slug="energy-labels-explained",
        publication_date=date(2020, 6, 5),
        category="standards",
        tags=("energy-efficiency", "household-appliances"),
        image="light-spectrum",
        title="Energy labels explained",
        summary=(
            "What the grades on an energy label are based on, why they change, and which "
            "number tells you most about your bill."
        ),
        lead_image_alt="Bands of coloured light crossing a dark background",
        body=[
            text(
                (
                    "<p>An energy label compares a product with others of its kind. The grade "
                    "comes from a measurement under fixed conditions: the same room "
                    "temperature, the same load, the same programme.</p>"
                ),
            ),
            heading("Why grades are redrawn"),
            text(
                (
                    "<p>When most products on the shelf reach the best grade, the label no "
                    "longer helps anyone choose. The limits are then moved, and a product "
                    "that led yesterday finds itself in the middle.</p>"
                ),
            ),
            heading("The number to look for"),
            text(
                (
                    "<p>The consumption in <b>kilowatt-hours</b> is the figure to compare. "
                    "Multiply it by your tariff and you have the price of a year or of a "
                    "hundred cycles, depending on the product.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="emc-chamber-commissioned",
        publication_date=date(2020, 9, 22),
        category="testing",
        tags=("laboratory", "calibration"),
        image="anechoic-chamber",
        title="New chamber for electromagnetic compatibility in service",
        summary=(
            "A hall that lets no radio wave in or out: products up to the size of a van can "
            "now be measured at a distance of ten metres."
        ),
        lead_image_alt="Rows of pointed absorbers lining the walls of a test chamber",
        related=("laboratory-open-day-2019",),
        body=[
            text(
                (
                    "<p>Every electrical product sends out radio waves, and every one has to "
                    "put up with those of others. Both sides are measured in the new chamber, "
                    "whose walls and ceiling are covered with absorbers.</p>"
                ),
            ),
            heading("What is measured"),
            text(
                bullets(
                    "Emission: what the product sends out, by frequency and direction",
                    "Immunity: what it can take before it fails or misbehaves",
                    "Recovery: whether it returns to normal by itself",
                ),
            ),
            image(
                "waves",
                "Overlapping sine waves",
                (
                    "Ten metres between product and antenna keep near-field effects out of "
                    "the result"
                ),
            ),
            text(
                (
                    "<p>The chamber was calibrated over four weeks. Its reference values are "
                    "checked again every quarter.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="cqc-nast-automotive-innovation-centre",
        publication_date=date(2020, 12, 30),
        category="partnerships",
        tags=("automotive", "innovation", "standards-research"),
        image="test-track",
        title="CQC and NAST found a joint centre for automotive innovation",
        summary=(
            "On 30 December 2020 the two organisations set up a research and development "
            "centre for innovative automotive technology in Xiangyang, to work together on "
            "new standards, certification and testing."
        ),
        lead_image_alt="A banked vehicle test track seen from above",
        related=(
            "emc-chamber-commissioned",
            "certification-step-by-step",
            "energy-labels-explained",
        ),
        body=[
            text(
                (
                    "<p>The China Quality Certification Centre (CQC) and the National "
                    "Automobile Quality Supervision and Test Center (Xiangyang), NAST for "
                    "short, have founded a joint research and development centre for "
                    "innovative automotive technology. It was opened in Xiangyang on 30 "
                    "December 2020.</p>"
                ),
                (
                    "<p>The plaque was unveiled by <b>Lu Mei</b>, Deputy General Manager of "
                    "the China Certification and Inspection Group (CCIC) and Managing "
                    "Director of CQC, and <b>Li Puming</b>, General Manager of NAST, each on "
                    "behalf of their organisation.</p>"
                ),
            ),
            image(
                "mountain-road",
                "Illustration of a road winding through hills",
                "The new centre links certification practice with vehicle testing",
            ),
            heading("A new stage for an existing partnership"),
            text(
                (
                    "<p>In her address, Lu Mei praised the sound basis on which the two "
                    "organisations have worked so far, and the results they have achieved. "
                    "She called the founding of the centre an important step: it is to speed "
                    "up an innovation system for research and development that is rooted in "
                    "industry and guided by the market, and to give bodies of inspection, "
                    "testing and certification in the country new experience and a new "
                    "example to draw on.</p>"
                ),
            ),
            quote(
                "A new stage for cooperation in certification and inspection.",
                "Lu Mei on the founding of the centre, as reported from her speech",
            ),
            text(
                (
                    "<p>Li Puming placed the centre in the context of the technological and "
                    "industrial change under way. A joint centre suits the times, he said, "
                    "and it gives both sides a platform on which they can bring in their "
                    "strengths, share research resources and develop faster and better.</p>"
                ),
            ),
            heading("Fields of work"),
            text(
                (
                    "<p>With the centre in place, the two organisations plan to cooperate on "
                    "a broad front:</p>"
                ),
                bullets(
                    "research for new standards,",
                    "techniques for certifying and testing new products,",
                    "innovation and growth in the automotive industry,",
                    "technical services for customers at home and abroad,",
                    "technical support for projects of government.",
                ),
            ),
            gallery(
                Picture(
                    "wind-tunnel",
                    "Illustration of air flowing around a vehicle in a wind tunnel",
                    "Measuring: air flow around a vehicle",
                ),
                Picture(
                    "circuit-board",
                    "Illustration of a circuit board with copper tracks",
                    "Understanding: electronics in the car",
                ),
                Picture(
                    "battery-cells",
                    "Illustration of battery cells in a regular grid",
                    "Ahead: storage for electric driving",
                ),
            ),
            heading("Who attended", "3"),
            text(
                (
                    "<p>Guests came from both sides: from CQC, Product Certification "
                    "Department III and the Wuhan branch; from NAST, the Deputy General "
                    "Manager and the Standard, Regulation and Technical Research "
                    "Department.</p>"
                ),
                (
                    "<p>Readers who are new to the subject will find the stages of a "
                    'certification in <a page="certification-step-by-step">our guide for '
                    "applicants</a>; how vehicles and their electronics are measured is shown "
                    'by <a page="emc-chamber-commissioned">the new chamber for '
                    "electromagnetic compatibility</a>.</p>"
                ),
            ),
            table(
                "The opening at a glance",
                ("Date", "30 December 2020"),
                ("Place", "Xiangyang, Hubei Province"),
                ("Founded by", "CQC and NAST"),
                ("Plaque unveiled by", "Lu Mei and Li Puming"),
                header="column",
            ),
            download("fact-sheet", "Fact sheet: the joint centre at a glance"),
            embed(
                "https://www.openstreetmap.org/#map=11/32.01/112.12",
                "Map: Xiangyang in Hubei Province",
            ),
            call_to_action(
                ("All articles on cooperation, testing and standards are in the news archive."),
                "Browse all news",
                "news",
            ),
        ],
    ),
]
