"""What is kept on disk: the journal, its projection, search, encrypted files and slots. Only here is peewee used."""
