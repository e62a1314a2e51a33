"""Machines that translate: at most a proposal, marked until a person has confirmed it.

* ``protocol``: what each of them offers, and how one says that it can't,
* ``chinese``: from one Chinese script into the other, offline, by OpenCC,
* ``services``: DeepL, LibreTranslate and Google, as far as the environment names them,
* ``deepl_glossaries``: our glossary kept at DeepL,
* ``registry``: which of them translates into a language; what wagtail-localize asks,
* ``filling``: the texts of a page that are missing, filled in.
"""
