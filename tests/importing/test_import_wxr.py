"""WordPress exports become articles, with the pairs of WPML and of Polylang."""

import re
from datetime import UTC, date, datetime

from django.core.management.base import CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

import pytest
from wagtail_localize.models import Translation

from cms.legal.models import LegalNoticePage
from cms.news.models import NewsPage
from tests import factories
from tests.delivery.receiving import receiving
from tests.importing import seed_site
from tests.importing.calling import article, database, run, states
from tests.importing.wordpress import HOST, Post, attachment, export, polylang, wpml

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("chinese"),
]


@pytest.fixture
def imported(tmp_path):
    """Imports some posts, and returns what was printed."""

    def run_import(*posts, options=(), encoding="UTF-8", text=None):
        path = tmp_path / "export.xml"
        whole = text if text is not None else export(*posts, encoding=encoding)
        path.write_bytes(whole if isinstance(whole, bytes) else whole.encode())
        return run("import_wxr", path, *options)

    return run_import


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "uploads"
    (folder / "2020" / "12").mkdir(parents=True)
    for number in range(3):
        (folder / "2020" / "12" / f"p{number}.jpg").write_bytes(seed_site.picture(number * 60))
    return folder


def pair(mark):
    english = Post(
        id=11, title="Tests &amp; results", slug="tests", excerpt="In short.",
        content="<!-- wp:paragraph --><p>First <strong>result</strong>.</p><!-- /wp:paragraph -->",
        terms=[("category", "research", "Research"), ("post_tag", "noise", "Noise")],
    )  # fmt: skip
    chinese = Post(
        id=12, title="试验与结果", slug="%E8%AF%95%E9%AA%8C", excerpt="简而言之。",
        content="<!-- wp:paragraph --><p>首个<strong>结果</strong>。</p><!-- /wp:paragraph -->",
        terms=[("category", "yanjiu", "研究"), ("post_tag", "zaosheng", "噪声")],
    )  # fmt: skip
    return mark(english, "en"), mark(chinese, "cn")


@pytest.mark.parametrize(
    "mark",
    [
        lambda post, code: polylang(post, code, "pll_5f"),
        lambda post, code: wpml(post, "zh-hans" if code == "cn" else code, "77"),
    ],
    ids=["polylang", "wpml"],
)
def test_a_pair_becomes_a_page_and_its_translation(imported, mark):
    posts = pair(mark)

    said = imported(*reversed(posts))

    assert said.splitlines()[-1] == f"{HOST}: 2 created."
    page, chinese = article("tests"), article("tests", "zh-hans")
    assert (page.title, chinese.title) == ("Tests & results", "试验与结果")
    assert chinese.body[0].value.source == "<p>首个<b>结果</b>。</p>"
    assert (page.summary, chinese.summary) == ("In short.", "简而言之。")
    assert (page.category.name, chinese.category.name) == ("Research", "研究")
    tag = page.tags.get().tag
    assert (tag.name, tag.get_translation(chinese.locale).name) == ("Noise", "噪声")
    assert states()["tests"] == "complete"
    assert page.first_published_at == datetime(2020, 12, 30, 9, tzinfo=UTC)
    before = database()
    assert imported(*posts).splitlines()[-1] == f"{HOST}: 2 unchanged."
    assert database() == before


def test_former_urls_lead_to_the_page(imported):
    imported(*pair(lambda post, code: polylang(post, code, "g")))

    targets = Redirect.objects.values_list("old_path", "redirect_page", "redirect_link")
    page = article("tests")
    assert set(targets) == {
        ("/2020/12/tests", page.pk, ""), ("/?p=11", page.pk, ""),
        ("/2020/12/试验", None, "/zh-hans/news/tests/"), ("/?p=12", None, "/zh-hans/news/tests/"),
    }  # fmt: skip


