"""Signing in and out, the second factor, and one's own password: allauth's pages, no others.

Sign-up, e-mail addresses and reset by e-mail are left out: people come by invitation, and nothing
is sent from this building.
"""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("", include("allauth.mfa.urls")),
]
