"""A part of a problem as a task that engines can express, and its answer back."""
