"""Settings: what may stand in a configuration, how it is read, and what holds where."""
