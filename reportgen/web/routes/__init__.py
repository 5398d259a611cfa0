"""What each address of the page does; every module has a `router`."""
