"""Addresses of the room."""

from django.urls import path

from banso.web import views

app_name = "web"
urlpatterns = [
    path("", views.door, name="home"),
    path("karte/<uuid:business_id>/", views.business, name="business"),
]
