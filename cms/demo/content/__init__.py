"""What the demo site says, in English; the other languages are in ``cms/demo/translations``.

``parts`` is the vocabulary, ``news`` the articles by year, ``labels`` categories and tags, ``home``
the front page, ``legal`` the legal notices, ``sitewide`` identity, navigation and footer. None of
it knows the database.
"""
