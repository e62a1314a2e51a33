"""Commands for whoever runs the CMS."""
