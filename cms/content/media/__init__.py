"""Uploaded files: where they are kept, who may read them, and how they are sent.

``storage`` says where: all files in a private place, and the renditions of public images once more
in the place that a web server may serve directly. ``public_copies`` keeps that second place up to
date. ``storage_urls`` reads the URLs of such places, ``buckets`` are those in an S3 store,
``preparing`` makes them ready, and ``moving`` brings files from one place to another. ``access``
decides who may read a file, ``responses`` sends it so that no browser runs what is in it, ``views``
and ``routes`` are where it is served, and ``file_urls`` the absolute URLs readers get. ``formats``
recognises files by their content, ``validation`` refuses uploads that are not what their name says,
``raster_images`` those that can't be read whole. ``upload_handler`` receives large uploads,
``stored_files`` and ``uploading`` remove the files of failed ones, ``replacement`` says what
becomes of a file when another takes its place, which ``models`` records. ``forms`` is the admin's
form, ``checks`` looks for settings that would give private files away.
"""
