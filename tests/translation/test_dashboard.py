"""The state of all translations, and what waits for whom."""

from __future__ import annotations

import csv
from io import StringIO

from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

import pytest
from wagtail_localize.models import Translation

from cms.news.models import NewsPage
from cms.translation.csv_export import harmless
from cms.translation.dashboard.matrix import Filters, Matrix
from cms.translation.models import TranslationAssignment, TranslatorGroup
from tests import snapshots
from tests.translation.fixtures import messages_of, publish, submit, write
from tests.translation.test_rights import editors

ADDRESS = "translation_dashboard"


@pytest.fixture
def work(newsroom, translate, committed):
    """An article in each state."""
    return snapshots.content(_work, newsroom, translate, committed)


def _work(newsroom, translate, committed):
    translate(newsroom.article("Done"), newsroom.zh)
    stale = newsroom.article("Stale")
    translate(stale, newsroom.zh)
    stale.summary = "Changed."
    with committed():
        publish(stale)
    partial = submit(newsroom.article("Partial"), newsroom.zh)
    write(partial, only="title")
    with committed():
        partial.save_target(publish=True)
    write(submit(newsroom.article("Draft"), newsroom.zh))
    newsroom.article("Missing")
    alias = newsroom.article("Alias")
    alias.copy_for_translation(newsroom.zh, alias=True)
    return newsroom


@pytest.fixture
def translator(work, django_user_model):
    user = django_user_model.objects.create_user("translator", "t@example.org", "secret")
    user.groups.add(TranslatorGroup.objects.get(locale=work.zh).group)
    return user


def states(client, **query) -> dict[str, list[str]]:
    context = client.get(reverse(ADDRESS), query).context
    return {row.page.title: [cell.state for cell in row.cells] for row in context["rows"]}


ALL = {
    "Done": ["complete"], "Stale": ["stale"], "Partial": ["partial"], "Draft": ["draft"],
    "Missing": ["missing"], "Alias": ["alias"], "Home": ["complete"], "News": ["complete"],
    "Legal": ["complete"],
}  # fmt: skip


def test_shows_each_page_in_each_language(work, editor):
    assert states(editor) == ALL


@pytest.mark.parametrize("state", ["complete", "stale", "partial", "draft", "missing", "alias"])
def test_filters_and_counts_say_the_same(work, editor, state):
    expected = {title for title, (one,) in ALL.items() if one == state}
    assert states(editor, state=state, language=work.zh.pk).keys() == expected
    assert states(editor, state=state).keys() == expected
    (tally,) = editor.get(reverse(ADDRESS)).context["tallies"]
    assert tally.counts[state] == len(expected)


def test_filters_by_section_and_title(work, editor):
    assert states(editor, section=work.legal.pk).keys() == {"Legal"}
    assert states(editor, q="art").keys() == {"Partial"}
    assert states(editor, section="x", q="Done").keys() == {*ALL}


def test_translators_see_their_languages_and_no_secret_titles(work, translator, client):
    Locale.objects.create(language_code="fr")
    secret = work.article("Secret")
    secret.unpublish()
    client.force_login(translator)
    assert states(client) == ALL
    submit(secret, work.zh)
    assert states(client)["Secret"] == ["draft"]


def test_answers_nobody_who_translates_nothing(work, client, django_user_model):
    user = django_user_model.objects.create_user("nobody", "n@example.org", "secret")
    client.force_login(user)
    assert client.get(reverse(ADDRESS)).status_code == 302


@pytest.mark.parametrize("count", [1, 10])
def test_takes_the_same_queries_however_many_pages(
    newsroom, admin_user, count, django_assert_num_queries
):
    for number in range(count):
        newsroom.article(f"Article {number}")
    with django_assert_num_queries(9):
        matrix = Matrix.of(admin_user)
        assert len(matrix.rows(matrix.pages(Filters())[:50])) == count + 3
        matrix.tallies()


