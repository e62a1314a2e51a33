"""Part of a page tree, moved to another installation.

A file holds the pages below one with their translations, revisions and histories, whatever they
refer to, and the translators' work. Primary keys differ between installations, so each row is found
again by what identifies it anywhere, and each reference is written anew.

* ``parts`` says which tables belong to a subtree, and what identifies their rows.
* ``references`` finds and replaces ids in columns, blocks, rich text and serialised objects.
* ``readable`` is what readers are told of the pages, compared at the end.
* ``exporting`` writes a file, ``importing`` reads one; ``plan`` decides which rows are new.
"""
