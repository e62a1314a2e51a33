"""The content of the demo site in English; ``cms/demo/translations`` has the other languages.

``parts`` is the vocabulary, ``news`` the articles by year, ``labels`` categories and tags, ``home``
the front page, ``legal`` the legal notices, ``sitewide`` identity, navigation and footer. None of
it knows the database.
"""
