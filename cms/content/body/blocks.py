"""The bodies an editor composes, of the kinds in ``cms.content.body.block_kinds``."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from cms.content.body.block_kinds import KINDS


class BodyBlock(blocks.StreamBlock):
    """A body of all blocks."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        of_kinds = [(kind.name, kind.editor()) for kind in KINDS.values() if self.takes(kind)]
        super().__init__([*of_kinds, *(local_blocks or ())], **kwargs)

    def takes(self, _kind: Any) -> bool:
        """True if blocks of a kind may be used in it."""
        return True


class TextBodyBlock(BodyBlock):
    """A body of text alone, for notices that must read the same everywhere."""

    def takes(self, kind: Any) -> bool:
        """True if a kind is text."""
        return bool(kind.is_text)


class BodyAdapter(StreamBlockAdapter):
    """The form of a body, which scripts of ours find in the page."""

    js_constructor = "cms.content.BodyBlock"

    def js_args(self, block: Any) -> list[Any]:
        """The arguments of every stream, with the words of the buttons of a body."""
        *others, meta = super().js_args(block)
        return [*others, meta | {"cmsWords": _words()}]

    @cached_property
    def media(self) -> forms.Media:
        """The script that makes the form."""
        scripts = ["wagtailadmin/js/telepath/blocks.js", "content/body.js"]
        return forms.Media(js=[versioned_static(script) for script in scripts])


def _words() -> dict[str, str]:
    return {
        "undo": gettext("Undo: {step}"),
        "nothing": gettext("Undo"),
        "undone": gettext("Undone: {step}"),
        "deleted": gettext("{block} deleted"),
        "moved": gettext("{block} moved"),
        "changed": gettext("{block} changed"),
        "copy": gettext("Copy"),
        "copyAll": gettext("Copy all blocks"),
        "copied": gettext("Blocks copied: {count}. They can be pasted on any page."),
        "notCopied": gettext("The browser has no room for these blocks."),
        "paste": gettext("Paste copied blocks ({count})"),
    }


register(BodyAdapter(), BodyBlock)
