"""The pages of the window, one place of work each."""
