"""Fields copied from the source, and texts given to translators."""

from datetime import date

from django.core.files.base import ContentFile
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model

import pytest
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms.content.body.block_kinds.rich_text import RICH_TEXT_FEATURES
from cms.content.reading.selection import Selection
from cms.content.reading.slices import Window
from cms.database.statements import EVERYTHING
from cms.home.models import ChosenNews, HomePage
from cms.news import selectors
from cms.news.models import NewsPage, NewsPageTag, RelatedNews
from tests.translation.fixtures import block, paragraph, publish, submit, write

pytestmark = pytest.mark.one_database


def _synchronise(source, translation):
    record = TranslationSource.objects.get_for_instance(source)
    record.update_from_db()
    translation.refresh_from_db()
    translation.source.refresh_from_db()


def _translation_of(page):
    return Translation.objects.get(source__object_id=page.translation_key)


def test_slug_is_the_same_in_every_language_and_follows_the_source(newsroom, translate, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    assert translated.slug == "a-lab-opens"
    article.slug = "lab"
    article = publish(article)
    _synchronise(article, _translation_of(article))
    with committed():
        _translation_of(article).save_target()
    assert NewsPage.objects.get(pk=translated.pk).url_path.endswith("/news/lab/")


def test_chinese_slug_of_a_source_survives(newsroom, translate):
    article = newsroom.article("创新中心", slug="创新中心")
    assert translate(article, newsroom.zh).slug == "创新中心"


def test_translators_are_not_offered_the_slug(newsroom):
    translation = submit(newsroom.article(), newsroom.zh)
    paths = translation.source.stringsegment_set.values_list("context__path", flat=True)
    assert "slug" not in paths
    overridable = translation.source.overridablesegment_set.values_list("context__path", flat=True)
    assert "slug" not in overridable


def test_front_pages_keep_their_own_slugs(newsroom, translate):
    translated = translate(newsroom.home, newsroom.zh)
    assert (newsroom.home.slug, translated.slug) == ("home", "home-zh-hans")
    assert translate(newsroom.home, newsroom.zh).slug == "home-zh-hans"


def test_publication_date_follows_the_source(newsroom, translate, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    assert translated.publication_date == date(2024, 5, 6)
    article.publication_date = date(2021, 1, 2)
    article = publish(article)
    _synchronise(article, _translation_of(article))
    with committed():
        _translation_of(article).save_target()
    assert NewsPage.objects.get(pk=translated.pk).publication_date == date(2021, 1, 2)


def test_cleared_tags_and_related_news_are_cleared_in_the_translation(
    newsroom, translate, committed
):
    tag, other = newsroom.tag("Labs"), newsroom.article("Other")
    article = newsroom.article()
    article.tags = [NewsPageTag(tag=tag)]
    article.related_news = [RelatedNews(related=other)]
    article = publish(article)
    translated = translate(article, newsroom.zh)
    assert (translated.tags.count(), translated.related_news.count()) == (1, 1)

    article.tags, article.related_news = [], []
    article = publish(article)
    _synchronise(article, _translation_of(article))
    with committed():
        _translation_of(article).save_target()
    page = NewsPage.objects.get(pk=translated.pk)
    assert (page.tags.count(), page.related_news.count()) == (0, 0)


def test_cleared_chosen_news_are_cleared_in_the_translation(newsroom, translate, committed):
    home = newsroom.home
    home.chosen_news = [ChosenNews(news=newsroom.article())]
    home = publish(home)
    _synchronise(home, _translation_of(home))
    translated = translate(home, newsroom.zh)
    assert translated.chosen_news.count() == 1
    home.chosen_news = []
    home = publish(home)
    _synchronise(home, _translation_of(home))
    with committed():
        _translation_of(home).save_target()
    assert HomePage.objects.get(pk=translated.pk).chosen_news.count() == 0


def test_cleared_text_is_cleared_in_the_translation(newsroom, translate, committed):
    article = newsroom.article(seo_title="For engines")
    translated = translate(article, newsroom.zh)
    assert translated.seo_title == "译For engines"
    article.seo_title = ""
    article = publish(article)
    _synchronise(article, _translation_of(article))
    with committed():
        _translation_of(article).save_target()
    assert NewsPage.objects.get(pk=translated.pk).seo_title == ""


def test_category_of_a_translation_follows_its_source(newsroom, translate, committed):
    labs, people = newsroom.category("Labs"), newsroom.category("People")
    chinese_labs = translate(labs, newsroom.zh)
    article = newsroom.article(category=labs)
    translated = translate(article, newsroom.zh)
    assert translated.category == chinese_labs
    for category in (people, None):
        article.category = category
        article = publish(article)
        _synchronise(article, _translation_of(article))
        with committed():
            _translation_of(article).save_target()
        assert NewsPage.objects.get(pk=translated.pk).category == category


def test_links_keep_the_id_of_the_source_and_lead_to_the_translation(newsroom, translate):
    target = newsroom.article("Target")
    link = f'<a linktype="page" id="{target.pk}">Target</a>'
    article = newsroom.article(body=[paragraph(f"See {link}.")])
    chinese_target = translate(target, newsroom.zh)
    translated = translate(article, newsroom.zh)
    assert f'id="{target.pk}"' in str(translated.body.raw_data[0]["value"])

    reading = newsroom.reading("zh-Hans")
    reading.request_page(target.pk)
    reading.fetch()
    results = reading.page(target.pk)
    assert (results.id, results.frontend_path) == (chinese_target.pk, "/zh-hans/news/target/")


def test_blocks_written_without_ids_are_stored_with_ids(newsroom):
    body = [
        {"type": "heading", "value": {"text": "Part", "level": "2"}},
        {"type": "rich_text", "value": "<p>Text</p>"},
    ]
    article = newsroom.article(body=body)
    assert all(raw["id"] for raw in article.body.raw_data)


def test_list_items_without_ids_reach_translators(newsroom):
    image = _image()
    item = {"image": image.pk, "alt_text": "A bench", "is_decorative": False, "caption": "Bench"}
    article = newsroom.article(body=[{"type": "gallery", "value": [item, item]}])
    raw = article.body.raw_data[0]["value"]
    assert all(entry["id"] for entry in raw)
    assert _texts(submit(article, newsroom.zh)).count("A bench") == 2


def test_translators_get_texts_and_no_codes(newsroom):
    image = _image()
    picture = {"image": image.pk, "alt_text": "Alt", "is_decorative": False, "caption": "Caption"}
    link = {"text": "Go", "page": newsroom.news.pk, "url": ""}
    body = [
        block("heading", {"text": "Part", "level": "3"}),
        paragraph("One <b>bold</b> and <i>slanted</i> sentence."),
        paragraph("CO<sub>2</sub> per m<sup>2</sup>"),
        block("image", picture),
        block("quote", {"quote": "Well said", "attribution": "Somebody"}),
        block("embed", {"url": "https://example.org/film", "title": "Film"}),
        block("call_to_action", {"text": "Join", "link": link}),
    ]
    article = newsroom.article(body=body, lead_image=image, lead_image_alt="Lead")
    assert sorted(_texts(submit(article, newsroom.zh))) == sorted(
        [
            "A lab opens", "Summary of A lab opens.", "Lead", "Part",
            "One <b>bold</b> and <i>slanted</i> sentence.", "Alt", "Caption",
            "CO<sub>2</sub> per m<sup>2</sup>",
            "Well said", "Somebody", "Film", "Join", "Go",
        ]
    )  # fmt: skip


def test_features_of_rich_text_do_not_cut_sentences():
    assert set(RICH_TEXT_FEATURES) == {
        "bold", "italic", "superscript", "subscript", "link", "document-link", "ol", "ul",
    }  # fmt: skip


def test_page_added_in_code_is_read_as_a_fallback_without_an_alias(newsroom):
    article = newsroom.article()
    assert not article.get_translations().exists()
    results = selectors.published_news(
        newsroom.reading("zh-Hans"),
        window=Window(10),
        matching=EVERYTHING,
        with_fallback=True,
        selection=Selection(),
    )
    assert [(page.title, page.is_fallback) for page in results.entries] == [("A lab opens", True)]


def test_deleting_a_translation_keeps_its_strings_and_disables_its_record(newsroom, translate):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    translated.delete()
    translation = _translation_of(article)
    assert not translation.enabled
    with_strings = StringSegment.objects.filter(source=translation.source)
    assert with_strings.annotate_translation(newsroom.zh).exclude(translation=None).count() == 3
    again = submit(article, newsroom.zh)
    assert again.pk == translation.pk


def test_a_stale_translation_still_says_what_was_translated(newsroom, translate, committed):
    article = newsroom.article()
    translated = translate(article, newsroom.zh)
    article.summary = "Entirely new."
    publish(article)
    write(_translation_of(article))
    with committed():
        _translation_of(article).save_target()
    page = NewsPage.objects.get(pk=translated.pk)
    assert page.summary == "译Summary of A lab opens."
    assert isinstance(page.body, StreamValue)


def _texts(translation):
    segments = StringSegment.objects.filter(source=translation.source)
    return list(segments.values_list("string__data", flat=True))


def _image():
    svg_free_gif = (
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
        b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    )
    return get_image_model().objects.create(
        title="Pixel", file=ContentFile(svg_free_gif, name="pixel.gif"), width=1, height=1
    )
