"""Content for tests, made the way the admin makes it, with the fewest words.

Every function has sensible texts of its own, so a test names only what it is about. Blocks are
functions too: ``body=[heading("Why"), rich_text("<p>…</p>")]``.
"""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from PIL import Image as Picture
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.content.models import ContactPerson, ReusableText
from cms.home.models import HomePage
from cms.legal.models import LegalIndexPage, LegalNoticePage
from cms.news.models import NewsCategory, NewsIndexPage, NewsPage, NewsPageTag, NewsTag, RelatedNews
from cms.sitewide.models import Sitewide, SitewideSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

AnyPage = TypeVar("AnyPage", bound=Page)
Block = dict[str, Any]

_numbers = itertools.count(1)
_DAY = date(2024, 5, 17)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The three pages everything else in a language lives below."""

    home: HomePage
    news: NewsIndexPage
    legal: LegalIndexPage


def locale(code: str) -> Locale:
    """The locale of a language, added if it isn't there."""
    return Locale.objects.get_or_create(language_code=code)[0]


# People


def user(name: str = "reader", *groups: str) -> Any:
    """Somebody who may do what these groups may, with the password ``password``."""
    found = get_user_model().objects.create_user(username=name, password="password")
    found.groups.set(Group.objects.get_or_create(name=group)[0] for group in groups)
    return found


def administrator(name: str = "admin") -> Any:
    """Somebody who may do everything, with the password ``password``."""
    return get_user_model().objects.create_superuser(username=name, password="password")


# Files


def picture(width: int = 32, height: int = 18) -> ContentFile[bytes]:
    """A picture of one colour as a PNG file."""
    content = BytesIO()
    Picture.new("RGB", (width, height), "teal").save(content, "PNG")
    return ContentFile(content.getvalue(), name=f"picture-{next(_numbers)}.png")


def image(title: str = "A picture", *, width: int = 32, height: int = 18, **fields: Any) -> Any:
    """An image of the library."""
    return get_image_model().objects.create(title=title, file=picture(width, height), **fields)


def document(title: str = "A paper", *, content: bytes = b"%PDF-1.4 paper", **fields: Any) -> Any:
    """A document of the library; its file size is known, as after an upload."""
    file = ContentFile(content, name=f"paper-{next(_numbers)}.pdf")
    return get_document_model().objects.create(
        title=title, file=file, file_size=len(content), **fields
    )


def collection(name: str = "Press", *, parent: Collection | None = None) -> Collection:
    """A collection of files, below the root or another one."""
    above = parent or Collection.get_first_root_node() or Collection.add_root(name="Root")
    return above.add_child(name=name)


def private_collection(name: str = "Internal", *, parent: Collection | None = None) -> Collection:
    """A collection only people with a login may see."""
    found = collection(name, parent=parent)
    CollectionViewRestriction.objects.create(
        collection=found, restriction_type=CollectionViewRestriction.LOGIN
    )
    return found


# Pages


def add(parent: Page, page: AnyPage) -> AnyPage:
    """A page, added below another, in its language."""
    page.locale = parent.locale
    return parent.add_child(instance=page)


def root(code: str = "en") -> Page:
    """The root of the tree."""
    return Page.get_first_root_node() or Page.add_root(
        title="Root", slug="root", locale=locale(code)
    )


def home(title: str = "Homepage", *, code: str = "en", **fields: Any) -> HomePage:
    """A front page directly below the root of the tree."""
    above = root(code)
    above.locale = locale(code)
    return add(above, HomePage(title=title, slug=f"home-{next(_numbers)}", **fields))


def site(root_page: Page, *, hostname: str = "localhost", port: int = 80) -> Site:
    """The default site, or for any other hostname one more, with this front page."""
    is_default = hostname == "localhost"
    wanted = {"is_default_site": True} if is_default else {"hostname": hostname, "port": port}
    values = {"hostname": hostname, "port": port, "root_page": root_page, "site_name": "Newsroom"}
    return Site.objects.update_or_create(**wanted, defaults=values)[0]


def newsroom(*, hostname: str = "localhost", port: int = 80) -> Newsroom:
    """A site in English: front page, list of news, list of legal notices."""
    front = home()
    site(front, hostname=hostname, port=port)
    return Newsroom(
        home=front,
        news=add(front, NewsIndexPage(title="News", slug="news")),
        legal=add(front, LegalIndexPage(title="Legal notices", slug="legal")),
    )


def in_chinese(english: Newsroom) -> Newsroom:
    """The same three pages in Simplified Chinese, published."""
    return Newsroom(
        home=translation(english.home, title="首页"),
        news=translation(english.news, title="新闻"),
        legal=translation(english.legal, title="法律声明"),
    )


