"""Addresses of the room."""

from django.urls import path

from banso.accounts import token_views, views

app_name = "accounts"
urlpatterns = [
    path("staff/", views.staff_list, name="staff"),
    path("staff/invite/", views.invite, name="invite"),
    path("staff/link/", views.link, name="link"),
    path("staff/<uuid:staff_id>/", views.role, name="role"),
    path("staff/<uuid:staff_id>/stop/", views.deactivate, name="deactivate"),
    path("staff/<uuid:staff_id>/resume/", views.reactivate, name="reactivate"),
    path("staff/<uuid:staff_id>/new-password/", views.new_password, name="new-password"),
    path("invitations/<uuid:invitation_id>/revoke/", views.revoke, name="revoke"),
    path("join/<str:token>/", views.accept, name="accept"),
    path("tokens/", token_views.tokens, name="tokens"),
    path("tokens/new/", token_views.new_token, name="token-new"),
    path("tokens/<uuid:token_id>/revoke/", token_views.revoke, name="token-revoke"),
    path("permissions/", views.permissions, name="permissions"),
    path("history/", views.history, name="history"),
    path("own/", views.own, name="own"),
    path("writer/", views.writer, name="writer"),
    path("switch/", views.switch, name="switch"),
]
