"""What is hidden is in no answer: not as text, not as a count, not as a gap."""

import re
from datetime import date, timedelta

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

import pytest

from cms.home.models import ChosenNews
from cms.sitewide.models import Sitewide
from tests import factories
from tests.factories import block

SECRET = "Sesame"


@pytest.fixture
def public(english, chinese):
    """Public pages whose every edge can be made to lead to something hidden."""
    factories.alias(english.news, code="fr")
    image = factories.image("Public")
    page = factories.news_page(
        english.news, "Main", slug="main", lead_image=image, lead_image_alt="A picture"
    )
    factories.translation(page, title="主要")
    factories.legal_notice(english.legal, "Terms", slug="terms")
    factories.sitewide(Site.objects.get(), organisation_name="Institute")
    return page


def hidden_pages(english):
    """One page for each way of hiding one."""
    now = timezone.now()
    draft = factories.news_page(english.news, f"{SECRET} draft", live=False)
    scheduled = factories.news_page(
        english.news, f"{SECRET} scheduled", live=False, go_live_at=now + timedelta(days=1)
    )
    expired = factories.news_page(
        english.news, f"{SECRET} expired", expire_at=now - timedelta(seconds=1)
    )
    pages = [draft, scheduled, expired]
    for kind in (
        PageViewRestriction.LOGIN,
        PageViewRestriction.GROUPS,
        PageViewRestriction.PASSWORD,
    ):
        page = factories.news_page(english.news, f"{SECRET} {kind}")
        factories.private(page, kind)
        factories.translation(page, title=f"{SECRET} 译 {kind}")
        factories.alias(page, code="fr")
        pages.append(page)
    other = factories.newsroom(hostname="other.example")
    pages.append(factories.news_page(other.news, f"{SECRET} elsewhere"))
    return pages


def plant(english, chinese, public):
    """Make every edge of the public pages lead to hidden things too."""
    pages = hidden_pages(english)
    collection = factories.private_collection()
    inner = factories.collection("Inner", parent=collection)
    image = factories.image(f"{SECRET} picture", collection=inner)
    document = factories.document(f"{SECRET} paper", collection=inner)
    factories.category(f"{SECRET} category", slug="sesame", live=False)
    tag = factories.tag(f"{SECRET} tag", slug="sesame-tag", live=False)
    body = [factories.image_block(image), factories.gallery(image), factories.download(document)]
    for page in pages:
        link = f'<p>Here: <a linktype="page" id="{page.pk}">words</a>.</p>'
        body += [factories.rich_text(link), factories.call_to_action(page=page)]
    public.body = body
    public.save()
    factories.tag_news(public, tag)
    factories.relate(public, *pages)
    for order, page in enumerate(pages):
        ChosenNews.objects.create(page=english.home, news=page, sort_order=order)
    english.home.hero_link = pages[0]
    english.home.save()
    factories.legal_notice(english.legal, f"{SECRET} notice", live=False)
    for order, page in enumerate(pages):
        Redirect.objects.create(old_path=f"/en/old-{order}", redirect_page=page)
    header = [block("page", {"label": f"{SECRET} label", "page": page.pk}) for page in pages]
    footer = [
        block("link", {"text": f"{SECRET} link", "page": page.pk, "url": ""}) for page in pages
    ]
    found = Sitewide.objects.get()
    found.header_navigation, found.footer_links = header, footer
    found.save()
    draft = found.copy_for_translation(factories.locale("zh-hans"))
    draft.organisation_name, draft.live = f"{SECRET} 机构", False
    draft.save()
    return pages


QUESTIONS = [
    ("Sitewide", {"language": "en"}),
    ("Sitewide", {"language": "zh-Hans"}),
    ("Home", {"language": "en"}),
    ("Home", {"language": "zh-Hans"}),
    ("NewsList", {"language": "en", "first": 1}),
    ("NewsList", {"language": "zh-Hans"}),
    ("Route", {"path": "/en/"}),
    ("Route", {"path": "/en/news/"}),
    ("Route", {"path": "/zh-hans/news/main/"}),
    ("Route", {"path": "/en/legal/"}),
    ("Search", {"query": SECRET, "language": "en"}),
    ("Search", {"query": "main", "language": "en"}),
    ("Search", {"query": "译", "language": "zh-Hans"}),
    ("Sitemap", {"language": "en"}),
    ("Sitemap", {"language": "zh-Hans"}),
    ("{ redirects { totalCount edges { node { path target } } } }", {}),
    ('{ newsCategories(language: "en") { slug name } }', {}),
    ("{ languages { tag } }", {}),
    ('{ news(language: "en", fallback: SOURCE) { totalCount pageInfo { endCursor } } }', {}),
]


def without_counters(content):
    return re.sub(rb'"lastPublishedAt":"[^"]*"', b"", content)


def test_answers_are_the_same_whether_hidden_content_exists_or_not(ask, english, chinese, public):
    before = [ask(question, **variables) for question, variables in QUESTIONS]
    plant(english, chinese, public)
    after = [ask(question, **variables) for question, variables in QUESTIONS]

    for one, other in zip(before, after, strict=True):
        assert "errors" not in other.body
        assert without_counters(one.content) == without_counters(other.content)


def test_no_edge_of_a_public_page_leads_to_what_is_hidden(ask, english, chinese, public):
    pages = plant(english, chinese, public)

    found = ask("Route", path="/en/news/main/")
    page = found.data["route"]["page"]

    assert {block["__typename"] for block in page["body"]} == {"RichTextBlock"}
    assert {block["richText"]["html"] for block in page["body"]} == {"<p>Here: words.</p>"}
    assert (page["tags"], page["relatedNews"]) == ([], [])
    keys = [str(one.translation_key) for one in pages]
    for language in ("en", "zh-Hans"):
        assert ask("Favorites", translationKeys=keys, language=language).data == {"pages": []}
    for secret in pages:
        path = f"/en/news/{secret.slug}/"
        assert SECRET not in ask("Route", path=path).content.decode()
    assert SECRET not in found.content.decode()


def test_a_hidden_category_or_tag_is_as_unknown_as_one_that_never_was(
    ask, english, chinese, public
):
    question = 'query ($slug: String) { news(language: "en", category: $slug) { totalCount } }'
    tagged = 'query ($slug: String) { news(language: "en", tag: $slug) { totalCount } }'
    plant(english, chinese, public)

    assert ask(question, slug="sesame").codes == ask(question, slug="never").codes
    assert ask(tagged, slug="sesame-tag").codes == ask(tagged, slug="never").codes


def test_a_page_that_was_made_private_later_is_hidden_at_once(ask, english, chinese):
    page = factories.news_page(english.news, SECRET, publication_date=date(2024, 1, 1))
    factories.translation(page, title=f"{SECRET} 译")
    assert SECRET in ask("NewsList", language="zh-Hans").content.decode()

    factories.private(english.news)

    for language in ("en", "zh-Hans"):
        answer = ask("NewsList", language=language)
        assert answer.data["news"]["totalCount"] == 0
        assert SECRET not in answer.content.decode()
