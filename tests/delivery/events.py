"""What happens to the world: every way in which content changes, and some that change nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core import serializers
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.views import bulk_actions as document_actions
from wagtail.images.views import bulk_actions as image_actions
from wagtail.models import CollectionViewRestriction, Locale, Page, PageViewRestriction

from wagtail_localize.models import LocaleSynchronization, StringSegment, StringTranslation

from cms.content.images.making import make_placeholder
from cms.content.images.presets import QUICK_SPECS
from cms.delivery.publishing import schedule
from cms.delivery.versions import content_version
from cms.demo import scale
from cms.home.models import ChosenNews
from cms.news.models import NewsIndexPage, NewsPage, NewsPageTag
from cms.sitewide.models import Sitewide, SitewideSettings
from tests import factories
from tests.delivery.world import LATER, World

Event = Callable[[World], object]


def publish(page: Any, **texts: Any) -> None:
    """Publish a page or snippet with other texts."""
    for name, value in texts.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _publish_new(world: World) -> None:
    page = factories.news_page(world.page("news"), "New", slug="new", live=False)
    publish(page, summary="Now there.")


def _copy(world: World) -> None:
    world.page("main").copy(update_attrs={"slug": "main-2", "title": "Main 2"}, keep_live=True)


def _slug(world: World, name: str, slug: str) -> None:
    publish(world.page(name), slug=slug)


def _move_article(world: World) -> None:
    index = factories.add(world.page("home"), NewsIndexPage(title="Press", slug="press"))
    world.page("main").move(index, pos="last-child")


def _move(world: World, name: str, below: str) -> None:
    world.page(name).move(world.page(below), pos="last-child")


def _reorder(world: World) -> None:
    world.page("notice 2").move(world.page("notice 0"), pos="left")


def _synchronised_locale(_world: World) -> None:
    hant = Locale.objects.create(language_code="zh-hant")
    english = Locale.objects.get(language_code="en")
    LocaleSynchronization.objects.create(locale=hant, sync_from=english).sync_trees()


def _alias_new(world: World) -> None:
    world.page("linked").copy_for_translation(
        Locale.objects.get(language_code="zh-hans"), alias=True
    )


def _convert_alias(world: World) -> None:
    ConvertAliasPageAction(world.page("alias")).execute(skip_permission_checks=True)


def _convert_to_alias(world: World) -> None:
    client = Client()
    client.force_login(factories.administrator())
    page = world.page("zh other 5")
    client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    page.refresh_from_db()
    assert page.alias_of_id == world.page("other 5").pk


def _translate(world: World) -> None:
    factories.translated(world.page("linked"), {"Linked": "链接"})


def _translate_sitewide(world: World) -> None:
    factories.translated(world.thing("sitewide"), {"Example Institute": "研究所"})


def _translate_category(world: World) -> None:
    factories.translated(world.thing("category"), {"Research": "研究"})


def _translate_entry(world: World, entry: str, **values: str) -> None:
    translation = world.thing(entry).copy_for_translation(factories.locale("zh-hans"))
    for field_name, value in values.items():
        setattr(translation, field_name, value)
    translation.live = True
    translation.save()


def _replace_file(world: World) -> None:
    image = world.thing("image lead")
    image.file = factories.picture(80, 80)
    image.save()


def _renditions(world: World) -> None:
    world.thing("image lead").get_renditions(*QUICK_SPECS)


def _rendition(world: World) -> None:
    world.thing("image lead").get_rendition(QUICK_SPECS[0])


def _move_file(world: World) -> None:
    image = world.thing("image lead")
    image.collection = world.thing("vault")
    image.save()


def _move_in_bulk(world: World, name: str, actions: Any) -> None:
    files, vault = [world.thing(name)], world.thing("vault")
    actions.AddToCollectionBulkAction.execute_action(files, collection=vault)


def _move_collection(world: World) -> None:
    world.thing("inner").move(world.thing("vault"), pos="sorted-child")


def _privacy_of_collection(world: World) -> None:
    CollectionViewRestriction.objects.create(
        collection=world.thing("press"), restriction_type=CollectionViewRestriction.LOGIN
    )


def _move_document(world: World) -> None:
    _change(world, "document", collection=world.thing("vault"))


def _expire(world: World) -> None:
    Page.objects.filter(pk=world.page("expiring").pk).update(
        expire_at=timezone.now() - timedelta(seconds=1)
    )
    assert schedule.run().unpublished == 1


def _go_live(world: World) -> None:
    """What was scheduled is due."""
    _scheduled(world)
    due = timezone.now() - timedelta(seconds=1)
    for revision in world.page("draft").revisions.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = due.isoformat()
        revision.approved_go_live_at = due
        revision.save()
    assert schedule.run().published == 1


def _scheduled_again(world: World) -> None:
    page = world.page("zh main")
    page.title = "以后"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()


def _scheduled(world: World) -> None:
    page = world.page("draft")
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()


def _hidden_below_private(world: World) -> None:
    factories.private(world.page("legal"))


def _root_of_site(world: World) -> None:
    site = world.thing("site")
    site.root_page = world.page("zh home")
    site.save()


def _change(world: World, name: str, **values: Any) -> None:
    thing = world.thing(name)
    for field_name, value in values.items():
        setattr(thing, field_name, value)
    thing.save()


def _save(world: World, name: str, **values: Any) -> None:
    page = world.page(name)
    for field_name, value in values.items():
        setattr(page, field_name, value)
    page.save()


def _draft_saves(world: World) -> None:
    for name in ("main", "draft", "home", "secret"):
        page = world.page(name)
        page.title = "Being written"
        page.save_revision()
    snippet = world.thing("sitewide")
    snippet.organisation_name = "Being written"
    snippet.save_revision()
    text = world.thing("text")
    text.text = "<p>Being written</p>"
    text.save_revision()


def _bulk(world: World) -> None:
    page = world.page("main")
    NewsPage.objects.filter(pk=page.pk).update(summary="Past the models.")
    content_version.invalidate_everything(cause="a test")


def _load_in_bulk(_world: World) -> None:
    scale.add_news(3, report=lambda _count: None)


def _load_fixture(world: World) -> None:
    page = world.page("main")
    page.summary = "From a file."
    (raw,) = serializers.deserialize("json", serializers.serialize("json", [page]))
    raw.save()


def _type_strings(world: World) -> None:
    """What a translator types is nothing readers see before it is published."""
    translation = world.thing("translation")
    segment = StringSegment.objects.filter(source=translation.source).first()
    assert segment is not None
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": "还没有发布"},
    )


def _synchronise_strings(world: World) -> None:
    """What a source says anew reaches its translators, not yet the readers of its translation."""
    world.thing("translation").source.update_from_db()


def _ask_for_password(world: World) -> None:
    restriction = world.thing("privacy")
    restriction.restriction_type = PageViewRestriction.PASSWORD
    restriction.password = "sesame"
    restriction.save()


def _add_site(world: World) -> None:
    factories.site(world.page("home"), hostname="new.example")


def _choose_sitewide(world: World) -> None:
    other = Sitewide.objects.create(
        organisation_name="Another", locale=Locale.objects.get(language_code="en")
    )
    SitewideSettings.objects.get().delete()
    SitewideSettings.objects.create(site=world.thing("site"), sitewide=other)


def _lock(world: World) -> None:
    page = world.page("main")
    page.locked = True
    page.save(update_fields=["locked"])


EVENTS: dict[str, Event] = {
    "publish": lambda world: publish(world.page("other 1"), summary="Otherwise."),
    "publish with another date": lambda world: publish(
        world.page("other 1"), publication_date=date(2024, 5, 18)
    ),
    "publish in another category": lambda world: publish(
        world.page("other 1"), category=world.thing("category")
    ),
    "publish with another title": lambda world: publish(world.page("linked"), title="Renamed"),
    "publish a new article": _publish_new,
    "publish a draft that others refer to": lambda world: publish(world.page("draft")),
    "publish a translation's source": lambda world: publish(world.page("main"), title="Changed"),
    "publish a translation": _translate,
    "publish the front page": lambda world: publish(world.page("home"), hero_title="Hello"),
    "publish the list of news": lambda world: publish(world.page("news"), introduction="All."),
    "publish an aliased article": lambda world: publish(world.page("aliased"), title="Both"),
    "unpublish": lambda world: world.page("linked").unpublish(),
    "unpublish a source": lambda world: world.page("main").unpublish(),
    "unpublish an aliased article": lambda world: world.page("aliased").unpublish(),
    "unpublish the list of news": lambda world: world.page("news").unpublish(),
    "unpublish a translation": lambda world: world.page("zh main").unpublish(),
    "unpublish a notice": lambda world: world.page("notice 1").unpublish(),
    "unpublish the Chinese front page": lambda world: world.page("zh home").unpublish(),
    "alias created": _alias_new,
    "locale created with synchronisation": _synchronised_locale,
    "locale created": lambda _world: Locale.objects.create(language_code="fr"),
    "alias converted": _convert_alias,
    "converted to an alias": _convert_to_alias,
    "add_child": lambda world: factories.news_page(world.page("news"), "New", slug="new"),
    "add_child of a draft": lambda world: factories.news_page(
        world.page("news"), "New", slug="new", live=False
    ),
    "copy": _copy,
    "move of a list": lambda world: _move(world, "legal", "news"),
    "move of an article": _move_article,
    "move below a private page": lambda world: _move(world, "main", "internal"),
    "move out of a private page": lambda world: _move(world, "inside", "news"),
    "reorder": _reorder,
    "slug of an article": lambda world: _slug(world, "main", "main-2"),
    "slug of a list": lambda world: _slug(world, "news", "press"),
    "slug of an aliased article": lambda world: _slug(world, "aliased", "both"),
    "publish what aliases await": lambda world: publish(world.page("awaited")),
    "save live what aliases await": lambda world: _save(world, "awaited", live=True),
    "save what is mirrored as a draft": lambda world: _save(world, "aliased", live=False),
    "unpublish what is mirrored": lambda world: world.page("aliased").unpublish(),
    "expiry of what is mirrored": lambda world: publish(
        world.page("aliased"), expire_at=LATER - timedelta(days=1)
    ),
    "unpublish the list of what is mirrored": lambda world: world.page("desk").unpublish(),
    "privacy on what is mirrored": lambda world: factories.private(world.page("aliased")),
    "privacy on an alias": lambda world: factories.private(world.page("copy")),
    "privacy on the list of what is mirrored": lambda world: factories.private(
        world.page("desk")
    ),
    "privacy off the list of what is mirrored": lambda _world: (
        PageViewRestriction.objects.filter(page__slug="internal").delete()
    ),
    "move of what is mirrored to where it is private": lambda world: _move(
        world, "aliased", "internal"
    ),
    "move of what is translated to where it is private": lambda world: _move(
        world, "main", "internal"
    ),
    "move of what is mirrored to where it is open": lambda world: _move(world, "inside", "news"),
    "conversion of an alias of what is private": lambda world: ConvertAliasPageAction(
        world.page("copy of inside")
    ).execute(skip_permission_checks=True),
    "delete of what is mirrored": lambda world: world.page("aliased").delete(),
    "delete of a translation": lambda world: world.page("zh main").delete(),
    "delete of the Chinese front page": lambda world: world.page("zh home").delete(),
    "delete": lambda world: world.page("linked").delete(),
    "delete of a source": lambda world: world.page("main").delete(),
    "delete of a list": lambda world: world.page("legal").delete(),
    "privacy on": lambda world: factories.private(world.page("main")),
    "privacy off": lambda world: world.thing("privacy").delete(),
    "privacy on a translation": lambda world: factories.private(world.page("zh main")),
    "privacy on a list": _hidden_below_private,
    "privacy by password instead of a login": _ask_for_password,
    "privacy by password": lambda world: factories.private(
        world.page("linked"), PageViewRestriction.PASSWORD
    ),
    "category renamed": lambda world: publish(world.thing("category"), name="Science"),
    "category translated": _translate_category,
    "category published": lambda world: publish(world.thing("draft category")),
    "category unpublished": lambda world: world.thing("category").unpublish(),
    "category deleted": lambda world: world.thing("draft category").delete(),
    "tag renamed": lambda world: publish(world.thing("tag"), name="Trials"),
    "tag added": lambda _world: factories.tag("Fresh"),
    "reusable text published": lambda world: publish(world.thing("text"), text="<p>Never.</p>"),
    "reusable text translated": lambda world: _translate_entry(world, "text", text="<p>每天</p>"),
    "reusable text unpublished": lambda world: world.thing("text").unpublish(),
    "reusable text deleted": lambda world: world.thing("text").delete(),
    "contact person published": lambda world: publish(world.thing("person"), name="Front desk"),
    "contact person translated": lambda world: _translate_entry(world, "person", name="前台"),
    "contact person without a photo": lambda world: _change(world, "person", photo=None),
    "header and footer published": lambda world: publish(
        world.thing("sitewide"), organisation_name="Institute"
    ),
    "header and footer translated": _translate_sitewide,
    "header and footer unpublished": lambda world: world.thing("sitewide").unpublish(),
    "header and footer of the site": lambda _world: SitewideSettings.objects.get().delete(),
    "another header and footer": _choose_sitewide,
    "site added": _add_site,
    "hostname of the site": lambda world: _change(world, "site", hostname="new.example"),
    "site changed": lambda world: _change(world, "other site", hostname="new.example"),
    "site deleted": lambda world: world.thing("other site").delete(),
    "root page of the site": _root_of_site,
    "redirect added": lambda _world: Redirect.objects.create(
        old_path="/en/news/new", redirect_link="/en/"
    ),
    "redirect changed": lambda world: _change(world, "redirect", old_path="/en/news/main-2"),
    "redirect deleted": lambda world: world.thing("redirect").delete(),
    "image changed": lambda world: _change(
        world, "image lead", focal_point_x=5, focal_point_y=5, focal_point_width=3,
        focal_point_height=3,
    ),
    "image replaced": _replace_file,
    "image deleted": lambda world: world.thing("image shown").delete(),
    "image not in use deleted": lambda world: world.thing("image unused").delete(),
    "image moved to another collection": _move_file,
    "images added to a collection in bulk": lambda world: _move_in_bulk(
        world, "image lead", image_actions
    ),
    "documents added to a collection in bulk": lambda world: _move_in_bulk(
        world, "document", document_actions
    ),
    "renditions made": _renditions,
    "rendition made": _rendition,
    "rendition for the admin made": lambda world: (
        world.thing("image lead").get_rendition("max-9x9")
    ),
    "placeholder made": lambda world: make_placeholder(world.thing("image lead")),
    "document changed": lambda world: _change(world, "document", title="Other"),
    "document moved to another collection": _move_document,
    "document deleted": lambda world: world.thing("document").delete(),
    "privacy of a collection": _privacy_of_collection,
    "privacy of a collection taken away": lambda world: (
        world.thing("privacy of files").delete()
    ),
    "collection moved": _move_collection,
    "tag of an article": lambda world: factories.tag_news(
        world.page("linked"), world.thing("tag")
    ),
    "tag taken from an article": lambda _world: NewsPageTag.objects.all().delete(),
    "related news": lambda world: factories.relate(world.page("linked"), world.page("main")),
    "chosen news": lambda _world: ChosenNews.objects.all().delete(),
    "notice published again": lambda world: publish(world.page("notice 1"), title="New text"),
    "notice added": lambda world: factories.legal_notice(world.page("legal"), "New", slug="new"),
    "expiry set": lambda world: publish(world.page("main"), expire_at=LATER - timedelta(days=1)),
    "expiry": _expire,
    "go-live": _go_live,
    "schedule": _scheduled,
    "schedule of what is live": _scheduled_again,
    "draft saves": _draft_saves,
    "past the models": _bulk,
    "load in bulk": _load_in_bulk,
    "load of a fixture": _load_fixture,
    "strings typed": _type_strings,
    "strings synchronised": _synchronise_strings,
    "lock": _lock,
}  # fmt: skip
# What no reader sees. It raises nothing, so it can't be noticed by what it raises either.
UNSEEN = {
    "add_child of a draft", "category deleted", "draft saves", "lock", "schedule",
    "rendition for the admin made", "schedule of what is live", "strings typed",
    "strings synchronised",
}  # fmt: skip
