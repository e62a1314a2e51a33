"""News of 2025."""

from datetime import date

from cms.demo.content.parts import News, Picture, bullets, gallery, heading, quote, steps, text

NEWS = [
    News(
        slug="safe-appliances-at-home",
        publication_date=date(2025, 1, 15),
        category="certification",
        tags=("household-appliances", "guide"),
        image="gears",
        title="Safe appliances at home: five things to look at",
        summary=(
            "A mark on the type plate is a start. Five checks anyone can do before plugging in."
        ),
        lead_image_alt="Interlocking gear wheels in several sizes",
        related=("how-to-check-a-certificate", "energy-labels-explained"),
        body=[
            text(
                steps(
                    "Is there a type plate with a maker, a model and a voltage?",
                    "Does the plug fit without an adapter?",
                    "Is the cable whole, also where it enters the housing?",
                    "Are the instructions in a language you read?",
                    "Does the appliance get hot where you hold it?",
                ),
                (
                    "<p>If one answer is no, or the last one yes, don’t use it. Complaints "
                    "about products go to the market surveillance authority; questions about "
                    "a mark may be sent to the body that granted it.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="test-track-for-automated-driving",
        publication_date=date(2025, 3, 27),
        category="testing",
        tags=("automotive", "innovation", "cybersecurity"),
        image="mountain-road",
        title="Testing automated driving: rain on demand",
        summary=(
            "Soft targets, artificial rain, a tunnel of fog: on a closed track automated "
            "vehicles meet what is too dangerous on the road."
        ),
        lead_image_alt="A road winding through layered hills at dusk",
        related=("cybersecurity-of-connected-vehicles", "cqc-nast-automotive-innovation-centre"),
        body=[
            text(
                (
                    "<p>A human driver is examined once. An automated one is examined with "
                    "every version of its software. That is why tests have to be repeatable "
                    "to the centimetre and to the tenth of a second.</p>"
                ),
            ),
            heading("A day on the track"),
            text(
                (
                    "<p>In the morning a foam child runs between parked cars, forty times, "
                    "from both sides. At noon sprinklers make rain of three strengths. At "
                    "dusk low light and glare are tried.</p>"
                ),
            ),
            gallery(
                Picture(
                    "test-track",
                    "Illustration of an oval proving ground",
                    "The banked curves are used for endurance runs",
                ),
                Picture(
                    "skyline",
                    "A city skyline in the evening light",
                    "City scenes are rebuilt with movable walls",
                ),
            ),
            heading("What is not tested"),
            text(
                (
                    "<p>A track can’t replace the road. It shows what a vehicle does in known "
                    "situations; how it copes with unknown ones is watched in the field, with "
                    "a person at the wheel.</p>"
                ),
                (
                    "<p>Data protection and access to the vehicle are examined separately; "
                    'see <a page="cybersecurity-of-connected-vehicles">what is examined in '
                    "connected vehicles</a>.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="young-engineers-week",
        publication_date=date(2025, 5, 15),
        category="training",
        tags=("laboratory", "seminar"),
        image="waves",
        title="Young engineers’ week: a bridge of paper, a lamp of salt water",
        summary=(
            "Sixty pupils spent five days in our laboratories. They broke what they had "
            "built, and wrote reports about it."
        ),
        lead_image_alt="Overlapping sine waves in shades of blue and green",
        related=("laboratory-open-day-2019",),
        body=[
            text(
                (
                    "<p>The task was to build something from paper, glue and patience that "
                    "carries a litre of water. Every team wrote its own test plan, and "
                    "swapped it with another team before the test.</p>"
                ),
            ),
            quote(
                "We would have passed with our own plan. With theirs we learned something.",
                "From the report of one of the teams",
            ),
            text("<p>The next week takes place in May 2027.</p>"),
        ],
    ),
    News(
        slug="call-for-comments-recycled-materials",
        publication_date=date(2025, 9, 10),
        category="standards",
        tags=("consultation", "carbon"),
        image="glassware",
        title="Call for comments: proving recycled content",
        summary=(
            "How much of a product is recycled can’t be seen. A draft describes how it is "
            "proved, from the bale to the shelf."
        ),
        lead_image_alt="Flasks and test tubes with coloured liquids in a row",
        related=("carbon-footprint-explained", "call-for-comments-charging-safety"),
        body=[
            text(
                (
                    "<p>The draft compares three ways of accounting for recycled material: "
                    "keeping it apart, mixing it in known shares, and balancing it over a "
                    "year. For each it says which claim may be made on the packaging.</p>"
                ),
                (
                    "<p>Comments are welcome until 31 October 2025. How to write one is "
                    'explained in <a page="call-for-comments-charging-safety">an earlier '
                    "call</a>.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="notes-from-the-noise-laboratory",
        publication_date=date(2025, 11, 4),
        category="testing",
        tags=("laboratory", "calibration"),
        image="waves",
        title="Notes from the noise laboratory",
        summary=(
            "What a very quiet room sounds like, and how the loudness of a vacuum cleaner is "
            "measured in it. This article is available in English alone."
        ),
        lead_image_alt="Overlapping sine waves in shades of blue and green",
        related=("emc-chamber-commissioned",),
        body=[
            text(
                (
                    "<p>After a minute in the room you hear your own blood. After two you "
                    "stop talking, because your voice seems to fall to the floor in front of "
                    "you. Walls, ceiling and floor swallow nearly everything.</p>"
                ),
            ),
            heading("Measuring a vacuum cleaner"),
            text(
                bullets(
                    "Ten microphones stand on a hemisphere around the appliance.",
                    ("The carpet is the one named in the standard, and worn in for the purpose."),
                    "Three runs are averaged; the spread is reported too.",
                ),
                (
                    "<p>The declared value is rounded to a whole decibel. What the ear "
                    "notices is two or three.</p>"
                ),
            ),
        ],
    ),
]
