"""Texts that their field refuses: reported with the reason, kept, and never published."""

from __future__ import annotations

import json
import re

from django.core.exceptions import ValidationError
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

import polib
import pytest
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.legal.models import LegalNoticePage
from cms.news.models import NewsPage
from cms.sitewide.models import Sitewide
from cms.translation import translation_memory
from cms.translation.editor import side_by_side
from cms.translation.files import entries, exporting, po
from cms.translation.files.xliff import version_2
from cms.translation.machines import filling
from cms.translation.publishing import requirements
from cms.translation.segments.comparison import SegmentState, segments_of
from tests import factories
from tests.translation.files.test_files import send, take
from tests.translation.fixtures import block, messages_of, paragraph, publish, submit, write
from tests.translation.validity.test_empty_translations import (
    _Machine,
    publish_in_editor,
    put,
    rows,
)

pytestmark = pytest.mark.one_database

LINKED = 'Read <b>this</b> <a href="https://example.org/">here</a>.'
SOURCE = 'Read <b>this</b> <a id="a1">here</a>.'
LINK = '<a id="a1">此处</a>'
BROKEN = {
    f"<b>看{LINK}": "<a> is inside <b>, unlike in the source.",
    f"{LINK}<b>看": "<b> is not closed.",
    f"{LINK}看</b>": "</b> closes nothing.",
    f"{LINK}<b": "The tag “<b” is cut off.",
    f"{LINK}<b>看<b>这</b></b>": "<b> is inside <b>, unlike in the source.",
    f"{LINK}<i>看</i>": "The source has no <i>.",
    f"{LINK}<sub>看</sub>": "The source has no <sub>.",
    f"{LINK}<b onclick='x()'>看</b>": "<b> has attributes that the source doesn't have.",
    '<a id="a2">此处</a>': "The source has no link “a2”.",
    f"{LINK}{LINK}": "The link “a1” occurs more than once.",
    "看": "The link “a1” is missing.",
}
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."
FIELDS = {"title": 255, "seo_title": 255, "summary": 400, "lead_image_alt": 255}


def too_long(most: int, count: int | None = None) -> str:
    count = count or most + 1
    return f"The text has {count} characters; the field holds at most {most}."


@pytest.fixture
def article(newsroom):
    body = [paragraph(LINKED), block("heading", {"text": "Heading", "level": "2"})]
    return newsroom.article(
        body=body, seo_title="For engines", lead_image_alt="A lab", lead_image=factories.image()
    )


@pytest.fixture
def translation(newsroom, article):
    return submit(article, newsroom.zh)


def text_of(translation, source):
    return next(segment for segment in segments_of(translation).all if segment.source == source)


def sources(translation):
    """The source texts by their places, those of blocks by the names of these."""
    results = translation.source.stringsegment_set.select_related("string", "context")
    return {item.context.field_path: item.string.data for item in results}


def _by_editor(translation, source, text, client, _monkeypatch):
    segment = translation.source.stringsegment_set.get(string__data=source)
    answer = put(client, translation, text, segment.context.path, source=source)
    assert answer.status_code in {200, 201}
    assert answer.json()["data"] == text
    return answer.json()["error"]


def _by_po(translation, source, text, client, _monkeypatch):
    file = polib.pofile(po.serialised(exporting.exports([translation])[0]))
    for entry in file:
        entry.msgstr = text if entry.msgid == source else ""
    response = send(client, str(file).encode(), translation)
    plan = response.context["changeset"]
    assert plan.changes == []
    (problem,) = plan.problems
    assert problem.reason in response.content.decode().replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("&amp;", "&").replace("&#x27;", "'")
    assert not rows(translation, source).exists()
    return problem.reason


def _by_xliff(translation, source, text, client, _monkeypatch):
    export = exporting.exports([translation])[0]
    export.rows = [
        entries.ExportUnit(row.path, row.source, text if row.source == source else "", True)
        for row in export.rows
    ]
    plan = send(client, version_2.serialised(export).encode(), translation, "zh.xlf").context[
        "changeset"
    ]
    assert plan.changes == []
    (problem,) = plan.problems
    assert not rows(translation, source).exists()
    return problem.reason


def _by_machine(translation, source, text, client, monkeypatch):
    class Machine(_Machine):
        def translated(self, texts, *_more):
            return [text if item == source else "" for item in texts]

    monkeypatch.setattr(filling, "machine_for", lambda *_pair: Machine(text))
    address = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    said, wrong = messages_of(client.post(address, {"next": "/admin/reports/"}, follow=True))[:2]
    assert said.startswith("1 text was translated by a machine.")
    assert wrong.startswith("1 text that was filled in has an error. Correct it: “")
    return text_of(translation, source).fault


