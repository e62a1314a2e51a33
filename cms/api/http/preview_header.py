"""Requests that are answered from content to come, for whoever holds a preview token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.api.content.context import RecordedContext
from cms.api.http import asked_languages
from cms.api.http.request_parsing import BadRequest
from cms.api.source_map import source_map
from cms.delivery.previews import rehearsal, tokens
from cms.delivery.response_cache.request_key import PREVIEW
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest

    from cms.api.http.request_parsing import GraphQLRequest
    from cms.delivery.models import Preview

    # A body and its status.
    Answer = tuple[dict[str, Any], int]

HEADER = "X-Preview"


def is_sent(request: HttpRequest) -> bool:
    """True if a request carries a token, valid or not."""
    return PREVIEW in request.META


def answers(
    request: HttpRequest,
    graphql_requests: Sequence[GraphQLRequest],
    answer: Callable[[GraphQLRequest, RecordedContext], Answer],
    *,
    refusal_status: int,
) -> list[Answer]:
    """The answers to some questions from the content to come, each with a note about it.

    A link in one language shows nothing of others: what asks for those is answered from what is
    published.

    Raises:
        BadRequest: ``PREVIEW_REFUSED``: the token is unknown, has ended or was revoked, what it
            shows has been published, or its user may no longer see it. Always the same answer.
    """
    token: str = request.META[PREVIEW]
    preview = tokens.find(token)
    if preview is None:
        raise BadRequest(
            "This preview isn't open. Open it again in the CMS.",
            status=refusal_status,
            code="PREVIEW_REFUSED",
        )
    found: dict[int, Answer] = {}
    for number, one in enumerate(graphql_requests):
        if _is_left_out(preview, one):
            context = RecordedContext(is_private=True)
            found[number] = _noted(answer(one, context), preview, None)
    if len(found) < len(graphql_requests):
        with rehearsal.published(preview) as content:
            for number, one in enumerate(graphql_requests):
                if number in found:
                    continue
                context = RecordedContext(is_private=True, rehearsed=content, preview_token=token)
                body, status = _noted(answer(one, context), preview, content)
                # Receivers of a shared link edit nothing.
                if preview.share is None and "data" in body:
                    body["extensions"]["sourceMap"] = source_map(context.objects, content)
                found[number] = body, status
    return [found[number] for number in range(len(graphql_requests))]


def _is_left_out(preview: Preview, graphql_request: GraphQLRequest) -> bool:
    code = preview.share.language if preview.share else None
    return code is not None and asked_languages.asks_for_another(graphql_request, code)


def _noted(answer: Answer, preview: Preview, content: rehearsal.Rehearsed | None) -> Answer:
    """The answer with what content it was read from; ``None``: from what is published."""
    about: dict[str, Any] = {
        "at": (content.at if content else timezone.now()).isoformat(),
        "leftOut": content.left_out if content else 0,
    }
    if preview.share is not None:
        language = preview.share.language
        about["share"] = {
            "until": preview.share.expires_at.isoformat(),
            "language": tags.canonical(language) if language else None,
            "isPinned": preview.share.is_pinned,
        }
    body, status = answer
    return body | {"extensions": {"preview": about}}, status
