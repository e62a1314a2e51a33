"""Tables: the editor's grid, what readers get, and their canonical form."""

import json

from django.urls import reverse
from wagtail.blocks.list_block import ListBlockValidationError

import pytest
from wagtail_localize.models import StringSegment

from cms.content.body.block_kinds.table import TABLE, TableBlock, TableRowsBlock
from cms.content.body.canonical import StoredCanonicalNames, UnattestedBlock
from cms.content.body.rich_text.markdown import markdown
from cms.news.models import NewsPage
from tests import factories
from tests.api.conftest import ask
from tests.translation.fixtures import (
    committed,
    editor,
    newsroom,
    publish,
    submit,
    translate,
    write,
)

__all__ = ["ask", "committed", "editor", "newsroom", "translate"]


def written(**settings):
    value = factories.table(("A|B", "*2*"), ("C", ""), **settings)["value"]
    return markdown(
        {"type": "root", "children": list(TABLE.canonical(value, StoredCanonicalNames()))}
    )


def sent(*rows):
    """The rows as the grid of an editor's browser sends them."""
    grid = [
        {"id": f"row {at}", "value": [{"id": None, "value": cell} for cell in row]}
        for at, row in enumerate(rows)
    ]
    return {"rows": json.dumps(grid)}


def test_is_written_as_github_writes_tables():
    assert written() == "Table: Fees\n\n| A\\|B | \\*2\\* |\n| :-- | --: |\n| C |  |"
    alignments = [factories.block("item", "center")]
    headings = {"has_header_row": False, "has_header_column": True}
    assert written(caption="", alignments=alignments, **headings) == (
        "|  |  |\n| :-: | :-- |\n| **A\\|B** | \\*2\\* |\n| **C** |  |"
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"alignments": [{"type": "item", "value": "justify", "id": "1"}]},
        {"rows": [{"type": "item", "value": [{"value": "two\nlines"}], "id": "1"}]},
        {"rows": [{"type": "item", "value": [{"value": "x", "span": 2}], "id": "1"}]},
        {"rows": "A"},
        {"footer": "A"},
    ],
)
def test_what_cannot_be_written_is_refused(parts):
    with pytest.raises(UnattestedBlock):
        written(**parts)


def test_the_grid_sends_rows_and_keeps_their_ids():
    block = TableRowsBlock()
    rows = block.value_from_datadict(sent(("A", "B"), ("C", "D")), {}, "rows")
    stored = block.get_prep_value(rows)
    assert [[cell["value"] for cell in row["value"]] for row in stored] == [["A", "B"], ["C", "D"]]
    assert [row["id"] for row in stored] == ["row 0", "row 1"]
    assert len({cell["id"] for row in stored for cell in row["value"]}) == 4
    assert block.get_form_state(rows) == [
        {
            "id": row["id"],
            "value": [{"id": cell["id"], "value": cell["value"]} for cell in row["value"]],
        }
        for row in stored
    ]


@pytest.mark.parametrize("rows", [7, [7], {}, [{}], [{"id": "1", "value": 7}], None])
def test_a_damaged_grid_is_an_empty_table_that_is_not_published(rows):
    block = TableRowsBlock()
    for text in ("", json.dumps(rows)):
        found = block.value_from_datadict({"rows": text}, {}, "rows")
        assert list(found) == []
        with pytest.raises(ListBlockValidationError):
            block.clean(found)
    assert block.value_omitted_from_data({}, {}, "rows")


def test_a_grid_has_no_more_cells_than_limits_allow():
    block = TableRowsBlock()
    for rows in ([["x"]] * 201, [["x"] * 21], [["x" * 501]]):
        with pytest.raises(ListBlockValidationError):
            block.clean(block.value_from_datadict(sent(*rows), {}, "rows"))
    block.clean(block.value_from_datadict(sent(*[["x" * 500] * 20] * 200), {}, "rows"))


def test_a_new_table_has_two_rows_and_headings():
    value = TableBlock().get_default()
    assert [list(row) for row in value["rows"]] == [["", ""], ["", ""]]
    assert (value["has_header_row"], value["has_header_column"]) == (True, False)


