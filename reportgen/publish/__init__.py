"""Write what people open: Word, PDF and Excel files."""
