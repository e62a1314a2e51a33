"""PO, XLIFF and zip as files, without the database."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from xml.etree import ElementTree

from django.db.models import CharField

import polib
import pytest

from cms.translation.files import archives, detection, exporting, po
from cms.translation.files.changeset import Effect, changeset_of
from cms.translation.files.entries import Export, ExportUnit, UnusableFile
from cms.translation.files.existing import ExistingTranslation, StoredTarget
from cms.translation.files.xliff import version_1, version_2
from cms.translation.files.xliff.inline_codes import InlineCodes
from cms.translation.validity.spelling import as_stored, readable
from tests.translation.files.fuzzing import IDENTIFIER, run

pytestmark = pytest.mark.one_database

# The core schema of XLIFF 2.1 in short: the children of an element, in order, and its attributes.
CORE = {
    "xliff": ("(file )+", "version srcLang trgLang"),
    "file": ("(notes )?(unit )+", "id original space"),
    "notes": ("(note )+", ""),
    "note": ("", "category"),
    "unit": ("(notes )?(originalData )?(segment )+", "id name"),
    "originalData": ("(data )+", ""),
    "data": ("(cp )*", "id space"),
    "segment": ("source (target )?", "state subState"),
    "source": ("((cp|ph|pc) )*", ""),
    "target": ("((cp|ph|pc) )*", ""),
    "pc": ("((cp|ph|pc) )*", "id type subType dataRefStart dataRefEnd"),
    "ph": ("", "id type subType disp dataRef"),
    "cp": ("", "hex"),
}
SPELLINGS = [
    "Plain.", 'A <b>bold</b> <a id="a1">link</a>, AT&amp;T.', "AT&T <br>x<br/>", "1 < 2 &lt; 3",
    "<b>never closed <i>at all", "closed</b> without a start", "<B >odd</B>", "&quot;&#x27;",
    "tab\tline\nreturn\r  two  blanks ", "\x0b\x1c\u2028\x85", "]]>", "<b><b><b>deep</b></b></b>",
    "<i><b>crossed</i></b>", "😀开放", "<b>" * 25 + "x" + "</b>" * 25,
]  # fmt: skip


def export(*rows: ExportUnit) -> Export:
    return Export(IDENTIFIER, "A <page> & more", "en", "zh-hans", list(rows))


def known(*rows: ExportUnit, **stored: StoredTarget) -> ExistingTranslation:
    results = ExistingTranslation(
        IDENTIFIER, "en", "zh-hans", locale=2, fields={"title": CharField(max_length=12)}
    )
    for number, row in enumerate(rows):
        results.segment_keys[row.path, row.source] = number, number
        if row.path in stored:
            results.stored[number, number] = stored[row.path]
    return results


def plan_of(content: str | bytes, *rows: ExportUnit, **stored: StoredTarget):
    encoded = content if isinstance(content, bytes) else content.encode()
    return changeset_of(
        detection.parsed_upload(encoded, "zh.xlf"), {IDENTIFIER: known(*rows, **stored)}
    )


def refusal(content: str | bytes) -> str:
    with pytest.raises(UnusableFile) as refused:
        detection.parsed_upload(content if isinstance(content, bytes) else content.encode(), "zh")
    return str(refused.value)


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def test_any_spelling_comes_back_to_the_byte():
    for source in SPELLINGS:
        for target in SPELLINGS:
            row = ExportUnit("body.1", source, target, is_confirmed=True)
            for writer in exporting.WRITERS.values():
                written = writer(export(row))
                (entry,) = detection.parsed_upload(written.encode(), "x").parts[0].units
                assert (entry.path, entry.is_confirmed) == ("body.1", True)
                assert (entry.source, entry.target) == (as_stored(source), as_stored(target))
                assert known(row).resolved(entry).source == source


def test_another_reader_of_po_reads_the_same(tmp_path):
    rows = [
        ExportUnit(f"body.{number}", source, f"译 {source}", is_confirmed=number % 2 == 0)
        for number, source in enumerate(SPELLINGS)
        if not re.search("[\x1c\x85\u2028]", source)
    ]
    path = tmp_path / "zh.po"
    path.write_text(po.serialised(export(*rows)), encoding="utf-8", newline="")
    read = polib.pofile(str(path))
    assert read.metadata["Language"] == "zh_Hans"
    assert read.metadata[po.IDENTIFIER] == IDENTIFIER
    assert [(item.msgctxt, item.msgid, item.msgstr, not item.fuzzy) for item in read] == [
        (row.path, readable(row.source), readable(row.target), row.is_confirmed) for row in rows
    ]


def test_xliff_keeps_to_the_core_schema():
    rows = [
        ExportUnit(f"body.{number}", source, source if number % 3 else "", number % 2 == 0)
        for number, source in enumerate(SPELLINGS)
    ]
    root = ElementTree.fromstring(version_2.serialised(export(*rows)))  # noqa: S314 - our own
    assert root.attrib == {"version": "2.1", "srcLang": "en", "trgLang": "zh-Hans"}
    for element in root.iter():
        namespace, name = element.tag[1:].split("}")
        inside, attributes = CORE[name]
        assert namespace == version_2.NAMESPACE
        children = "".join(child.tag.split("}")[1] + " " for child in element)
        assert re.fullmatch(inside, children), (name, children)
        assert {item.split("}")[-1] for item in element.attrib} <= set(attributes.split())
        if "subType" in element.attrib:
            assert element.attrib["type"] in {"fmt", "link"}
    for unit in root.iter(f"{{{version_2.NAMESPACE}}}unit"):
        data = {item.get("id") for item in unit.iter(f"{{{version_2.NAMESPACE}}}data")}
        for part in ("source", "target"):
            for element in unit.iter(f"{{{version_2.NAMESPACE}}}{part}"):
                ids = [code.get("id") for code in element.iter() if code.get("id")]
                assert len(ids) == len(set(ids))
        used = {
            value
            for code in unit.iter()
            for name, value in code.attrib.items()
            if name.startswith("dataRef")
        }
        assert used == data


def test_the_same_markup_has_the_same_number_in_source_and_target():
    codes = InlineCodes()
    codes.written('<b>one</b> <a id="a1">two</a> <b>three</b>')
    target = codes.written('<a id="a1">二</a><b>一</b><i>四</i>')
    assert re.findall(r'pc id="(\d)"', target) == ["2", "1", "4"]


def test_states_say_whether_a_person_stands_behind_a_text():
    made = version_2.serialised(
        export(
            ExportUnit("a", "One", "一", is_confirmed=True),
            ExportUnit("b", "Two", "二"),
            ExportUnit("c", "Three"),
        )
    )
    assert re.findall(r"<segment ([^>]*)>", made) == [
        'state="reviewed"',
        'state="translated" subState="newsroom:machine"',
        'state="initial"',
    ]
    rows = ExportUnit("a", "One"), ExportUnit("b", "Two")
    machine = {
        "a": StoredTarget("一", is_machine_made=True),
        "b": StoredTarget("二", is_machine_made=True),
    }
    plan = plan_of(made, *rows, ExportUnit("c", "Three"), **machine)
    assert [(change.unit.path, change.effect) for change in plan.changes] == [
        ("a", Effect.CONFIRMED)
    ]
    assert (plan.unchanged_count, plan.empty_count, plan.problems) == (1, 1, [])
    # A tool that leaves the state out says "initial", by the standard.
    without = re.sub(r' state="\w+"', "", made)
    assert plan_of(without, *rows, ExportUnit("c", "Three"), **machine).changes == []


def test_what_a_person_has_written_is_named_before_it_is_replaced():
    made = po.serialised(export(ExportUnit("a", "One", "新", is_confirmed=True)))
    by_hand = plan_of(made, ExportUnit("a", "One"), a=StoredTarget("旧", is_machine_made=False))
    by_machine = plan_of(made, ExportUnit("a", "One"), a=StoredTarget("旧", is_machine_made=True))
    assert (by_hand.replaced_count, by_machine.replaced_count) == (1, 0)
    assert by_hand.digest != by_machine.digest


def test_segments_that_a_tool_cut_are_put_together():
    content = f"""<xliff xmlns="{version_2.NAMESPACE}" version="2.0" srcLang="en" trgLang="zh-CN">
