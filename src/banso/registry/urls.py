"""Addresses of the room."""

from django.urls import path

from banso.registry import views

app_name = "registry"
urlpatterns = [
    path("pick/", views.pick, name="pick"),
]
