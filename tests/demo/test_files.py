import csv
import io
import re
from pathlib import Path

import pytest

from cms.demo import files
from cms.demo.documents import DOCUMENTS, pdf_page
from cms.demo.drawings import DRAWINGS
from cms.demo.drawings.logo import logo

pytestmark = pytest.mark.one_database


@pytest.mark.slow
@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_fills_a_large_picture_with_more_than_one_colour(name: str) -> None:
    picture = DRAWINGS[name]()

    assert (picture.size, picture.mode) == ((1920, 1280), "RGB")
    assert len(picture.resize((96, 64)).getcolors(96 * 64) or []) > 200


def test_a_drawing_is_the_same_every_time() -> None:
    assert DRAWINGS["skyline"]().tobytes() == DRAWINGS["skyline"]().tobytes()


def test_what_was_drawn_ahead_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "DRAWINGS", {"skyline": DRAWINGS["skyline"]})
    files.draw_ahead(tmp_path / "drawn")
    drawn = {key: files._drawn(key, None) for key in ("skyline", files.LOGO)}

    assert sorted(path.name for path in (tmp_path / "drawn").iterdir()) == ["logo", "skyline"]
    assert {key: files._drawn(key, tmp_path / "drawn") for key in drawn} == drawn
    assert files._drawn("skyline", tmp_path / "nowhere") == drawn["skyline"]
    (tmp_path / "drawn" / "skyline").write_bytes(b"ahead")
    assert files._drawn("skyline", tmp_path / "drawn") == ("skyline.jpg", b"ahead")


def test_the_logo_has_a_transparent_ground() -> None:
    picture = logo()

    assert (picture.size, picture.mode) == ((512, 512), "RGBA")
    assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
    assert picture.getchannel("A").getpixel((256, 20)) == 255


def test_the_fact_sheet_is_a_pdf_whose_table_points_at_its_objects() -> None:
    file = DOCUMENTS["fact-sheet"].write()
    (start,) = (int(found) for found in re.findall(rb"startxref\n(\d+)\n%%EOF\n$", file))
    positions = [int(found) for found in re.findall(rb"(\d{10}) 00000 n \n", file)]

    assert file.startswith(b"%PDF-1.4\n")
    assert file[start:].startswith(b"xref\n0 6\n")
    assert len(positions) == 5
    for number, position in enumerate(positions, start=1):
        assert file[position:].startswith(b"%d 0 obj\n" % number)


def test_a_pdf_page_escapes_what_delimits_text() -> None:
    assert rb"(a \(b\) c\\d) Tj" in pdf_page([r"a (b) c\d"])


def test_the_stages_are_rows_of_equal_length() -> None:
    rows = list(csv.reader(io.StringIO(DOCUMENTS["steps"].write().decode())))

    assert rows[0] == ["Stage", "Who acts", "What is needed"]
    assert {len(row) for row in rows} == {3}
    assert len(rows) == 6
