"""The review of translations: Wagtail's workflow, next to the texts.

* ``workflow``: submitted, withdrawn, approved or sent back; ``workflow_finish``: its end,
* ``comments``: comments on single texts,
* ``views`` and ``routes``: its pages, shown by ``cms.translation.editor.side_by_side``.
"""
