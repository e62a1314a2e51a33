"""From the clipboard to blocks: what an editor pastes from a text processor, a mail or a web page.

The HTML of a clipboard says how something looked rather than what it is, so it is put right first;
then ``cms.importing.converting`` makes blocks of it as it does of pages of other sites.

* ``stylesheets`` reads the styles of a clipboard, ``formatting`` what of them means something,
* ``lists`` makes lists of paragraphs that only look like items,
* ``clipboard`` puts all of it right, ``pasted`` makes blocks,
* ``images`` stores an image that an editor wants, ``views`` answers the editor's browser.
"""
