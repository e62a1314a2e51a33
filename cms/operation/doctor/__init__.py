"""The doctor: asks everything the CMS depends on, and says what is wrong and what to do.

``registry`` holds the checks and runs them within a time; layers above register their own.
``services`` asks the database, the cache, the mail server and the clocks, ``files`` the storages
and static files, ``queue`` the background tasks. ``manage.py doctor`` prints the findings, and
``/health/ready`` tells them by part.
"""
