"""Who may do what in the translators' workplace.

* ``groups``: a group of translators for each language, made and removed with it,
* ``asking``: whether somebody may translate, confirm, stop or publish a translation,
* ``addresses``: a rule for each address of wagtail-localize; one without a rule answers nobody,
* ``pages`` and ``snippets``: what Wagtail is answered, whichever view, bulk action or API asks;
  ``actions``: the same for those of its actions that ask too little,
* ``seeing``: who may know a title, and ``titles``, what a page is called to whoever looks,
* ``guarding``: a rule for each address of the whole admin that names something, asked before the
  view; ``admin_api`` and ``narrowing``: lists of Wagtail that would show more,
* ``confining``: what the editor says to translators where there is nothing to translate.

A translator's right comes from his group alone. Who has the same right from another group, such as
an editor of that language, isn't confined.
"""
