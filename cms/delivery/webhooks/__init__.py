"""Webhooks: HTTP requests that report changed content to frontends and others.

``models`` holds the receivers, ``payloads`` the bodies, ``signatures`` the proof
that it comes from here, ``hosts`` where requests may go, ``posting`` sends them there.
"""