def _by_code(translation, source, text, _client, _monkeypatch):
    segment = translation.source.stringsegment_set.get(string__data=source)
    row, _created = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": text, "translation_type": "manual", "has_error": False},
    )
    row.refresh_from_db()
    assert (row.has_error, row.data) == (True, text)
    return row.get_error()


def _by_sql(translation, source, text, client, monkeypatch):
    _by_code(translation, source, text, client, monkeypatch)
    rows(translation, source).update(has_error=False)
    return rows(translation, source).get().get_error()


WAYS = {
    "editor": _by_editor, "po": _by_po, "xliff": _by_xliff, "machine": _by_machine,
    "code": _by_code, "sql": _by_sql,
}  # fmt: skip


def cases_of(translation):
    """Source texts, refused translations, and the reasons."""
    sources_by_path = sources(translation)
    cases = [
        (sources_by_path[name], "字" * (most + 1), too_long(most)) for name, most in FIELDS.items()
    ]
    cases += [(sources_by_path["body.heading.text"], "字" * 300, too_long(160, 300))]
    return cases + [(SOURCE, text, reason) for text, reason in BROKEN.items()]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_names_what_a_place_does_not_take(article, translation, editor, monkeypatch, way):
    for source, text, reason in cases_of(translation):
        assert WAYS[way](translation, source, text, editor, monkeypatch) == reason, text
        if way in {"po", "xliff"}:
            continue
        segments = segments_of(translation)
        one = text_of(translation, source)
        assert (one.state, one.translation, one.fault) == (SegmentState.ERROR, text, reason)
        assert translation.get_progress()[1] == 0
        (row,) = [row for row in side_by_side.rows(segments.all, translation) if row.segment == one]
        assert row.findings[0].message == reason
        assert requirements.obstacle(translation, segments).startswith("No text of")
        rows(translation, source).delete()


def test_what_is_wrong_in_the_database_is_named_and_never_published(
    newsroom, article, translation, editor, committed, monkeypatch
):
    target = article.get_translation(newsroom.zh)
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    for source, text, reason in cases_of(translation)[:6]:
        write(translation)
        _by_sql(translation, source, text, editor, monkeypatch)
        props = json.loads(editor.get(address).context["props"])
        assert reason in [item["error"] for item in props["initialStringTranslations"]]
        response = editor.post(address, {"action": "publish"})
        (row,) = response.context["rows"]
        assert (row.state, row.segment.source) == ("has an error", source)
        assert reason in [finding.message for finding in row.findings]
        with committed():
            confirmed = {"action": "publish", "confirmed": response.context["digest"]}
            response = editor.post(address, confirmed, follow=True)
        assert messages_of(response)[-1].startswith("1 of 6 texts of “A lab opens” is missing")
        assert text not in _words(target)
        # The same by code, without confirmation.
        with committed():
            translation.save_target(publish=True)
        assert text not in _words(target)


def _words(target) -> str:
    live = NewsPage.objects.get(pk=target.pk)
    live.full_clean()
    return (
        f"{live.title} {live.seo_title} {live.summary} {live.lead_image_alt} {live.body.raw_data}"
    )


def test_a_title_of_300_characters_stays_in_the_editor_and_is_published_nowhere(
    newsroom, article, translation, editor, committed
):
    """The example: an error of the server at publishing."""
    write(translation)
    answer = put(editor, translation, "题" * 300)
    assert answer.status_code == 200
    assert (answer.json()["data"], answer.json()["error"]) == ("题" * 300, too_long(255, 300))
    target = article.get_translation(newsroom.zh)
    assert target.draft_title == "译A lab opens"
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    response = editor.post(address, {"action": "publish"})
    assert [row.segment.fault for row in response.context["rows"]] == [too_long(255, 300)]
    assert "题" * 300 in response.content.decode()
    assert not NewsPage.objects.get(pk=target.pk).live
    put(editor, translation, "题" * 255)
    publish_in_editor(editor, target, committed)
    assert NewsPage.objects.get(pk=target.pk).title == "题" * 255
    assert NewsPage.objects.get(pk=target.pk).draft_title == "题" * 255


def test_a_draft_is_named_by_what_readers_will_see(newsroom, editor):
    translation = submit(newsroom.article("R & D", slug="r-and-d"), newsroom.zh)
    put(editor, translation, "研发 &amp; 创新")
    assert translation.get_target_instance().draft_title == "研发 & 创新"


