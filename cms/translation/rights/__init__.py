"""Permissions in the translators' workplace.

* ``groups``: a group of translators for each language, made and removed with it,
* ``permissions``: the rights to translate, confirm, stop or publish a translation,
* ``url_rules``: a rule for each URL of wagtail-localize; one without a rule is refused,
* ``pages`` and ``snippets``: permissions for all views, bulk actions and APIs of Wagtail;
  ``actions``: the same for those of its actions that check too little,
* ``seeing``: the users who may know a title; ``titles``: a page's title for a user,
* ``guarding``: a rule for each URL of the whole admin that names something, applied before the
  view; ``admin_api`` and ``narrowing``: lists of Wagtail that would show more,
* ``restrictions``: the editor for translators where there is nothing to translate.

A translator's right comes from their group alone. Users who have the same right from another group,
such as editors of that language, aren't restricted.
"""
