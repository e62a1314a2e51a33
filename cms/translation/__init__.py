"""The translators' workplace, on top of wagtail-localize.

Where the interface as it comes would lose work, or show readers what nobody approved, it is
corrected here; README.md in this folder lists every such place with its decision and its test.

- ``rights``: who may do what: groups of translators, a rule for each address
- ``dashboard``: the state of all pages in all languages, and what waits for whom
- ``drafts``: what is written when a page is submitted for translation
- ``texts``: each text beside what its source says now; ``side_by_side`` shows them, ``checks`` says
  what is striking about one
- ``validity``: when a text somebody has saved is missing all the same, and when it has an error
- ``machines``: what translates without a person; ``memory``: what was translated elsewhere;
  ``proposals``: both are marked until a person has confirmed them
- ``publication``: whether a translation may be published, and what is missing from it;
  ``confirmations`` keeps what somebody has confirmed, ``bulk_publishing`` asks for many at once,
  ``copied_text`` takes offline what still has the text of its source
- ``standing``: whether a translation says what its source says now: one rule for what readers get,
  of which ``state`` is kept in ``models``, and for what is being written, by ``texts``
- ``matching``: which stored translation belongs to a text; ``outdated`` keeps that of an earlier
  source for correction
- ``glossary``: what terms are called; ``viewsets``: where editors say so
- ``review``: a translation before somebody who may publish it: workflow and comments
- ``jobs``: work on all pages below a page, in the background
- ``languages``: what keeps a language from being removed
- ``simultaneous``: two people in one translation
- ``live_preview``: the page beside the translation editor, with what isn't saved
- ``handwork``: texts edited by hand while a translation was stopped
- ``files``: PO, XLIFF and archives of them, out and in, tried before they are applied
- ``buttons``: the ways from a page to its texts and files; ``spreadsheets``: tables to download;
  ``speaking``: the language somebody reads the admin in
- ``views``: the views that replace those of wagtail-localize, with messages
- ``wagtail_hooks``: where all of it is plugged in
"""
