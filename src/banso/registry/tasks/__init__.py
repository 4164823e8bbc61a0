"""The work of the register that is done in the background."""
