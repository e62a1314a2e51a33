"""What the figures were measured on."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.browser.running import ROOT


def header(samplers: list[dict[str, Any]], runs: str) -> tuple[tuple[str, str], ...]:
    """Names and values: the machine, the versions, the content and the runs."""
    databases = dict.fromkeys(one["database"] for one in samplers)
    news = dict.fromkeys(f"{one['news']:,}" for one in samplers)
    return (
        ("date", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("machine", f"{os.cpu_count()} cores of {_processor()}, {_memory()}"),
        ("load", f"{os.getloadavg()[0]:.1f} runnable processes in the last minute"),
        ("versions", ", ".join([f"Python {samplers[0]['python']}", *databases])),
        ("news in each language", " and ".join(news)),
        ("runs", runs),
    )


def commit() -> str:
    """The commit that is checked out, and whether files differ from it."""

    def git(*arguments: str) -> str:
        command = ["git", *arguments]
        found = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        return found.stdout.strip()

    changed = " and what isn't committed" if git("status", "--porcelain") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed


def _processor() -> str:
    return _first("/proc/cpuinfo", "model name")


def _first(path: str, name: str) -> str:
    """The value of a name in one of the kernel's files."""
    lines = Path(path).read_text().splitlines() if Path(path).exists() else []
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(found, "unknown")


def _memory() -> str:
    kilobytes = _first("/proc/meminfo", "MemTotal").partition(" ")[0]
    return f"{int(kilobytes) / 1024**2:.0f} GB" if kilobytes.isdecimal() else "memory unknown"
