"""Registers and slips as PDF: the only package that imports reportlab."""
