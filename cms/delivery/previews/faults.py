"""The reasons why a preview next to an editor stays dark, and what to tell the frontend's team.

The editor's script says what it has heard from the frame (``Heard``). What it can't know, a request
to the frontend shows: whether it is there, sends elsewhere, may be framed, lets its scripts run, or
answers from a cache. Only the configured frontend is requested, with a token that nobody has.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.operation import http_client

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from cms.delivery.models import Preview

LIMITS = http_client.Limits(seconds=5, size=200_000)
_AWAY_FROM = 500
_SCRIPT = re.compile(rb"<script\b([^>]*)>", re.IGNORECASE)
_SRC = re.compile(rb"\bsrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_HIT = re.compile(r"\bhit\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """The message of the frame: none, that it is there, that it shows a page, or that it can't.

    ``shown_at`` is ``lastPublishedAt`` of the page it shows; ``origin`` that of the frame.
    """

    state: str = "nothing"
    origin: str = ""
    shown_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason: its name, what it means for the editor, and what the frontend's team needs."""

    name: str
    text: str
    tell: str


def fault_of(
    heard: Heard, preview: Preview | None, *, path: str, admin_origin: str
) -> Fault | None:
    """The fault of a preview; ``None`` where it shows what it should.

    Args:
        heard: what the frame has said.
        preview: the newest look of the user at this page, if it still works.
        path: the path of the page on the frontend.
        admin_origin: the origin of the editor around the frame.
    """
    frontend = settings.FRONTEND_URL or admin_origin
    if heard.origin and heard.origin != frontend:
        return wrong_origin(frontend, heard.origin)
    if heard.state == "refused":
        return refused(frontend) if is_valid(preview) else ended()
    if heard.state in {"ready", "shown"}:
        return _stale(heard, preview, frontend)
    if not settings.FRONTEND_URL:
        return silent(frontend)
    return probed(frontend, path, admin_origin)


def is_valid(preview: Preview | None) -> bool:
    """True if a token of the look is accepted now."""
    return preview is not None and preview.expires_at > timezone.now()


def _stale(heard: Heard, preview: Preview | None, frontend: str) -> Fault | None:
    if heard.shown_at is None or preview is None or heard.shown_at >= preview.kept_at:
        return None
    return cached(frontend, _("it shows an earlier state of the page than the CMS has sent"))


def probed(frontend: str, path: str, admin_origin: str) -> Fault:
    """The fault that a request to the frontend shows; without any other, a silent script."""
    url = f"{frontend}{path}?preview={secrets.token_urlsafe(32)}"
    request = http_client.Request("GET", url, {"Accept": "text/html"}, may_use_proxy=True)
    try:
        response = http_client.send(request, LIMITS)
    except http_client.RequestFailed as failure:
        return away(frontend, str(failure))
    if response.status >= _AWAY_FROM:
        return away(frontend, f"HTTP {response.status}")
    target = urlsplit(urljoin(url, response.headers.get("location", "")))
    origin = f"{target.scheme}://{target.netloc}"
    if response.status in range(300, 400) and origin != frontend:
        return wrong_origin(frontend, origin)
    return (
        _framing(response.headers, frontend, admin_origin)
        or _scripts(response, url, frontend)
        or _caches(response.headers, frontend)
        or silent(frontend)
    )


# Each fault in words


def away(frontend: str, reason: str) -> Fault:
    """The frontend doesn't answer."""
    return Fault(
        "away",
        _("The website doesn't answer at {frontend}.").format(frontend=frontend),
        _(
            "{frontend} can't be reached from the CMS ({reason}). Start it, or set FRONTEND_URL of "
            "the CMS to the address where it runs."
        ).format(frontend=frontend, reason=reason),
    )


def wrong_origin(frontend: str, origin: str) -> Fault:
    """The frontend answers at another address than the CMS knows."""
    return Fault(
        "origin",
        _("The website is at another address than the CMS expects."),
        _(
            "The CMS sends previews to {frontend}, which leads to {origin}. Set FRONTEND_URL of "
            "the CMS to {origin}, or answer at {frontend} without a redirect to another origin."
        ).format(frontend=frontend, origin=origin),
    )


def frame_forbidden(frontend: str, admin_origin: str, header: str) -> Fault:
    """The frontend mustn't be shown in a frame of the admin."""
    return Fault(
        "frame",
        _("The website doesn't allow the CMS to show it in a frame."),
        _(
            "Pages of {frontend} are sent with “{header}”. Allow the frame for the CMS: "
            "Content-Security-Policy: frame-ancestors {origin}; without X-Frame-Options."
        ).format(frontend=frontend, header=header, origin=admin_origin),
    )


def script_forbidden(frontend: str, header: str) -> Fault:
    """The frontend's own policy stops its scripts."""
    return Fault(
        "script",
        _("The website forbids its own scripts, so it can't load the draft."),
        _(
            "Pages of {frontend} are sent with “Content-Security-Policy: {header}”, which allows "
            "none of their scripts. Allow the script that requests previews in script-src."
        ).format(frontend=frontend, header=header),
    )


