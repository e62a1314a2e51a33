"""The slug of a title, for the editor while the title is typed."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from cms.content.pages import slugs
from cms.content.pages.limits import LONGEST_TITLE


@require_safe
def slug_of_title(request: HttpRequest) -> JsonResponse:
    """The slug of ``text`` in ``language``; with ``ascii`` only of Latin letters."""
    asked = request.GET
    slug = slugs.slug_of(
        asked.get("text", "")[:LONGEST_TITLE],
        asked.get("language", ""),
        allow_unicode="ascii" not in asked,
    )
    return JsonResponse({"slug": slug})
