"""The form by which a newer table of industry standards is loaded."""

from __future__ import annotations

from django import forms

from banso.core.forms import LineField


class StandardsForm(forms.Form):
    """A table, what it is called, and where it is from."""

    file = forms.FileField(
        label="基準値の表（CSV）",
        error_messages={
            "required": "ファイルを選んでください。",
            "empty": "ファイルに何も書かれていません。",
        },
    )
    edition = LineField(
        label="版（年度など）", max_length=60, help_text="例：令和8年度版。分析に出ます。"
    )
    source = LineField(
        label="出典",
        max_length=200,
        initial="出典：経済産業省 ローカルベンチマーク（業種別基準値）を加工して作成",
    )
