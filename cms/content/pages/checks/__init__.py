"""Checks of what a page says, in its language, before readers get it.

* ``parts``: the words, headings, images and links of a page, of any kind of block,
* ``measures``: its length, reading time and readability,
* ``targets``: the ends of its links,
* ``rules``: ``findings(page)``, all that is wrong, each with a severity, a field and a block,
* ``report``: all of it for the panel of the editor, in ``views``.

Nothing of it needs a frontend, and nothing is measured that wasn't read: a page is checked as it is
stored, before it is shown.
"""
