"""What is wrong with a page."""

from __future__ import annotations

from django.contrib.auth.models import Permission

import pytest

from cms.content.pages.checks import report
from cms.content.pages.checks.measures import measure, width
from cms.content.pages.checks.report import Report
from cms.content.pages.checks.rules import Severity, findings
from tests import factories

pytestmark = pytest.mark.django_db

DESCRIPTION = "What the laboratory measures, and what manufacturers learn of it in a year."


def page_with(english, *body, **fields):
    values = {"search_description": DESCRIPTION, "body": body, "lead_image": None}
    return factories.news_page(english.news, "A title", **(values | fields))


def codes(page):
    return [(finding.severity.value, finding.code) for finding in findings(page)]


def test_nothing_is_wrong_with_a_good_page(english):
    target = factories.news_page(english.news, "Target")
    body = [
        factories.heading("One"), factories.heading("Two", 3), factories.heading("Three"),
        factories.rich_text(
            f'<p>Read <a linktype="page" id="{target.pk}">about the target</a>, or '
            '<a href="https://other.example/">another site</a>, <a href="#one">above</a>.</p>'
        ),
        factories.image_block(factories.image()),
    ]  # fmt: skip
    assert codes(page_with(english, *body)) == []


def image(alt_text, *, is_decorative=False):
    """The value of an image block."""
    value = factories.image_value(factories.image(), alt_text)
    return value | {"is_decorative": is_decorative}


def test_images_are_described_or_decorative(english):
    items = [factories.block("item", image(alt_text)) for alt_text in ("", "IMG_0042.jpg")]
    page = page_with(
        english,
        factories.block("image", image("")),
        factories.block("image", image("", is_decorative=True)),
        factories.block("gallery", items),
    )
    page.lead_image, page.lead_image_alt = factories.image(), ""
    found = findings(page)
    assert [(one.severity, one.code) for one in found] == [
        (Severity.ERROR, "alt-missing"), (Severity.ERROR, "alt-missing"),
        (Severity.WARNING, "alt-missing"), (Severity.WARNING, "alt-file-name"),
    ]  # fmt: skip
    # Each leads to its block, and the field where it is in none.
    ids = [raw["id"] for raw in page.body.raw_data]
    assert [(one.field, one.block_id) for one in found] == [
        ("body", ids[0]), ("body", ids[2]), ("lead_image_alt", ""), ("body", ids[2]),
    ]  # fmt: skip


def test_headings_are_in_order(english):
    text = factories.rich_text("<h4>Deep</h4><p>Text.</p><h2></h2>")
    page = page_with(english, factories.heading("Sub", 3), factories.heading("One"), text)
    assert [(one.code, one.message) for one in findings(page)] == [
        ("heading-empty", "A heading is empty."),
        ("heading-order", "“Sub” is of level 3, without a heading of level 2 above it."),
        ("heading-order", "“Deep” is of level 4, without a heading of level 3 above it."),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("here", "link-text"), ("Read more…", "link-text"), ("点击这里", "link-text"),
        ("https://a.example/b", "link-text"), ("", "link-without-text"), ("the report", None),
        ("质量报告", None),
    ],
)  # fmt: skip
def test_link_texts_say_where_they_lead(english, text, code):
    page = page_with(
        english, factories.rich_text(f'<p>A <a href="https://a.example/">{text}</a></p>')
    )
    assert [found for _severity, found in codes(page)] == ([code] if code else [])


def test_links_lead_somewhere(english, settings):
    settings.FRONTEND_URL = "https://www.example.org"
    shown = factories.news_page(english.news, "Shown", slug="shown")
    draft = factories.news_page(english.news, "Secret draft", live=False)
    links = [
        'linktype="page" id="999999"', f'linktype="page" id="{draft.pk}"',
        'linktype="document" id="999999"', 'href="https://www.example.org/en/news/shown/?a=1"',
        'href="/en/news/nowhere/"', 'href="https://www.example.org/en/news/shown/"',
        'href="/feed.xml"',
    ]  # fmt: skip
    html = "".join(f"<p><a {link}>The text of link {n}</a></p>" for n, link in enumerate(links))
    found = findings(page_with(english, factories.rich_text(html)))
    assert [(one.code, one.page_id) for one in found] == [
        ("link-dead", None), ("link-dead", None), ("link-dead", None),
        ("link-hidden", None), ("link-typed", shown.pk), ("link-typed", shown.pk),
    ]  # fmt: skip
    assert "Secret" not in " ".join(one.message for one in found)


def test_links_of_blocks_are_checked_in_as_many_queries(english, django_assert_num_queries):
    draft = factories.news_page(english.news, "Draft", live=False)
    body = [factories.call_to_action(page=draft) for _number in range(5)]
    page = page_with(english, *body)
    # The site, the pages, and those that may be read.
    with django_assert_num_queries(3):
        found = codes(page)
    assert found == [("warning", "link-text"), ("warning", "link-hidden")] * 5


def test_titles_and_descriptions_fit(english):
    page = page_with(english, seo_title="质量" * 16, search_description="短")
    assert [found for _severity, found in codes(page)] == ["title-long", "description-short"]
    page.seo_title, page.search_description, page.summary = "", "x" * 161, ""
    assert [found for _severity, found in codes(page)] == ["description-long"]
    page.search_description = ""
    assert [found for _severity, found in codes(page)] == ["description-missing"]
    page.summary = DESCRIPTION
    assert codes(page) == []


@pytest.mark.parametrize(
    ("texts", "counts", "minutes", "readability", "level"),
    [
        ([], (0, 0), 0, None, ""),
        (["Too short."], (2, 0), 1, None, ""),
        (["The cat sat on it. " * 60], (300, 0), 2, 5, "easy"),
        (["Extraordinarily complicated formulations " * 20], (60, 0), 1, 160, "hard"),
        (["质量认证中心发布标准。" * 60], (0, 600), 3, 10, "easy"),
        (["质" * 90 + "。CQC 2026"], (2, 90), 1, 46, "hard"),
    ],
)
def test_measures(texts, counts, minutes, readability, level):
    measured = measure(texts)
    assert (measured.word_count, measured.character_count) == counts
    assert (measured.minutes, measured.readability, str(measured.level)) == (
        minutes, readability, level,
    )  # fmt: skip


def test_a_chinese_character_is_as_wide_as_two_letters():
    assert width("CQC 质量") == 8


def test_the_report_shows_what_others_would(english):
    page = page_with(english, seo_title="质量" * 40, search_description="", summary="In short.")
    shown = Report.of(page)
    assert (shown.title, shown.description) == ("质量" * 14 + "质…", "In short.")
    assert shown.language == "English"


def test_errors_are_told_before_publishing(english):
    page = page_with(english, factories.block("image", image("")))
    assert report.warning(page) == (
        "The checks have found an error: An image has no alternative text: say what it shows, or "
        "mark it as decorative. Publish anyway?"
    )
    assert report.warning(page_with(english)) == ""


def test_the_panel_shows_findings_and_no_zero(admin_client, english):
    page = page_with(english, factories.block("image", image("")))
    page.save_revision()
    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert f'data-url="/admin/pages/{page.pk}/checks/"' in html
    assert "data-content-checker-count" not in html
    shown = admin_client.get(f"/admin/pages/{page.pk}/checks/").content.decode()
    assert "An image has no alternative text" in shown
    assert "are not measured here" in shown
    stranger = factories.user("stranger", "Strangers")
    stranger.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    admin_client.force_login(stranger)
    assert admin_client.get(f"/admin/pages/{page.pk}/checks/").status_code in {302, 403}