def news_page(parent: Page, title: str = "An article", **fields: Any) -> NewsPage:
    """An article; live unless told otherwise. ``body`` is a list of blocks."""
    values = {"slug": f"article-{next(_numbers)}", "publication_date": _DAY, "summary": "In short."}
    return add(parent, NewsPage(title=title, **(values | fields)))


def unsaved_news_page(parent: Page, title: str = "A new article", **fields: Any) -> NewsPage:
    """An article as the admin holds it before it is saved for the first time."""
    last = parent.get_last_child()
    path = last._inc_path() if last else Page._get_path(parent.path, parent.depth + 1, 1)
    page = NewsPage(
        title=title, slug="new", summary="New.", locale=parent.locale, path=path,
        depth=parent.depth + 1, **fields,
    )  # fmt: skip
    page.set_url_path(parent)
    return page


def legal_notice(parent: Page, title: str = "A notice", **fields: Any) -> LegalNoticePage:
    """A legal notice; live unless told otherwise."""
    values = {
        "slug": f"notice-{next(_numbers)}",
        "effective_on": _DAY,
        "body": [rich_text("<p>Nothing is promised.</p>")],
    }
    return add(parent, LegalNoticePage(title=title, **(values | fields)))


def translation(
    page: AnyPage, *, code: str = "zh-hans", live: bool = True, **texts: Any
) -> AnyPage:
    """A page's translation with these texts, published.

    Written directly, without a translator's strings: ``translated`` takes the long way.
    """
    translated_page = page.copy_for_translation(locale(code), copy_parents=True)
    for name, value in texts.items():
        setattr(translated_page, name, value)
    revision = translated_page.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=translated_page.pk)


def alias(page: AnyPage, *, code: str = "zh-hans") -> AnyPage:
    """A page's stand-in in a language it isn't translated into."""
    return page.copy_for_translation(locale(code), copy_parents=True, alias=True)


def translated(
    source: Any, texts: dict[str, str], *, code: str = "zh-hans", engine: str = ""
) -> Translation:
    """A page or snippet as a translator translates it: its strings, by source text, and publishes.

    Strings that ``texts`` doesn't hold stay as they are. With an engine they are its proposals.
    """
    kind = "machine" if engine else "manual"
    translation_source, _ = TranslationSource.get_or_create_from_instance(source)
    found, _ = Translation.objects.get_or_create(
        source=translation_source, target_locale=locale(code)
    )
    for segment in translation_source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in texts:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=found.target_locale,
                context=segment.context,
                defaults={
                    "data": texts[segment.string.data],
                    "translation_type": kind,
                    "tool_name": engine,
                },
            )
    found.save_target(publish=True)
    return found


