"""The web page: what people in offices see; `create_app` makes it."""
