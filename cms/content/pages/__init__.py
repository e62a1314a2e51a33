"""The base models of pages and snippets, and the rules for editing them."""
