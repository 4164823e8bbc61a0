"""Papers of a plan: on the wall, whole, for an official form, and its figures that reckon on."""
