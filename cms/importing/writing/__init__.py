"""Writing what was read of another site: pages, their translations, and what they refer to.

* ``stored_files`` makes images and documents, ``terms`` categories and tags, ``redirects`` leads
  from former URLs, ``page_keys`` finds pages that were imported,
* ``bodies`` makes streams of converted bodies, ``block_ids`` gives ids that stay,
* ``pages`` writes a page, ``validity`` says what is wrong with one, ``contents`` is a digest of it,
* ``alignment`` pairs the texts of a page with those of its translation, ``translations`` writes
  them down as a translator would,
* ``groups`` writes a page with its translations.
"""
