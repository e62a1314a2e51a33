"""Texts out to the tools translators work with, and in again, with nothing taken or lost unseen.

- ``entries``: what any file says: which text, what it is translated as, on which line
- ``po``: gettext's files; ``xliff``: OASIS XLIFF 1.2 and 2.1
- ``archives``: many files in one
- ``exporting``: what is written of a translation, or of all below a page
- ``detection``: whatever was uploaded, as entries
- ``existing``: what the CMS has of the texts a file speaks of, and who may change them
- ``changeset``: what a file would change, without the database; ``applying`` does exactly that
- ``uploads``: a file between its dry run and the click that applies it
- ``views``: the pages; ``routes``: where they are
"""
