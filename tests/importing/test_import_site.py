"""A folder of pages becomes articles, translations, and drafts of legal notices."""

import json
import re
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page

import pytest
from wagtail_localize.models import Translation

from cms.importing.models import ImportedPage
from cms.legal.models import LegalNoticePage
from cms.legal.versions import LegalNoticeVersion
from cms.news.models import NewsCategory, NewsPage
from cms.translation.segments.comparison import segments_of
from cms.translation.segments.manual_edits import import_manual_edits
from tests import factories
from tests.importing import seed_site
from tests.importing.calling import article, database, edit, run, states

pytestmark = pytest.mark.django_db


def rewrite(folder: Path, path: str, old: str, new: str) -> None:
    """Change a page at its origin."""
    page = folder / path
    text = page.read_text()
    assert old in text
    page.write_text(text.replace(old, new))


def keep_only(folder: Path, *slugs: str) -> None:
    """Leave out all other pages, where one says all."""
    for page in folder.glob("*/*/*.html"):
        if page.stem not in slugs:
            page.unlink()


@pytest.mark.one_database
@pytest.mark.slow
def test_many_pages_become_pairs_that_translators_see_as_complete(tmp_path, chinese):
    folder = seed_site.write(tmp_path / "site")
    assert len(list(folder.rglob("*/*/*.html"))) == 40

    said = run("import_site", folder)

    assert said.splitlines()[-1] == "old-site: 40 created."
    news = NewsPage.objects.filter(locale__language_code="en", live=True)
    assert news.count() == seed_site.NEWS_COUNT + 1
    shown = states()
    assert {shown[page.slug] for page in news} == {"complete"}
    assert {shown[slug] for slug in seed_site.LEGAL} == {"draft"}
    translations = Translation.objects.filter(source__object_id__in=news.values("translation_key"))
    assert translations.count() == news.count()
    assert [one for one in translations if not one.enabled or segments_of(one).open] == []
    assert get_image_model().objects.count() == 5
    before = database()
    assert run("import_site", folder).splitlines()[-1] == "old-site: 40 unchanged."
    assert database() == before


def test_an_article_has_what_its_page_had(imported):
    page, chinese = article("article-00"), article("article-00", "zh-hans")

    assert (page.title, chinese.title) == ("CQC & NAST: report 0", "CQC与NAST：报告0")
    assert page.publication_date == chinese.publication_date == seed_site.FIRST_DAY
    assert page.first_published_at.date() == seed_site.FIRST_DAY
    assert [block.block_type for block in page.body] == ["rich_text", "image", "table", "download"]
    assert page.body[1].value["alt_text"] == "A laboratory"
    assert chinese.body[1].value["alt_text"] == "实验室"
    assert [[str(cell) for cell in row] for row in page.body[2].value["rows"]] == [
        ["Test", "Days"], ["Noise", "12"],
    ]  # fmt: skip
    assert chinese.body[0].value.source.startswith(
        "<p>第0天，双方共同成立了创新<b>联合中心</b>。</p>"
    )
    assert "Share this" not in str(page.body.raw_data[0])
    assert page.lead_image is not None
    assert (page.lead_image_alt, chinese.lead_image_alt) == (page.title, chinese.title)
    assert (page.category.name, chinese.category.name) == ("Research", "研究")
    assert page.summary.startswith("On day 0")


def test_a_date_is_found_in_the_text_where_it_is_nowhere_else(imported):
    assert article(seed_site.SEED).publication_date == date(2020, 12, 30)
    assert "Lu Mei" in article(seed_site.SEED).body[0].value.source


def test_links_lead_to_the_imported_pages(imported):
    first, second = article("article-00"), article("article-01")
    link = f'<a linktype="page" id="{second.pk}">the next report</a>'

    assert link in first.body[0].value.source
    found = re.search(
        r'<a[^>]* id="(\d+)"[^>]*>下一篇报道',
        str(article("article-00", "zh-hans").body.raw_data[0]),
    )
    assert found[1] == str(second.pk)


def test_former_urls_lead_to_the_page_of_their_language(imported):
    english = Redirect.objects.get(old_path="/en/news/article-01.html")
    chinese = Redirect.objects.get(old_path="/zh/news/article-01.html")
    assert english.redirect_page_id == article("article-01").pk
    assert chinese.redirect_link == "/zh-hans/news/article-01/"
    assert (english.is_permanent, chinese.is_permanent) == (True, True)


