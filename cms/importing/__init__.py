"""Moving in: pages of another site become pages here, and pairs of them translations.

* ``reading`` makes records of a folder of HTML pages or of a WordPress export, ``records`` says
  what a record is,
* ``converting`` makes blocks of the HTML of a record, without the database,
* ``writing`` makes pages of records: images, terms, translations, redirects,
* ``running`` goes through the records, one transaction for each page with its translations,
* ``report`` holds what was not understood, ``models`` which page was made of what.
"""
