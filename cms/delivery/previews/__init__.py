"""Previews of drafts: tokens and rehearsed publication."""
