"""Use cases: each checks the rules, appends events and returns what changed."""
