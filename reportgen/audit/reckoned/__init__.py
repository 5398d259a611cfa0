"""Figures that follow from others nearby but for a slip of the keyboard, whatever words stand between."""
