"""The demo site: its texts, drawings, translations, accounts and how they are loaded and run.

``content`` has the English texts, ``translations`` the others, ``drawings`` and ``documents``
make the files, ``builder`` puts all of it into the database through the interfaces an editor and a
translator use. ``scale`` adds news in bulk, ``views`` serves the reference frontend.
"""
