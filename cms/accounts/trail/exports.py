"""Notices what leaves the admin as a file.

All of it passes here: whatever the admin sends for saving is an export, from whichever view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.http import parse_header_parameters

from cms.accounts.trail import actions
from cms.accounts.trail.recording import record

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def notice(request: HttpRequest, response: HttpResponseBase) -> None:
    """Record a response that is a file to save, with the filters it was made by."""
    disposition = response.headers.get("Content-Disposition", "")
    kind, parameters = parse_header_parameters(disposition) if disposition else ("", {})
    if kind.lower() != "attachment" or response.status_code != 200:
        return
    match = request.resolver_match
    record(
        actions.EXPORTED,
        request=request,
        about_type=match.view_name if match else "",
        about_name=parameters.get("filename", ""),
        details={name: request.GET.getlist(name) for name in sorted(request.GET)},
    )
