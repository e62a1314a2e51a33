"""Every kind of page the demo has, and how a reader knows that one is there."""

from playwright.sync_api import Page, expect

from cms.demo.content import news

# The codes in addresses, and the tags they stand for.
LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}
# Below the code of a language.
PATHS = [
    "", "news/", f"news/{news.MAIN}/", f"news/{news.STALE}/", f"news/{news.PARTIAL}/",
    f"news/{news.UNTRANSLATED}/", f"news/{news.PRIVATE}/", f"news/{news.DRAFT}/", "legal/",
    "legal/introduction-of-website/", "legal/exception-clause/",
    "legal/exception-clause/?asOf=2020-06-30", "favorites/", "search/", "search/?q=CQC",
    "search/?q=zeppelin", "nothing/",
]  # fmt: skip


def visit(reader: Page, language: str, path: str) -> None:
    """Go to an address below a language, and wait until the page is there."""
    reader.goto(f"/{language}/{path}")
    expect(reader.locator("#main")).not_to_have_attribute("aria-busy", "true")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.locator("html")).to_have_attribute("lang", LANGUAGES[language])
    expect(reader.get_by_role("contentinfo")).to_be_visible()


def scroll_through(reader: Page) -> None:
    """See all of a page, so that everything that waits to be seen is loaded."""
    reader.evaluate(
        """async () => {
            const pause = () => new Promise((go) => setTimeout(go, 50));
            for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
                scrollTo(0, top);
                await pause();
            }
            const pictures = [...document.images];
            await Promise.all(pictures.map((picture) => picture.decode().catch(pause)));
            scrollTo(0, 0);
        }"""
    )
