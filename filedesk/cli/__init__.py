"""The command line: for scripts, auditors and CI. It imports no Qt.

Exit codes (design section 8): 0 good, 1 the answer is no, 2 wrong use, 3 the environment failed.
"""
