"""Machines that translate: at most a proposal, marked until a person has confirmed it.

* ``machine``: what each of them offers, and how one says that it can't,
* ``chinese``: from one Chinese script into the other, offline, by OpenCC,
* ``services``: DeepL, LibreTranslate and Google, as far as the environment names them,
* ``deepl_glossaries``: our glossary kept at DeepL,
* ``choosing``: which of them translates into a language; what wagtail-localize asks,
* ``applying``: the texts of a page that are missing, filled in.
"""
