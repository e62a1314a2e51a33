"""An admin with people and secrets, each secret with those who may know it.

A secret is a title, a name or a text with a mark in it, a word that begins with *zq* and that
nothing else has. Nobody who isn't named with it may see it, at any URL of the admin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Comment,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    ReferenceIndex,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.content.models import ContactPerson, ReusableText
from cms.content.pages.models import Term
from cms.content.pages.named_revisions.models import NamedRevision
from cms.content.redirects.models import RedirectImport
from cms.delivery.outbox.models import Delivery, Event
from cms.delivery.releases import publishing
from cms.delivery.releases.models import Release
from cms.delivery.releases.sharing import links
from cms.delivery.webhooks.models import Webhook
from cms.home.models import HomePage
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage, NewsTag
from cms.operation.models import Job
from cms.sitewide.models import Sitewide, SitewideSettings
from cms.translation.files import exporting
from cms.translation.models import (
    GlossaryTerm,
    TextComment,
    TranslationUpload,
    TranslatorGroup,
)
from tests import factories

# Somebody with nothing but access to the admin, translators of two languages, editors
# of the English pages and of one section of them, and somebody who keeps sites, redirects,
# workflows, languages and webhooks in order without a right to any page.
PROFILES = ("entrant", "translator", "french", "editor", "lawyer", "clerk")
ADMIN = "admin"
_PAGES = ("add_page", "change_page", "publish_page")
_SNIPPETS = ("newscategory", "newstag", "sitewide", "reusabletext", "contactperson")


@dataclass
class World:
    """The people, who may know which mark, and the objects that addresses name."""

    users: dict[str, Any]
    marks: dict[str, frozenset[str]] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    snippets: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def secret(self, mark: str, *who: str) -> str:
        """A title with a mark that only some may know, and administrators."""
        self.marks[mark.lower()] = frozenset({*who, ADMIN})
        return f"{mark} title"

    def hidden_from(self, who: str) -> set[str]:
        """The marks that somebody must not see."""
        return {mark for mark, known_by in self.marks.items() if who not in known_by}


def world() -> World:
    """Everything, planted in an empty database."""
    english = factories.newsroom()
    chinese = factories.in_chinese(english)
    for page, title in ((english.home, "Accueil"), (english.news, "Nouvelles")):
        factories.translation(page, code="fr", title=title)
    made = World(_people(english, chinese))
    _pages(made, english, chinese)
    _terms(made)
    _translations(made, english)
    _files(made)
    _workflows(made)
    _rest(made)
    ReferenceIndex.objects.all().delete()
    for snippet in (*made.pages.values(), *made.snippets.values()):
        ReferenceIndex.create_or_update_for_object(snippet)
    return made


def _people(english: factories.Newsroom, chinese: factories.Newsroom) -> dict[str, Any]:
    users = {name: factories.user(name) for name in PROFILES}
    users[ADMIN] = factories.administrator()
    for name, user in users.items():
        user.email, user.first_name, user.last_name = f"{name}@example.org", "A", "Person"
        user.save()
    users["entrant"].user_permissions.add(*_permissions("access_admin"))
    for name, code in (("translator", "zh-hans"), ("french", "fr")):
        users[name].groups.add(TranslatorGroup.objects.get(locale=factories.locale(code)).group)
    editors = _group(
        "Writers of English", "access_admin", "submit_translation",
        *(f"{verb}_{name}" for name in _SNIPPETS for verb in ("add", "change", "publish")),
        *(f"{verb}_glossaryterm" for verb in ("add", "change", "delete")),
    )  # fmt: skip
    _grant(editors, english.home, *_PAGES)
    press = factories.collection("Press")
    for permission in _permissions(
        "add_image", "change_image", "choose_image",
        "add_document", "change_document", "choose_document",
    ):  # fmt: skip
        GroupCollectionPermission.objects.create(
            group=editors, collection=press, permission=permission
        )
    users["editor"].groups.add(editors)
    lawyers = _group("Lawyers", "access_admin")
    _grant(lawyers, english.legal, *_PAGES)
    users["lawyer"].groups.add(lawyers)
    kept = ("redirect", "workflow", "task", "groupapprovaltask", "site", "locale", "webhook")
    clerks = _group(
        "Clerks", "access_admin", "view_delivery", "change_delivery", "view_raisedtags",
        "change_sitewidesettings",
        *(f"{verb}_{name}" for name in kept for verb in ("view", "add", "change", "delete")),
    )  # fmt: skip
    users["clerk"].groups.add(clerks)
    return users


def _permissions(*codenames: str) -> list[Permission]:
    return list(Permission.objects.filter(codename__in=codenames))


def _group(name: str, *codenames: str) -> Group:
    group = Group.objects.create(name=name)
    group.permissions.add(*_permissions(*codenames))
    return group


def _grant(group: Group, page: Any, *codenames: str) -> None:
    for permission in _permissions(*codenames):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def _pages(  # noqa: PLR0915 - one page after the other
    made: World, english: factories.Newsroom, chinese: factories.Newsroom
) -> None:
    writer = made.users["editor"]
    now = timezone.now()
    french = english.news.get_translation(factories.locale("fr"))
    made.values |= {
        "home": english.home.pk, "news": english.news.pk, "legal": english.legal.pk,
        "chinese_home": chinese.home.pk, "chinese_news": chinese.news.pk, "french_news": french.pk,
    }  # fmt: skip

    def page(
        key: str, parent: Any, *who: str, add: Any = factories.news_page, **fields: Any
    ) -> Any:
        mark = f"Zq{key.replace('_', '')}"
        title = made.secret(mark, *who)
        results = add(parent, title, slug=mark.lower(), owner=writer, **fields)
        results.save_revision(user=writer)
        log(results, "wagtail.create", user=writer)
        made.pages[key] = results
        return results

    def retitled(key: str, parent: Any, title: str, *who: str) -> Any:
        results = factories.news_page(parent, title)
        results.title = made.secret(f"Zq{key}", *who)
        results.save_revision(user=writer, log_action=True)
        made.pages[key] = NewsPage.objects.get(pk=results.pk)
        return results

    category = factories.category("Research")
    made.snippets["public"] = category
    opened = factories.news_page(english.news, "Open article", category=category)
    made.pages["public"] = opened
    front = english.home
    front.title = made.secret("Zqhome", "editor")
    front.save_revision(user=writer)
    made.pages["home"] = HomePage.objects.get(pk=front.pk)
    draft = page("endraft", english.news, "editor", live=False, category=category)
    factories.relate(draft, opened)
    page("enprivate", english.news, "editor")
    factories.private(made.pages["enprivate"])
    scheduled = page("enscheduled", english.news, "editor", live=False)
    scheduled.go_live_at = now + timedelta(days=30)
    scheduled.save_revision(user=writer).publish()
    made.pages["enscheduled"] = NewsPage.objects.get(pk=scheduled.pk)
    page("enexpired", english.news, "editor", expire_at=now - timedelta(days=1))
    locked = page("enlocked", english.news, "editor", live=False)
    locked.locked, locked.locked_by, locked.locked_at = True, writer, now
    locked.save()
    page("legaldraft", english.legal, "editor", "lawyer", add=factories.legal_notice, live=False)
    hidden = factories.add(
        english.home,
        NewsIndexPage(
            title=made.secret("Zqendraftindex", "editor"), slug="zqendraftindex", live=False
        ),
    )
    below = factories.news_page(hidden, made.secret("Zqenbelow", "editor"), slug="zqenbelow")
    made.pages |= {"endraftindex": hidden, "enbelow": below}
    retitled("enretitled", english.news, "Shown article", "editor")
    retitled("zhretitled", chinese.news, "Shown in Chinese", "translator")
    page("zhdraft", chinese.news, "translator", live=False, category=category)
    page("frdraft", french, "french", live=False)
    gone = factories.news_page(english.news, made.secret("Zqgone"), slug="zqgone", live=False)
    log(gone, "wagtail.delete", user=writer, deleted=True)
    gone.delete()
    elsewhere = factories.home(made.secret("Zqsite"), live=False)
    Site.objects.create(hostname="soon.example", root_page=elsewhere, site_name="Soon")
    Redirect.objects.create(
        old_path="/old", site=Site.objects.get(is_default_site=True), redirect_page=draft
    )
    Comment.objects.create(
        page=draft, user=writer, text=made.secret("Zqcomment", "editor"), contentpath="title"
    )
    read = RedirectImport.objects.create(
        user=made.users[ADMIN], name=made.secret("Zqimport"), started_at=timezone.now()
    )
    made.values |= {"redirect_id": Redirect.objects.get().pk, "import_id": read.pk}


def _terms(made: World) -> None:
    known = {"en": ("editor",), "zh-hans": ("translator",), "fr": ("french",)}
    for code, who in known.items():
        short = code[:2]
        for model, name in (
            (NewsCategory, "name"),
            (NewsTag, "name"),
            (Sitewide, "organisation_name"),
            (ReusableText, "title"),
            (ContactPerson, "name"),
        ):
            key = f"{short}{model._meta.model_name}"
            mark = f"Zq{key}"
            values = {
                name: made.secret(mark, *who),
                "locale": factories.locale(code),
                "live": False,
            }
            if model is ReusableText:
                values["text"] = "<p>For readers.</p>"
            if issubclass(model, Term):
                values["slug"] = mark.lower()
            one = model.objects.create(**values)
            one.save_revision(user=made.users[ADMIN])
            log(one, "wagtail.create", user=made.users[ADMIN])
            made.snippets[key] = one
    shown = factories.category("Shown")
    shown.name = made.secret("Zqrenamed", "editor")
    shown.save_revision(user=made.users[ADMIN])
    made.snippets["renamed"] = shown
    made.snippets["tag"] = factories.tag()
    settings = Site.objects.get(is_default_site=True)
    made.snippets["sitewide"] = factories.sitewide(settings)
    made.values["settings"] = SitewideSettings.objects.get().pk
    draft = made.snippets["ennewscategory"]
    made.pages["public"].category = draft
    made.pages["public"].save()


def _translations(made: World, english: factories.Newsroom) -> None:
    """A draft that is being translated into Chinese, and one whose translation has a title."""
    title = made.secret("Zqensent", "editor", "translator")
    sent = factories.news_page(english.news, title, slug="zqensent", live=False)
    sent.save_revision()
    made.pages["ensent"] = sent
    source, _ = TranslationSource.get_or_create_from_instance(sent)
    translation = Translation.objects.create(
        source=source, target_locale=factories.locale("zh-hans")
    )
    segment: Any = StringSegment.objects.filter(source=source, context__path="title").get()
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        data=made.secret("Zqzhsent", "translator"),
    )
    translation.save_target(publish=False)
    made.pages["zhsent"] = translation.get_target_instance()
    of_term = _translated_term(made)
    comment = TextComment.objects.create(
        translation=translation, path="title", source=title, user=made.users[ADMIN],
        text=made.secret("Zqsaid", "translator"),
    )  # fmt: skip
    override = OverridableSegment.objects.filter(source=source).first()
    admin = made.users[ADMIN]
    ((_name, file),) = exporting.files([translation.pk], "po")
    job = Job.objects.create(
        kind="submit", title=made.secret("Zqjob"), user=admin, options={"locales": []}
    )
    upload = TranslationUpload.objects.create(
        user=admin, name=made.secret("Zqupload"), content=file.encode()
    )
    term = GlossaryTerm.objects.create(
        source_locale=factories.locale("en"), target_locale=factories.locale("zh-hans"),
        term="lab", required="实验室",
    )  # fmt: skip
    made.values |= {
        "translation_id": translation.pk, "translation_source_id": source.pk,
        "string_segment_id": segment.pk, "overridable_segment_id": override.pk if override else 1,
        "comment_id": comment.pk, "job_id": job.pk, "upload_id": upload.pk,
        "translation_of_snippet": of_term.pk, "locale": translation.target_locale_id,
        "term": term.pk,
    }  # fmt: skip


def _translated_term(made: World) -> Translation:
    source, _ = TranslationSource.get_or_create_from_instance(made.snippets["public"])
    translation = Translation.objects.create(
        source=source, target_locale=factories.locale("zh-hans")
    )
    segment: Any = StringSegment.objects.filter(source=source, context__path="name").get()
    StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        data=made.secret("Zqzhterm", "translator"),
    )
    translation.save_target(publish=False)
    made.snippets["zhterm"] = translation.get_target_instance()
    return translation


def _files(made: World) -> None:
    closed = factories.private_collection("Closed")
    picture = factories.image(made.secret("Zqpicture"), collection=closed)
    picture.tags.add(made.secret("Zqlabel"))
    paper = factories.document(made.secret("Zqpaper"), collection=closed)
    press = closed.get_siblings().get(name="Press")
    shown = factories.image("A picture", collection=press)
    offered = factories.document("A paper", collection=press)
    made.pages["endraft"].lead_image = shown
    made.pages["endraft"].body = [factories.download(offered)]
    made.pages["endraft"].save()
    made.values |= {
        "closed_image": picture.pk, "closed_document": paper.pk, "image": shown.pk,
        "document": offered.pk, "collection": press.pk, "closed_collection": closed.pk,
    }  # fmt: skip


def _workflows(made: World) -> None:
    group = _group("Moderators of nothing")
    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.set([group])
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=made.pages["endraftindex"])
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(NewsCategory)
    )
    for key in ("endraft", "legaldraft", "zhdraft", "frdraft"):
        made.values[f"state:{key}"] = workflow.start(made.pages[key], made.users[ADMIN]).pk
    for key in ("ennewscategory", "zhnewscategory"):
        made.values[f"state:{key}"] = workflow.start(made.snippets[key], made.users[ADMIN]).pk
    made.values |= {"workflow": workflow.pk, "task": task.pk}


def _rest(made: World) -> None:
    webhook = Webhook.objects.create(name="Frontend", url="https://hooks.example/")
    made.values["webhook"] = webhook.pk
    made.values["site"] = Site.objects.get(hostname="soon.example").pk
    made.values["user"] = made.users["lawyer"].pk
    made.values["group"] = Group.objects.get(name="Lawyers").pk
    event = Event.objects.create(version=1)
    delivery = Delivery.objects.create(receiver=webhook, event=event, payload="{}")
    made.values["delivery"] = delivery.pk
    made.values["draft"] = made.pages["endraft"].pk
    release = Release.objects.create(title="Spring")
    made.values["release"] = release.pk
    shared, day = made.pages["endraft"], timedelta(days=1)
    share, _token = links.create(shared, user=made.users[ADMIN], duration=day, label=shared.title)
    made.values["share_pk"] = share.pk
    named = made.pages["endraft"].get_latest_revision()
    NamedRevision.objects.create(revision=named, name=made.pages["endraft"].title)
    made.values["item_pk"] = publishing.add(release, made.pages["endraft"]).pk
    made.values["content_type_pk"] = ContentType.objects.get_for_model(Page).pk
