"""Commands about content."""