<file id="f" original="urn:uuid:{IDENTIFIER}"><group id="g"><unit id="u" name="a">
<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>
<segment state="final"><source>One <sc id="1" dataRef="d1"/>two.</source><target order="3"><mrk
 id="m">二</mrk><ec startRef="1" dataRef="d2"/></target></segment>
<ignorable><source> </source></ignorable>
<segment state="translated"><source>Three<ec startRef="1" dataRef="d2"/></source><target
 order="1"><sc id="1" dataRef="d1"/>三</target></segment>
</unit></group></file></xliff>"""
    (entry,) = detection.parsed_upload(content.encode("utf-16"), "x").parts[0].units
    assert (entry.source, entry.target) == ("One <b>two. Three</b>", "<b>三 二</b>")
    assert entry.is_confirmed


def test_each_entry_that_is_not_taken_is_named_with_its_line():
    rows = [
        ExportUnit("title", "One"),
        ExportUnit("a", "Two"),
        ExportUnit("b", '<a id="a1">Three</a>'),
    ]
    made = po.serialised(
        export(
            ExportUnit("title", "One", "一" * 13), ExportUnit("a", "Gone", "x"),
            ExportUnit("c", "Two", "x"), ExportUnit("title", "Two", "x"),
            ExportUnit("a", "Two", "二"), ExportUnit("b", rows[2].source, "<h1>x</h1>"),
            ExportUnit("a", "Two", "贰"), ExportUnit("b", rows[2].source, '<a id="a9">x</a>'),
            ExportUnit("b", rows[2].source, "三\0"),
        )
    )  # fmt: skip
    made += '\n#~ msgid "Old"\n#~ msgstr "旧"\nmsgid "p"\nmsgid_plural "q"\nmsgstr[0] "r"\n'
    plan = plan_of(made, *rows)
    assert [(problem.line, problem.text, problem.reason) for problem in plan.problems] == [
        (54, "Old", "The file marks this text as no longer used."),
        (56, "p", "Texts with plural forms are not supported."),
        (10, "One", "The text has 13 characters; the field holds at most 12."),
        (15, "Gone", "This text is not, or no longer, part of this page."),
        (20, "Two", "There is no “c” on this page."),
        (25, "Two", "The text is not at “title”."),
        (35, rows[2].source, "The source has no <h1>."),
        (40, "Two", "Line 30 already gives this text a different translation."),
        (45, rows[2].source, "The source has no link “a9”."),
        (50, rows[2].source, "The text has a character that can't be shown."),
    ]
    assert [change.unit.target for change in plan.changes] == ["二"]
    assert plan.count == 11


def test_units_of_xliff_that_cannot_be_read_are_named():
    made = version_2.serialised(
        export(
            ExportUnit("a", "One <b>1</b>", "<b>一</b>"),
            ExportUnit("b", "Two", "二"),
            ExportUnit("c", "Three", "三"),
        )
    )
    made = made.replace('dataRefStart="d2">一', 'dataRefStart="d9">一')
    made = made.replace("<target>二", '<target order="x">二')
    made = made.replace(
        "<target>三</target></segment>",
        "<target>三</target></segment><segment><source>Four</source></segment>",
    )
    plan = plan_of(made)
    assert [
        (problem.line, problem.unit, problem.text, problem.reason) for problem in plan.problems
    ] == [
        (5, "t1", "One <b>1</b>", "The file doesn't define the inline code “1”."),
        (6, "t2", "Two", "The order of a segment is not a number."),
        (7, "t3", "ThreeFour", "Only a part of this text is translated."),
    ]


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-TW", "de", "x"])
def test_a_file_in_another_language_is_not_taken(tag):
    for written, there in ((po.serialised, tag.replace("-", "_")), (version_2.serialised, tag)):
        made = re.sub(
            "zh.Hans", there, written(export(ExportUnit("a", "One", "一"), ExportUnit("b", "Two")))
        )
        plan = plan_of(made, ExportUnit("a", "One"), ExportUnit("b", "Two"))
        (problem,) = plan.problems
        assert problem.reason.startswith("The file is in another language")
        assert (problem.count, plan.changes) == (2, [])


def test_refuses_what_is_no_file_of_translations():
    made = po.serialised(export(ExportUnit("a", "One", "一")))
    assert refusal(b"") == "The file is empty."
    for content in (b"\x89PNG\r\n\x1a\n\x00", b"/etc/passwd", "測試".encode("big5")):
        assert refusal(content).startswith("This is not a PO file in UTF-8")
    assert refusal(made.replace("charset=utf-8", "charset=big5")).endswith("in UTF-8.")
    assert refusal(made + "msgid") == "This is not a PO file in UTF-8: line 13 can't be read."
    assert refusal(made.replace('"一"', '"\\q"')).endswith("line 12 can't be read.")
    for text in ("<html/>", '<xliff version="3.0"/>', '<xliff xmlns="urn:x" version="1.2"/>'):
        assert refusal(text) == "The file is not an XLIFF 1.2 or XLIFF 2 file."
    old = f'<xliff xmlns="{version_1.NAMESPACE}" version="1.2"><file original="x"/></xliff>'
    assert refusal(old).startswith("The file doesn't name the languages")
    assert "mismatched tag" in refusal(
        version_2.serialised(export(ExportUnit("a", "b"))).replace("</file>", "")
    )


def test_refuses_xml_that_is_made_to_harm():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    entities = f"<!DOCTYPE x [{laughs}]><x>&l8;</x>"
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for content in (entities, outside, '<!DOCTYPE x SYSTEM "http://localhost/x.dtd"><x/>'):
        assert refusal(content) == "Line 1: files with a DOCTYPE are not accepted."
    assert refusal("<a>" * 100_000) == "Line 1: elements are nested too deeply."
    assert refusal(f'<a b="{"x" * 10_001}"/>') == "Line 1: an attribute is too long."
    many = " ".join(f'a{n}=""' for n in range(51))
    assert refusal(f"<a {many}/>") == "Line 1: an element has too many attributes."
    for encoding in ("utf-7", "big5", "rot13", "x" * 300):
        content = f'<?xml version="1.0" encoding="{encoding}"?><a/>'
        assert refusal(content) == "The file isn't in UTF-8 or UTF-16."


def test_markup_that_would_exhaust_whoever_reads_it_is_not_taken():
    row = ExportUnit("a", "<b><b>One</b></b>", "<b>" * 5_000 + "一")
    assert plan_of(po.serialised(export(row)), row).problems[0].reason == (
        "The markup of the text is nested too deeply."
    )
    made = po.serialised(export(ExportUnit("a", "One", "x" * 100_001)))
    assert plan_of(made, ExportUnit("a", "One")).problems[0].reason == (
        "The text is longer than 100000 characters."
    )


def test_an_archive_is_written_piece_by_piece_and_read_again():
    files = [
        (f"news/{n}.po", po.serialised(export(ExportUnit("a", f"{n}", "一")))) for n in range(5)
    ]
    pieces = list(archives.zip_stream(iter(files)))
    assert len(pieces) == 6
    assert all(pieces)
    document = detection.parsed_upload(b"".join(pieces), "all.zip")
    assert [part.file for part in document.parts] == [name for name, _text in files]
    assert document.problems == []


def test_files_of_an_archive_that_are_not_opened_are_named():
    good = po.serialised(export(ExportUnit("a", "One", "一"))).encode()
    document = detection.parsed_upload(
        zipped(
            ("a.po", good), ("../b.po", good), ("/c.po", good), ("c:\\d.po", good),
            ("inner.zip", zipped(("a.po", good))), ("bomb.po", b"0" * 9_000_000),
            ("__MACOSX/x", b"\0"), ("large.po", b"0" * 11_000_000), ("empty.po", b""),
            ("folder/", b""), ("e\x1b[1m.po", b"x"),
        ),
        "all.zip",
    )  # fmt: skip
    assert [part.file for part in document.parts] == ["a.po"]
    assert {problem.file: problem.reason for problem in document.problems} == {
        "../b.po": "The file name points outside the archive.",
        "/c.po": "The file name points outside the archive.",
        "c:\\d.po": "The file name points outside the archive.",
        "inner.zip": "Archives inside archives are not opened.",
        "bomb.po": "The compression ratio of the file is too high.",
        "__MACOSX/x": "This is not a PO file in UTF-8: line 1 can't be read.",
        "large.po": "The file is larger than 10 MB.",
        "empty.po": "The file is empty.",
        "e�[1m.po": "This is not a PO file in UTF-8: line 1 can't be read.",
    }


def test_refuses_archives_that_are_made_to_harm(monkeypatch):
    good = po.serialised(export(ExportUnit("a", "One", "一"))).encode()
    packed = zipped(("a.po", good))
    assert refusal(packed[:-10]) == "The archive is damaged or not a zip file."
    assert refusal(zipped()) == "The archive is empty."
    trailer = len(packed) - 22
    many = packed[: trailer + 10] + struct.pack("<H", 2_001) + packed[trailer + 12 :]
    assert refusal(many) == "The archive has more than 2000 files."
    # The directory lies about the size: what is unpacked is counted.
    monkeypatch.setattr(archives, "LARGEST_SUM", 100)
    assert refusal(packed).startswith("The archive unpacks to more than")
    monkeypatch.undo()
    directory = packed.index(b"PK\x01\x02")
    lying = packed[: directory + 24] + struct.pack("<I", 1) + packed[directory + 28 :]
    assert (
        detection.parsed_upload(lying, "x").problems[0].reason
        == "The file is damaged in the archive."
    )
    encrypted = bytearray(packed)
    encrypted[6] |= 1
    encrypted[directory + 8] |= 1
    assert (
        detection.parsed_upload(bytes(encrypted), "x").problems[0].reason
        == "The file is encrypted."
    )
    odd = zipped(("a.po", good), method=zipfile.ZIP_LZMA)
    assert detection.parsed_upload(odd, "x").problems[0].reason == (
        "The compression method of the file is not supported."
    )


def test_thousands_of_files_are_read_or_refused_and_lose_no_entry():
    """As many more as ``FUZZED_FILES`` says, from the seed ``FUZZED_SEED``."""
    count = int(os.environ.get("FUZZED_FILES", "3000"))
    result = run(count, int(os.environ.get("FUZZED_SEED", "1")))
    print(dict(result))  # noqa: T201 - shown with -s
    assert sum(number for what, number in result.items() if ": " in what) == count
    assert min(result.values()) > count / 20


def numbered(content: str) -> str:
    """An XLIFF file as tools leave it that keep the numbers of codes alone."""
    content = re.sub(r"<originalData>.*?</originalData>", "", content)
    content = re.sub(r' (?:dataRef\w*|disp)="[^"]*"', "", content)
    content = re.sub(r'<bpt (id="\d+") [^>]*>[^<]*</bpt>', r"<g \1>", content)
    content = re.sub(r"<ept [^>]*>[^<]*</ept>", "</g>", content)
    return re.sub(r'<ph (id="\d+") [^>]*>[^<]*</ph>', r"<x \1/>", content)


MARKED = '<b>One</b> &amp; <a id="a1">two</a><br/> &lt;three&gt;'


@pytest.mark.parametrize("kind", ["xliff", "xliff-1.2"])
def test_codes_that_have_a_number_alone_are_those_of_the_page(kind):
    target = '<a id="a1">二</a><br/><b>一</b> &amp; &lt;三&gt;'
    made = numbered(
        exporting.WRITERS[kind](export(ExportUnit("a", MARKED, target, is_confirmed=True)))
    )
    assert "&lt;b&gt;" not in made
    plan = plan_of(made, ExportUnit("a", MARKED))
    assert [(change.unit.source, change.unit.target) for change in plan.changes] == [
        (MARKED, target)
    ]
    unknown = plan_of(made.replace('id="1"', 'id="9"'), ExportUnit("a", MARKED))
    assert [(problem.text, problem.reason) for problem in unknown.problems] == [
        ("One &amp; two &lt;three&gt;", "This text is not, or no longer, part of this page.")
    ]


@pytest.mark.parametrize("kind", ["xliff", "xliff-1.2"])
def test_codes_of_a_target_that_have_a_number_alone_are_those_of_its_source(kind):
    row = ExportUnit("a", MARKED, MARKED.replace("One", "一"), is_confirmed=True)
    made = exporting.WRITERS[kind](export(row))
    source, target = made.split("</source>")
    plan = plan_of(f"{source}</source>{numbered(target)}", ExportUnit("a", MARKED))
    assert [change.unit.target for change in plan.changes] == [MARKED.replace("One", "一")]
    other = numbered(target).replace('id="1"', 'id="9"')
    unknown = plan_of(f"{source}</source>{other}", ExportUnit("a", MARKED))
    assert [problem.reason for problem in unknown.problems] == [
        "The file doesn't define the inline code “9”."
    ]


def test_old_xliff_says_by_its_states_what_a_person_stands_behind():
    made = version_1.serialised(
        export(
            ExportUnit("a", "One", "一", is_confirmed=True),
            ExportUnit("b", "Two", "二"),
            ExportUnit("c", "Three"),
        )
    )
    results = detection.parsed_upload(made.encode(), "x").parts[0].units
    assert [(item.target, item.is_confirmed) for item in results] == [
        ("一", True), ("二", False), ("", False),
    ]  # fmt: skip
    made = made.replace(' state="needs-review-translation" state-qualifier="leveraged-mt"', "")
    assert not detection.parsed_upload(made.encode(), "x").parts[0].units[1].is_confirmed
    made = made.replace("<target>二", '<target state="translated">二')
    assert detection.parsed_upload(made.encode(), "x").parts[0].units[1].is_confirmed


def test_old_xliff_of_other_tools_is_understood():
    content = """<xliff version="1.2"><file original="page.html" source-language="en"
 target-language="zh-CN" datatype="html"><body><group id="g"><trans-unit id="1" approved="yes">
