"""Has pytest put this folder on the path: makers that tests of several rooms share stand here."""

import signal

# What is started in the background ignores Ctrl-C; tests of it have to hear it all the same.
signal.signal(signal.SIGINT, signal.default_int_handler)
