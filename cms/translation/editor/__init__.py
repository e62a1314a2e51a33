"""The translation editor: views, live preview, concurrent edits."""
