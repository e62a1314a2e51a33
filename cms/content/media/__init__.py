"""Uploaded files: where they are kept, who may read them, and how they are sent.

``storage`` says where: all files in a private place, and the renditions of public images once more
in the place that a web server may serve by itself. ``publishing`` keeps that second place up to
date. ``gate`` decides who may read a file, ``sending`` answers with it so that no browser runs what
is in it, ``views`` and ``routes`` are its addresses. ``formats`` recognises files by their content,
``validation`` refuses uploads that are not what their name says, ``pictures`` those that can't be
read whole. ``recording`` and ``uploading`` leave nothing behind of what fails, ``replacing`` says
what becomes of a file when another takes its place, in the admin by way of ``forms``. ``checks``
looks for settings that would give private files away.
"""
