"""Qt models of what is too large to hold: they show at once what they have and fetch the rest in workers."""