def silent(frontend: str) -> Fault:
    """The frontend's script doesn't say that it is there."""
    return Fault(
        "silent",
        _("The website was loaded, but its script for previews doesn't answer."),
        _(
            "A page of {frontend} with ?preview=TOKEN has to send the message cms:preview to the "
            "window around it; see “How do I show a draft?” in the documents of the contract. Look "
            "for errors in the console of the browser."
        ).format(frontend=frontend),
    )


def refused(frontend: str) -> Fault:
    """The CMS doesn't accept the token that the frontend has asked with."""
    return Fault(
        "refused",
        _("The CMS didn't accept the token that the website has asked with."),
        _(
            "The token of this preview is valid. {frontend} has to send it unchanged, from "
            "?preview= in the address of the page, to the GraphQL endpoint of this CMS and no "
            "other."
        ).format(frontend=frontend),
    )


def ended() -> Fault:
    """The token has expired, or its user may no longer see the page."""
    return Fault(
        "ended",
        _("This preview has ended. Reload the editor to open it again."),
        _("Nothing: the token of this preview has expired, as it should."),
    )


def cached(frontend: str, reason: str) -> Fault:
    """An earlier answer is shown."""
    return Fault(
        "cache",
        _("The website shows an earlier answer, from a cache."),
        _(
            "At {frontend} {reason}. Never keep answers for addresses with ?preview=, neither "
            "pages nor answers of the CMS, in the frontend, in a CDN or in the browser: "
            "Cache-Control: no-store."
        ).format(frontend=frontend, reason=reason),
    )


# What headers say


def _directives(headers: Mapping[str, str]) -> Iterator[dict[str, list[str]]]:
    """Each policy of a response: the sources by directive."""
    for policy in headers.get("content-security-policy", "").split(","):
        words = (directive.split() for directive in policy.split(";"))
        named = {name.lower(): sources for name, *sources in filter(None, words)}
        if named:
            yield named


def _framing(headers: Mapping[str, str], frontend: str, admin_origin: str) -> Fault | None:
    policies = [one["frame-ancestors"] for one in _directives(headers) if "frame-ancestors" in one]
    for sources in policies:
        if not any(_matches(source, admin_origin, frontend) for source in sources):
            header = f"Content-Security-Policy: frame-ancestors {' '.join(sources)}"
            return frame_forbidden(frontend, admin_origin, header)
    # Browsers ignore it next to frame-ancestors, and where it is misspelt.
    option = headers.get("x-frame-options", "").strip()
    if not policies and option.upper() in {"DENY", "SAMEORIGIN"}:
        return frame_forbidden(frontend, admin_origin, f"X-Frame-Options: {option}")
    return None


def _scripts(response: http_client.Response, url: str, frontend: str) -> Fault | None:
    """The fault of policies that let none of the page's scripts run."""
    scripts = [_source_of(tag, url) for tag in _SCRIPT.findall(response.body)]
    for policy in _directives(response.headers):
        sandboxed = "sandbox" in policy and "allow-scripts" not in policy["sandbox"]
        sources = policy.get("script-src-elem", policy.get("script-src", policy.get("default-src")))
        if sandboxed or (
            sources is not None
            and scripts
            and not any(_may_run(src, sources, frontend) for src in scripts)
        ):
            header = "; ".join(" ".join([name, *values]) for name, values in policy.items())
            return script_forbidden(frontend, header)
    return None


def _source_of(tag: bytes, url: str) -> str:
    """The URL of a script; empty for one that is written into the page."""
    src = _SRC.search(tag)
    return urljoin(url, src[1].decode(errors="replace")) if src else ""


def _may_run(src: str, sources: list[str], frontend: str) -> bool:
    """True if a source list may allow a script; nonces and hashes are taken to be right."""
    if any(source.startswith(("'nonce-", "'sha")) for source in sources):
        return True
    if not src:
        return "'unsafe-inline'" in sources
    parts = urlsplit(src)
    origin = f"{parts.scheme}://{parts.netloc}"
    return any(_matches(source.partition("/*")[0], origin, frontend) for source in sources)


def _matches(source: str, origin: str, own: str) -> bool:
    """True if a source of a policy covers an origin (CSP Level 3, 6.7.2.7); ``own`` is 'self'."""
    source = source.lower()
    if source == "'self'":
        return origin == own
    if source.startswith("'"):
        return False
    scheme, host = urlsplit(origin).scheme, urlsplit(origin).netloc
    if source in {"*", f"{scheme}:"}:
        return True
    wanted_scheme, has_scheme, rest = source.rpartition("://")
    if has_scheme and wanted_scheme not in {scheme, {"https": "http"}.get(scheme)}:
        return False
    name, _colon, port = rest.partition("/")[0].partition(":")
    own_name, _colon, own_port = host.partition(":")
    fits = own_name.endswith(name[1:]) if name.startswith("*.") else own_name == name
    return fits and port in {own_port, "*"}


def _caches(headers: Mapping[str, str], frontend: str) -> Fault | None:
    """The fault of a page for a token that was never seen before, and yet came from a cache."""
    age = headers.get("age", "0").strip()
    hits = [name for name in ("x-cache", "cf-cache-status") if _HIT.search(headers.get(name, ""))]
    if (age.isdecimal() and int(age)) or hits:
        what = f"{hits[0]}: {headers[hits[0]]}" if hits else f"Age: {age}"
        reason = _("a page for a new token came from a cache ({header})").format(header=what)
        return cached(frontend, reason)
    return None
