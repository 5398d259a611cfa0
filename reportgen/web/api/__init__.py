"""The same office for other systems: JSON over HTTP, described by OpenAPI."""