def test_states_and_moments_are_those_of_the_origin(imported):
    imported(
        Post(id=1, title="Draft", slug="a", status="draft", date_gmt="0000-00-00 00:00:00"),
        Post(id=2, title="Pending", slug="b", status="pending"),
        Post(id=3, title="Private", slug="c", status="private"),
        Post(id=4, title="Scheduled", slug="d", status="future",
             date="2099-01-02 07:30:00", date_gmt="2099-01-01 23:30:00"),
        Post(id=5, title="Password", slug="e", password="sesame"),
        Post(id=6, title="Trash", slug="f", status="trash"),
        Post(id=7, title="Early", slug="g", date="2020-12-31 07:30:00",
             date_gmt="2020-12-30 23:30:00"),
    )  # fmt: skip

    live = dict(NewsPage.objects.values_list("slug", "live"))
    assert live == {"a": False, "b": False, "c": True, "d": False, "e": True, "g": True}
    restrictions = PageViewRestriction.objects.values_list("page__slug", "restriction_type")
    assert set(restrictions) == {("c", "login"), ("e", "password")}
    scheduled = article("d")
    assert scheduled.go_live_at == datetime(2099, 1, 1, 23, 30, tzinfo=UTC)
    assert scheduled.get_latest_revision().approved_go_live_at == scheduled.go_live_at
    assert article("g").publication_date == date(2020, 12, 31)
    assert article("g").first_published_at == datetime(2020, 12, 30, 23, 30, tzinfo=UTC)


def test_the_translation_of_a_scheduled_post_waits_as_a_draft(imported):
    english, chinese = pair(lambda post, code: polylang(post, code, "g"))
    for post in (english, chinese):
        post.status, post.date_gmt = "future", "2099-01-01 23:30:00"

    said = imported(english, chinese)

    assert "state: a draft here: its source isn't published" in said
    assert (article("tests").live, article("tests", "zh-hans").live) == (False, False)
    assert states()["tests"] == "draft"


@pytest.mark.parametrize(
    "fields", [{"status": "private"}, {"password": "sesame"}, {"status": "future"}]
)
def test_a_translation_with_a_restriction_of_its_own_is_a_draft(imported, fields):
    english, chinese = pair(lambda post, code: polylang(post, code, "g"))
    for name, value in fields.items():
        setattr(chinese, name, value)

    said = imported(english, chinese)

    assert "state: a draft here: only it is private or scheduled" in said
    assert (article("tests").live, article("tests", "zh-hans").live) == (True, False)
    assert not PageViewRestriction.objects.exists()


def test_a_post_that_became_private_there_is_restricted_here(imported):
    english, chinese = pair(lambda post, code: polylang(post, code, "g"))
    imported(english, chinese)
    english.status = chinese.status = "private"

    imported(english, chinese)

    assert PageViewRestriction.objects.get().page_id == article("tests").pk
    assert article("tests", "zh-hans").live


def test_a_post_that_became_a_draft_there_is_named(imported):
    english, chinese = pair(lambda post, code: polylang(post, code, "g"))
    imported(english, chinese)
    english.status = "draft"

    assert "state: a draft there, and still public here" in imported(english, chinese)
    assert article("tests").live


def test_images_galleries_and_captions_come_from_the_uploads(imported, uploads):
    at = f"https://{HOST}/wp-content/uploads/2020/12"
    content = (
        "Before\n\n"
        f'[caption id="attachment_21" align="left"]<a href="{at}/p0.jpg">'
        f'<img class="wp-image-21" src="{at}/p0-300x200.jpg"></a> '
        "A caption[/caption]\n\n"
        '[gallery ids="22,23,99"]\n\n'
        f'<img src="{at}/none.jpg" alt="Gone">'
    )
    post = Post(id=11, title="Images", slug="images", content=content, meta={"_thumbnail_id": "22"})
    files = [
        attachment(21, "2020/12/p0.jpg", "An oven"),
        attachment(22, "2020/12/p1.jpg", "A kiln", "In 2020"),
        attachment(23, "2020/12/p2.jpg", "A stove"),
    ]

    said = imported(post, *files, options=["--uploads", uploads])

    page = article("images")
    assert [block.block_type for block in page.body] == ["rich_text", "image", "gallery"]
    image = page.body[1].value
    assert (image["alt_text"], image["caption"]) == ("An oven", "A caption")
    assert image["image"].width == 64
    gallery = [(item["alt_text"], item["caption"]) for item in page.body[2].value]
    assert gallery == [("A kiln", "In 2020"), ("A stove", "")]
    assert page.lead_image == page.body[2].value[0]["image"]
    assert page.lead_image_alt == "A kiln"
    assert "[gallery]: attachment 99 isn't in the export" in said
    assert "img: left out, its file isn't there" in said
    assert get_image_model().objects.count() == 3


