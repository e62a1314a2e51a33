"""The validity of translated texts, whichever way they come in.

A translation that shows nothing is missing. One with markup or a length its field doesn't allow has
an error: it is kept, so that nothing of what somebody wrote is lost, and readers never get it.

- ``spelling``: entities, which translators neither see nor have to write
- ``words``: blank texts, and source texts without words to translate
- ``markup``: inline tags, links and characters that differ from the source's
- ``limits``: the limits of the field or block of a text
- ``faults``: all of it as one sentence, and the usable rows of the database
- ``saving``: rows as they are written; ``reading``: as wagtail-localize reads them
- ``tools``: the names kept with unconfirmed texts that no machine has made
- ``values``: the same for overridden values, such as a URL or an image
"""
