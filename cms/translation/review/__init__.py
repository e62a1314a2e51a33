"""A translation before somebody who may publish it: Wagtail's workflow, with the texts beside it.

* ``workflow``: submitted, withdrawn, approved or sent back; ``finishing``: what ends a workflow,
* ``comments``: what is said about single texts,
* ``views`` and ``addresses``: where it is done; ``cms.translation.editor.side_by_side`` shows it.
"""