<source>One. <g id="1">Two.</g></source><seg-source><mrk mtype="seg" mid="0">One. </mrk><mrk
 mtype="seg" mid="1"><g id="1">Two.</g></mrk></seg-source><target><mrk mtype="seg" mid="0">一。</mrk
><mrk mtype="seg" mid="1"><g id="1">二。</g></mrk></target>
<alt-trans><target>旧</target></alt-trans>
</trans-unit><trans-unit id="2"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="0"
>One. </mrk><mrk mtype="seg" mid="1">Two.</mrk></seg-source>
<target><mrk mtype="seg" mid="0">一。</mrk></target></trans-unit></group></body></file></xliff>"""
    rows = ExportUnit("a", "One. <b>Two.</b>"), ExportUnit("b", "One. Two.")
    document = detection.parsed_upload(content.encode(), "x")
    plan = changeset_of(document, {IDENTIFIER: known(*rows)}, only=IDENTIFIER)
    assert [(change.unit.path, change.unit.target) for change in plan.changes] == [
        ("a", "一。<b>二。</b>")
    ]
    assert [problem.reason for problem in plan.problems] == [
        "Only a part of this text is translated."
    ]


def test_a_po_file_of_another_tool_is_for_the_page_it_is_sent_for():
    whole = po.serialised(export(ExportUnit("a", "One &amp; two", "一", is_confirmed=True)))
    without = whole.replace(f'"{po.IDENTIFIER}: {IDENTIFIER}\\n"\n', "")
    bare = whole[whole.index("msgctxt") :]
    for content in (without, bare, bare.replace('msgctxt "a"\n', "")):
        assert IDENTIFIER not in content
        document = detection.parsed_upload(content.encode(), "x")
        plan = changeset_of(
            document, {IDENTIFIER: known(ExportUnit("a", "One &amp; two"))}, only=IDENTIFIER
        )
        assert [(change.unit.path, change.unit.target) for change in plan.changes] == [("a", "一")]
        (problem,) = changeset_of(document, {}).problems
        assert problem.reason.startswith("The file doesn't say which translation it is for.")
    twice = known(ExportUnit("a", "One &amp; two"), ExportUnit("b", "One &amp; two"))
    document = detection.parsed_upload(bare.replace('msgctxt "a"\n', "").encode(), "x")
    assert not changeset_of(document, {IDENTIFIER: twice}, only=IDENTIFIER).changes


def test_translators_see_no_entities():
    row = ExportUnit("a", "Don&#x27;t &quot;go&quot; to AT&amp;T: 1 &lt; 2", "AT&amp;T &gt; 1")
    for writer in exporting.WRITERS.values():
        text = ElementTree.fromstring(made).itertext() if "<xliff" in (  # noqa: S314 - our own
            made := writer(export(row))
        ) else [polib.pofile(made)[0].msgid, polib.pofile(made)[0].msgstr]  # fmt: skip
        words = " ".join(text)
        assert """Don't "go" to AT&T: 1 < 2""" in words
        assert "AT&T > 1" in words
