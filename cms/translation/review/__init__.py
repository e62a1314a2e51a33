"""A translation before somebody who may publish it: Wagtail's workflow, with the texts beside it.

* ``workflow``: submitted, withdrawn, approved or sent back; ``workflow_finish``: what ends one,
* ``comments``: what is said about single texts,
* ``views`` and ``routes``: where it is done; ``cms.translation.editor.side_by_side`` shows it.
"""
