"""Regions that are made up, with their plans, to be driven as large as the core must cope with."""
