"""General engines behind one interface: OR-Tools, and PyVRP where it is installed."""
