"""The editors' desk: the first page of the admin, the calendar, and the guide.

* ``panels`` and ``selectors``: the lists of the first page, each for one user.
* ``scheduling``: go-lives and expiries as dates of the calendar.
* ``months`` and ``views``: the calendar and the guide as pages.
* ``guide``: the texts of the guide.
* ``links``: the ways to the editors of pages and snippets.

Other packages add to it without knowing it: dates by ``cms.content.pages.planned_dates``, panels by
the hook ``register_desk_panel``, a function of a request that returns a component or ``None``.
"""
