"""The audit trail: who did what, from where.

* ``recording`` writes entries, ``actions`` names what they are about,
* ``signing_in``, ``rights``, ``publishing`` and ``exports`` notice what happens,
* ``selectors`` reads, ``views`` shows it in the admin, ``retention`` forgets what is old.

Nothing secret is written: no password, code, token or URL that works as a key, and no name that
nobody has, because people type their password into the field for the name.
"""
