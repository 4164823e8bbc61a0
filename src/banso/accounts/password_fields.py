"""The fields by which a person gives a name and sets a password, wherever that is asked."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from banso.core.forms import LineField

_PASSWORD_HELP = (
    "10文字以上。数字だけのもの、名前やメールアドレスに似たもの、よくあるものは使えません。"  # noqa: S105 - words
)


def name_field() -> LineField:
    """A person's name."""
    return LineField(
        label="氏名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


def password_field(label: str, *, is_new: bool = True, help_text: str = "") -> forms.CharField:
    """A password; never given back to the page."""
    purpose = "new-password" if is_new else "current-password"
    box = forms.PasswordInput(attrs={"autocomplete": purpose})
    return forms.CharField(
        label=label, strip=False, max_length=128, widget=box, help_text=help_text
    )


class PasswordTwice(forms.Form):
    """A new password, typed twice so that a slip is noticed."""

    password = password_field("パスワード", help_text=_PASSWORD_HELP)
    again = password_field("パスワード（もう一度）")

    def clean_again(self) -> str:
        """Refuse a second password that differs from the first."""
        again = str(self.cleaned_data["again"])
        first = self.cleaned_data.get("password")
        if first and first != again:
            raise ValidationError(
                "2回のパスワードが違います。もう一度入力してください。", "differs"
            )
        return again
