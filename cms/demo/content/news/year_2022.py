"""News of 2022."""

from datetime import date

from cms.demo.content.parts import News, bullets, heading, image, quote, text

NEWS = [
    News(
        slug="annual-report-2021",
        publication_date=date(2022, 2, 15),
        category="notices",
        tags=("annual-report",),
        image="skyline",
        title="Annual report 2021: more remote work, same rules",
        summary=(
            "Our report on the past year looks at remote audits, the new chamber, and "
            "complaints: how many there were and what came of them."
        ),
        lead_image_alt="A city skyline in the evening light",
        related=("winter-opening-hours-2021",),
        body=[
            text(
                (
                    "<p>Two years ago a remote audit was an exception. Today about a third of "
                    "all follow-up checks have a part on screen. The report describes what "
                    "has proved its worth and what is going back to the shop floor.</p>"
                ),
            ),
            quote("A complaint is a free inspection of our own work.", "From the foreword"),
        ],
    ),
    News(
        slug="battery-test-bench",
        publication_date=date(2022, 4, 26),
        category="testing",
        tags=("battery", "electric-vehicles", "laboratory"),
        image="battery-cells",
        title="Battery test bench ages ten years in ten months",
        summary=(
            "Charge, discharge, heat, cold: a new bench takes traction batteries through a "
            "whole life in less than a year."
        ),
        lead_image_alt="Battery cells in a regular grid, some of them glowing",
        related=("call-for-comments-charging-safety", "cqc-nast-automotive-innovation-centre"),
        body=[
            text(
                (
                    "<p>A battery ages in two ways: with the calendar and with use. The bench "
                    "combines both. Cells are kept warm to hurry up their chemistry, and "
                    "cycled around the clock with the currents of real journeys.</p>"
                ),
            ),
            image(
                "circuit-board",
                "Copper tracks and components of a circuit board",
                "Each cell has its own sensors for temperature and voltage",
            ),
            heading("Three readings decide"),
            text(
                bullets(
                    "Capacity: how much of the charge is left",
                    "Resistance: how much is lost as heat",
                    "Swelling: how the housing changes its shape",
                ),
                (
                    "<p>Cells that fall below the limits are opened, and the cause is looked "
                    "for under the microscope. Manufacturers get the raw data together with "
                    "the report.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="laboratories-compare-results",
        publication_date=date(2022, 7, 7),
        category="partnerships",
        tags=("laboratory", "calibration"),
        image="waves",
        title="Twelve laboratories, one sample: a comparison round",
        summary=(
            "When laboratories measure the same thing, their results should agree. A "
            "comparison round shows whether they do."
        ),
        lead_image_alt="Overlapping sine waves in shades of blue and green",
        related=("world-metrology-day-2021",),
        body=[
            text(
                (
                    "<p>A sealed lamp travelled from laboratory to laboratory for five "
                    "months. Each measured its light and its consumption without knowing the "
                    "values of the others.</p>"
                ),
                (
                    "<p>Eleven results lay within the agreed limits. The twelfth laboratory "
                    "found a dirty sensor, cleaned it and measured again. Finding such things "
                    "is what comparison rounds are for.</p>"
                ),
            ),
        ],
    ),
    News(
        slug="world-standards-day-2022",
        publication_date=date(2022, 10, 14),
        category="standards",
        tags=("standards-research", "innovation"),
        image="gears",
        title="World Standards Day: agreements nobody notices",
        summary=(
            "Paper fits the printer, the bolt fits the nut. On 14 October we look at the "
            "agreements behind things that simply work."
        ),
        lead_image_alt="Interlocking gear wheels in several sizes",
        body=[
            text(
                (
                    "<p>World Standards Day has been kept on 14 October since 1970. The date "
                    "recalls the delegates of 25 countries who met in London in 1946 and "
                    "decided to found an international organisation for standardisation.</p>"
                ),
                (
                    '<p>More about its work is found at <a href="https://www.iso.org/">the '
                    "International Organization for Standardization</a>. How comments reach a "
                    'draft is shown in our <a page="call-for-comments-charging-safety">call '
                    "for comments on charging at home</a>.</p>"
                ),
            ),
        ],
    ),
]
