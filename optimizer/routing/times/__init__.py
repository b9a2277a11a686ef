"""When a journey happens: crews, docks, rests, stock, and the limits that an answer has to keep."""
