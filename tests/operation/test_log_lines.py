"""Lines of the log: nobody but the CMS decides where one ends."""

import json
import logging
import sys

import pytest

from cms.operation import log_lines

pytestmark = pytest.mark.one_database


class Unprintable:
    """What can't be said."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


def record(message, *arguments, error=None, **attributes):
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("cms.test", logging.ERROR, __file__, 1, message, arguments, exc_info)
    made.__dict__.update(attributes)
    return made


@pytest.mark.parametrize(
    "end", ["\n", "\r", "\x85", "\u2028", "\u2029", "\x1b[2J", "\x00", "\u202e"]
)
def test_no_character_of_a_message_ends_a_line(end):
    as_json = log_lines.LineFormatter("json").format(record("before%safter", end))
    as_text = log_lines.LineFormatter("text").format(record("before%safter", end))

    assert len(as_json.splitlines()) == len(as_text.splitlines()) == 1
    assert json.loads(as_json)["event"] == f"before{end}after"
    assert end not in as_json + as_text


def test_names_in_any_script_stay_readable():
    assert "新闻" in log_lines.LineFormatter("json").format(record("新闻"))


@pytest.mark.parametrize(
    ("message", "arguments", "event"),
    [
        ("%d of %d", ("x", 2), "%d of %d (not formatted: TypeError)"),
        ("%s", (Unprintable(),), "%s (not formatted: RuntimeError)"),
        ("%s %s", (1,), "%s %s (not formatted: TypeError)"),
        ("100%", (1,), "100% (not formatted: ValueError)"),
    ],
)
def test_a_message_that_does_not_fit_its_arguments_is_logged(message, arguments, event):
    line = log_lines.LineFormatter("json").format(record(message, *arguments))
    assert json.loads(line)["event"] == event


def test_what_is_too_long_is_cut_in_the_middle():
    line = json.loads(log_lines.LineFormatter("json").format(record("a" * 9_000 + "b" * 9_000)))
    assert line["event"] == f"{'a' * 2000} … 14000 characters … {'b' * 2000}"


def test_an_exception_that_cannot_be_printed_leaves_its_traceback():
    class Odd(Exception):
        __str__ = Unprintable.__str__

    line = log_lines.LineFormatter("json").format(record("failed", error=Odd()))

    assert "Odd: <exception str() failed>" in json.loads(line)["traceback"]


def test_objects_given_to_a_record_are_not_logged():
    line = log_lines.LineFormatter("json").format(record("failed", request="<GET ?preview=LOOK>"))
    assert set(json.loads(line)) == {"time", "level", "event", "process", "logger"}


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["manage.py", "run_outbox", "--once"], "run_outbox"),
        (["/app/manage.py", "--settings=x", "migrate"], "migrate"),
        (["/usr/bin/granian", "cms.wsgi:application"], "web"),
        (["/x/granian/__main__.py"], "web"),
        (["-c"], "-c"), ([], "python"),
    ],
)  # fmt: skip
def test_a_process_is_named_by_what_it_was_started_as(arguments, name):
    assert log_lines.process_name(arguments) == name


def test_ending_by_the_keyboard_is_no_error(capsys, caplog, monkeypatch):
    seen = []
    monkeypatch.setattr(log_lines._Previous, "exception", lambda *one: seen.append(one[0]))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (seen, caplog.records) == ([KeyboardInterrupt], [])
