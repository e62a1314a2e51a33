"""The field of rich text, in blocks and on snippets, whatever a request holds there."""

import json

from django.core.exceptions import BadRequest
from django.urls import reverse

import pytest

from cms.content.body.block_kinds.rich_text import editor
from cms.content.models import ReusableText
from cms.news.models import NewsPage
from tests import factories


def draft(text="A word", *, entities=None, **values):
    """What the editor sends for one paragraph."""
    block = {"key": "a", "type": "unstyled", "text": text, **values}
    return json.dumps({"blocks": [block], "entityMap": entities or {}})


BOLD = {"offset": 2, "length": 4, "style": "BOLD"}
LINK = [{"offset": 0, "length": 1, "key": 0}]


def read(sent):
    return editor().field.widget.value_from_datadict(sent, {}, "text")


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (draft(), '<p data-block-key="a">A word</p>'),
        (draft(inlineStyleRanges=[BOLD]), '<p data-block-key="a">A <b>word</b></p>'),
        ("null", ""),
        ("", ""),
    ],
)
def test_reads_what_the_editor_sends(sent, stored):
    assert read({"text": sent}) == stored


def test_a_form_without_the_field_has_no_text():
    assert read({}) is None


UNREADABLE = {
    "words": "A word",
    "cut off": draft()[:-3],
    "a number": "1",
    "too long a number": "9" * 5000,
    "a list": "[]",
    "too deep": "[" * 100_000,
    "blocks that are none": '{"blocks": [1]}',
    "no list of blocks": '{"blocks": null}',
    "a text that is none": draft(5),
    "a type that is none": draft(type=[]),
    "a style that is none": draft(inlineStyleRanges=[1]),
    "a link to nothing": draft(entityRanges=LINK),
    "a link that is none": draft(entityRanges=LINK, entities={"0": 5}),
}


@pytest.mark.parametrize("sent", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_refuses_what_it_does_not_send(sent):
    with pytest.raises(BadRequest):
        read({"text": sent})


def test_what_is_unreadable_changes_nothing(admin_client):
    sent = UNREADABLE["words"]
    site = factories.newsroom()
    text = factories.reusable_text()
    page = factories.news_page(site.news, body=[factories.block("rich_text", "<p>Kept.</p>")])
    block = {
        "body-count": "1", "body-0-type": "rich_text", "body-0-order": "0", "body-0-deleted": "",
        "body-0-id": "", "body-0-value": sent,
    }  # fmt: skip
    for url, form in (
        (reverse("wagtailsnippets_content_reusabletext:add"), {"title": "T", "text": sent}),
        (
            reverse("wagtailsnippets_content_reusabletext:edit", args=[text.pk]),
            {"title": "T", "text": sent},
        ),
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "T", **block}),
    ):
        response = admin_client.post(url, form | {"action-publish": "1"})
        assert (response.status_code, b"Bad request" in response.content) == (400, True), url
        answer = admin_client.post(url, form, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["message"]) == (400, "Bad request"), url
    [kept] = ReusableText.objects.all()
    assert (kept.title, kept.latest_revision) == (text.title, None)
    assert NewsPage.objects.get().latest_revision is None


def test_an_empty_text_is_asked_for(admin_client):
    factories.newsroom()
    url = reverse("wagtailsnippets_content_reusabletext:add")
    response = admin_client.post(url, {"title": "T", "text": "", "action-publish": "1"})
    assert response.context["form"].errors == {"text": ["This field is required."]}
    assert not ReusableText.objects.exists()
