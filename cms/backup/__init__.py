"""Backups of the whole installation, moves of subtrees to another one, and what is pruned.

A backup is one zip file: rows in a form that no database shares, media, and digests of what the API
answered. It is read back into any database that has the same migrations.

* ``tables`` says what becomes of each table: saved, rebuilt, or begun anew.
* ``columns`` and ``rows`` turn rows into lines of JSON and back; ``sequences`` are their next ids.
* ``archive`` is the file and its ``manifest``; ``media`` are the uploaded files in it.
* ``answers`` asks the API everything the frontend contract can ask.
* ``saving`` writes a backup, ``restoring`` reads one, ``identity`` begins a new history of changes.
* ``comparing`` names what a database lacks of a backup.
"""
