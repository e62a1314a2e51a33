"""Every search of the CMS compares the same tokens, also those of editors.

Wagtail gives an index the texts of its models, and asks it for what an editor types. Here both
become the tokens of ``cms.content.search.tokens``, for all models and all backends: so an editor
finds pages, images and documents by what a reader would find them by.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from modelsearch.backends.base import BaseSearchBackend
from modelsearch.index import AutocompleteField, BaseField, SearchField
from modelsearch.query import And, Boost, Not, Or, Phrase, PlainText

from cms.content.search import batches
from cms.content.search.tokens import (
    counting,
    index_tokens,
    kept_tokens,
    phrase_tokens,
    query_tokens,
    typed_tokens,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


class TokenText(str):
    """Tokens, separated by spaces, which must not be split into tokens again."""

    __slots__ = ()

    @classmethod
    def of(cls, tokens: Iterable[str]) -> Self:
        """Those of a text, or of a question as the index keeps them."""
        return cls(" ".join(tokens))


def install() -> None:
    """Have Wagtail's search give and ask for tokens. Idempotent."""
    fields: Any = (SearchField, AutocompleteField)
    for field in fields:
        if "get_value" not in field.__dict__:
            field.get_value = _value
    backend: Any = BaseSearchBackend
    original = backend._search  # noqa: SLF001 - what all ways of searching meet in
    if hasattr(original, "asks_for_tokens"):
        return

    @wraps(original)
    def search(self: Any, compiler: Any, query: Any, *args: Any, **options: Any) -> Any:
        is_typed = compiler is self.autocomplete_query_compiler_class
        return original(self, compiler, _question(query, is_typed=is_typed), *args, **options)

    search.asks_for_tokens = True  # type: ignore[attr-defined]
    backend._search = search  # noqa: SLF001


def matching(queryset: QuerySet[Any], fields: Iterable[str], typed: str) -> Q:
    """The condition for rows without an entry in the index: what was typed is part of a field.

    Or one of them contains all its words, as readers would find them. One query for each field.
    """
    tokens = query_tokens(typed)
    count = counting(tokens)
    pks = set()
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": typed})
        rows = queryset.order_by().values_list("pk", field)
        pks |= {pk for pk, text in rows if tokens and count(text or "") == len(tokens)}
    return condition | Q(pk__in=pks)


def _value(field: BaseField, instance: Any) -> Any:
    return batches.once(
        (field, id(instance)),
        lambda: _tokens(BaseField.get_value(field, instance), field),
        owner=instance,
    )


def _tokens(value: Any, field: BaseField) -> Any:
    if isinstance(value, list):
        return [_tokens(item, field) for item in value]
    if isinstance(value, dict):
        return {key: _tokens(item, field) for key, item in value.items()}
    if not isinstance(value, str) or isinstance(value, TokenText):
        return value
    return TokenText.of(index_tokens(value, is_typed_for=isinstance(field, AutocompleteField)))


def _question(query: Any, *, is_typed: bool) -> Any:
    """A query as the index understands it; punctuation alone is unchanged and finds nothing."""
    convert = partial(_question, is_typed=is_typed)
    match query:
        case And() | Or():
            converted: Any = type(query)(list(map(convert, query.subqueries)))
        case Not():
            converted = Not(convert(query.subquery))
        case Boost():
            converted = Boost(convert(query.subquery), query.boost)
        case PlainText():
            text = convert(query.query_string)
            converted = PlainText(text, operator=query.operator, boost=query.boost)
        case Phrase():
            converted = _phrase(query.query_string, is_typed=is_typed)
        case str():
            converted = _words(query, is_typed=is_typed)
        case _:
            converted = query
    return converted


def _words(text: str, *, is_typed: bool) -> str:
    if isinstance(text, TokenText):
        return text
    return TokenText.of(typed_tokens(text) if is_typed else kept_tokens(query_tokens(text))) or text


def _phrase(text: str, *, is_typed: bool) -> Phrase | PlainText:
    """The words in their order; all of them where the index keeps no order."""
    tokens = phrase_tokens(text, is_typed=is_typed)
    if tokens is not None:
        return Phrase(TokenText.of(tokens))
    return PlainText(_words(text, is_typed=is_typed), operator="and")
