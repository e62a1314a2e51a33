"""Permissions in the translators' workplace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, PageViewRestriction

import pytest
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import StringSegment, Translation

from cms.news.models import NewsCategory
from cms.translation.models import TranslatorGroup
from cms.translation.rights import groups, permissions, url_rules
from cms.translation.wagtail_hooks import ADDED
from tests import snapshots
from tests.translation.fixtures import messages_of, submit, write

pytestmark = pytest.mark.one_database

WHO = ("nobody", "editor", "translator", "french", "publisher", "admin")
# The users with access to a URL of the article that is being translated into Chinese.
ALLOWED = {
    "javascript_catalog": {*WHO},
    "submit_page_translation": {"editor", "admin"},
    "submit_snippet_translation": {"editor", "admin"},
    "update_translations": {"editor", "admin"},
    "edit_string_translation": {"translator", "publisher", "admin"},
    "edit_override": {"translator", "publisher", "admin"},
    "download_pofile": {"translator", "publisher", "admin"},
    "upload_pofile": {"translator", "publisher", "admin"},
    "download_xliff": {"translator", "publisher", "admin"},
    "upload_translations": {*WHO},
    # Somebody else's are as if they weren't there.
    "review_upload": {*WHO},
    "report_of_upload": {*WHO},
    "files_of_subtree": {"translator", "publisher", "admin"},
    "archive_of_subtree": {"translator", "publisher", "admin"},
    "jobs_below_page": {"editor", "translator", "publisher", "admin"},
    "translation_jobs": {*WHO},
    "machine_translate": {"translator", "publisher", "admin"},
    "preview_translation": {"translator", "publisher", "admin"},
    "preview_beside": {"translator", "publisher", "admin"},
    "texts_side_by_side": {"translator", "publisher", "admin"},
    "confirm_machine_translation": {"translator", "publisher", "admin"},
    "take_over_translations": {"translator", "publisher", "admin"},
    "assign_translation": {"translator", "publisher", "admin"},
    "submit_for_review": {"translator", "publisher", "admin"},
    "withdraw_from_review": {"translator", "publisher", "admin"},
    "decide_review": {"translator", "publisher", "admin"},
    "comment_on_text": {"translator", "publisher", "admin"},
    "resolve_comment": {"translator", "publisher", "admin"},
    "stop_translation": {"admin"},
    "convert_to_alias": {"admin"},
    "translations_report": {*WHO},
    "translations_report_results": {*WHO},
    "snippets_api_listing": {"editor", "translator", "french", "publisher", "admin"},
    "snippets_api_detail": {"editor", "translator", "french", "publisher", "admin"},
}
METHODS = ("get", "post", "put", "delete")


def address_of(name: str, named: list[Any]) -> str:
    return reverse(name if name in ADDED else f"wagtail_localize:{name}", args=named)


def permission(codename: str) -> Permission:
    return Permission.objects.get(
        codename=codename,
        content_type__app_label__in=["wagtailadmin", "wagtailcore", "wagtail_localize", "news"],
    )


@dataclass
class Workplace:
    """An article and a category that are being translated, and the people around them."""

    newsroom: Any
    users: dict[str, Any]
    article: Any
    category: NewsCategory
    translation: Translation
    of_category: Translation

    def client(self, who: str) -> Client:
        client = Client(headers={"X-Requested-With": "XMLHttpRequest"})
        client.force_login(self.users[who])
        return client

    @property
    def target(self) -> Any:
        return self.translation.get_target_instance()

    def named(self) -> dict[str, list[Any]]:
        """The arguments of the URLs."""
        segment: Any = StringSegment.objects.filter(source=self.translation.source).first()
        one = [self.translation.pk]
        return {
            "javascript_catalog": [],
            "submit_page_translation": [self.article.pk],
            "submit_snippet_translation": ["news", "newscategory", self.category.pk],
            "update_translations": [self.translation.source_id],
            "edit_string_translation": [*one, segment.pk],
            "edit_override": [*one, 1],
            "download_pofile": one,
            "upload_pofile": one,
            "download_xliff": one,
            "upload_translations": [],
            "review_upload": [1],
            "report_of_upload": [1],
            "files_of_subtree": [self.article.pk],
            "archive_of_subtree": [self.article.pk, self.newsroom.zh.pk, "po"],
            "jobs_below_page": [self.article.pk],
            "translation_jobs": [],
            "machine_translate": one,
            "preview_translation": one,
            "preview_beside": one,
            "texts_side_by_side": one,
            "confirm_machine_translation": one,
            "take_over_translations": one,
            "assign_translation": one,
            "submit_for_review": one,
            "withdraw_from_review": one,
            "decide_review": one,
            "comment_on_text": one,
            "resolve_comment": [*one, 1],
            "stop_translation": one,
            "convert_to_alias": [self.target.pk],
            "translations_report": [],
            "translations_report_results": [],
            "snippets_api_listing": ["news", "newscategory"],
            "snippets_api_detail": ["news", "newscategory", self.category.pk],
        }


@pytest.fixture
def workplace(newsroom, translate, django_user_model) -> Workplace:
    return snapshots.content(_workplace, newsroom, translate, django_user_model)


def _workplace(newsroom, translate, django_user_model) -> Workplace:
    article = newsroom.article()
    category = newsroom.category("Research")
    french = Locale.objects.create(language_code="fr")
    translate(newsroom.home, french)
    of_article, of_category = submit(article, newsroom.zh), submit(category, newsroom.zh)
    write(of_article)
    users = {
        name: django_user_model.objects.create_user(name, f"{name}@example.org", "secret")
        for name in WHO
    }
    users["admin"].is_superuser = users["admin"].is_staff = True
    users["admin"].save()
    users["nobody"].user_permissions.add(permission("access_admin"))
    translators = TranslatorGroup.objects.get(locale=newsroom.zh).group
    users["translator"].groups.add(translators)
    users["publisher"].groups.add(translators, publishers(newsroom))
    users["french"].groups.add(TranslatorGroup.objects.get(locale=french).group)
    users["editor"].groups.add(editors(newsroom))
    return Workplace(newsroom, users, article, category, of_article, of_category)


def editors(newsroom) -> Group:
    group = Group.objects.create(name="English editors")
    for codename in ("access_admin", "submit_translation", "change_newscategory"):
        group.permissions.add(permission(codename))
    for codename in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=newsroom.home, permission=permission(codename)
        )
    return group


def publishers(newsroom) -> Group:
    group = Group.objects.create(name="Publishers of Chinese")
    front = newsroom.home.get_translation(newsroom.zh)
    GroupPagePermission.objects.create(
        group=group, page=front, permission=permission("publish_page")
    )
    return group


def test_every_address_has_a_rule():
    (included,) = localize.register_admin_urls()
    theirs = {pattern.name for pattern in included.url_patterns}
    assert theirs | ADDED.keys() == url_rules.RULES.keys() == ALLOWED.keys()


def test_an_address_without_a_rule_answers_nobody(workplace, rf, monkeypatch):
    monkeypatch.delitem(url_rules.RULES, "javascript_catalog")
    response = workplace.client("admin").get(reverse("wagtail_localize:javascript_catalog"))
    assert response.status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_profiles_and_addresses(workplace, who):
    client = workplace.client(who)
    wrong = []
    for name, named in workplace.named().items():
        address = address_of(name, named)
        for method in METHODS:
            is_allowed = who in ALLOWED[name]
            if name.startswith("snippets_api") and method != "get":
                is_allowed = False
            with transaction.atomic():
                status = getattr(client, method)(address).status_code
                transaction.set_rollback(True)
            if (status != 403) != is_allowed or status >= 500:
                wrong.append((name, method, status))
    assert wrong == []


def test_strangers_are_sent_to_the_login(workplace, client):
    for name, named in workplace.named().items():
        response = client.post(address_of(name, named))
        assert response.status_code == 302, name
        assert response["Location"].startswith("/admin/login/"), name


def test_a_group_is_made_with_its_language_and_leaves_with_it(newsroom):
    locale = Locale.objects.create(language_code="de")
    group = TranslatorGroup.objects.get(locale=locale).group
    assert group.name == "Translators (German)"
    assert set(group.permissions.values_list("codename", flat=True)) == {
        "access_admin", "change_contactperson", "change_newscategory", "change_newstag",
        "change_reusabletext", "change_sitewide", "view_glossaryterm",
    }  # fmt: skip
    assert groups.translator_group(locale) == group
    locale.delete()
    assert not Group.objects.filter(pk=group.pk).exists()


def test_the_source_language_has_no_translators(newsroom):
    assert groups.translator_group(newsroom.en) is None
    assert not TranslatorGroup.objects.filter(locale=newsroom.en).exists()


def test_what_an_administrator_gave_a_group_stays(newsroom):
    group = TranslatorGroup.objects.get(locale=newsroom.zh).group
    group.permissions.add(permission("publish_newscategory"))
    group.permissions.remove(permission("change_newstag"))
    groups.translator_group(newsroom.zh)
    codenames = set(group.permissions.values_list("codename", flat=True))
    assert "publish_newscategory" in codenames
    assert "change_newstag" not in codenames


def test_translators_change_snippets_of_their_language_alone(workplace):
    chinese = workplace.of_category.get_target_instance()
    for who, may in (("translator", True), ("french", False), ("admin", True)):
        assert permissions.may_edit(workplace.users[who], chinese) is may, who
    assert not permissions.may_edit(workplace.users["translator"], workplace.category)
    address = reverse("wagtailsnippets_news_newscategory:edit", args=[workplace.category.pk])
    response = workplace.client("translator").post(address, {"name": "Hacked", "slug": "hacked"})
    assert response.status_code == 403
    workplace.category.refresh_from_db()
    assert workplace.category.name == "Research"
    own = reverse("wagtailsnippets_news_newscategory:edit", args=[chinese.pk])
    assert workplace.client("translator").get(own).status_code == 200


def test_lists_of_snippets_show_translators_no_drafts_of_other_languages(workplace):
    workplace.newsroom.category("Public")
    NewsCategory.objects.create(
        name="Secret", slug="secret", locale=workplace.newsroom.en, live=False
    )
    # The Chinese draft of “Research” has its source's name.
    public = {"Research", "Public"}
    expected = {
        "editor": public | {"Secret"},
        "translator": public,
        "french": public,
        "admin": public | {"Secret"},
    }
    listed = reverse("wagtailsnippets_news_newscategory:list")
    chosen = reverse("wagtailsnippetchoosers_news_newscategory:choose_results")
    asked = reverse("wagtail_localize:snippets_api_listing", args=["news", "newscategory"])
    for who, names in expected.items():
        client = workplace.client(who)
        assert {item.name for item in client.get(listed).context["object_list"]} == names, who
        assert {item.name for item in client.get(chosen).context["results"]} == names, who
        assert {item["title"] for item in client.get(asked).json()} == names, who


def test_a_stopped_translation_is_no_page_for_translators_to_write(workplace):
    workplace.translation.enabled = False
    workplace.translation.save()
    address = reverse("wagtailadmin_pages:edit", args=[workplace.target.pk])
    for who in ("translator", "publisher"):
        response = workplace.client(who).post(address, {"title": "Hacked"}, follow=True)
        assert "isn't being translated" in messages_of(response)[0]
    restart = {"localize-restart-translation": "1"}
    workplace.client("translator").post(address, restart)
    workplace.translation.refresh_from_db()
    assert not workplace.translation.enabled
    assert workplace.target.title != "Hacked"
    assert workplace.client("admin").get(address).status_code == 200


def test_translators_neither_delete_nor_move_nor_copy(workplace):
    page, elsewhere = (
        workplace.target,
        workplace.newsroom.home.get_translation(workplace.newsroom.zh),
    )
    client = workplace.client("translator")
    for address in (
        reverse("wagtailadmin_pages:delete", args=[page.pk]),
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]),
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
    ):
        assert client.post(address).status_code == 403, address
    assert workplace.target.path == page.path


def test_translators_publish_only_where_it_was_granted(workplace, committed):
    address = reverse("wagtailadmin_pages:edit", args=[workplace.target.pk])
    assert not workplace.target.live
    response = workplace.client("translator").post(address, {"action": "publish"})
    assert response.status_code == 403
    assert not workplace.target.live
    with committed():
        workplace.client("publisher").post(address, {"action": "publish"})
    assert workplace.target.live


def test_translators_set_no_privacy_though_they_may_publish(workplace):
    address = reverse("wagtailadmin_pages:set_privacy", args=[workplace.target.pk])
    for_login = {"restriction_type": PageViewRestriction.LOGIN}
    assert workplace.target.permissions_for_user(workplace.users["publisher"]).can_publish()
    response = workplace.client("publisher").post(address, for_login)
    assert response.status_code == 403
    assert not PageViewRestriction.objects.exists()
    assert workplace.client("admin").post(address, for_login).status_code == 200
    assert PageViewRestriction.objects.get().page.pk == workplace.target.pk


def test_the_list_of_snippets_shows_translators_their_languages_alone(workplace):
    listed = {}
    for who in WHO:
        answer = workplace.client(who).get(reverse("translation_dashboard"), {"of": "snippets"})
        if answer.status_code == 200:
            rows = answer.context["snippets"]
            listed[who] = {cell.locale.language_code for row in rows for cell in row.cells}
    assert listed == {
        "editor": {"zh-hans", "fr"},
        "translator": {"zh-hans"},
        "french": {"fr"},
        "publisher": {"zh-hans"},
        "admin": {"zh-hans", "fr"},
    }


def test_a_locked_page_is_written_by_whoever_locked_it_alone(workplace):
    page = workplace.target
    page.locked, page.locked_by = True, workplace.users["publisher"]
    page.save()
    segment = StringSegment.objects.filter(source=workplace.translation.source).first()
    address = reverse(
        "wagtail_localize:edit_string_translation", args=[workplace.translation.pk, segment.pk]
    )
    assert workplace.client("translator").put(address).status_code == 403
    # Nothing was sent, which is reported to those who may write.
    assert workplace.client("publisher").put(address).status_code == 400