def test_legal_notices_are_drafts_and_make_no_version(imported):
    notices = LegalNoticePage.objects.all()

    assert sorted(notices.values_list("slug", "locale__language_code", "live")) == [
        (slug, code, False) for slug in ("exception-clause", "introduction-of-website")
        for code in ("en", "zh-hans")
    ]  # fmt: skip
    assert not LegalNoticeVersion.objects.exists()
    chinese = notices.get(slug="exception-clause", locale__language_code="zh-hans")
    assert chinese.get_latest_revision_as_object().title == "免责声明"
    assert "本站不作任何承诺" in str(chinese.get_latest_revision_as_object().body.raw_data[0])


def test_a_dry_run_reports_and_keeps_nothing(folder, files, tmp_path):
    before = database()
    rewrite(
        folder, "en/news/article-01.html", "<h2>", "<marquee>wow</marquee><object></object><h2>"
    )

    report = tmp_path / "report.json"
    said = run("import_site", folder, "--dry-run", "--report", report)

    assert said.splitlines()[-1] == "old-site: 12 created. Nothing was changed."
    assert "en/news/article-01.html\n  object: left out: “<object></object>”\n" in said
    assert database() == before
    assert [path for path in tmp_path.glob("media*/**/*") if path.is_file()] == []
    written = json.loads(report.read_text())
    assert written["pages"]["en/news/article-01.html"] == "created"
    assert {"page": "en/legal/exception-clause.html", "element": "date", "text": "not found"} in (
        written["findings"]
    )


def test_a_change_there_changes_that_pair_alone(imported):
    before = {page.pk: page.latest_revision_id for page in Page.objects.all()}
    ids = [block.id for block in article("article-01").body]
    rewrite(imported, "en/news/article-01.html", "New tests", "Newer tests")
    rewrite(imported, "zh/news/article-01.html", "新试验", "更新的试验")

    said = run("import_site", imported)

    assert said.splitlines()[-1] == "old-site: 2 updated, 10 unchanged."
    page, chinese = article("article-01"), article("article-01", "zh-hans")
    assert "Newer tests" in str(page.body.raw_data)
    assert "更新的试验" in str(chinese.body.raw_data)
    assert [block.id for block in page.body] == ids == [block.id for block in chinese.body]
    assert states()["article-01"] == "complete"
    changed = {
        page.pk for page in Page.objects.all() if before.get(page.pk) != page.latest_revision_id
    }
    assert changed == {page.pk, chinese.pk}


def test_a_second_run_says_nothing_of_what_has_not_changed(imported):
    assert run("import_site", imported) == "  6 of 6\nold-site: 12 unchanged.\n"


def test_what_editors_changed_here_stays(imported):
    edit(article("article-01"), title="Edited here")
    rewrite(imported, "en/news/article-01.html", "New tests", "Newer tests")
    rewrite(imported, "zh/news/article-01.html", "新试验", "更新的试验")

    said = run("import_site", imported)

    assert said.splitlines()[-1] == "old-site: 10 unchanged, 2 kept as edited here."
    assert article("article-01").title == "Edited here"
    assert "Newer tests" not in str(article("article-01").body.raw_data)
    assert "更新的试验" not in str(article("article-01", "zh-hans").body.raw_data)
    assert run("import_site", imported).splitlines()[-1] == said.splitlines()[-1]

    said = run("import_site", imported, "--overwrite")

    assert said.splitlines()[-1] == "old-site: 2 updated, 10 unchanged."
    assert article("article-01").title == "CQC & NAST: report 1"
    assert "更新的试验" in str(article("article-01", "zh-hans").body.raw_data)
    assert run("import_site", imported).splitlines()[-1] == "old-site: 12 unchanged."


def test_what_translators_changed_here_stays(imported):
    factories.translated(
        article("article-02"),
        {"CQC & NAST: report 2": "译者的标题", "CQC &amp; NAST: report 2": "译者的标题"},
    )
    rewrite(imported, "zh/news/article-02.html", "报告2", "报道2")

    said = run("import_site", imported)

    assert said.splitlines()[-1] == "old-site: 11 unchanged, 1 kept as edited here."
    chinese = article("article-02", "zh-hans")
    assert (
        Translation.objects.get(source__object_id=chinese.translation_key)
        .source.get_ephemeral_translated_instance(chinese.locale, fallback=True)
        .title
        == "译者的标题"
    )


def test_a_page_withdrawn_or_deleted_here_does_not_come_back(imported):
    article("article-01").unpublish()
    article("article-02").delete()
    rewrite(imported, "en/news/article-01.html", "New tests", "Newer tests")

    said = run("import_site", imported)

    assert said.splitlines()[-1].startswith("old-site: ")
    assert not article("article-01").live
    assert not NewsPage.objects.filter(slug="article-02", locale__language_code="en").exists()
    run("import_site", imported, "--overwrite")
    assert article("article-02").live


