"""How many queries each operation takes: exactly, and no more with ten times the content."""

from datetime import date, timedelta

from wagtail.models import Site

import pytest

from cms.home.models import ChosenNews
from tests import factories
from tests.factories import block

COUNTS = [
    ("Sitewide", {"language": "zh-Hans"}, 4),
    ("Home", {"language": "zh-Hans"}, 9),
    ("NewsList", {"language": "zh-Hans", "first": 20}, 4),
    ("Route", {"path": "/zh-hans/"}, 10),
    ("Route", {"path": "/zh-hans/news/"}, 5),
    ("Route", {"path": "/zh-hans/news/main/"}, 8),
    ("Route", {"path": "/zh-hans/legal/"}, 7),
    ("Route", {"path": "/zh-hans/legal/terms-0/"}, 6),
    ("Route", {"path": "/zh-hans/news/untranslated/"}, 3),
    ("Route", {"path": "/zh-hans/news/secret/"}, 2),
    ("Route", {"path": "/zh-hans/news/nothing/"}, 3),
    ("LegalNotice", {"slug": "terms-0", "language": "zh-Hans"}, 5),
]


def fill(english, chinese, times):
    """A site where every edge leads somewhere, ``times`` as much of everything."""
    image, document = factories.image(), factories.document()
    category = factories.category()
    tags = [factories.tag(f"Tag {number}") for number in range(3 * times)]
    others = []
    for number in range(25 * times):
        day = date(2024, 1, 1) + timedelta(days=number % 300)
        page = factories.news_page(
            english.news,
            f"News {number}",
            publication_date=day,
            category=category,
            lead_image=image,
            lead_image_alt="A picture",
        )
        others.append(page)
        if number < 22:
            factories.translation(page, title=f"新闻 {number}")
    body = []
    for other in others[: 2 * times]:
        body += factories.every_block(
            shown=factories.image(), offered=factories.document(), page=other
        )
    main = factories.news_page(
        english.news, "Main", slug="main", body=body, category=category,
        lead_image=image, lead_image_alt="A picture",
    )  # fmt: skip
    factories.tag_news(main, *tags)
    factories.relate(main, *others[: 3 * times])
    factories.translation(main, title="主要")
    for number in range(2 * times):
        notice = factories.legal_notice(english.legal, slug=f"terms-{number}")
        factories.translation(notice, title=f"条款 {number}")
    fill_front(english, chinese, others[: 3 * times], body, image)
    fill_header(english, others[:times], image)
    factories.news_page(english.news, slug="untranslated")
    secret = factories.news_page(english.news, slug="secret")
    factories.translation(secret, title="秘密")
    factories.private(secret)
    assert document.pk


def fill_front(english, chinese, chosen, body, image):
    for front in (english.home, chinese.home):
        front.hero_link, front.hero_image, front.body = chosen[0], image, body
        front.save()
        for order, page in enumerate(chosen):
            ChosenNews.objects.create(page=front, news=page, sort_order=order)


def fill_header(english, pages, image):
    items = [block("page", {"label": "A page", "page": page.pk}) for page in pages]
    links = [block("link", {"text": "A page", "page": page.pk, "url": ""}) for page in pages]
    factories.sitewide(Site.objects.get(), logo=image, header_navigation=items, footer_links=links)


@pytest.mark.parametrize("times", [1, 10])
def test_takes_a_fixed_number_of_queries(ask, english, chinese, times):
    fill(english, chinese, times)

    counted = []
    for operation, variables, _count in COUNTS:
        answer = ask(operation, **variables)
        assert "errors" not in answer.body
        counted.append((operation, variables, answer.query_count))

    assert counted == COUNTS


@pytest.mark.parametrize("times", [1, 10])
def test_favorites_take_a_fixed_number_of_queries(ask, english, chinese, times):
    image = factories.image()
    keys = [str(english.home.translation_key)]
    for number in range(5 * times):
        page = factories.news_page(
            english.news, category=factories.category(f"Category {number}"), lead_image=image,
            lead_image_alt="A picture",
        )  # fmt: skip
        keys.append(str(page.translation_key))
        keys.append(str(factories.legal_notice(english.legal).translation_key))
    keys = keys[:100]

    answer = ask("Favorites", translationKeys=keys, language="zh-Hans")

    assert len(answer.data["pages"]) == len(keys)
    assert answer.query_count == 7
