"""What the API answers: the same rules as the pages, in the same words, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.architecture.world import COUNTED_LINE, HAND_LINE, World, new_world

from banso.accounts.models import ApiToken, GivenAnswer, Organisation, Staff
from banso.accounts.rules import SCOPES
from banso.accounts.tokens import forget_old_answers, issue_token
from banso.core import clock
from banso.core.fiscal_year import FiscalYear
from banso.programme.models import Result
from banso.programme.queries import plan_of, year_table
from banso.records.actions import confide
from banso.records.models import Promise, SupportRecord
from banso.registry.actions import Merging, merge_businesses, register_business
from banso.registry.models import Business

Ask = Callable[..., HttpResponse]


def asker(staff: Staff) -> Ask:
    """A program that acts for the staff member with every scope."""
    key = issue_token(
        name="試験", staff=staff, scopes=list(SCOPES), ends_on=clock.today(), by=staff
    ).key

    def ask(
        method: str, path: str, body: object = None, *, once: str = "", raw: str = ""
    ) -> HttpResponse:
        headers = {"Authorization": f"Bearer {key}", **({"Idempotency-Key": once} if once else {})}
        content = raw or ("" if body is None else json.dumps(body))
        return Client(headers=headers).generic(
            method, f"/api/v1/{path}", content, content_type="application/json"
        )

    return ask


@pytest.fixture
def ask(sato: Staff) -> Ask:
    return asker(sato)


def faults(answer: HttpResponse) -> dict[str, str]:
    return {fault["field"]: fault["message"] for fault in answer.json()["faults"]}


# Businesses


def test_a_business_is_entered_read_and_changed_by_the_rules_of_its_card(
    ask: Ask, sato: Staff
) -> None:
    entered = ask(
        "POST",
        "businesses",
        {
            "name": "㈲つばき食堂",
            "name_kana": "ﾂﾊﾞｷｼｮｸﾄﾞｳ",
            "legal_form": "corporation",
            "phone": "０２７（３７３）１１１１",
            "district": "second",
            "adviser": str(sato.public_id),
            "industry_code": "76",
            "full_time": 3,
            "capital_yen": 3_000_000,
            "tags": ["飲食", "移転"],
        },
    )
    assert entered.status_code == 201, entered.content
    given = entered.json()
    assert given | {"id": ""} == given | {
        "id": "",
        "version": 1,
        "name": "㈲つばき食堂",
        "name_kana": "ツバキショクドウ",
        "phone": "027-373-1111",
        "district": "second",
        "adviser": str(sato.public_id),
        "adviser_name": "佐藤 さくら",
        "tags": ["移転", "飲食"],
        "capital_yen": 3_000_000,
        "full_time": 3,
        "part_time": None,
        "closed_on": None,
    }
    assert ask("GET", f"businesses/{given['id']}").json() == given

    changed = ask(
        "PATCH", f"businesses/{given['id']}", {"version": 1, "part_time": 2, "district": None}
    )
    assert changed.status_code == 200, changed.content
    assert changed.json() == given | {"version": 2, "part_time": 2, "district": None}
    row = Business.objects.get(public_id=given["id"])
    assert [entry.history_user for entry in row.history.all()] == [sato.person, sato.person]


def test_an_edit_over_an_old_version_changes_nothing(ask: Ask, sakura: Business) -> None:
    path = f"businesses/{sakura.public_id}"
    assert ask("PATCH", path, {"version": 1, "owner_name": "桜井 一"}).status_code == 200
    late = ask("PATCH", path, {"version": 1, "owner_name": "桜井 二"})
    assert late.status_code == 409
    assert late.json()["code"] == "edited-meanwhile"
    assert Business.objects.get(pk=sakura.pk).owner_name == "桜井 一"


def test_a_business_like_one_already_there_is_entered_only_knowingly(
    ask: Ask, sakura: Business
) -> None:
    twin = {"name": "(株)サクラ製麺", "legal_form": "corporation", "phone": "0273730000"}
    twin["name"] = "（株）さくら製麺"
    refused = ask("POST", "businesses", twin)
    assert refused.status_code == 409
    assert refused.json()["code"] == "similar"
    assert str(sakura.public_id) in refused.json()["message"]
    assert ask("POST", "businesses", {**twin, "accept_similar": True}).status_code == 201
    assert Business.objects.count() == 2


def test_a_members_number_is_given_out_and_belongs_to_one_business(
    ask: Ask, sakura: Business
) -> None:
    path = f"businesses/{sakura.public_id}"
    kept = ask("PATCH", path, {"version": 1, "member_number": "A-0012"}).json()
    assert (kept["member_number"], kept["version"]) == ("A-0012", 2)
    other = {"name": "もみじ堂", "legal_form": "sole-proprietor", "member_number": "A-0012"}
    refused = ask("POST", "businesses", other)
    assert refused.status_code == 422
    assert set(faults(refused)) == {"member_number"}


def test_the_old_id_of_a_merged_entry_reads_the_business_that_stayed(
    ask: Ask, sakura: Business, sato: Staff, tanaka: Staff
) -> None:
    double = register_business(
        Business(name="サクラ製麺㈱", legal_form="corporation"), organisation=sakura.organisation
    )
    old = f"businesses/{double.public_id}"
    merge_businesses(Merging(sakura, double, (1, 1)), by=sato)
    assert ask("GET", old).json()["id"] == str(sakura.public_id)
    assert asker(tanaka)("GET", old).status_code == 404
    assert ask("PATCH", old, {"version": 1, "owner_name": "桜井"}).status_code == 404


def test_what_the_card_refuses_the_api_refuses_in_the_same_words(
    ask: Ask, sakura: Business
) -> None:
    answer = ask(
        "POST",
        "businesses",
        {
            "name": "",
            "legal_form": "corporation",
            "corporate_number": sakura.corporate_number,
            "owner_birth_year": 2030,
            "adviser": "だれか",
        },
    )
    assert answer.status_code == 422
    assert answer.json()["message"] == "送られた内容を受け付けられません。何も保存していません。"
    told = faults(answer)
    assert set(told) == {"name", "corporate_number", "owner_birth_year", "adviser"}
    assert told["name"] == "事業者名を入力してください。"
    assert told["corporate_number"] == "この法人番号は「株式会社さくら製麺」で登録されています。"
    assert Business.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"nickname": "さくら"}, "nickname", "この名前の項目はありません。"),
        ({"name": 7}, "name", "文字列にしてください。"),
        ({"full_time": "四人"}, "full_time", "整数にしてください。"),
        ({"full_time": 4.5}, "full_time", "整数にしてください。"),
        ({"full_time": True}, "full_time", "整数にしてください。"),
        ({"legal_form": "club"}, "legal_form", "選べる値ではありません。"),
        ({"tags": "飲食"}, "tags", "リストにしてください。"),
        ({"version": None}, "version", "整数にしてください。"),
    ],
)
def test_unknown_fields_and_wrong_types_are_refused_at_their_place(
    ask: Ask, sakura: Business, body: dict[str, object], field: str, words: str
) -> None:
    answer = ask("PATCH", f"businesses/{sakura.public_id}", {"version": 1, **body})
    assert answer.status_code == 422
    assert faults(answer) == {field: words}
    assert Business.objects.get(pk=sakura.pk).version == 1


@pytest.mark.parametrize("raw", ["{", "[]", '"さくら"', "\x00", "{'name': 1}"])
def test_a_body_that_is_no_object_is_refused(ask: Ask, raw: str) -> None:
    answer = ask("POST", "businesses", raw=raw)
    assert answer.status_code in {400, 422}
    assert answer.json()["code"] in {"unreadable", "invalid"}


@pytest.mark.parametrize("path", ["businesses/7", "records/さくら", "results/%00/withdrawal"])
def test_an_id_that_is_none_is_refused(ask: Ask, path: str) -> None:
    assert ask("GET", path).status_code in {404, 405, 422}


def test_lists_are_found_by_words_by_number_and_by_what_changed(
    ask: Ask, sakura: Business, gunma: Organisation
) -> None:
    del gunma
    ids = [str(sakura.public_id)]

    def found(query: str) -> list[str]:
        return [row["id"] for row in ask("GET", f"businesses?{query}").json()["rows"]]

    assert found("q=製麺") == ids
    assert found("q=ひまわり") == []
    assert found("corporate_number=8070005002894") == ids
    assert found("changed_since=2026-11-20T00:00:00%2B09:00") == ids
    assert found("changed_since=2026-11-21T00:00:00%2B09:00") == []
    assert found("changed_since=1098-03-29T01:57:46-17:58") == ids
    assert found("changed_since=2026-11-21T00:00:00") == []
    assert found("state=closed") == []
    whole = ask("GET", "businesses").json()
    assert (whole["count"], whole["page"], whole["pages"]) == (1, 1, 1)
    assert faults(ask("GET", "businesses?changed_since=きのう")) == {
        "changed_since": "日時は 2026-11-20T09:00:00+09:00 の形にしてください。"
    }


# Records and promises


def contact(sakura: Business, **more: object) -> dict[str, object]:
    return {
        "business": str(sakura.public_id),
        "on": "2026-11-19",
        "kind": "visit",
        "minutes": 30,
        "heard": "秋の注文が2割増えた。",
        "topics": ["plan-followup"],
        "promises": [{"side": "ours", "what": "補助金の資料を送る", "due_on": "2026-11-27"}],
        **more,
    }


def test_a_contact_is_recorded_with_its_promises(ask: Ask, sakura: Business, sato: Staff) -> None:
    answer = ask("POST", "records", contact(sakura))
    assert answer.status_code == 201, answer.content
    given = answer.json()
    record = SupportRecord.objects.get()
    promise = record.promises.get()
    me = {"id": str(sato.public_id), "name": "佐藤 さくら"}
    firm = {"id": str(sakura.public_id), "name": "株式会社さくら製麺"}
    assert given == {
        "id": str(record.public_id),
        "version": 1,
        "business": firm,
        "on": "2026-11-19",
        "kind": "visit",
        "kind_label": "巡回",
        "minutes": 30,
        "recorded_by": me,
        "recorded_at": given["recorded_at"],
        "supporters": [me],
        "is_confidential": False,
        "attendees": "",
        "topics": ["plan-followup"],
        "heard": "秋の注文が2割増えた。",
        "advice": "",
        "next_contact_on": None,
        "next_contact_reason": "",
        "promises": [
            {
                "id": str(promise.public_id),
                "record": str(record.public_id),
                "business": firm,
                "side": "ours",
                "what": "補助金の資料を送る",
                "due_on": "2026-11-27",
                "keeper": me,
                "kept_on": None,
                "dropped_on": None,
            }
        ],
        "withdrawn_at": None,
        "withdrawn_because": "",
    }
    assert ask("GET", f"records/{record.public_id}").json() == given
    assert [entry.history_user for entry in record.history.all()] == [sato.person]


def test_the_same_call_sent_three_times_records_once(ask: Ask, sakura: Business) -> None:
    answers = [ask("POST", "records", contact(sakura), once="visit-1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer.content for answer in answers}) == 1
    assert [answer.headers.get("Idempotency-Replayed") for answer in answers] == [
        None,
        "true",
        "true",
    ]
    assert SupportRecord.objects.count() == 1


def test_a_key_does_not_stand_for_another_call(ask: Ask, sakura: Business) -> None:
    assert ask("POST", "records", contact(sakura), once="visit-1").status_code == 201
    other = ask("POST", "records", contact(sakura, minutes=45), once="visit-1")
    assert other.status_code == 422
    assert other.json()["code"] == "key-reused"
    assert ask("POST", "records", contact(sakura), once="k" * 101).json()["code"] == "key-too-long"
    assert SupportRecord.objects.count() == 1


def test_a_refused_call_does_not_use_up_its_key(ask: Ask, sakura: Business) -> None:
    future = ask("POST", "records", contact(sakura, on="2026-11-21"), once="visit-1")
    assert faults(future) == {
        "on": "まだ来ていない日付です。今日（令和8年11月20日）までの日を入れてください。"
    }
    assert ask("POST", "records", contact(sakura), once="visit-1").status_code == 201
    assert SupportRecord.objects.count() == 1


def test_answers_are_kept_two_days_and_a_record_is_kept_once_for_ever(
    ask: Ask, sakura: Business
) -> None:
    ask("POST", "records", contact(sakura), once="visit-1")
    ApiToken.objects.update(ends_on=date(2026, 12, 31))
    with clock.fixed(date(2026, 11, 23)):
        forget_old_answers()
        assert not GivenAnswer.objects.exists()
        again = ask("POST", "records", contact(sakura), once="visit-1")
    assert again.status_code == 201
    assert SupportRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"business": "00000000-0000-4000-8000-000000000000"}, "business"),
        ({"topics": ["no-such-topic"]}, "topics"),
        ({"supporters": []}, "supporters"),
        ({"supporters": ["00000000-0000-4000-8000-000000000000"]}, "supporters"),
        ({"minutes": 0}, "minutes"),
        ({"next_contact_on": "2026-11-01"}, "next_contact_on"),
        ({"heard": "あ" * 4001}, "heard"),
        ({"on": "20日"}, "on"),
        ({"kind": "letter"}, "kind"),
        ({"promises": [{"side": "ours", "what": "", "due_on": "2026-11-27"}]}, ""),
        ({"promises": [{"side": "ours", "what": "早い約束", "due_on": "2026-11-01"}]}, ""),
        ({"promises": [{"side": "nobody", "what": "約束"}]}, "promises.0.side"),
    ],
)
def test_a_bad_contact_is_refused_at_its_field_and_nothing_is_kept(
    ask: Ask, sakura: Business, change: dict[str, object], field: str
) -> None:
    answer = ask("POST", "records", contact(sakura, **change))
    assert answer.status_code == 422
    assert field in faults(answer)
    assert not SupportRecord.objects.exists()
    assert not Promise.objects.exists()


def test_a_record_is_taken_back_and_restored(ask: Ask, sakura: Business) -> None:
    path = f"records/{ask('POST', 'records', contact(sakura)).json()['id']}/withdrawal"
    taken = ask("POST", path, {"reason": "日付の誤り"})
    assert taken.json()["withdrawn_because"] == "日付の誤り"
    assert not SupportRecord.objects.standing().exists()
    assert ask("POST", path, {"reason": "日付の誤り"}).json()["code"] == "already-withdrawn"
    assert ask("DELETE", path).json()["withdrawn_at"] is None
    assert SupportRecord.objects.standing().count() == 1


def test_what_was_told_in_confidence_is_never_given_out(
    ask: Ask, sakura: Business, sato: Staff
) -> None:
    answer = ask("POST", "records", contact(sakura, advice="助言の中身", attendees="桜井 花子"))
    (promise,) = answer.json()["promises"]
    record = SupportRecord.objects.get()
    confide(record, by=sato)
    given = ask("GET", f"records/{record.public_id}").json()
    assert (given["is_confidential"], given["on"], given["kind"]) == (True, "2026-11-19", "visit")
    shut = ("heard", "advice", "attendees", "next_contact_reason", "withdrawn_because")
    assert [given[name] for name in shut] == [None] * 5
    assert given["promises"] == []
    assert ask("GET", "promises").json()["rows"] == []
    assert ask("POST", f"promises/{promise['id']}/fulfilment", {}).status_code == 404


def test_a_promise_is_kept_and_the_tap_taken_back(ask: Ask, sakura: Business) -> None:
    ask("POST", "records", contact(sakura))
    (promise,) = ask("GET", "promises").json()["rows"]
    path = f"promises/{promise['id']}/fulfilment"
    assert ask("POST", path, {}).json()["kept_on"] == "2026-11-20"
    assert ask("POST", path, {"on": "2026-11-19"}).json()["kept_on"] == "2026-11-20"
    assert ask("GET", "promises").json()["count"] == 0
    assert ask("GET", "promises?state=kept").json()["count"] == 1
    assert ask("DELETE", path).json()["kept_on"] is None
    assert ask("POST", path, {"on": "2026-11-21"}).json()["code"] == "future"
    assert ask("GET", "promises?state=late").json()["count"] == 0
    with clock.fixed(date(2026, 11, 28)):
        ApiToken.objects.update(ends_on=date(2026, 12, 31))
        assert ask("GET", "promises?state=late").json()["count"] == 1


def test_records_are_listed_by_day_kind_topic_and_business(ask: Ask, sakura: Business) -> None:
    ask("POST", "records", contact(sakura))
    ask("POST", "records", contact(sakura, on="2026-10-01", kind="phone", topics=["sns"]))

    def count(query: str) -> int:
        return int(ask("GET", f"records?{query}").json()["count"])

    assert count("") == 2
    assert count("first=2026-11-01") == 1
    assert count("last=2026-10-01") == 1
    assert count("kind=phone") == 1
    assert count("topic=plan-followup") == 1
    assert count(f"business={sakura.public_id}&kind=visit") == 1
    assert count("recorded_since=2026-11-21T00:00:00%2B09:00") == 0
    assert count("page=99") == 2


# The plan


@pytest.fixture
def world(db: None) -> World:
    return new_world()


def test_indicators_are_the_target_table_of_the_page(world: World) -> None:
    world.grow(4)
    answer = asker(world.manager)("GET", "indicators?year=R8").json()
    plan = plan_of(world.office)
    assert plan is not None
    table = year_table(plan, FiscalYear.from_key("R8"))
    assert (answer["year"], answer["programme"]) == ("R8", plan.document.title)
    given = {row["key"]: row for row in answer["indicators"]}
    assert list(given) == [row.line.key for row in table.rows]
    for row in table.rows:
        told = given[row.line.key]
        assert told["target"] == row.target
        assert told["standing"] == row.standing
        number = row.year.number
        assert told["year"]["value"] == (None if row.year.value is None else number)
    assert given[COUNTED_LINE]["is_recorded"] is True
    nothing = next(row for row in given.values() if row["year"]["value"] is None)
    assert nothing["year"]["reason"] == "まだ入力がありません"


def test_a_year_outside_the_plan_is_not_found(world: World) -> None:
    assert asker(world.manager)("GET", "indicators?year=R3").status_code == 404
    assert asker(world.manager)("GET", "indicators?year=いつか").status_code == 404


def test_an_office_without_a_plan_has_no_indicators(ask: Ask) -> None:
    assert ask("GET", "indicators").status_code == 404


def test_a_result_is_entered_listed_and_taken_back(world: World) -> None:
    ask = asker(world.manager)
    before = ask("GET", f"results?line={HAND_LINE}").json()["count"]
    sent = {
        "line": HAND_LINE,
        "on": "2026-11-10",
        "value": "3",
        "note": "セミナーから",
    }
    answers = [ask("POST", "results", sent, once="result-1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201], answers[0].content
    given = answers[0].json()
    assert given == {
        "id": given["id"],
        "line": HAND_LINE,
        "on": "2026-11-10",
        "business": None,
        "value": given["value"],
        "text": "",
        "note": "セミナーから",
        "entered_by": world.manager.person.name,
        "is_withdrawn": False,
    }
    assert float(given["value"]) == 3
    assert ask("GET", f"results?line={HAND_LINE}&year=R8").json()["count"] == before + 1
    path = f"results/{given['id']}/withdrawal"
    assert ask("POST", path, {"reason": "二重"}).json()["is_withdrawn"] is True
    assert ask("GET", f"results?line={HAND_LINE}&state=withdrawn").json()["count"] == 1
    assert ask("DELETE", path).json()["is_withdrawn"] is False


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": None}, "value"),
        ({"unknown": True}, "value"),
        ({"value": "たくさん"}, "value"),
        ({"value": "-3"}, "value"),
        ({"on": "2027-11-10"}, "on"),
        ({"line": COUNTED_LINE}, "line"),
        ({"business": "00000000-0000-4000-8000-000000000000"}, "business"),
        ({"line": 3}, "line"),
    ],
)
def test_a_bad_result_is_refused_at_its_field(
    world: World, change: dict[str, object], field: str
) -> None:
    before = Result.objects.count()
    sent = {"line": HAND_LINE, "on": "2026-11-10", "value": "3", **change}
    answer = asker(world.manager)("POST", "results", sent)
    assert answer.status_code == 422, answer.content
    assert field in faults(answer)
    assert Result.objects.count() == before


def test_an_unknown_line_is_not_found(world: World) -> None:
    sent = {"line": "no-such-line", "on": "2026-11-10", "value": "3"}
    assert asker(world.manager)("POST", "results", sent).status_code == 404


def test_unknown_is_entered_as_unknown(world: World) -> None:
    sent = {"line": HAND_LINE, "on": "2026-11-10", "unknown": True}
    given = asker(world.manager)("POST", "results", sent).json()
    assert (given["value"], given["text"]) == (None, "")


def test_the_description_is_open_to_read_and_declares_every_refusal(
    client: Client, gunma: Organisation
) -> None:
    del gunma
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["info"] == {
        "title": "伴走 API",
        "version": "1",
        "description": (
            "事業者・支援記録・約束・指標・実績を、ほかのプログラムから読み書きします。"
        ),
    }
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert {"400", "401", "403", "404", "409", "413", "422"} <= set(
                operation["responses"]
            ), path
            assert operation["security"], (method, path)
