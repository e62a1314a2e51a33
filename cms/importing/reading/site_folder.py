"""Records of a folder of HTML pages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from cms.importing.converting.implied_ends import soup_of
from cms.importing.converting.links import Directory, absolute, is_own
from cms.importing.reading import dates
from cms.importing.reading.decoding import decoded
from cms.importing.reading.origin_files import FetchedFiles, FolderFiles
from cms.importing.reading.pairs import grouped
from cms.importing.records import Kind, Label, Origin, Record, State, key_of
from cms.importing.report import Report, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.importing.reading.languages import Languages
    from cms.importing.reading.mapping import Mapping, PageRule
    from cms.importing.reading.selectors import Selector

LARGEST_PAGE = 10 * 1024 * 1024
_PAGES = {".htm", ".html", ".shtml", ".xhtml", ".php", ".asp", ".aspx", ".jsp"}
_INDEXES = ("index.", "default.")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was read, and the links to its partners: absolute URLs."""

    record: Record
    partners: tuple[str, ...]


def read(
    folder: Path, mapping: Mapping, languages: Languages, report: Report, *, may_fetch: bool
) -> Origin:
    """All pages of a folder that a mapping has a rule for."""
    pages = list(_pages(folder, mapping, languages, report))
    records = [page.record for page in pages]
    directory = Directory(records)
    pairs = []
    for page in pages:
        for url in page.partners:
            key = directory.key_at(url)
            pairs.append((page.record.key, key))
            if not key:
                report.note(page.record.name, "partner", f"isn't imported: {quoted(url)}")
    nearby = FolderFiles(folder, mapping.hosts)
    note = lambda url, text: report.note(url, "file", text)  # noqa: E731
    return Origin(
        name=mapping.origin,
        groups=grouped(records, pairs, languages.codes, report),
        files=FetchedFiles(nearby, note) if may_fetch else nearby,
        hosts=mapping.hosts,
    )


def _pages(folder: Path, mapping: Mapping, languages: Languages, report: Report) -> Iterator[_Page]:
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        rule = mapping.rule(name)
        if rule is None:
            report.note(name, "file", "left out: no rule of the mapping is for it")
        elif rule.kind != "skip":
            page = _PageReader(folder, path, mapping, rule, report).page(languages)
            if page is not None:
                yield page


def _files(folder: Path) -> list[Path]:
    """The pages below a folder, in alphabetical order; links to other folders aren't followed."""
    found = []
    for above, _folders, names in os.walk(folder):
        found += [Path(above) / name for name in names if Path(name).suffix.lower() in _PAGES]
    return sorted(path for path in found if not path.is_symlink() and path.is_file())


class _PageReader:
    """Takes from a page what a rule says."""

    def __init__(
        self, folder: Path, path: Path, mapping: Mapping, rule: PageRule, report: Report
    ) -> None:
        self._path = path
        self._name = path.relative_to(folder).as_posix()
        self._mapping = mapping
        self._rule = rule
        self._report = report
        self._url = urljoin(mapping.url, quote(self._name))
        self._soup = soup_of("")

    def _note(self, element: str, text: str) -> None:
        self._report.note(self._name, element, text)

    def page(self, languages: Languages) -> _Page | None:
        """The page; ``None``, with a finding, where something indispensable is missing."""
        if self._path.stat().st_size > LARGEST_PAGE:
            self._note("file", f"left out: it is larger than {LARGEST_PAGE // 1024**2} MB")
            return None
        content = decoded(self._path.read_bytes())
        if content.fault:
            self._note("encoding", content.fault)
        self._soup = soup_of(content.text)
        tag = self._rule.language or self._text(self._rule.language_at)
        language = languages.code(tag)
        title = self._text(self._rule.title)
        html = self._rule.body.html(self._soup) if self._rule.body else None
        missing = [
            name
            for name, value in (("language", language), ("title", title), ("body", html))
            if not value
        ]
        if missing:
            self._note(", ".join(missing), f"left out: not found {quoted(tag) if tag else ''}")
            return None
        return _Page(self._record(language, title, html or ""), tuple(self._partners()))

    def _record(self, language: str, title: str, html: str) -> Record:
        rule = self._rule
        written = self._text(rule.date)
        day = dates.day_in(written, rule.date_format)
        if day is None:
            self._note("date", f"not found {quoted(written) if written else ''}".strip())
        category = self._text(rule.category)
        return Record(
            key=key_of(self._name),
            name=self._name,
            language=language,
            title=title,
            html=html,
            url=self._url,
            addresses=tuple(self._addresses()),
            day=day,
            published_at=dates.moment_in(written),
            kind=Kind.LEGAL if rule.kind == "legal" else Kind.NEWS,
            state=State.DRAFT if rule.is_draft else State.PUBLISHED,
            slug=self._slug(),
            summary=self._text(rule.summary),
            ignored=rule.ignore,
            category=Label(category) if category else None,
            tags=tuple(Label(text) for text in self._texts(rule.tags)),
            lead_image=self._text(rule.image),
            lead_image_alt=self._text(rule.image_alt),
            author=self._text(rule.author),
        )

    def _text(self, place: Selector | None) -> str:
        return place.text(self._soup) if place else ""

    def _texts(self, place: Selector | None) -> Sequence[str]:
        return place.texts(self._soup) if place else ()

    def _slug(self) -> str:
        is_index = self._path.name.lower().startswith(_INDEXES)
        return self._path.parent.name if is_index else self._path.stem

    def _addresses(self) -> Iterator[str]:
        yield self._url
        if self._path.name.lower().startswith(_INDEXES):
            yield urljoin(self._url, ".")
        for tag in self._soup.select('link[rel~="canonical"][href]'):
            url = absolute(str(tag.get("href") or ""), self._url)
            if url and url != self._url and is_own(url, self._mapping.hosts):
                yield url

    def _partners(self) -> Iterator[str]:
        for href in self._texts(self._rule.partner):
            url = absolute(href, self._url)
            if url and url != self._url:
                yield url
        if self._rule.partner_path:
            before, after = self._rule.partner_path
            if self._name.startswith(before):
                yield urljoin(self._mapping.url, quote(after + self._name.removeprefix(before)))
