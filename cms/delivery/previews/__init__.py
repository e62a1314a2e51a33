"""Previews of drafts: tokens and rehearsed publication, and drafts that are shared by a link."""
