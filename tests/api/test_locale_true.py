"""The answer depends on the question alone."""

import pytest

from tests import factories, snapshots

QUESTIONS = [
    ("Route", {"path": "/zh-hans/news/main/"}),
    ("Route", {"path": "/en/news/main/"}),
    ("Home", {"language": "zh-Hans"}),
    ("NewsList", {"language": "zh-CN"}),
    ("Sitewide", {"language": "zh"}),
    ("LegalNotice", {"slug": "terms", "language": "zh-Hans"}),
]


@pytest.fixture
@snapshots.fixture
def content(english, chinese):
    target = factories.news_page(english.news, "Target")
    factories.translation(target, title="目标")
    page = factories.news_page(
        english.news,
        "Main",
        slug="main",
        body=factories.every_block(
            shown=factories.image(), offered=factories.document(), page=target
        ),
    )
    factories.relate(page, target)
    factories.translation(page, title="主要")
    factories.legal_notice(english.legal, slug="terms")


@pytest.mark.parametrize(("operation", "variables"), QUESTIONS)
def test_is_the_same_whatever_the_caller_sends_along(
    ask, content, client, django_user_model, operation, variables
):
    plain = ask(operation, **variables)
    assert "errors" not in plain.body
    for headers in (
        {"Accept-Language": "zh-Hans"},
        {"Accept-Language": "en"},
        {"Accept-Language": "fr;q=0.9"},
        {"Host": "other.example"},
        {"X-Forwarded-Host": "evil.example"},
        {"Cookie": "django_language=zh-hans"},
    ):
        assert ask(operation, headers=headers, **variables).content == plain.content
    client.force_login(factories.administrator())
    assert ask(operation, **variables).content == plain.content