def cells_of(page):
    rows = page.body.raw_data[0]["value"]["rows"]
    return [[cell["value"] for cell in row["value"]] for row in rows]


def paths_of(translation):
    segments = StringSegment.objects.filter(source=translation.source)
    paths = segments.values_list("string__data", "context__path", "context__field_path")
    return {text: (path, field) for text, path, field in paths}


def test_each_cell_is_translated_on_its_own(newsroom, translate):
    article = newsroom.article(body=[factories.table()])
    translated = translate(article, newsroom.zh)
    found = NewsPage.objects.get(pk=translated.pk)
    assert cells_of(found) == [["译Application", "译Fee"], ["译New", "译100"]]
    assert found.body.raw_data[0]["value"]["caption"] == "译Fees"
    assert [one["value"] for one in found.body.raw_data[0]["value"]["alignments"]] == [
        "start", "end",
    ]  # fmt: skip


def test_a_translation_stays_with_its_cell_when_rows_are_added_before_it(
    newsroom, translate, committed
):
    article = newsroom.article(body=[factories.table()])
    translate(article, newsroom.zh)
    before = paths_of(submit(article, newsroom.zh))
    assert before["Fee"][0].count(".") == 4
    assert before["Fee"][1] == "body.table.rows.item.item"

    raw = article.body.raw_data[0]
    [head, *others] = raw["value"]["rows"]
    row = factories.table(("Renewal", "50"))["value"]["rows"][0]
    article.body = [raw | {"value": raw["value"] | {"rows": [head, row, *others]}}]
    publish(article)
    translation = submit(article, newsroom.zh)
    translation.source.update_from_db()
    after = paths_of(translation)
    assert {text: after[text] for text in before} == before
    write(translation)
    with committed():
        translation.save_target()
    found = NewsPage.objects.get(pk=article.get_translation(newsroom.zh).pk)
    assert cells_of(found) == [
        ["译Application", "译Fee"], ["译Renewal", "译50"], ["译New", "译100"],
    ]  # fmt: skip


def test_rows_are_as_long_as_the_longest(english, ask):
    rows = factories.table(("A", "B"), ("C",))["value"]["rows"]
    factories.news_page(english.news, slug="table", body=[factories.table(rows=rows)])
    [table] = ask("Route", path="/en/news/table/").data["route"]["page"]["body"]
    assert [[cell["text"] for cell in row["cells"]] for row in table["rows"]] == [
        ["A", "B"],
        ["C", ""],
    ]
    ids = [cell["id"] for row in table["rows"] for cell in row["cells"]]
    assert len(set(ids)) == 4


def test_translators_find_each_cell(newsroom, editor, translate):
    article = newsroom.article(body=[factories.table()])
    translation = submit(article, newsroom.zh)
    page = article.get_translation(newsroom.zh)
    props = editor.get(f"/admin/pages/{page.pk}/edit/").context["props"]
    cells = {
        segment["source"]: (segment["location"]["field"], segment["location"]["subField"])
        for segment in json.loads(props)["segments"]
        if segment["type"] == "string"
    }
    assert cells["Fees"] == ("Table", "Table caption")
    assert {cells[text] for text in ("Application", "Fee", "New", "100")} == {("Table", "Cells")}
    beside = editor.get(reverse("texts_side_by_side", args=[translation.pk])).text
    for text in ("Fees", "Application", "Fee", "New"):
        assert text in beside


def test_cells_say_in_which_language_they_are(
    english, chinese, ask, django_capture_on_commit_callbacks
):
    page = factories.news_page(english.news, "An article", slug="table", body=[factories.table()])
    page.save_revision().publish()
    page.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        factories.translated(page, {"An article": "文章", "Application": "申请", "New": "新申请"})
    [table] = ask("Route", path="/zh-hans/news/table/").data["route"]["page"]["body"]
    assert (table["caption"], table["lang"]) == ("Fees", "en")
    assert [[(cell["text"], cell["lang"]) for cell in row["cells"]] for row in table["rows"]] == [
        [("申请", "zh-Hans"), ("Fee", "en")],
        [("新申请", "zh-Hans"), ("100", "zh-Hans")],
    ]
