"""The front page and the introduction of the news."""

from datetime import date

from cms.demo.content.parts import (
    Hero,
    Home,
    Index,
    bullets,
    call_to_action,
    heading,
    image,
    quote,
    text,
)

HOME = Home(
    published_on=date(2026, 9, 8),
    title="Homepage",
    seo_title="News on certification, testing and standards",
    search_description=(
        "News, guides and notices on product certification, testing and standards, in English "
        "and Chinese."
    ),
    hero=Hero(
        title="Tested, certified, explained",
        text=(
            "News from certification and testing: what is new in our laboratories, what standards "
            "ask for, and what it means for those who build and buy."
        ),
        image="wind-tunnel",
        image_alt="Lines of air flowing around a vehicle",
        link_text="A joint centre for automotive innovation",
        page="cqc-nast-automotive-innovation-centre",
    ),
    chosen=(
        "cqc-nast-automotive-innovation-centre",
        "test-track-for-automated-driving",
        "certification-step-by-step",
    ),
    latest_news_count=6,
    body=[
        heading("What we do"),
        text(
            (
                "<p>A certificate is a promise that can be checked. Behind it stand people who "
                "measure, compare and decide, and rules that are open to everyone.</p>"
            ),
            bullets(
                "<b>Testing:</b> samples are examined under the conditions a standard lays down.",
                "<b>Certification:</b> someone who took no part in the test decides.",
                "<b>Follow-up:</b> production is watched for as long as the certificate is valid.",
            ),
        ),
        image(
            "anechoic-chamber",
            "Rows of pointed absorbers lining the walls of a test chamber",
            "In the chamber for electromagnetic compatibility",
        ),
        quote("Trust is good, traceability is better.", "A saying from the calibration laboratory"),
        call_to_action(
            "How does a product get its certificate? Our guide follows it through five stages.",
            "Certification step by step",
            "certification-step-by-step",
        ),
    ],
)

NEWS_INDEX = Index(
    published_on=date(2019, 3, 5),
    slug="news",
    title="News",
    introduction=(
        "Articles on certification, testing, standards, partnerships and training, the newest "
        "first."
    ),
)
