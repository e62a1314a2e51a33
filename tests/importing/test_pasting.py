"""The clipboards of real programs become blocks: what is stored is compared whole."""

import json
from io import BytesIO
from pathlib import Path

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model

import pytest
from PIL import Image

from cms.content.body.block_kinds import KINDS
from cms.importing.pasting.pasted import pasted
from tests import factories

CLIPBOARDS = Path(__file__).parent / "clipboards"
NAMES = sorted(path.stem for path in CLIPBOARDS.glob("*.html"))


def paste(html, kinds=KINDS):
    found = pasted(html, kinds, {"cms.example"})
    return {
        "blocks": found.blocks,
        "images": [[one.before, one.url, one.alt, one.caption] for one in found.images],
        "notes": found.notes,
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_clipboard_becomes_these_blocks(name, english):
    html = (CLIPBOARDS / f"{name}.html").read_text(encoding="utf-8")
    assert paste(html) == json.loads((CLIPBOARDS / f"{name}.json").read_text(encoding="utf-8"))


def test_there_are_clipboards_of_twenty_kinds():
    assert len(NAMES) >= 20


def test_what_is_pasted_where_only_text_may_be_is_text(english):
    html = (CLIPBOARDS / "docs.html").read_text(encoding="utf-8")
    (block,) = paste(html, ["rich_text"])["blocks"]
    assert block["value"].startswith("<p><b>The bench</b></p><p><b>Forty stops</b> from")
    assert "<p>Road | Metres</p><p>Wet | 38.4</p>" in block["value"]


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("https://cms.example/admin/pages/{page}/edit/", '<a linktype="page" id="{page}">x</a>'),
        ("/admin/pages/{page}/", '<a linktype="page" id="{page}">x</a>'),
        ("https://cms.example/en/news/", '<a linktype="page" id="{page}">x</a>'),
        ("/en/news/", '<a linktype="page" id="{page}">x</a>'),
        ("/admin/pages/{draft}/edit/", "x"),
        ("https://cms.example/admin/", "x"),
        ("https://cms.example/admin/pages/1/edit/#_ftn1", "<sup>x</sup>"),
        ("file:///C:/x.docx", "x"),
        ("about:blank", "x"),
        ("javascript:alert(1)", "x"),
        ("#_Toc1", "x"),
        ("https://elsewhere.example/admin/", '<a href="https://elsewhere.example/admin/">x</a>'),
    ],
)
def test_links_lead_where_a_reader_can_go(href, link, english):
    draft = factories.news_page(english.news, live=False)
    ids = {"page": english.news.pk, "draft": draft.pk}
    (block,) = paste(f'<p>a <a href="{href.format(**ids)}">x</a></p>')["blocks"]
    assert block["value"] == f"<p>a {link.format(**ids)}</p>"


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        ("a&nbsp;b", "a\xa0b"),
        ("a &nbsp; b", "a b"),
        ("a&nbsp;&nbsp;b", "a b"),
        ('a<span class="Apple-converted-space">&nbsp;</span>b', "a b"),
        ("<span style='mso-spacerun:yes'>&nbsp;</span>a", "a"),
        ("中\u3000文", "中\u3000文"),
        ("a\ufeffb\u200bc", "abc"),
        ("<span style='vertical-align:sub'>2</span>", "<sub>2</sub>"),
        ("x<sup><b>2</b></sup>", "x<b><sup>2</sup></b>"),
        ("<b>a<span style='font-weight:400'>b</span></b>", "<b>a</b>b"),
        ("<i>a<em style='font-style:normal'>b</em></i>", "<i>a</i>b"),
    ],
)
def test_formatting_and_spaces_that_mean_something_are_kept(html, stored, english):
    assert [block["value"] for block in paste(html)["blocks"]] == [f"<p>{stored}</p>"]


def test_raised_characters_are_kept_where_there_is_no_formatting(english):
    table = "<table><tr><td>m<sup>2</sup><td>CO<sub>2</sub><tr><td>x<sup>th</sup><td>1</table>"
    (block,) = paste(table)["blocks"]
    assert block["value"]["rows"] == [["m²", "CO₂"], ["xth", "1"]]


@pytest.fixture
def as_editor(client, english):
    client.force_login(factories.administrator())
    return client


def test_the_browser_gets_the_state_of_forms(as_editor):
    answer = as_editor.post(
        reverse("paste"),
        {"html": "<h1>A</h1><p>b<b>c</b></p>", "kinds": ["heading", "rich_text"]},
        content_type="application/json",
    )
    heading, text = answer.json()["blocks"]
    assert heading == {"type": "heading", "value": {"text": "A", "level": ["2"]}}
    (block,) = json.loads(text["value"])["blocks"]
    assert (block["text"], block["inlineStyleRanges"]) == (
        "bc",
        [{"offset": 1, "length": 1, "style": "BOLD"}],
    )


@pytest.mark.parametrize("body", [b"", b"[]", b'{"html": "a"}', b'{"html": "a", "kinds": 1}'])
def test_a_request_that_makes_no_sense_is_refused(as_editor, body):
    answer = as_editor.post(reverse("paste"), body, content_type="application/json")
    assert answer.status_code == 400


def test_an_image_that_is_wanted_is_stored(as_editor):
    answer = as_editor.post(reverse("paste_image"), {"file": picture("blob"), "alt": "A track"})
    value = answer.json()["value"]
    image = get_image_model().objects.get()
    assert (value["image"]["id"], value["alt_text"]) == (image.pk, "A track")
    assert (image.title, image.file.name.endswith(".png")) == ("A track", True)


def test_what_is_no_image_is_refused(as_editor):
    broken = SimpleUploadedFile("x.png", b"no picture")
    answer = as_editor.post(reverse("paste_image"), {"file": broken})
    assert (answer.status_code, bool(answer.json()["notes"])) == (422, True)
    answer = as_editor.post(reverse("paste_image"), {"url": "http://127.0.0.1:1/x.png"})
    assert answer.status_code == 422
    assert not get_image_model().objects.exists()


def test_who_may_add_no_images_adds_none(client, english):
    user = factories.user("writer")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    answer = client.post(reverse("paste_image"), {"file": picture("x.png"), "alt": "A"})
    assert answer.status_code == 403
    assert not get_image_model().objects.exists()


def picture(name):
    content = BytesIO()
    Image.radial_gradient("L").resize((400, 300)).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())
