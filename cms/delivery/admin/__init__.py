"""Reports and webhook administration in the admin."""
