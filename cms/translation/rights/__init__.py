"""Who may do what in the translators' workplace.

* ``groups``: a group of translators for each language, made and removed with it,
* ``asking``: whether somebody may translate, confirm, stop or publish a translation,
* ``addresses``: a rule for each address of wagtail-localize; one without a rule answers nobody,
* ``confining``: what translators are kept from where Wagtail itself would let them.

A translator's right comes from his group alone. Who has the same right from another group, such as
an editor of that language, isn't confined.
"""
