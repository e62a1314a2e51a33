"""Answers to the editor's browser: the blocks of what was pasted, and an image that was wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

import orjson

from cms.content.body.block_kinds import KINDS
from cms.importing.pasting.images import stored_image
from cms.importing.pasting.pasted import pasted

if TYPE_CHECKING:
    from collections.abc import Iterator

# Some hundred pages of text; the browser keeps images back.
LONGEST_HTML = 2_000_000


@require_POST
def convert(request: HttpRequest) -> JsonResponse:
    """The blocks of some HTML for ``kinds`` of blocks, as the forms of an editor take them."""
    try:
        sent = orjson.loads(request.body)
        html, kinds = str(sent["html"]), [str(kind) for kind in sent["kinds"]]
    except (LookupError, TypeError, ValueError):
        return JsonResponse({}, status=400)
    if len(html) > LONGEST_HTML:
        message = _("This is too much at once: paste it in parts.")
        return JsonResponse({"notes": [message]}, status=413)
    found = pasted(html, kinds, _hosts(request))
    return JsonResponse({
        "blocks": [
            {"type": block["type"], "value": _state(block["type"], block["value"])}
            for block in found.blocks
        ],
        "images": [
            {"before": one.before, "url": one.url, "alt": one.alt, "caption": one.caption}
            for one in found.images
        ],
        "notes": found.notes,
    })  # fmt: skip


@require_POST
def add_image(request: HttpRequest) -> JsonResponse:
    """A new image block of a file that was pasted, or of one that a page elsewhere shows."""
    alt, caption = request.POST.get("alt", "")[:255], request.POST.get("caption", "")[:255]
    try:
        image = stored_image(
            request.user,
            file=request.FILES.get("file"),
            url=request.POST.get("url", ""),
            title=alt,
        )
    except PermissionDenied:
        return JsonResponse({"notes": [_("You are not allowed to upload images.")]}, status=403)
    except ValidationError as error:
        return JsonResponse({"notes": error.messages}, status=422)
    value = {"image": image.pk, "alt_text": alt, "is_decorative": False, "caption": caption}
    return JsonResponse({"type": "image", "value": _state("image", value)})


def _state(kind: str, value: Any) -> Any:
    """A stored value as the form of its block takes it."""
    block = KINDS[kind].editor()
    return block.get_form_state(block.to_python(value))


def _hosts(request: HttpRequest) -> Iterator[str]:
    yield request.get_host()
    for origin in (settings.WAGTAILADMIN_BASE_URL, settings.FRONTEND_URL):
        if origin:
            yield urlsplit(origin).netloc
