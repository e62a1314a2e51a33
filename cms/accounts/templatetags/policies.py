"""Marks scripts of templates as ours, so that the policy lets them run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from cms.accounts import nonces

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()


@register.tag
def nonced(parser: Parser, _token: Token) -> _Nonced:
    """``{% nonced %}{{ block.super }}{% endnonced %}``: what Wagtail's template writes may run."""
    nodes = parser.parse(("endnonced",))
    parser.delete_first_token()
    return _Nonced(nodes)


class _Nonced(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return nonces.nonced(self.nodelist.render(context))
