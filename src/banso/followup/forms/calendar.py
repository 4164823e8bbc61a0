"""The form of what calendars are told."""

from __future__ import annotations

from django import forms


class FeedForm(forms.Form):
    """What goes into the feed（予定の配信）."""

    with_names = forms.BooleanField(
        label="事業者名・所在地・電話・訪問のわけも入れる",
        required=False,
        help_text=(
            "入れると、これらがカレンダーの会社（Google・Apple・Microsoft など）に渡り、"
            "予定を共有している人にも見えます。入れないときの題名は「巡回訪問」だけです。"
        ),
    )
    with_promises = forms.BooleanField(
        label="わたしの約束の期日も入れる",
        required=False,
        help_text="題名は「約束の期日」だけです。事業者名を入れるときは、約束の内容も入ります。",
    )
