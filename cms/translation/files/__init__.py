"""Export to and import from translators' tools; nothing is imported or lost silently.

- ``entries``: the translation units of any file: source, target, path and line
- ``po``: gettext's files; ``xliff``: OASIS XLIFF 1.2 and 2.1
- ``archives``: many files in one
- ``exporting``: the files of a translation, or of all translations below a page
- ``detection``: an upload of any format, as translation units
- ``existing``: the stored translations a file is about, and who may change them
- ``changeset``: the changes a file would make; ``applying`` writes them
- ``uploads``: a file between its dry run and the click that applies it
- ``views``: the pages; ``routes``: where they are
"""
