"""Commands about translations."""
