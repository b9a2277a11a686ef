"""What no answer can beat: bounds on the value of a problem, and on the time of every delivery."""