def test_a_gallery_without_numbers_has_the_images_of_its_post(imported, uploads):
    files = [
        attachment(20 + n, f"2020/12/p{n}.jpg", f"Image {n}", parent=n and 11) for n in range(3)
    ]
    post = Post(id=11, title="All", slug="all", content="[gallery]")

    imported(post, *files, options=["--uploads", uploads])

    (gallery,) = article("all").body
    assert [item["alt_text"] for item in gallery.value] == ["Image 1", "Image 2"]


def send_picture(handler):
    content = seed_site.picture(9)
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def test_the_network_is_asked_only_on_request(imported, settings):
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    with receiving() as receiver:
        receiver.answers += [send_picture, 404]
        images = "".join(f'<img src="{receiver.url}/{n}.jpg" alt="{n}">' for n in ("a", "b"))
        post = Post(id=11, title="Away", slug="away", content=f"<p>Text</p>{images}")
        assert imported(post).count("its file isn't there") == 2
        assert receiver.received == []

        said = imported(post, options=["--fetch"])

    assert [one.path for one in receiver.received] == ["/hook/a.jpg", "/hook/b.jpg"]
    assert f"{receiver.url}/b.jpg\n  file: can't be fetched: status 404" in said
    assert [block.block_type for block in article("away").body] == ["rich_text", "image"]


def test_hosts_that_are_not_public_are_never_asked(imported):
    with receiving() as receiver:
        post = Post(id=11, title="Away", content=f'<p>Text</p><img src="{receiver.url}/a.jpg">')

        said = imported(post, options=["--fetch"])

    assert receiver.received == []
    assert "can't be fetched" in said


def test_shortcodes_are_understood_or_reported(imported):
    content = (
        "Line one\nline two [sic]\n\nhttps://www.youtube.com/watch?v=1\n\n"
        '[embed]https://vimeo.com/2[/embed]\n\n[[literal]] [contact-form-7 id="5"]\n\n'
        '[box style="red"]Kept <em>words</em>[/box]\n\n<!--more-->\n\nhttps://example.org/page'
    )

    said = imported(Post(id=1, title="Codes", slug="codes", content=content))

    page = article("codes")
    assert [block.block_type for block in page.body] == ["rich_text", "embed", "embed", "rich_text"]
    assert page.body[0].value.source == "<p>Line one<br/>line two [sic]</p>"
    assert page.body[1].value["url"] == "https://www.youtube.com/watch?v=1"
    assert page.body[3].value.source == (
        "<p>[literal]</p><p>Kept <i>words</i></p>"
        '<p><a href="https://example.org/page">https://example.org/page</a></p>'
    )
    assert "[sic]: left as text, in case it is: “[sic]”" in said
    assert "[contact-form-7]: not known, only its words were kept" in said
    assert "[box]: not known, only its words were kept" in said


def test_blocks_that_a_server_fills_are_reported(imported):
    content = (
        '<!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:paragraph --><p>Text</p>'
        "<!-- /wp:paragraph --><!-- wp:separator /-->"
        '<!-- wp:embed --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        "https://vimeo.com/2\n</div></figure><!-- /wp:embed -->"
    )

    said = imported(Post(id=1, title="Blocks", slug="blocks", content=content))

    assert "wp:latest-posts: filled by the server, left out" in said
    assert "separator" not in said
    assert [block.block_type for block in article("blocks").body] == ["rich_text", "embed"]


