"""The source map of an answer: every value leads to where it is edited, and to nothing hidden."""

import json
import re

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page

import pytest
from wagtail_localize.models import StringSegment, Translation

from cms.delivery.previews import tokens
from cms.news.models import NewsPage
from tests import factories, snapshots
from tests.delivery import questions, world

# Values that nobody edits: they belong to the question, to a list, or to the whole site.
DERIVED = re.compile(
    r"/__typename$|/totalCount$|/cursor$|/pageInfo/\w+$"
    # A path without a page, and the languages such a page is in.
    r"|^/route/(id|path|language|isPermanent)$|^/route/alternates/\d+/\w+$"
)
# Of each type of page one, and what isn't a page.
ADDRESSES = {
    "/", "/en/", "/zh-hans/", "/zh-hans/news/", "/zh-hans/news/copy/", "/en/news/main/",
    "/zh-hans/news/main/", "/zh-hans/news/linked/", "/en/legal/", "/zh-hans/legal/n1/",
    "/en/old/", "/en/news/secret/",
}  # fmt: skip
ARTICLE = """query($path: String!) { route(path: $path) { ... on PageRoute { page {
  title path language isFallback
  ... on NewsPage { publicationDate summary leadImage { alt } category { name } body {
    __typename
    ... on HeadingBlock { text level }
    ... on RichTextBlock { richText { html } }
    ... on TableBlock { rows { cells { text } } }
    ... on GalleryBlock { items { caption image { alt } } }
    ... on CallToActionBlock { link { text href } }
    ... on FootnotesBlock { notes { number richText { text } } }
  } }
} } } }"""


@pytest.fixture
@snapshots.fixture
def place(db):
    return world.build()


@pytest.fixture
def user(db):
    return factories.administrator("editor")


def ask(client, token, document, /, **variables):
    response = client.post(
        "/graphql/", {"query": document, "variables": variables},
        content_type="application/json", headers={"X-Preview": token} if token else {},
    )  # fmt: skip
    body = response.json()
    assert "errors" not in body, body
    return body


def asked_of(client, token, path):
    body = ask(client, token, ARTICLE, path=path)
    return body["data"]["route"]["page"], Map(body)


class Map:
    """The map of an answer, as a frontend reads it."""

    def __init__(self, body):
        self.sources = body["extensions"]["sourceMap"]["sources"]
        self.mappings = body["extensions"]["sourceMap"]["mappings"]

    def at(self, pointer):
        """The mapping of a value: its own, or that of the object around it."""
        while pointer:
            if pointer in self.mappings:
                return self.mappings[pointer]
            pointer = pointer.rpartition("/")[0]
        return None

    def place(self, pointer):
        """The editor, the path in it, and the editor that translates a fallback."""
        number, path, *fallback = self.at(pointer)
        urls = [self.sources[one]["editUrl"] for one in (number, *fallback)]
        return [urls[0] and urls[0].partition("/admin/")[2], path, *urls[1:]]


