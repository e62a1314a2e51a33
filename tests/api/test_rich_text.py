"""Rich text in all its forms."""

from tests import factories

QUESTION = """
query Article($path: String!) {
  route(path: $path) {
    ... on PageRoute { page { ... on NewsPage { body { ... on RichTextBlock {
      richText { html text markdown document }
    } } } } }
  }
}
"""


def test_gives_rich_text_in_four_forms(ask, english, chinese):
    target = factories.news_page(english.news, slug="target")
    source = f'<p>See <a linktype="page" id="{target.pk}">this</a>.</p>'
    page = factories.news_page(english.news, slug="main", body=[factories.rich_text(source)])
    factories.translation(page, title="主要")

    answer = ask(QUESTION, path="/zh-hans/news/main/")

    assert answer.data["route"]["page"]["body"] == [
        {
            "richText": {
                "html": '<p>See <a href="/en/news/target/" hreflang="en">this</a>.</p>',
                "text": "See this.",
                "markdown": "See [this](/en/news/target/).",
                "document": {
                    "type": "root",
                    "children": [
                        {
                            "type": "paragraph",
                            "children": [
                                {"type": "text", "value": "See "},
                                {
                                    "type": "link",
                                    "url": "/en/news/target/",
                                    "hreflang": "en",
                                    "children": [{"type": "text", "value": "this"}],
                                },
                                {"type": "text", "value": "."},
                            ],
                        }
                    ],
                },
            }
        }
    ]
