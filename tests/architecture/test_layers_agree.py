"""The layers that import-linter keeps are the rooms of the design, in the design's order."""

from __future__ import annotations

from tests.architecture.house import layers, rooms

# From top to bottom; a room takes its place in pyproject.toml when it is built.
DESIGN = [
    ["web"],
    ["publication"],
    ["evaluation"],
    ["programme"],
    ["followup", "market", "succession", "commerce"],
    ["plans"],
    ["surveys", "diagnosis", "region", "gatherings"],
    ["records"],
    ["figures"],
    ["registry"],
    ["accounts"],
    ["core"],
]


def test_the_layers_are_the_design_without_the_rooms_not_yet_built() -> None:
    built = set(rooms())
    expected = [[room for room in layer if room in built] for layer in DESIGN]
    assert layers() == [layer for layer in expected if layer]


def test_every_room_that_exists_has_its_place_in_the_design() -> None:
    assert set(rooms()) <= {room for layer in DESIGN for room in layer}
