"""Has pytest put this folder on the path: makers that tests of several rooms share stand here."""
