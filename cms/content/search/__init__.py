"""Full-text search: text, tokens, index entries and hits."""