def test_broken_markup_and_the_end_of_a_section_are_read(imported):
    content = "<p>One <b>two<p>three</b> ]]> four</div><ul><li>a<li>b</ul><table><tr><td>x<td>y"

    imported(Post(id=1, title="Broken ]]> title", slug="broken", content=content))

    page = article("broken")
    assert page.title == "Broken ]]> title"
    text = re.sub("<[^>]+>", " ", str(page.body.raw_data[0]["value"]))
    assert "]]&gt;" in text
    assert "<li>a</li><li>b</li>" in page.body[0].value.source
    assert page.body[1].block_type == "table"


def test_exports_in_other_encodings_are_read(imported):
    post = Post(id=1, title="镕基", slug="rong", content="<p>镕</p>")

    imported(text=export(post, encoding="GB2312").encode("gb18030"))

    assert article("rong").title == "镕基"


def test_control_characters_and_entities_are_mended(imported):
    text = export(Post(id=1, title="T", slug="mended", content="<p>a\x0bb&nbsp;c</p>"))
    old, new = "<description></description>", "<description>&nbsp;&#11;</description>"
    text = "\n\n" + text.replace(old, new)

    said = imported(text=text)

    assert "the file\n  encoding: 1 control characters were taken away" in said
    assert article("mended").body[0].value.source == "<p>ab\xa0c</p>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty|not well-formed"),
        ("<html></html>", "isn't a WordPress export"),
        ("<rss><channel>", "not well-formed"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', "DOCTYPE"),
    ],
)
def test_other_files_are_refused(imported, text, message):
    with pytest.raises(CommandError, match=message):
        imported(text=text)
    assert not NewsPage.objects.exists()


def test_what_is_left_out_is_named(imported):
    factories.user("writer")
    said = imported(
        Post(id=1, title="Kept", slug="kept", comments=2, author="stranger",
             terms=[("category", "a", "Research"), ("category", "b", "Heat")]),
        Post(id=2, title="Page", type="page"),
        Post(id=3, title="Menu", type="nav_menu_item"),
        polylang(Post(id=4, title="Deutsch"), "de"),
        Post(id=5, title="Known", slug="known"),
    )  # fmt: skip

    assert "  comments: 2 were left out" in said
    assert "  author: has no account here: stranger" in said
    assert "  category: became a tag: Heat" in said
    assert "  page: 1 items of this type were left out" in said
    assert "  nav_menu_item: 1 items of this type were left out" in said
    assert "post 4 “Deutsch”\n  post: left out: status publish, language de" in said
    assert article("known").owner.username == "writer"
    assert [row.tag.name for row in article("kept").tags.all()] == ["Heat"]


def test_pages_and_legal_notices_are_imported_on_request(imported):
    imported(
        Post(id=1, title="About", slug="about", type="page"),
        Post(id=2, title="Terms", slug="terms", type="page",
             content="<blockquote>As is.</blockquote>"),
        options=["--types", "post", "page", "--legal", "terms"],
    )  # fmt: skip

    assert article("about").live
    notice = LegalNoticePage.objects.get(slug="terms")
    assert not notice.live
    assert notice.body[0].value.source == "<p>As is.</p>"


def test_links_between_posts_lead_to_pages(imported):
    imported(
        Post(
            id=1, title="One", slug="one", content=f'<p><a href="https://{HOST}/?p=2">Two</a></p>'
        ),
        Post(id=2, title="Two", slug="two", content='<p><a href="/2020/12/one/#top">One</a></p>'),
    )

    one, two = article("one"), article("two")
    assert one.body[0].value.source == f'<p><a linktype="page" id="{two.pk}">Two</a></p>'
    assert two.body[0].value.source == f'<p><a linktype="page" id="{one.pk}">One</a></p>'


def test_a_page_paired_later_becomes_the_source(imported):
    english, chinese = pair(lambda post, code: polylang(post, code, "g"))
    imported(chinese)
    alone = NewsPage.objects.get()

    imported(english, chinese)

    page = NewsPage.objects.get(locale__language_code="en")
    assert page.get_translation(alone.locale).pk == alone.pk
    assert Translation.objects.get(source__object_id=page.translation_key).enabled
    assert states()[page.slug] == "complete"
