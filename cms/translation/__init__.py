"""The translators' workplace, on top of wagtail-localize.

Where the interface as it comes would lose work, or show readers what nobody approved, it is
corrected here; README.md in this folder lists every such place with its decision and its test.

- ``rights``: who may do what: groups of translators, a rule for each URL
- ``dashboard``: the state of all pages in all languages, and what waits for whom
- ``synchronisation``: from a source to its translations: drafts, and fields that aren't texts
- ``segments``: the texts of a translation: compared with what the source says now, stale or not,
  proposed by a machine, edited by hand, or out of date
- ``validity``: when a text that was saved is missing all the same, and when it has an error;
  ``checks``: what is striking about one
- ``publishing``: whether a translation may be published, what is missing, what was confirmed
- ``editor``: the views that replace those of wagtail-localize: texts next to their source, live
  preview, two people in one translation, many drafts at once
- ``machines``: machine translation; ``translation_memory``: what was translated elsewhere
- ``glossary``: required and forbidden terms; ``viewsets``: where editors keep them
- ``review``: a translation before somebody who may publish it: workflow and comments
- ``jobs``: work on all pages below a page, in the background
- ``languages``: what keeps a language from being removed
- ``files``: PO, XLIFF and archives of them, out and in, tried before they are applied
- ``csv_export``: tables to download; ``user_language``: the language somebody reads the admin in
- ``wagtail_hooks``: where all of it is plugged in
"""
