"""The demo office: its people, its drawn papers and their acts, all made through the services."""
