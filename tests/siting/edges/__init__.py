"""Edges of all families by what they say, each subject in a file of its own."""

from edges import cover, hours, money, stock, stores, supply

SUBJECTS = (stores, stock, supply, cover, hours, money)

EDGES = {saying: edge for subject in SUBJECTS for saying, edge in subject.EDGES.items()}

assert len(EDGES) == sum(len(subject.EDGES) for subject in SUBJECTS), "two edges say the same"
