"""The rule every translated text obeys, whichever way it comes in.

A translation that shows nothing is missing. One with markup or a length its place doesn't take has
an error: it is kept, so that nothing of what somebody wrote is lost, and readers never get it.

- ``spelling``: entities, which translators neither see nor have to write
- ``words``: whether a text shows anything, and whether a source text has words to translate
- ``markup``: inline tags, links and characters that differ from the source's
- ``limits``: what the field or block of a text takes
- ``faults``: all of it as one sentence, and which rows of the database are usable
- ``saving``: where rows are written; ``reading``: where wagtail-localize reads them
- ``values``: the same for what a translation has of its own, such as an address or an image
"""
