"""Speed and quality of the optimizer on published instances and on Gaotai."""