def scalars(value, pointer=""):
    if isinstance(value, dict):
        for name, item in value.items():
            yield from scalars(item, f"{pointer}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars(item, f"{pointer}/{index}")
    elif value is not None:
        yield pointer, value


def stored(instance, path):
    """What is stored at a content path."""
    name, *ids = path.split(".")
    value = getattr(instance, name)
    if ids:
        value = list(value.raw_data)
    for one in ids:
        if isinstance(value, list):
            item = next(item for item in value if item["id"] == one)
            value = item["value"]
        else:
            value = value[one]
    return value


def kinds_of(pointer):
    return re.sub(r"/\d+", "/*", pointer)


def answers_of(client, asked, token=None):
    headers = {"X-Preview": token} if token else {}
    for start in range(0, len(asked), 25):
        batch = [
            {"query": one.document, "variables": one.variables} for one in asked[start : start + 25]
        ]
        response = client.post("/graphql/", batch, content_type="application/json", headers=headers)
        yield from response.json()


def test_every_value_leads_to_a_source_and_none_is_changed(client, place, user, settings):
    settings.GRAPHQL_LARGEST_BATCH, settings.GRAPHQL_SECONDS = 200, 60
    token = tokens.create_perspective(user=user)
    shipped = {path.stem for path in questions.OPERATIONS.glob("*.graphql")} | {"rest"}
    asked = [
        one
        for one in questions.of(place).values()
        if one.name.split()[0] in shipped and one.variables.get("path", "/") in ADDRESSES
    ]
    live = answers_of(client, asked)
    unmapped = set()
    for question, body in zip(asked, answers_of(client, asked, token), strict=True):
        assert json.dumps(body.get("data")) == json.dumps(next(live).get("data"))
        map_ = Map(body)
        for pointer, _value in scalars(body.get("data") or {}):
            mapping = map_.at(pointer)
            if mapping is not None:
                assert map_.sources[mapping[0]]["editUrl"].startswith("http"), pointer
            elif not DERIVED.search(pointer):
                unmapped.add((question.name.split()[0], kinds_of(pointer)))
    assert unmapped == set()


# Where each value leads

WRITTEN_AS_STORED = re.compile(
    r"/(title|summary|publicationDate|text|level|caption|alt|number|name)$"
)


def test_values_are_at_the_places_where_they_are_stored(client, english, user):
    image, document = factories.image(), factories.document()
    page = factories.news_page(
        english.news, "Stored", slug="stored", category=factories.category("Research"),
        lead_image=image, lead_image_alt="A picture",
    )  # fmt: skip
    page.body = factories.every_block(shown=image, offered=document, page=page)
    token = tokens.create(page, user=user)

    shown, map_ = asked_of(client, token, "/en/news/stored/")

    base = "/route/page"
    own = f"pages/{page.pk}/edit/"
    assert map_.place(f"{base}/path") == [own, "slug"]
    assert map_.place(f"{base}/leadImage/alt") == [own, "lead_image_alt"]
    assert map_.place(f"{base}/category/name")[1] == "name"
    assert map_.place(f"{base}/category/name")[0].startswith("snippets/news/newscategory/edit/")
    checked = set()
    for pointer, value in scalars(shown, base):
        editor, path = map_.place(pointer)
        assert path.split(".")[0] in {f.name for f in NewsPage._meta.get_fields()} | {"", "name"}
        if WRITTEN_AS_STORED.search(pointer) and editor == own and "richText" not in pointer:
            assert str(stored(page, path)) == str(value), (pointer, path)
            checked.add(kinds_of(pointer).removeprefix(base))
    assert checked == {
        "/title", "/summary", "/publicationDate", "/leadImage/alt", "/body/*/text",
        "/body/*/level", "/body/*/rows/*/cells/*/text", "/body/*/items/*/caption",
        "/body/*/items/*/image/alt", "/body/*/link/text", "/body/*/notes/*/number",
    }  # fmt: skip
    blocks = {block["__typename"]: number for number, block in enumerate(shown["body"])}
    ids = {one.block_type: one.id for one in page.body}
    assert map_.at(f"{base}/body/{blocks['RichTextBlock']}/richText/html")[1] == (
        f"body.{ids['rich_text']}"
    )
    call = f"{base}/body/{blocks['CallToActionBlock']}/link/href"
    assert map_.at(call)[1] == f"body.{ids['call_to_action']}.link.page"


def test_the_header_and_footer_lead_to_their_items(client, english, user):
    items = [
        factories.block("page", {"label": "News", "page": english.news.pk}),
        factories.block("favorites", {"label": "Favorites"}),
    ]
    hidden = factories.news_page(english.news, live=False)
    links = [
        factories.block("link", {"text": text, "page": page.pk, "url": ""})
        for text, page in (("Gone", hidden), ("Terms", english.legal))
    ]
    factories.sitewide(
        english.home.get_site(), header_navigation=items, footer_links=links, footer_text="Ours"
    )
    token = tokens.create_perspective(user=user)
    document = (questions.OPERATIONS / "Sitewide.graphql").read_text()

    map_ = Map(ask(client, token, document, language="en"))

    base = "/sitewide"
    assert [map_.place(f"{base}/headerNavigation/{n}/label")[1] for n in (0, 1)] == [
        f"header_navigation.{one['id']}.label" for one in items
    ]
    assert map_.place(f"{base}/headerNavigation/0/link/href")[1].endswith(".page")
    # The link before it isn't shown.
    assert map_.place(f"{base}/footerLinks/0/text")[1] == f"footer_links.{links[1]['id']}.text"
    assert map_.place(f"{base}/organisation/name")[1] == "organisation_name"
    assert map_.place("/languages/0/name")[0].startswith("locales/")


def test_a_translation_leads_to_its_segments_and_what_it_shares_to_the_source(
    client, english, chinese, user, django_capture_on_commit_callbacks
):
    html = "<p>One. Two.</p><ul><li>Three</li><li>Four<ul><li>Five</li></ul></li></ul><p>Six</p>"
    text, heading = factories.rich_text(html), factories.heading("Not translated")
    source = factories.news_page(english.news, "Source", slug="source", body=[text, heading])
    with django_capture_on_commit_callbacks(execute=True):
        translation = factories.translated(source, {"Source": "来源", "In short.": "简而言之。"})
    target = translation.get_target_instance()
    token = tokens.create_perspective(user=user)

    shown, map_ = asked_of(client, token, "/zh-hans/news/source/")

    assert shown["title"] == "来源"
    base = "/route/page"
    here, there = f"pages/{target.pk}/edit/", f"pages/{source.pk}/edit/"
    assert map_.place(f"{base}/title") == [here, "title"]
    assert map_.sources[map_.at(f"{base}/title")[0]] == {
        "type": "NewsPage", "language": "zh-Hans", "isTranslation": True,
        "editUrl": map_.sources[map_.at(f"{base}/title")[0]]["editUrl"],
    }  # fmt: skip
    assert map_.place(f"{base}/publicationDate") == [there, "publication_date"]
    path = f"body.{heading['id']}"
    assert map_.place(f"{base}/body/1/level") == [there, f"{path}.level"]
    editor, at, translating = map_.place(f"{base}/body/1/text")
    assert (editor, at) == (there, f"{path}.text")
    assert translating.endswith(here)
    # The sentences of a rich text are the segments at its path, in their order.
    at = map_.at(f"{base}/body/0/richText/html")[1]
    segments = StringSegment.objects.filter(source=translation.source, context__path=at)
    in_order = [one.string.data for one in segments.order_by("order")]
    inside = re.findall(r"<(?:li|p)[^>]*>([^<]+)", shown["body"][0]["richText"]["html"])
    assert in_order == inside == ["One. Two.", "Three", "Four", "Five", "Six"]


def test_a_fallback_leads_to_the_source_and_to_its_translation(client, english, chinese, user):
    source = factories.news_page(english.news, "Source", slug="source")
    factories.alias(source)
    token = tokens.create_perspective(user=user)

    shown, map_ = asked_of(client, token, "/zh-hans/news/source/")

    assert shown["isFallback"] is True
    editor, path, translating = map_.place("/route/page/title")
    assert (editor, path) == (f"pages/{source.pk}/edit/", "title")
    assert translating.endswith(f"/localize/submit/page/{source.pk}/")
    # The list in another language, where there is no alias.
    assert Translation.objects.count() == 0


def test_a_new_page_leads_to_the_form_it_is_written_in(client, english, user):
    draft = factories.unsaved_news_page(english.news, body=[factories.heading()])
    token = tokens.create(draft, user=user)

    body = ask(client, token, (questions.OPERATIONS / "Preview.graphql").read_text(), token=token)

    assert Map(body).place("/preview/title") == [
        f"pages/add/news/newspage/{english.news.pk}/", "title",
    ]  # fmt: skip
    assert Page.objects.filter(slug="new").count() == 0


# What a user may not see


def test_only_what_a_user_may_edit_has_a_link(client, english, chinese):
    mine = factories.news_page(english.news, "Mine", slug="mine", category=factories.category())
    others = factories.news_page(english.news, "Theirs", slug="theirs")
    factories.relate(mine, others)
    factories.translation(others, title="秘密的译文", live=False)
    factories.translation(mine, title="草稿", live=False)
    desk_user = factories.user("somebody", "Desk")
    desk = desk_user.groups.get()
    desk.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=desk, page=mine, permission=change)
    mine.summary = "Changed"
    token = tokens.create(mine, user=desk_user)
    document = (questions.OPERATIONS / "Route.graphql").read_text()

    body = ask(client, token, document, path="/en/news/mine/")
    elsewhere = ask(client, token, document, path="/zh-hans/news/theirs/")

    map_ = Map(body)
    assert map_.place("/route/page/summary") == [f"pages/{mine.pk}/edit/", "summary"]
    for pointer in ("relatedNews/0/title", "breadcrumbs/0/title", "category/name"):
        assert map_.place(f"/route/page/{pointer}")[0] is None
    links = {one["editUrl"] for one in map_.sources} - {None}
    assert {link.partition("/admin/")[2] for link in links} == {f"pages/{mine.pk}/edit/"}
    assert [one["editUrl"] for one in Map(elsewhere).sources if one["editUrl"]] == []
    assert not re.search("秘密|草稿", json.dumps([body, elsewhere], ensure_ascii=False))


def test_readers_get_no_map(client, english):
    factories.news_page(english.news, slug="read")
    assert "extensions" not in ask(client, None, ARTICLE, path="/en/news/read/")
