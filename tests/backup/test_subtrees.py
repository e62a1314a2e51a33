"""A subtree moved into an installation that has other ids."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
)

import pytest
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.backup.subtrees.references import References
from cms.content.media.storage import files_in
from cms.content.models import ImagePlaceholder
from cms.home.models import HomePage
from cms.legal.models import LegalIndexPage, LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsPage
from cms.translation.models import GlossaryTerm, PageTextState
from tests import factories, snapshots
from tests.backup.calling import contents, empty, restore

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def run(*arguments: Any) -> str:
    """What a command printed."""
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
@snapshots.fixture
def news(page: NewsPage) -> Page:
    """The list of news with two articles that refer to each other, in two languages."""
    other = factories.news_page(page.get_parent().specific, "Kilns", slug="kilns")
    factories.relate(other, page)
    category = factories.category("Heat")
    factories.translated(category, {"Heat": "热"})
    other.category = category
    other.body = [
        ("rich_text", f'<p>As <a linktype="page" id="{page.pk}">ovens</a> are.</p>'),
    ]
    revision = other.save_revision(user=factories.user("writer"))
    revision.publish()
    factories.private(other)
    GlossaryTerm.objects.create(
        source_locale=page.locale,
        target_locale=factories.locale("zh-hans"),
        term="oven",
        required="烤箱",
    )
    return page.get_parent()


@pytest.fixture
def exported(news: Page, tmp_path: Path) -> Path:
    """The file with that list."""
    path = tmp_path / "news.tree"
    run("export_tree", news.pk, path)
    return path


@pytest.fixture
def home(exported: Path, files: Path) -> HomePage:
    """The front page of another installation, whose ids are others."""
    empty(files)
    return snapshots.content(_elsewhere)


def _elsewhere() -> HomePage:
    Collection.add_root(name="Root")
    factories.locale("zh-hans")
    factories.user("somebody")
    for number in range(5):
        factories.image(f"Image {number}", width=20 + number)
    front = factories.home("Elsewhere")
    factories.site(front)
    factories.translation(front, title="别处")
    return front


def imported(slug: str, code: str = "en") -> NewsPage:
    return NewsPage.objects.get(slug=slug, locale__language_code=code)


def test_pages_are_there_in_both_languages_below_their_new_parents(exported, home):
    said = run("import_tree", exported, "--parent", home.pk)
    ovens, kilns = imported("ovens"), imported("kilns")
    chinese = imported("ovens", "zh-hans")
    assert ovens.get_parent().get_parent().pk == home.pk
    assert chinese.title == "烤箱"
    assert chinese.translation_key == ovens.translation_key
    assert chinese.get_parent().get_parent().pk == home.get_translation(chinese.locale).pk
    assert "Warning: “" not in said
    assert (ovens.live, kilns.live, chinese.live) == (True, True, True)
    assert Page.find_problems() == ([], [], [], [], [])


def test_references_lead_to_the_rows_of_this_installation(exported, home):
    said = run("import_tree", exported, "--parent", home.pk)
    ovens, kilns = imported("ovens"), imported("kilns")
    image = get_image_model().objects.get(title="Oven")
    assert image.pk > 5
    assert ovens.lead_image == image
    assert ImagePlaceholder.objects.filter(image=image).count() == 1
    assert [one.value["image"] for one in ovens.body if one.block_type == "image"] == [image]
    assert f'<a linktype="page" id="{ovens.pk}">ovens</a>' in kilns.body[0].value.source
    assert [one.related_id for one in kilns.related_news.all()] == [ovens.pk]
    assert kilns.category.get_translation(factories.locale("zh-hans")).name == "热"
    assert storages["default"].exists(image.file.name)
    users = ReferenceIndex.get_references_to(ovens).values_list("object_id", flat=True)
    assert str(kilns.pk) in users
    assert re.search(r"Warning: \d+ references to wagtailcore\.Page .* which is not here", said)


def test_history_and_translators_work_come_with_the_pages(exported, home):
    run("import_tree", exported, "--parent", home.pk)
    kilns, ovens = imported("kilns"), imported("ovens")
    draft = Revision.page_revisions.get(object_id=str(kilns.pk), pk=kilns.latest_revision_id)
    restored = draft.as_object()
    assert (restored.pk, restored.get_parent().pk) == (kilns.pk, kilns.get_parent().pk)
    assert f'id="{ovens.pk}"' in restored.body[0].value.source
    assert PageLogEntry.objects.filter(page_id=kilns.pk, action="wagtail.publish").exists()
    assert StringTranslation.objects.get(translation_of__data="Über Öfen").data == "烤箱"
    source = TranslationSource.objects.get(object_id=ovens.translation_key)
    chinese = source.get_translated_instance(factories.locale("zh-hans"))
    assert (chinese.pk, chinese.title) == (imported("ovens", "zh-hans").pk, "烤箱")
    assert source.as_instance().pk == ovens.pk
    assert GlossaryTerm.objects.get(term="oven").required == "烤箱"
    state = PageTextState.objects.get(
        translation_key=ovens.translation_key, locale__language_code="zh-hans"
    )
    assert [text[:3:2] for text in state.machine_texts["texts"]] == [["summary", "DeepL"]]
    assert PageViewRestriction.objects.get().page_id == kilns.pk
    assert Redirect.objects.get().redirect_page_id == ovens.pk


def test_an_imported_page_is_edited_and_published_like_any_other(exported, home):
    run("import_tree", exported, "--parent", home.pk)
    ovens = imported("ovens")
    ovens.title = "Stoves"
    ovens.save_revision().publish()
    TranslationSource.objects.get(object_id=ovens.translation_key).update_from_db()
    factories.translated(imported("ovens"), {"Stoves": "炉子"})
    assert imported("ovens", "zh-hans").title == "炉子"


def test_to_import_twice_adds_nothing_and_changes_nothing(exported, home):
    run("import_tree", exported, "--parent", home.pk)
    NewsPage.objects.filter(slug="kilns").update(title="Kilns, edited here")
    before, there = contents(), sorted(files_in(storages["default"]))
    said = run("import_tree", exported, "--parent", home.pk)
    assert " added" not in said
    after = contents()
    for found in (before, after):
        found["delivery.PublicSite"] = found["delivery.PendingChange"] = []
    assert after == before
    assert sorted(files_in(storages["default"])) == there


def test_a_dry_run_changes_nothing(exported, home):
    before, there = contents(), sorted(files_in(storages["default"]))
    said = run("import_tree", exported, "--parent", home.pk, "--dry-run")
    assert "wagtailcore.Page: 5 added" in said
    assert "Nothing was changed." in said
    assert contents() == before
    assert sorted(files_in(storages["default"])) == there


def test_what_readers_can_not_see_here_is_named(exported, home):
    factories.private(home)
    said = run("import_tree", exported, "--parent", home.pk)
    assert "Warning: “Über Öfen” can't be read here in en." in said
    assert "Warning: “烤箱” can't be read here in zh-Hans." in said


def test_another_page_at_the_address_is_named(exported, home):
    factories.add(home, LegalIndexPage(title="Occupied", slug="news"))
    before = contents()
    with pytest.raises(CommandError, match="the page “Occupied” is there"):
        run("import_tree", exported, "--parent", home.pk)
    assert contents() == before


def test_a_missing_language_is_named(exported, home):
    home.get_translation(factories.locale("zh-hans")).delete()
    factories.locale("zh-hans").delete()
    with pytest.raises(CommandError, match=r"wagtailcore\.Locale zh-hans"):
        run("import_tree", exported, "--parent", home.pk)


def test_a_parent_without_translation_is_named(exported, home):
    home.get_translation(factories.locale("zh-hans")).delete()
    with pytest.raises(CommandError, match="“Elsewhere” has no page in zh-hans"):
        run("import_tree", exported, "--parent", home.pk)


def test_pages_are_named_by_id_or_address(page, tmp_path):
    by_address = run("export_tree", "/en/news/ovens/", tmp_path / "one.tree")
    assert by_address.replace("one", "two") == run("export_tree", page.pk, tmp_path / "two.tree")
    with pytest.raises(CommandError, match="There is no page “/en/nowhere/”"):
        run("export_tree", "/en/nowhere/", tmp_path / "none.tree")
    assert not (tmp_path / "none.tree").exists()


def test_a_subtree_is_no_backup(exported):
    with pytest.raises(CommandError, match="holds a “subtree”, and not a “installation”"):
        restore(exported, "--replace", "--no-input")


def test_versions_of_a_legal_notice_come_with_their_evidence(english, tmp_path, files):
    notice = factories.legal_notice(english.legal, "Terms", slug="terms")
    notice.save_revision().publish()
    kept = [(one.number, one.hash) for one in LegalNoticeVersion.objects.order_by("number")]
    assert kept
    path = tmp_path / "legal.tree"
    run("export_tree", notice.pk, path)
    empty(files)
    Collection.add_root(name="Root")
    factories.user("somebody")
    front = factories.newsroom()
    run("import_tree", path, "--parent", front.legal.pk)
    found = LegalNoticeVersion.objects.order_by("number")
    assert [(one.number, one.hash) for one in found] == kept
    assert LegalNoticePage.objects.get(slug="terms").live


def test_a_link_to_nothing_keeps_its_text():
    cut = References(lambda _label, _pk: None, lambda _pk: Page)
    html = '<p><a linktype="page" id="3">here</a> <a href="https://example.org/">there</a></p>'
    assert cut.in_html(html) == '<p><a>here</a> <a href="https://example.org/">there</a></p>'
    assert cut.in_html('<embed embedtype="image" id="4" alt=""/>') == ""
