"""Translators see characters and not entities, wherever they see a text."""

from __future__ import annotations

import random
import re
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest
from wagtail_localize.models import StringTranslation

from cms.news.models import NewsPage
from cms.translation.editor.concurrent_edits import HEADER, checksum
from cms.translation.files.uploads import changeset_of_upload, store
from cms.translation.validity.spelling import as_stored, readable
from tests.translation.fixtures import paragraph, submit, write
from tests.translation.segments.test_outdated import offered, text_in_editor

pytestmark = pytest.mark.one_database

PARTS = (
    "&", "&amp;", "&lt;", "&gt;", "<", ">", "b", "/", "<b>", "</b>", ";", "amp;", "lt", "#", "1",
    " ", "&quot;", "&#x27;", "&nbsp;", "&foo;", "&#11;", "x", "<br/>", "\n", "!", "?",
)  # fmt: skip
SOURCE = """R&D at "AT&T" doesn't stop: 1 < 2"""
TRANSLATED = "“AT&T”的研发<不>停：1 < 2 > 0"


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("AT&amp;T", "AT&T"),
        ("Don&#x27;t &quot;go&quot;", 'Don\'t "go"'),
        ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
        ("&lt;b&gt; is a tag", "&lt;b&gt; is a tag"),
        ("<b>R&amp;D</b>", "<b>R&D</b>"),
        ("&amp;lt; and &amp;foo;", "&amp;lt; and &foo;"),
        ("a&nbsp;b", "a\u00a0b"),
    ],
)
def test_a_text_is_read_with_characters(stored, seen):
    assert readable(stored) == seen
    assert readable(as_stored(seen)) == seen


def test_what_is_read_can_be_written_and_is_the_same_text():
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    for _ in range(3_000):
        text = "".join(chance.choices(PARTS, k=chance.randint(1, 8)))
        assert as_stored(as_stored(text)) == as_stored(text), text
        assert as_stored(readable(text)) == as_stored(text), text


@pytest.fixture
def article(newsroom):
    return newsroom.article(SOURCE, slug="lab", body=[paragraph("R&amp;D, <b>AT&amp;T</b>.")])


def title_of(translation):
    return StringTranslation.objects.get(
        context__path="title", context__object_id=translation.source.object_id
    )


def test_the_editor_shows_and_takes_characters(article, newsroom, editor):
    translation = submit(article, newsroom.zh)
    write(translation)
    target = translation.get_target_instance()
    shown = offered(editor, target)
    assert shown[SOURCE][0] == f"译{SOURCE}"
    assert shown["R&D, <b>AT&T</b>."][0] == "译R&D, <b>AT&T</b>."
    stored = title_of(translation)
    address = text_in_editor(translation, stored.translation_of.data)
    form = "application/x-www-form-urlencoded"

    def save(text, seen):
        headers = {HEADER: checksum(seen)}
        return editor.put(address, urlencode({"value": text}), form, headers=headers)

    assert save(TRANSLATED, f"译{SOURCE}").json()["data"] == TRANSLATED
    assert save("研发 &amp; 创新", TRANSLATED).json()["data"] == "研发 & 创新"
    refused = save("Mine", TRANSLATED)
    assert (refused.status_code, refused.json()["text"]) == (409, "研发 & 创新")


def test_texts_side_by_side_have_characters(article, newsroom, editor):
    translation = submit(article, newsroom.zh)
    write(translation)
    other = newsroom.article("Other", body=[paragraph("R&amp;D, <b>AT&amp;T</b> too.")])
    rows = editor.get(reverse("texts_side_by_side", args=[translation.pk])).context["rows"]
    (row,) = [item for item in rows if item.segment.path == "title"]
    assert row.translation == f"译{SOURCE}"
    assert row.source == SOURCE.replace("&", "&amp;").replace("<", "&lt;").replace(
        '"', "&quot;"
    ).replace("'", "&#x27;")
    address = reverse("texts_side_by_side", args=[submit(other, newsroom.zh).pk])
    shown = editor.get(address)
    assert shown.context["rows"][-1].near_translation == "译R&D, AT&T."
    # The value a form sends back isn't displayed.
    assert "&amp;amp;" not in re.sub("<input[^>]*>", "", shown.text)


def test_a_file_is_taken_as_it_is_read(article, newsroom, admin_user):
    translation = submit(article, newsroom.zh)
    content = f'msgid "{SOURCE}"\nmsgstr "{TRANSLATED}"\n'.replace('"AT&T"', '\\"AT&T\\"')
    upload = SimpleUploadedFile("zh.po", content.encode())
    plan = changeset_of_upload(store(upload, user=admin_user, translation=translation))
    assert [(change.source, change.after) for change in plan.changes] == [(SOURCE, TRANSLATED)]
    assert plan.problems == []


def test_readers_get_the_characters(article, newsroom, committed):
    translation = submit(article, newsroom.zh)
    write(translation)
    stored = title_of(translation)
    stored.data = TRANSLATED
    stored.save()
    stored.refresh_from_db()
    assert (stored.data, stored.has_error) == (as_stored(TRANSLATED), False)
    with committed():
        translation.save_target(publish=True)
    assert NewsPage.objects.get(locale=newsroom.zh, slug="lab").title == TRANSLATED
