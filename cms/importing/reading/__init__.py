"""Reading other sites: a folder of HTML pages, or a WordPress export.

* ``decoding`` turns bytes into text, whichever encoding they are in; ``dates`` reads dates,
* ``languages`` finds the language of this site that another site's code means,
* ``mapping`` reads the file that says what is where on the pages of a folder, ``selectors`` takes
  it from a page, ``site_folder`` makes records of the folder,
* ``wxr`` reads a WordPress export, ``post_groups`` pairs the posts of WPML and Polylang, ``posts``
  makes records of them, ``post_markup`` makes HTML of what editors typed,
* ``origin_files`` are files of a folder, or of the network.
"""
