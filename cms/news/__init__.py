"""News: articles, their categories and tags, and the page that lists them."""
