"""The command line: for scripts, auditors and CI. It imports no Qt."""
