"""Data for search engines."""

import json

from django.test import override_settings
from wagtail.models import Site

from cms.content.images.making import make_renditions
from tests import factories

ORIGIN = "http://localhost:8000"


def seo_at(ask, path):
    return ask("Route", path=path).data["route"]["page"]["seo"]


def graph_at(ask, path):
    found = json.loads(seo_at(ask, path)["jsonLd"])
    assert found["@context"] == "https://schema.org"
    return {node["@type"]: node for node in found["@graph"]}


def test_an_article_is_described_in_its_language(ask, english, chinese):
    image = factories.image(width=400, height=225)
    make_renditions.call(image.pk)
    page = factories.news_page(
        english.news, "An article", slug="main", lead_image=image, lead_image_alt="A picture"
    )
    translated = factories.translation(page, title="文章", summary="摘要")
    src = image.renditions.get(filter_spec__startswith="fill-1600x900|as-jpeg")

    graph = graph_at(ask, "/zh-hans/news/main/")

    url = f"{ORIGIN}/zh-hans/news/main/"
    assert graph == {
        "NewsArticle": {
            "@type": "NewsArticle",
            "@id": f"{url}#article",
            "mainEntityOfPage": url,
            "headline": "文章",
            "description": "摘要",
            "datePublished": "2024-05-17",
            "dateModified": translated.last_published_at.isoformat(),
            "inLanguage": "zh-Hans",
            "image": [f"{ORIGIN}{src.file.url}"],
            "publisher": {
                "@type": "Organization",
                "@id": f"{ORIGIN}/#organization",
                "url": f"{ORIGIN}/",
            },
        },
        "BreadcrumbList": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": 1,
                    "name": "首页",
                    "item": f"{ORIGIN}/zh-hans/",
                },
                {
                    "@type": "ListItem",
                    "position": 2,
                    "name": "新闻",
                    "item": f"{ORIGIN}/zh-hans/news/",
                },
                {"@type": "ListItem", "position": 3, "name": "文章", "item": url},
            ],
        },
    }


def test_a_front_page_describes_the_organisation(ask, english, chinese):
    assert set(graph_at(ask, "/en/")) == {"BreadcrumbList"}
    source = factories.sitewide(Site.objects.get(), organisation_name="Example Institute")
    expected = {
        "@type": "Organization",
        "@id": f"{ORIGIN}/#organization",
        "name": "Example Institute",
        "url": f"{ORIGIN}/",
    }
    assert graph_at(ask, "/en/")["Organization"] == expected
    assert graph_at(ask, "/zh-hans/")["Organization"] == expected
    translated = source.copy_for_translation(factories.locale("zh-hans"))
    translated.organisation_name = "示例研究院"
    translated.live = False
    translated.save()
    assert graph_at(ask, "/zh-hans/")["Organization"] == expected
    translated.live = True
    translated.save()
    assert graph_at(ask, "/zh-hans/")["Organization"] == expected | {"name": "示例研究院"}


def test_nothing_in_it_can_end_a_script_element(ask, english):
    title = "</script><script>alert(1)</script>&\u2028<!--"
    factories.news_page(english.news, title, slug="main")

    text = seo_at(ask, "/en/news/main/")["jsonLd"]

    assert not set("<>&\u2028") & set(text)
    assert "\\u003c/script\\u003e" in text
    assert json.loads(text)["@graph"][0]["headline"] == title


def test_description_falls_back_to_the_summary(ask, english):
    page = factories.news_page(english.news, slug="main", summary="In short.")
    assert seo_at(ask, "/en/news/main/")["description"] == "In short."
    page.search_description, page.seo_title = "For engines.", "A title for engines"
    page.save()
    seo = seo_at(ask, "/en/news/main/")
    assert (seo["title"], seo["description"]) == ("A title for engines", "For engines.")


def test_a_copy_in_another_language_names_the_original_as_canonical(ask, english, chinese):
    page = factories.news_page(english.news, slug="main")
    factories.alias(page)
    assert seo_at(ask, "/zh-hans/news/main/")["canonicalUrl"] == f"{ORIGIN}/en/news/main/"
    assert seo_at(ask, "/en/news/main/")["canonicalUrl"] == f"{ORIGIN}/en/news/main/"


@override_settings(FRONTEND_URL="https://read.example")
def test_addresses_of_pages_are_those_of_the_frontend(ask, english):
    factories.news_page(english.news, slug="main")
    seo = seo_at(ask, "/en/news/main/")
    assert seo["canonicalUrl"] == "https://read.example/en/news/main/"


def test_an_image_that_may_not_be_seen_is_not_told(ask, english):
    image = factories.image(collection=factories.private_collection())
    factories.news_page(english.news, slug="main", lead_image=image, lead_image_alt="Secret")
    assert "image" not in graph_at(ask, "/en/news/main/")["NewsArticle"]
