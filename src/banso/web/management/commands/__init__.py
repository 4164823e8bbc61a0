"""One module for each command of ``bin/banso``."""
