"""Stream field bodies: the editor's blocks and the records readers get.

* ``block_kinds`` is the table of block kinds, ``block_kind`` what the registration of each holds,
* ``blocks`` are the bodies an editor composes, ``block_records`` reads a stored one,
* ``link_blocks`` are parts of blocks, ``stream_field`` is the field of a page,
* ``canonical`` names what a body refers to and refuses what a hash wouldn't attest,
* ``rich_text`` is text with paragraphs, lists and links.
"""
