"""The banso product: one package per room of the house (see docs/map.md)."""
