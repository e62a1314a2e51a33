"""Marks scripts of templates as ours, so that the policy lets them run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from cms.accounts import current

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token
    from django.template.context import Context

register = template.Library()
_INLINE = re.compile(r"<script(?=\s*>|\s+type=\"text/javascript\"\s*>)")


@register.tag
def nonced(parser: Parser, _token: Token) -> _Nonced:
    """``{% nonced %}{{ block.super }}{% endnonced %}``: what Wagtail's template writes may run.

    Whatever is in these scripts Wagtail has escaped for them.
    """
    nodes = parser.parse(("endnonced",))
    parser.delete_first_token()
    return _Nonced(nodes)


class _Nonced(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        rendered = self.nodelist.render(context)
        request: Any = current.request()
        if request is None or not hasattr(request, "csp_nonce"):
            return rendered
        return mark_safe(_INLINE.sub(f'<script nonce="{request.csp_nonce}"', rendered))  # noqa: S308
