"""The rules of the office in plain Python: no Qt, no SQL, no files, no clock of their own."""
