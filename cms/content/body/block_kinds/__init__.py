"""The table of block kinds: one module for each.

A new kind is a module here with a line in ``KINDS``, a GraphQL type in ``cms.api.content.blocks``,
a part of the fragment ``BodyBlock`` and a component of the reference frontend.

Every ``CharBlock`` and ``TextBlock`` is text for readers, because the translation interface takes
each of them for translation; whatever must stay the same in all languages is a choice, a number, a
chooser or a URL.
"""

from cms.content.body.block_kind import BlockKind
from cms.content.body.block_kinds.call_to_action import CALL_TO_ACTION
from cms.content.body.block_kinds.contact_person import CONTACT_PERSON
from cms.content.body.block_kinds.document_list import DOCUMENT_LIST
from cms.content.body.block_kinds.download import DOWNLOAD
from cms.content.body.block_kinds.embed import EMBED
from cms.content.body.block_kinds.footnotes import FOOTNOTES
from cms.content.body.block_kinds.gallery import GALLERY
from cms.content.body.block_kinds.heading import HEADING
from cms.content.body.block_kinds.image import IMAGE
from cms.content.body.block_kinds.notice import NOTICE
from cms.content.body.block_kinds.quote import QUOTE
from cms.content.body.block_kinds.reusable_text import REUSABLE_TEXT
from cms.content.body.block_kinds.rich_text import RICH_TEXT
from cms.content.body.block_kinds.table import TABLE
from cms.content.body.block_kinds.titled_texts import ACCORDION, STEPS

# By name, in the order an editor reaches for them.
KINDS: dict[str, BlockKind] = {
    kind.name: kind
    for kind in (
        HEADING,
        RICH_TEXT,
        TABLE,
        NOTICE,
        ACCORDION,
        STEPS,
        DOWNLOAD,
        DOCUMENT_LIST,
        IMAGE,
        GALLERY,
        QUOTE,
        EMBED,
        CALL_TO_ACTION,
        REUSABLE_TEXT,
        CONTACT_PERSON,
        FOOTNOTES,
    )
}