def private(page: Page, restriction_type: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    """A privacy setting on a page."""
    return PageViewRestriction.objects.create(
        page=page, restriction_type=restriction_type, password="sesame"
    )


# Terms, header and footer


def category(name: str = "Research", **fields: Any) -> NewsCategory:
    """A published category in English."""
    values = {"slug": name.lower(), "locale": locale("en")}
    return NewsCategory.objects.create(name=name, **(values | fields))


def tag(name: str = "Testing", **fields: Any) -> NewsTag:
    """A published tag in English."""
    values = {"slug": name.lower(), "locale": locale("en")}
    return NewsTag.objects.create(name=name, **(values | fields))


def reusable_text(html: str = "<p>Every weekday.</p>", **fields: Any) -> ReusableText:
    """A published text for several pages, in English."""
    values = {"title": "Opening hours", "locale": locale("en")}
    return ReusableText.objects.create(text=html, **(values | fields))


def contact_person(name: str = "Press office", **fields: Any) -> ContactPerson:
    """A published contact person, in English."""
    values = {"role": "Questions", "email": "press@example.org", "locale": locale("en")}
    return ContactPerson.objects.create(name=name, **(values | fields))


def tag_news(page: NewsPage, *tags: NewsTag) -> None:
    """Give an article tags, in this order."""
    for order, one in enumerate(tags):
        NewsPageTag.objects.create(page=page, tag=one, sort_order=order)


def relate(page: NewsPage, *others: NewsPage) -> None:
    """Recommend other articles below one, in this order."""
    for order, other in enumerate(others):
        RelatedNews.objects.create(page=page, related=other, sort_order=order)


def sitewide(of_site: Site, **fields: Any) -> Sitewide:
    """Header and footer of a site in English, published."""
    values = {"organisation_name": "Example Institute", "locale": locale("en")}
    found = Sitewide.objects.create(**(values | fields))
    SitewideSettings.objects.update_or_create(site=of_site, defaults={"sitewide": found})
    return found


# Blocks


def block(type_: str, value: Any) -> Block:
    """A block as a stream stores it."""
    return {"type": type_, "value": value, "id": str(uuid.uuid4())}


def heading(text: str = "A heading", level: int = 2) -> Block:
    """A heading."""
    return block("heading", {"text": text, "level": str(level)})


def rich_text(html: str = "<p>A paragraph.</p>") -> Block:
    """Rich text as it is stored."""
    return block("rich_text", html)


def image_value(shown: Any, alt_text: str = "What it shows", caption: str = "") -> dict[str, Any]:
    """What an image block holds; without alternative text the image is decorative."""
    return {
        "image": shown.pk,
        "alt_text": alt_text,
        "is_decorative": not alt_text,
        "caption": caption,
    }


def image_block(shown: Any, alt_text: str = "What it shows", caption: str = "") -> Block:
    """An image in a body."""
    return block("image", image_value(shown, alt_text, caption))


def gallery(*images: Any) -> Block:
    """Several images."""
    return block("gallery", [block("item", image_value(one, one.title)) for one in images])


def quote(text: str = "Well said.", attribution: str = "The director") -> Block:
    """A quote."""
    return block("quote", {"quote": text, "attribution": attribution})


def download(offered: Any, title: str = "") -> Block:
    """A document to download."""
    return block("download", {"document": offered.pk, "title": title})


def document_list(*offered: Any) -> Block:
    """Documents to download."""
    values = [{"document": one.pk, "title": one.title} for one in offered]
    return block("document_list", [block("item", value) for value in values])


def notice(html: str = "<p>Bring an identity card.</p>", *, urgency: str = "warning") -> Block:
    """A warning."""
    return block("notice", {"urgency": urgency, "title": "Before you come", "text": html})


def titled_texts(kind: str, *entries: tuple[str, str]) -> Block:
    """An accordion or steps, of titles and texts."""
    values = [{"title": title, "text": html} for title, html in entries]
    return block(kind, [block("item", value) for value in values])


def footnotes(*notes: tuple[int, str]) -> Block:
    """Notes by number."""
    values = [{"number": number, "text": html} for number, html in notes]
    return block("footnotes", [block("item", value) for value in values])


def embed(url: str = "https://video.example/1", title: str = "A film") -> Block:
    """Something on another site."""
    return block("embed", {"url": url, "title": title})


def call_to_action(text: str = "Read on", *, page: Page | None = None, url: str = "") -> Block:
    """An invitation that leads to a page or to an address outside."""
    link = {"text": "More", "page": page.pk if page else None, "url": url}
    return block("call_to_action", {"text": text, "link": link})


def table(*rows: tuple[str, ...], caption: str = "Fees", **settings: Any) -> Block:
    """A table with headings in its first row."""
    value = {
        "caption": caption,
        "has_header_row": True,
        "has_header_column": False,
        "alignments": [block("item", "start"), block("item", "end")],
        "rows": [
            block("item", [block("item", cell) for cell in row])
            for row in rows or (("Application", "Fee"), ("New", "100"))
        ],
    }
    return block("table", value | settings)


def shows(entry: ReusableText | ContactPerson) -> Block:
    """An entry of reusable content."""
    kind = "reusable_text" if isinstance(entry, ReusableText) else "contact_person"
    return block(kind, entry.pk)


def every_block(
    *, shown: Any, offered: Any, page: Page, entries: Iterable[Any] = ()
) -> list[Block]:
    """A body with one block of each kind; ``entries`` are of reusable content, or new ones."""
    entries = entries or (
        reusable_text(f'<p>As <a linktype="page" id="{page.pk}">there</a>.</p>'),
        contact_person(photo=shown, photo_alt="A desk", telephone="+1 202 555 0143"),
    )
    return [
        heading(),
        rich_text(f'<p>See <a linktype="page" id="{page.pk}">this page</a>.</p>'),
        image_block(shown),
        gallery(shown, shown),
        quote(),
        download(offered),
        embed(),
        call_to_action(page=page),
        table(),
        notice(),
        titled_texts("accordion", ("How long?", "<p>A week.</p>"), ("How much?", "<p>100.</p>")),
        titled_texts("steps", ("Apply", "<p>In writing.</p>"), ("Wait", "<p>A week.</p>")),
        document_list(offered),
        footnotes((1, "<p>In May.</p>"), (2, "<p>In June.</p>")),
        *map(shows, entries),
    ]
