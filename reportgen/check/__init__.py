"""Check finished documents: the package itself, and its due form."""
