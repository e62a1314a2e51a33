"""Removing a language: the obstacles, the guard on the model, and the admin's pages.

* ``removal``: the obstacles to removing a language, and the losses with it,
* ``guarding``: the model refuses to remove a language in use, or to change its code,
* ``views``: the pages of the admin.
"""
