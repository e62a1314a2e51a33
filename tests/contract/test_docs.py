"""The docs are right: queries are answered, links lead somewhere, no code is missing."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cms.api.content.errors import ErrorCode
from cms.api.contract import files
from cms.content.images.making import make_placeholder
from cms.content.images.presets import QUICK_SPECS
from cms.delivery.webhooks import signatures
from cms.legal import canonical
from tests import factories
from tests.api.conftest import Ask
from tests.factories import Newsroom

pytestmark = pytest.mark.one_database

DOCS = sorted((files.CONTRACT / "docs").glob("*.md"))
QUERY = re.compile(r"^```graphql(?: error=(\w+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)]+)\)")
CODE = re.compile(r'(?:code=|": |code: str = )"([A-Z][A-Z_]+)"')


@pytest.mark.slow
@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_the_queries_are_answered(ask: Ask, english: Newsroom, chinese: Newsroom, path: Path):
    picture = factories.image(width=1600, height=900)
    make_placeholder(picture)
    picture.get_renditions(*QUICK_SPECS)
    article = factories.news_page(
        english.news,
        slug="cqc-nast-automotive-innovation-centre",
        lead_image=picture,
        lead_image_alt="A picture",
    )
    factories.translation(article, title="一篇文章")
    factories.legal_notice(english.legal, slug="exception-clause")
    examples = QUERY.findall(path.read_text())
    assert examples

    for code, query in examples:
        answer = ask(query)
        assert answer.codes == ([code] if code else []), answer.body
        assert code or _is_filled(answer.data), answer.body


def test_every_code_is_explained():
    http = files.CONTRACT.parent / "cms" / "api" / "http"
    raised = {code for path in http.glob("*.py") for code in CODE.findall(path.read_text())}
    explained = (files.CONTRACT / "docs" / "errors.md").read_text()

    assert {"TOO_DEEP", "BAD_REQUEST", "INTERNAL"} <= raised
    assert [code for code in {*raised, *ErrorCode} if f"`{code}`" not in explained] == []


def test_the_links_of_the_readme_lead_somewhere():
    readme = (files.CONTRACT / "README.md").read_text()
    links = LINK.findall(readme)

    assert sorted(files.CONTRACT / link for link in links) == DOCS


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_a_page_asks_one_question_and_answers_it(path: Path):
    text = path.read_text()
    title, _, rest = text.partition("\n\n")
    readme = (files.CONTRACT / "README.md").read_text()
    named = set(re.findall(r"`((?:operations|examples|generated|docs)/[\w./]+)`", text))
    prose = EXAMPLE.sub("", text)
    links = [link for link in LINK.findall(prose) if "//" not in link]

    assert re.fullmatch(r"# \w[^\n]+\?", title)
    assert f"[{title.removeprefix('# ')}](docs/{path.name})" in readme
    assert re.match(r"[\w`]", rest)
    assert [name for name in named if not (files.CONTRACT / name).exists()] == []
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_code_that_verifies_webhooks_does():
    text = (files.CONTRACT / "docs" / "webhooks.md").read_text()
    (code,) = PYTHON.findall(text)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - it is ours
    secret, other = signatures.new_secret(), signatures.new_secret()
    body = '{"type":"content.changed","title":"新闻"}'
    headers = signatures.headers(
        "evt_1", timestamp=1_700_000_000, body=body.encode(), secrets=[other, secret]
    )

    def is_genuine(**changed: Any) -> bool:
        given = {"headers": headers, "body": body, "secret": secret, "now": 1_700_000_100}
        return bool(names["is_genuine"](**given | changed))

    assert is_genuine()
    assert not is_genuine(body=body.replace("新", "旧"))
    assert not is_genuine(secret=signatures.new_secret())
    assert not is_genuine(now=1_700_000_301)
    assert not is_genuine(headers=headers | {"webhook-id": "evt_2"})
    assert not is_genuine(headers=headers | {"webhook-timestamp": "1700000001"})


def test_the_canonical_text_in_the_docs_is_that_of_a_notice(english: Newsroom):
    text = (files.CONTRACT / "docs" / "legal-notices.md").read_text()
    (example,) = EXAMPLE.findall(text)
    page = factories.news_page(english.news)
    key = "0b0f3c9e-5d0c-4f43-8a53-0f4b7b0f1a57"
    type(page).objects.filter(pk=page.pk).update(translation_key=key)
    rules = factories.document(content=b"The rules of the house")
    html = f'<p>You may use what is <a linktype="page" id="{page.pk}">described here</a> '
    body = [
        factories.heading("Use"),
        factories.rich_text(f"{html}<b>freely</b>.</p>"),
        factories.download(rules, "The rules"),
    ]

    written = canonical.canonical_text(
        title="Terms of use",
        body=body,
        number=2,
        effective_on=date(2026, 1, 1),
        language="en",
        prevailing="en",
    )

    assert written == example
    assert f"hash of this example is `{canonical.digest(written)}`" in text


def _is_filled(value: Any) -> bool:
    """True if no list is empty and no object missing, so that the query shows something."""
    if isinstance(value, dict):
        return all(_is_filled(one) for one in value.values())
    if isinstance(value, list):
        return bool(value) and all(_is_filled(one) for one in value)
    return True
