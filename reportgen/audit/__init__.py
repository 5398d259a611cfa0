"""Read the figures of a text the way a careful reader does, and verify what it says about them."""
