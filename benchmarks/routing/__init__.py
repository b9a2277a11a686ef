"""Routing beside OR-Tools alone, PyVRP alone and what others have published."""
