"""The views that answer with files."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served

from cms.content.media import access
from cms.content.media.responses import send


@require_safe
def document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """A document by its id and the name of its file, or of one it had before.

    Raises:
        Http404: there is none, or it never had that name.
    """
    owner = access.document(document_id)
    if owner is None or not access.is_named(owner.row, filename):
        raise Http404
    refused = access.refusal(request, owner)
    if refused is not None:
        return refused
    document_served.send(sender=type(owner.row), instance=owner.row, request=request)
    return send(request, owner.stored)


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Any file by its name in the storage.

    One that several rows name is for those who may read it as each of them.

    Raises:
        Http404: no row names it.
    """
    owners = access.owners(_storable(name))
    if not owners:
        raise Http404
    for owner in owners:
        refused = access.refusal(request, owner)
        if refused is not None:
            return refused
    return send(
        request,
        min((owner.stored for owner in owners), key=lambda stored_file: stored_file.is_public),
    )


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition of a public image at the URL of its plain file, where no web server has it.

    Raises:
        Http404: it is none, or the image isn't public.
    """
    owners = access.rendition(_storable(name))
    if not owners or not all(owner.stored.is_public for owner in owners):
        raise Http404
    return send(request, owners[0].stored)


def _storable(name: str) -> str:
    """A name as a database can look for it."""
    if "\0" in name:
        raise Http404
    return name
