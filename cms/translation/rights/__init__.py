"""Who may do what in the translators' workplace.

* ``groups``: a group of translators for each language, made and removed with it,
* ``permissions``: whether somebody may translate, confirm, stop or publish a translation,
* ``url_rules``: a rule for each URL of wagtail-localize; one without a rule answers nobody,
* ``pages`` and ``snippets``: what Wagtail is answered, whichever view, bulk action or API asks;
  ``actions``: the same for those of its actions that ask too little,
* ``seeing``: who may know a title, and ``titles``, what a page is called to whoever looks,
* ``guarding``: a rule for each address of the whole admin that names something, asked before the
  view; ``admin_api`` and ``narrowing``: lists of Wagtail that would show more,
* ``restrictions``: what the editor says to translators where there is nothing to translate.

A translator's right comes from their group alone. Users who have the same right from another group,
such as editors of that language, aren't restricted.
"""
