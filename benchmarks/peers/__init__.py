"""Our whole chain against template engines that do only their merge, on the same reports, in one run."""
