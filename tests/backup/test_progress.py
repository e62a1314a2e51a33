"""Long work says how far it is, however its output is read."""

from django.core.management import call_command

import pytest

from cms.backup import progress
from cms.backup.progress import Dots, Progress


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Reports, of which each piece of work takes long enough for one."""
    monkeypatch.setattr(progress, "SECONDS", 0)
    return []


def test_each_piece_is_counted_once_it_was_used(said):
    counted = Progress(said.append, "rows").counted(iter("abc"))
    assert next(counted) == "a"
    assert said == []
    assert list(counted) == ["b", "c"]
    assert said == ["1 rows …", "2 rows …", "3 rows …"]


def test_work_that_is_quick_is_not_reported():
    said: list[str] = []
    counting = Progress(said.append, "rows")
    assert list(counting.counted(range(1000))) == list(range(1000))
    assert (counting.count, said) == (1000, [])


def test_each_batch_for_search_is_reported(english, said):
    call_command("update_index", chunk_size=1, stdout=Dots(Progress(said.append, "batches")))
    assert said == [f"{number} batches …" for number in range(1, len(said) + 1)]
    assert len(said) > 2