def test_pages_of_different_structure_are_translated_by_hand(folder):
    keep_only(folder, "article-01")
    rewrite(folder, "zh/news/article-01.html", "<h2>", "<p>只有中文。</p><h2>")

    said = run("import_site", folder)

    of_the_page = said.partition("zh/news/article-01.html\n")[2]
    assert (
        "  translation: written by hand: 2 paragraphs or items in the source and 3 here, from "
        "“On day 1,"
    ) in of_the_page
    page, chinese = article("article-01"), article("article-01", "zh-hans")
    assert chinese.live
    assert "只有中文" in str(chinese.body.raw_data)
    assert [block.id for block in chinese.body] == [block.id for block in page.body]
    assert not Translation.objects.get(source__object_id=page.translation_key).enabled
    assert states()["article-01"] == "complete"
    assert run("import_site", folder).splitlines()[-1] == "old-site: 2 unchanged."
    rewrite(folder, "zh/news/article-01.html", "<p>只有中文。</p>", "")
    run("import_site", folder)
    assert Translation.objects.get(source__object_id=page.translation_key).enabled
    assert "只有中文" not in str(article("article-01", "zh-hans").body.raw_data)


def test_a_text_missing_in_the_translation_stays_open_for_translators(folder):
    keep_only(folder, "article-00")
    rewrite(folder, "zh/news/article-00.html", ' alt="实验室"', "")

    said = run("import_site", folder)

    assert "translation: the translation lacks the text “A laboratory”" in said
    assert states()["article-00"] == "partial"


def test_a_group_that_fails_is_named_and_leaves_nothing(folder, chinese, files):
    chinese.legal.delete()

    with pytest.raises(CommandError, match="4 pages could not be imported"):
        run("import_site", folder)

    assert not LegalNoticePage.objects.exists()
    assert NewsPage.objects.count() == 8
    assert ImportedPage.objects.count() == 8


def test_a_page_without_a_date_is_a_draft(folder):
    keep_only(folder, seed_site.SEED)
    for language in ("en", "zh"):
        rewrite(folder, f"{language}/news/{seed_site.SEED}.html", "2020", "MMXX")

    said = run("import_site", folder)

    assert f"en/news/{seed_site.SEED}.html\n  date: not found" in said
    assert not article(seed_site.SEED).live
    assert states()[seed_site.SEED] == "draft"


def test_pages_in_one_language_are_imported_alone(folder):
    keep_only(folder, "article-01", "article-02")
    (folder / "en/news/article-01.html").unlink()
    (folder / "zh/news/article-02.html").unlink()

    said = run("import_site", folder)

    assert "zh/news/article-01.html\n  partner: isn't imported" in said
    assert article("article-01", "zh-hans").live
    assert not NewsPage.objects.filter(slug="article-01", locale__language_code="en").exists()
    assert states()["article-02"] == "missing"


def test_two_pages_are_not_paired_with_the_same_page(folder):
    keep_only(folder, "article-01", "article-02")
    rewrite(
        folder, "zh/news/article-02.html", "../../en/news/article-02", "../../en/news/article-01"
    )
    rewrite(folder, "en/news/article-02.html", "../../zh/news/article-02", "../../zh/news/nothing")

    said = run("import_site", folder)

    assert "not paired with" in said
    assert states()["article-01"] == "complete"
    assert states()["article-02"] == "missing"


