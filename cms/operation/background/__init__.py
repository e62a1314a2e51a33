"""Background work: tasks that survive their worker, their database and their own failures.

A thin layer on the tables of django-tasks-db, which keeps the queue in the database of the content:
a task is enqueued in the transaction of the change it belongs to, on SQLite as on PostgreSQL.
Procrastinate brings retries and heartbeats of its own, but needs PostgreSQL, and the demo and small
installations run on SQLite; so django-tasks-db stays, and this package adds what it lacks:

* ``retries``: the errors a task is tried again after, how often, and how long it waits.
* ``claims``: taking a task, recording its result, taking it over from a worker that died.
* ``worker``: the loop of ``manage.py work``, and its heartbeat.
* ``jobs``: changes of many things, step by step, with progress; ``job_views``: their pages.
* ``stopping``, ``outages``: SIGTERM, and a database that is away, for every long-running command.
* ``retention``: how long finished tasks are kept.
* ``reports``: the tasks in the admin.

Tasks run at least once: one whose worker dies is run again from its beginning, so every task is
written to be repeated.
"""
