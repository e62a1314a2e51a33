"""Reading other sites: a folder of HTML pages, or a WordPress export.

* ``decoding`` turns bytes into text, whichever encoding they are in; ``dates`` reads dates,
* ``languages`` finds the language of this site that another site's code means,
* ``mapping`` reads the file that says what is where on the pages of a folder, ``selectors`` takes
  it from a page, ``site_folder`` makes records of the folder,
* ``wxr`` reads a WordPress export, ``posts`` makes records of it,
  ``post_markup`` makes HTML of what editors typed,
* ``pairs`` groups pages of several languages,
* ``origin_files`` are files of a folder, or of the network.
"""
