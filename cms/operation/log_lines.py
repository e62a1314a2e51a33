"""Log records as lines: JSON for machines, or a line people read, without what must not be logged.

Whatever is in a record, a line of JSON is one line, and in the readable form only the lines of a
traceback follow, indented: nobody can forge a record by what they send.
"""

from __future__ import annotations

import json
import logging
import logging.config
import re
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from structlog import contextvars, processors, stdlib

from cms.operation.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from structlog.typing import EventDict, Processor

JSON, TEXT = "json", "text"
# What one request or one deep recursion may write.
MOST_CHARACTERS = {"event": 4_000, "path": 1_000, "traceback": 30_000}
ORDER = ("time", "level", "event", "request_id", "method", "path", "process", "logger")
# Characters that end a line for some reader, move a cursor, or turn the direction of a line.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class LineFormatter(stdlib.ProcessorFormatter):
    """Formats the records of all loggers alike.

    Args:
        style: ``json`` or ``text``.
        secrets: the secrets of this installation, masked wherever they appear.
    """

    def __init__(self, style: str = JSON, secrets: Iterable[str] = ()) -> None:
        redact = Redactor(secrets)

        def redacted(_logger: Any, _name: str, event: EventDict) -> EventDict:
            return {
                key: redact(_short(key, value)) if isinstance(value, str) else value
                for key, value in event.items()
            }

        shared: list[Processor] = [
            contextvars.merge_contextvars,
            stdlib.add_logger_name,
            stdlib.add_log_level,
            _add_status,
            _add_process,
            processors.TimeStamper(fmt="iso", utc=True, key="time"),
        ]
        super().__init__(
            foreign_pre_chain=shared,
            processors=[
                stdlib.ProcessorFormatter.remove_processors_meta,
                _add_traceback,
                redacted,
                as_json if style == JSON else as_text,
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, also where its arguments don't fit its message."""
        try:
            record.getMessage()
        except Exception as error:  # noqa: BLE001 - whatever an argument's __str__ raises
            record = logging.makeLogRecord(record.__dict__)
            record.msg = f"{record.msg} (not formatted: {type(error).__name__})"
            record.args = None
        return super().format(record)


def as_json(_logger: Any, _name: str, event: EventDict) -> str:
    """The record as an object of JSON on one line."""
    return _UNPRINTABLE.sub(
        lambda match: f"\\u{ord(match[0]):04x}",
        json.dumps(_ordered(event), ensure_ascii=False, default=str),
    )


def as_text(_logger: Any, _name: str, event: EventDict) -> str:
    """The record as a line people read, and its traceback indented after it."""
    rest = _ordered(event)
    traceback = rest.pop("traceback", "")
    time, level, said = (rest.pop(key, "") for key in ("time", "level", "event"))
    pairs = " ".join(f"{key}={value}" for key, value in rest.items())
    line = _printable(f"{time} {str(level).upper():<8} {said} [{pairs}]")
    return "\n".join([line, *(f"  | {_printable(one)}" for one in str(traceback).splitlines())])


def configure(config: dict[str, Any]) -> None:
    """Set up logging, as Django asks the function of ``LOGGING_CONFIG`` to.

    Exceptions nobody catches, in threads and destructors too, and warnings become log lines.
    """
    logging.config.dictConfig(config)
    logging.captureWarnings(True)
    if sys.excepthook is not _log_uncaught:
        _Previous.exception, sys.excepthook = sys.excepthook, _log_uncaught
    if threading.excepthook is not _log_thread:
        _Previous.thread, threading.excepthook = threading.excepthook, _log_thread
    if sys.unraisablehook is not _log_unraisable:
        _Previous.unraisable, sys.unraisablehook = sys.unraisablehook, _log_unraisable


@contextmanager
def logged_start() -> Iterator[None]:
    """Inside, the application is made. Where it can't be, its settings may not be known.

    Raises:
        SystemExit: with 1, after the reason was logged.
    """
    try:
        yield
    except Exception:
        root = logging.getLogger()
        if not any(isinstance(one.formatter, LineFormatter) for one in root.handlers):
            handler = logging.StreamHandler()
            handler.setFormatter(LineFormatter())
            root.addHandler(handler)
        logging.getLogger("cms.operation.start").critical(
            "The application can't start", exc_info=True
        )
        raise SystemExit(1) from None


def process_name(arguments: list[str]) -> str:
    """A process by what it was started as: the name of a command, or of the program."""
    program = Path(arguments[0] if arguments else "").name
    if program in {"manage.py", "django-admin"}:
        return next((one for one in arguments[1:] if not one.startswith("-")), "manage.py")
    return "web" if program in {"granian", "__main__.py"} else program or "python"


class _Previous:
    """The hooks that were there before these."""

    exception: Any = sys.__excepthook__
    thread: Any = threading.__excepthook__
    unraisable: Any = sys.__unraisablehook__


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    if issubclass(kind, KeyboardInterrupt) or hasattr(sys, "ps1"):
        _Previous.exception(kind, error, trace)
        return
    logging.getLogger("cms.operation.uncaught").critical(
        "Uncaught exception", exc_info=(kind, error, trace)
    )
    if _Previous.exception is not sys.__excepthook__:
        _Previous.exception(kind, error, trace)


def _log_thread(uncaught: Any) -> None:
    if uncaught.exc_type is not SystemExit:
        logging.getLogger("cms.operation.uncaught").error(
            "Uncaught exception in thread %s",
            uncaught.thread.name if uncaught.thread else "?",
            exc_info=(uncaught.exc_type, uncaught.exc_value, uncaught.exc_traceback),
        )
    if _Previous.thread is not threading.__excepthook__:
        _Previous.thread(uncaught)


def _log_unraisable(uncaught: Any) -> None:
    logging.getLogger("cms.operation.uncaught").error(
        "%s %s",
        uncaught.err_msg or "Exception ignored in",
        getattr(uncaught.object, "__qualname__", type(uncaught.object).__name__),
        exc_info=(uncaught.exc_type, uncaught.exc_value, uncaught.exc_traceback),
    )
    if _Previous.unraisable is not sys.__unraisablehook__:
        _Previous.unraisable(uncaught)


def _add_process(_logger: Any, _name: str, event: EventDict) -> EventDict:
    event["process"] = process_name(sys.argv)
    return event


def _add_status(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """The status of the answer, which Django gives its records."""
    status = getattr(event.get("_record"), "status_code", None)
    if isinstance(status, int):
        event["status"] = status
    return event


def _add_traceback(logger: Any, name: str, event: EventDict) -> EventDict:
    """The traceback as text; values of variables aren't in it."""
    event = processors.format_exc_info(logger, name, event)
    if (traceback := event.pop("exception", None)) is not None:
        event["traceback"] = traceback
    if (stack := event.pop("stack", None)) is not None:
        event["stack"] = stack
    return event


def _short(key: str, text: str) -> str:
    most = MOST_CHARACTERS.get(key, MOST_CHARACTERS["event"])
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]} … {len(text) - 2 * half} characters … {text[-half:]}"


def _ordered(event: EventDict) -> dict[str, Any]:
    known = {key: event[key] for key in ORDER if key in event}
    return known | {key: value for key, value in event.items() if key not in known}


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
