"""News a reader doesn't see: a draft, a scheduled and a withdrawn article."""

from datetime import date, timedelta

from cms.demo.content.parts import News, text

NEWS = [
    News(
        slug="testing-hydrogen-components",
        publication_date=date(2026, 10, 6),
        category="testing",
        tags=("laboratory", "innovation"),
        image="wind-tunnel",
        title="Testing hydrogen components (draft)",
        summary=(
            "A first draft about the new test stand for valves and tanks. It isn’t published yet."
        ),
        lead_image_alt="Lines of air flowing around a vehicle",
        body=[
            text(
                (
                    "<p>Hydrogen finds every gap. The stand looks for leaks of less than a "
                    "millilitre a day. More is to follow when the first results are in.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="laboratory-open-day-announcement",
        publication_date=timedelta(days=21),
        category="training",
        tags=("laboratory", "seminar"),
        image="anechoic-chamber",
        title="Save the date: laboratory open day",
        summary=(
            "Three laboratories will open their doors once more. The programme appears on the "
            "day this announcement goes live."
        ),
        lead_image_alt="Rows of pointed absorbers lining the walls of a test chamber",
        body=[
            text(
                (
                    "<p>Groups of ten, five stations, one hour and a half. Shoes without "
                    "heels are recommended, because the floor of the chamber is a grating.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="appointments-by-telephone",
        publication_date=date(2019, 4, 30),
        category="notices",
        tags=("opening-hours",),
        image="skyline",
        title="Appointments by telephone",
        summary=(
            "Appointments for the reception of samples are made by telephone until the online "
            "form is ready."
        ),
        lead_image_alt="A city skyline in the evening light",
        body=[
            text(
                (
                    "<p>Since the online form is in service, this note no longer applies and "
                    "has been withdrawn.</p>"
                ),
            ),
        ],
    ),
]
