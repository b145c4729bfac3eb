"""A site that is being written: what its pages and rules say after each edit, in a process of its own."""
