"""Pools of good routes, and the MIP that says which of them together are best."""
