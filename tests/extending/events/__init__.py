"""Events: page types of an organisation, added without changing the CMS."""
