"""Frontends and others who are told by an HTTP request that content changed.

``models`` holds who and what about, ``payloads`` what they are told, ``signatures`` how they know
that it comes from here, ``hosts`` where requests may go, ``posting`` sends them there.
"""
