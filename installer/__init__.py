"""Setting filedesk up and starting it from a checkout, with nothing but Python's standard library."""
