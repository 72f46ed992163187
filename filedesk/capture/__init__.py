"""Reading what is taken in: what kind of file it is, its text with positions, the data recognised on it."""
