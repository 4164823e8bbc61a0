"""Relations obey the same arrow as imports: import-linter cannot see a key given as a string."""

from __future__ import annotations

from django.db.models import Model
from tests.architecture.house import layers, our_models


def height_of() -> dict[str, int]:
    """How high each room lies, counted from the bottom."""
    return {room: height for height, layer in enumerate(reversed(layers())) for room in layer}


def room_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def test_every_relation_points_down_or_stays_in_its_room() -> None:
    heights = height_of()
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in our_models(historical=True)
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.related_model is not None
        and field.related_model.__module__.startswith("banso.")
        and room_of(field.related_model) != room_of(model)
        and heights[room_of(field.related_model)] >= heights[room_of(model)]
    ]
    assert not wrong, f"relations that point up or sideways: {wrong}"


def test_every_room_with_models_has_its_layer() -> None:
    missing = {room_of(model) for model in our_models()} - set(height_of())
    assert not missing
