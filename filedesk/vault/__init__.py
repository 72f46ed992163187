"""Keys, encryption and signatures: the only package that imports cryptography."""