def test_legal_notices_and_synchronising_name_the_text(newsroom, translate, editor, committed):
    notice = newsroom.notice(LINKED)
    target = translate(notice, newsroom.zh)
    translation = Translation.objects.get(source__object_id=notice.translation_key)
    put(editor, translation, "<b>看", "body", source=SOURCE)
    refused = (
        "“Terms” can only be published whole: 1 of 2 texts is missing, has an error or is out of "
        "date. “Read this here.”: <b> is not closed."
    )
    assert messages_of(publish_in_editor(editor, target, committed))[0] == refused
    source = TranslationSource.objects.get_for_instance(notice)
    with committed():
        response = editor.post(
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            {"publish_translations": "on"},
            follow=True,
        )
    assert refused in messages_of(response)
    assert "译Read" in str(LegalNoticePage.objects.get(pk=target.pk).body)
    assert segments_of(translation).status.state == "partial"


def test_memory_fills_in_what_is_too_long_to_be_corrected(newsroom, editor, admin_user):
    long = "字" * 300
    write(submit(newsroom.article("One", search_description="Same sentence."), newsroom.zh))
    StringTranslation.objects.filter(translation_of__data="Same sentence.").update(data=long)
    heading = block("heading", {"text": "Same sentence.", "level": "2"})
    translation = submit(newsroom.article("Two", body=[heading]), newsroom.zh)
    response = editor.post(reverse("take_over_translations", args=[translation.pk]), follow=True)
    reason = too_long(160, 300)
    assert messages_of(response)[:2] == [
        "1 text was filled in. Look at it, then confirm it.",
        f"1 text that was filled in has an error. Correct it: “Same sentence.”: {reason}",
    ]
    one = text_of(translation, "Same sentence.")
    assert (one.state, one.translation) == (SegmentState.ERROR, long)
    confirm = reverse("confirm_machine_translation", args=[translation.pk])
    response = editor.post(confirm, {"text": [one.stored.pk]}, follow=True)
    assert messages_of(response)[0] == "0 texts were confirmed."
    assert text_of(translation, "Same sentence.").state is SegmentState.ERROR
    # A faulty translation isn't offered anywhere.
    rows(translation, "Same sentence.").update(
        data="<b>x", has_error=False, translation_type="manual"
    )
    StringTranslation.objects.filter(data=long).delete()
    third = submit(newsroom.article("Three", body=[heading]), newsroom.zh)
    assert translation_memory.exact_matches(third) == {}


def test_snippets_obey_their_limits(newsroom, editor, committed):
    category = newsroom.category("Labs")
    translation = submit(category, newsroom.zh)
    answer = put(editor, translation, "字" * 61, "name")
    assert answer.json()["error"] == too_long(60)
    target = category.get_translation(newsroom.zh)
    address = f"/admin/snippets/news/newscategory/edit/{target.pk}/"
    with committed():
        response = editor.post(address, {"action": "publish"}, follow=True)
    assert messages_of(response)[0].startswith("No text of “Labs” has been translated")
    target.refresh_from_db()
    assert (target.live, target.name) == (False, "Labs")


@pytest.fixture
def sitewide(newsroom):
    header = [block("page", {"label": "Home", "page": newsroom.home.pk}),
              block("favorites", {"label": "Favorites"})]  # fmt: skip
    link = {"text": "Partner", "page": None, "url": "https://example.org/"}
    return publish(
        Sitewide.objects.create(
            organisation_name="Labs", tagline="We test.", email="a@example.org", telephone="1",
            locale=newsroom.en,
            header_navigation=header, footer_links=[block("link", link)], live=False,
            logo=factories.image(),
        )
    )  # fmt: skip


def test_header_and_footer_obey_their_limits(newsroom, sitewide, editor, committed):
    translation = submit(sitewide, newsroom.zh)
    write(translation)
    sources_by_path = sources(translation)
    for path, most in (
        ("organisation_name", 160), ("header_navigation.page.label", 60),
        ("header_navigation.favorites.label", 60), ("footer_links.link.text", 80),
    ):  # fmt: skip
        segment = translation.source.stringsegment_set.get(string__data=sources_by_path[path])
        answer = put(
            editor, translation, "字" * 400, segment.context.path, source=sources_by_path[path]
        )
        assert answer.json()["error"] == too_long(most, 400)
    target = sitewide.get_translation(newsroom.zh)
    address = f"/admin/snippets/sitewide/sitewide/edit/{target.pk}/"
    response = editor.post(address, {"action": "publish"})
    assert [row.segment.state for row in response.context["rows"]] == [SegmentState.ERROR] * 4


def override(client, translation, path, value):
    segment = OverridableSegment.objects.get(
        source=translation.source, context__path__regex=f"^{path}"
    )
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    body = encode_multipart(BOUNDARY, {"value": value})
    return client.put(address, body, content_type=MULTIPART_CONTENT)


