"""The siting question as a mixed-integer program: variables, families, objective, search."""
