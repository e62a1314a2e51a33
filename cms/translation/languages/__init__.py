"""Removing a language, and what keeps it: the rules, for whoever tries, and what the admin says.

* ``removal``: what is in the way of removing a language, and what goes with it,
* ``guarding``: no language is removed with that in the way, and none gets another code,
* ``views``: the pages of the admin that say so.
"""
