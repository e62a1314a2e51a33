"""Machine translation: proposals, marked until a person has confirmed them.

* ``protocol``: the interface of a machine, and its error,
* ``chinese``: from one Chinese script into the other, offline, by OpenCC,
* ``services``: DeepL, LibreTranslate and Google, as far as the environment names them,
* ``deepl_glossaries``: our glossary kept at DeepL,
* ``registry``: the machine for a pair of languages; called by wagtail-localize,
* ``filling``: the texts of a page that are missing, filled in.
"""
