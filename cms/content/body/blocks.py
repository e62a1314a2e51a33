"""The bodies an editor composes, of the kinds in ``cms.content.body.block_kinds``."""

from typing import Any

from wagtail import blocks

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