def test_exports_what_is_shown_and_no_formulas(work, editor):
    work.article("=HYPERLINK(1)", slug="formula")
    response = editor.get(reverse(ADDRESS), {"state": "missing", "export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    head, *lines = csv.reader(StringIO(text.lstrip("\ufeff")))
    assert head == ["Title", "Last change", "Simplified Chinese"]
    assert {(line[0], line[2]) for line in lines} == {
        ("'=HYPERLINK(1)", "missing"), ("Missing", "missing"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx", "\rx", " =1", "＝1", "＋1", "＠a"])
def test_no_text_is_a_formula(text):
    assert harmless(text) == f"'{text}"
    assert harmless(f"a{text}") == f"a{text}"


def test_one_click_synchronises_and_leads_back(work, editor):
    rows = editor.get(reverse(ADDRESS), {"state": "stale"}).context["rows"]
    (row,) = rows
    assert row.is_stale
    address = reverse("wagtail_localize:update_translations", args=[row.source_id])
    back = reverse(ADDRESS)
    response = editor.post(address, {"next": back})
    assert response["Location"] == back


def test_the_first_page_of_the_admin_says_what_waits(work, translator, client):
    client.force_login(translator)
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Translations waiting for you" in text
    for state, name in (("stale", "out of date"), ("partial", "partial"), ("draft", "not pub")):
        assert f"?state={state}&amp;language={work.zh.pk}" in text
        assert f"Simplified Chinese: 1 {name}" in text


def test_speaks_chinese(work, editor, admin_user):
    UserProfile.objects.update_or_create(
        user=admin_user, defaults={"preferred_language": "zh-hans"}
    )
    page = editor.get(reverse(ADDRESS)).content.decode()
    assert [item for item in ("需更新", "缺失", "下载 CSV", "最近更改") if item not in page] == []
    for english in ("out of date", "Last change", "Show"):
        assert f">{english}<" not in page


def test_editors_see_where_things_are_and_open_their_own_pages_alone(
    work, client, django_user_model
):
    user = django_user_model.objects.create_user("editor", "e@example.org", "secret")
    user.groups.add(editors(work))
    client.force_login(user)
    context = client.get(reverse(ADDRESS)).context
    assert {row.page.title: row.cells[0].state for row in context["rows"]} == {
        title: state for title, (state,) in ALL.items()
    }
    assert {cell.page_id for row in context["rows"] for cell in row.cells} == {None}


def test_the_admin_is_there_without_the_source_language(newsroom, editor, settings):
    settings.LANGUAGE_CODE = "fr"
    assert editor.get(reverse("wagtailadmin_home")).status_code == 200
    assert editor.get(reverse(ADDRESS)).status_code == 302
    assert Locale.objects.create(language_code="de").pk


def test_translations_are_assigned_shown_and_found_by_whom(work, translator, editor):
    article = NewsPage.objects.get(title="Stale", locale=work.en)
    translation = Translation.objects.get(source__object_id=article.translation_key)
    address = reverse("assign_translation", args=[translation.pk])
    editor.post(address, {"user": translator.pk})
    page = editor.get(reverse("texts_side_by_side", args=[translation.pk]))
    assert page.context["assignee"] == translator
    context = editor.get(reverse(ADDRESS), {"assignee": translator.pk}).context
    assert [(row.page.title, row.cells[0].assignee_name) for row in context["rows"]] == [
        ("Stale", "translator")
    ]
    assert states(editor, assignee=translator.pk, state="complete") == {}
    editor.post(address, {"user": ""})
    assert states(editor, assignee=translator.pk) == {}
    assert not TranslationAssignment.objects.exists()


def test_nothing_is_assigned_to_who_does_not_translate(work, editor, django_user_model):
    stranger = django_user_model.objects.create_user("stranger")
    translation = Translation.objects.filter(target_locale=work.zh).first()
    for wrong in (stranger.pk, "x", 10**30):
        response = editor.post(
            reverse("assign_translation", args=[translation.pk]), {"user": wrong}, follow=True
        )
        assert messages_of(response) == ["This user does not translate into this language."]
    assert not TranslationAssignment.objects.exists()