@pytest.mark.parametrize(
    ("path", "good", "bad", "reason"),
    [
        ("email", "b@example.org", "nobody", "Enter a valid email address."),
        ("telephone", "2", "2" * 41, too_long(40)),
        ("footer_links", "https://example.org/zh", "nowhere", "Enter a valid URL."),
        ("footer_links", "https://example.org/zh", "javascript:x()", "Enter a valid URL."),
        ("logo", None, "999999", NO_CHOICE),
        ("logo", None, "x", NO_CHOICE),
    ],
)  # fmt: skip
def test_values_of_a_translation_obey_their_fields(
    newsroom, sitewide, editor, committed, path, good, bad, reason
):
    translation = submit(sitewide, newsroom.zh)
    write(translation)
    target = sitewide.get_translation(newsroom.zh)
    address = f"/admin/snippets/sitewide/sitewide/edit/{target.pk}/"
    answer = override(editor, translation, path, bad)
    assert (answer.status_code, answer.json()["data"], answer.json()["error"]) == (201, bad, reason)
    assert [segment.fault for segment in segments_of(translation).faulty_overrides] == [reason]
    response = editor.post(address, {"action": "publish"})
    assert [item.fault for item in response.context["faulty_overrides"]] == [reason]
    assert reason in response.content.decode()
    # One that went past the models makes no error of the server either.
    SegmentOverride.objects.update(has_error=False)
    with committed():
        translation.save_target(publish=True)
    target.refresh_from_db()
    live = f"{target.email} {target.telephone} {target.logo_id} {target.footer_links.raw_data}"
    assert (target.live, bad in live.split()) == (True, False)
    good = good or str(factories.image().pk)
    answer = override(editor, translation, path, good)
    assert (answer.status_code, answer.json()["error"]) == (200, None)
    assert segments_of(translation).faulty_overrides == ()
    with committed():
        editor.post(address, {"action": "publish"})
    target.refresh_from_db()
    assert (
        good in f"{target.email} {target.telephone} {target.logo_id} {target.footer_links.raw_data}"
    )
    # An empty value is none.
    for empty in ("", " ", "\u200b"):
        override(editor, translation, path, good)
        assert override(editor, translation, path, empty).json()["error"] == (
            "There is no value here: readers see that of the source."
        )
        assert not SegmentOverride.objects.exists()


def test_a_link_leads_nowhere_harmful(newsroom, translation, editor, article):
    assert override(editor, translation, "body", "javascript:x()").json()["error"] == (
        "Enter a valid URL."
    )
    write(translation)
    assert requirements.advice(translation, segments_of(translation)) == (
        "“A lab opens” wasn't published: something in it can't be used. “javascript:x()”: Enter a "
        "valid URL."
    )
    assert requirements.unconfirmed(segments_of(translation))
    assert override(editor, translation, "body", "https://example.org/zh").json()["error"] is None
    assert requirements.advice(translation, segments_of(translation)) is None


def test_a_rich_text_is_measured_as_a_whole(newsroom, editor, monkeypatch):
    article = newsroom.article(body=[block("rich_text", "<p>First part.</p><p>Second part.</p>")])
    translation = submit(article, newsroom.zh)
    rich_text = NewsPage._meta.get_field("body").stream_block.child_blocks["rich_text"]
    monkeypatch.setattr(rich_text, "max_length", 25)
    assert put(editor, translation, "字" * 13, "body", source="First part.").json()["error"] is None
    answer = put(editor, translation, "<b>字</b>" * 1 + "字" * 12, "body", source="Second part.")
    assert answer.json()["error"] == "The source has no <b>."
    answer = put(editor, translation, "字" * 13, "body", source="Second part.")
    assert answer.json()["error"] == too_long(25)
    assert (
        put(editor, translation, "字" * 12, "body", source="Second part.").json()["error"] is None
    )
    assert {segment.state for segment in segments_of(translation).all if segment.stored} == {
        SegmentState.DONE
    }


def test_an_error_without_a_field_is_told_and_no_error_of_the_server(
    newsroom, article, translation, editor, committed, monkeypatch
):
    write(translation)

    def refuse(_self):
        raise ValidationError("Not today.")

    monkeypatch.setattr(NewsPage, "minimal_clean", refuse)
    target = article.get_translation(newsroom.zh)
    response = publish_in_editor(editor, target, committed)
    assert "“A lab opens” could not be saved in Simplified Chinese: Not today." in messages_of(
        response
    )


def test_a_file_replaces_what_was_wrong(editor, translation):
    put(editor, translation, "题" * 300)
    file = polib.pofile(po.serialised(exporting.exports([translation])[0]))
    (title,) = [item for item in file if item.msgid == "A lab opens"]
    assert (title.msgstr, title.fuzzy) == ("题" * 300, True)
    content = re.sub("题{300}", "题", str(file)).replace("#, fuzzy\n", "")
    take(editor, send(editor, content.encode(), translation))
    one = text_of(translation, "A lab opens")
    assert (one.state, one.translation) == (SegmentState.DONE, "题")