def test_nothing_outside_the_folder_is_read(folder, tmp_path):
    keep_only(folder, "article-01")
    (tmp_path / "secret.jpg").write_bytes(seed_site.picture(7))
    (folder / "images" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (folder / "en" / "news" / "linked.html").symlink_to(folder / "en" / "news" / "article-01.html")
    sources = (
        "../../../secret.jpg",
        "/../secret.jpg",
        "..%2f..%2f..%2fsecret.jpg",
        "/images/link.jpg",
    )
    images = "".join(f'<img src="{source}" alt="x">' for source in sources)
    rewrite(folder, "en/news/article-01.html", "<h2>", f"{images}<h2>")

    said = run("import_site", folder)

    assert said.count("img: left out, its file isn't there") == len(sources)
    assert "linked.html" not in said
    images = get_image_model().objects
    assert not images.filter(title__in=["secret", "link"]).exists()


def test_scripts_and_unsafe_links_are_left_out(folder):
    keep_only(folder, "article-01")
    unsafe = (
        '<p onclick="alert(1)">Safe <a href="javascript:alert(2)">words</a>'
        '<a href=" java\tscript:alert(3)">more</a><script>alert(4)</script>'
        "<style>p{}</style><img src=x onerror=alert(5)></p>"
    )
    rewrite(folder, "en/news/article-01.html", "<h2>", f"{unsafe}<h2>")

    said = run("import_site", folder)

    body = str(article("article-01").body.raw_data)
    assert "<p>Safe wordsmore</p>" in body
    assert not re.search("alert|onclick|javascript|style", body)
    assert "  script: left out" in said


def test_pages_in_other_encodings_are_read(folder):
    keep_only(folder, "article-01", "article-02")
    for name, encoding in (("article-01", "gb2312"), ("article-02", "gbk")):
        path = folder / "zh" / "news" / f"{name}.html"
        text = path.read_text().replace('charset="utf-8"', f'charset="{encoding}"')
        path.write_bytes(text.replace("成果", "成果镕").encode("gb18030"))

    run("import_site", folder)

    assert "成果镕" in str(article("article-01", "zh-hans").body.raw_data)
    assert "成果镕" in str(article("article-02", "zh-hans").body.raw_data)


def test_categories_that_are_here_are_used(folder):
    keep_only(folder, "article-00", "article-01")
    known = factories.category("Research")

    run("import_site", folder)

    assert article("article-00").category == known
    assert NewsCategory.objects.filter(locale__language_code="en").count() == 2


def test_a_slug_that_is_in_use_gets_a_number(folder, english):
    keep_only(folder, "article-01")
    factories.news_page(english.news, "Another", slug="article-01")

    run("import_site", folder)

    assert article("article-01-2").title == "CQC & NAST: report 1"
    assert article("article-01-2", "zh-hans").title == "CQC与NAST：报告1"


def route(client, path):
    """Where readers of a former URL are led; ``None``: there is nothing."""
    query = f'{{ route(path: "{path}") {{ ... on RedirectRoute {{ path isPermanent }} }} }}'
    answer = client.post("/graphql/", {"query": query}, content_type="application/json").json()
    return answer["data"]["route"] or None


def test_readers_find_the_page_by_its_former_url(imported, client):
    for old, new in (("en", "en"), ("zh", "zh-hans")):
        assert route(client, f"/{old}/news/article-01.html") == {
            "path": f"/{new}/news/article-01/",
            "isPermanent": True,
        }
        assert route(client, f"/{old}/legal/exception-clause.html") is None

    for notice in LegalNoticePage.objects.filter(slug="exception-clause").order_by("pk"):
        notice.get_latest_revision().publish()
    run("import_site", imported)

    for old, new in (("en", "en"), ("zh", "zh-hans")):
        found = route(client, f"/{old}/legal/exception-clause.html")
        assert found["path"] == f"/{new}/legal/exception-clause/"


def test_a_translation_written_by_hand_can_be_taken_over_by_translators(folder):
    keep_only(folder, "article-01")
    rewrite(folder, "zh/news/article-01.html", "<h2>", "<p>只有中文。</p><h2>")
    run("import_site", folder)
    page = article("article-01")
    translation = Translation.objects.get(source__object_id=page.translation_key)

    count, left = import_manual_edits(translation, user=factories.user("translator"))

    titles = [text.translation for text in segments_of(translation).all if text.path == "title"]
    assert titles == ["CQC与NAST：报告1"]
    assert count > 1
    assert any("只有中文" in text for text in left)


def test_a_redirect_that_is_here_already_stays(folder, english):
    keep_only(folder, "article-01")
    old = Redirect.objects.create(old_path="/en/news/article-01.html", redirect_page=english.home)

    said = run("import_site", folder)

    assert "redirect: /en/news/article-01.html: there is a redirect from it already" in said
    old.refresh_from_db()
    assert old.redirect_page_id == english.home.pk


def test_lists_and_languages_that_are_missing_are_named(folder, chinese):
    for path in folder.glob("zh/*/*.html"):
        path.write_text(path.read_text().replace('lang="zh-CN"', 'lang="fr"'))
    chinese.news.delete()

    said = run("import_site", folder)

    assert "zh/news/article-01.html\n  language: left out: not found “fr”" in said
    assert article("article-01").live


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere isn't a folder"),
        (["."], "mapping.toml: .*No such file"),
        ([".", "--site", "other.example"], "There is no site other.example"),
    ],
)
def test_what_cannot_begin_says_why(chinese, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match=message):
        run("import_site", *arguments)
