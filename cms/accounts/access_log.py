"""The access log as settings want it: not at all, without or with IP addresses of clients."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings

from cms.accounts.addresses import client_ip
from cms.operation.access_log import Logged

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from django.http import HttpRequest


def logged(application: WSGIApplication) -> WSGIApplication:
    """The application, with a line for each of its answers where ``ACCESS_LOG`` says so."""
    if settings.ACCESS_LOG == "false":
        return application
    return Logged(application, _address if settings.ACCESS_LOG == "addresses" else None)


def _address(environment: dict[str, Any]) -> str:
    return client_ip(cast("HttpRequest", SimpleNamespace(META=environment)))
