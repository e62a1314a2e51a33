"""What templates of accounts and of the admin use."""
