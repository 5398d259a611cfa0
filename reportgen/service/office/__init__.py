"""The business of the service: who may do what, what is stored, what is made of it. Doors call these."""
