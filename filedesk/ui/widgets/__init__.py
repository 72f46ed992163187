"""The building blocks of pages: fields, tables, the paper. They know nothing of the desk."""
