"""Answers for the pages of a subtree, in each language, before and after a move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.backup.answers import PAGE_SIZE, Contract, Question, languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Paths and pictures depend on what is around a page, and are new elsewhere.
_COMPARED = ("__typename", "title", "language", "contentLanguage", "isFallback", "summary")
Readable = dict[str, dict[str, list[Any]]]


def readable(keys: Iterable[str], *, among: Iterable[str] | None = None) -> Readable:
    """Answers of the API by language and translation key; hidden pages are left out.

    Args:
        keys: translation keys.
        among: tags of languages; all of them if it isn't given.
    """
    contract = Contract()
    wanted = sorted(keys)
    found: Readable = {}
    for language in languages() if among is None else among:
        found[language] = {}
        for start in range(0, len(wanted), PAGE_SIZE):
            some = wanted[start : start + PAGE_SIZE]
            variables = {"translationKeys": some, "language": language}
            answer = contract.ask(Question("Favorites", variables))
            for page in (answer.data or {}).get("pages") or ():
                if page:
                    values = [page.get(name) for name in _COMPARED]
                    found[language][page["translationKey"]] = values
    return found


def differences(wanted: Readable) -> Iterator[str]:
    """A sentence for each page that readers are told something else of than where it is from."""
    keys = {key for of_language in wanted.values() for key in of_language}
    now = readable(keys, among=wanted)
    for language, pages in sorted(wanted.items()):
        for key, values in sorted(pages.items()):
            here = now[language].get(key)
            if here is None:
                yield f"“{values[1]}” can't be read here in {language}."
            elif here != values:
                names = [
                    name
                    for name, one, other in zip(_COMPARED, values, here, strict=True)
                    if one != other
                ]
                yield f"“{values[1]}” differs here in {language}: {', '.join(names)}."
