"""The steps of replanning while a response is under way."""
