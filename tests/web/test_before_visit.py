"""訪問前1枚: what is known, what is not, and one page whatever was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import TODAY, signed_in, staff_of
from tests.records.cast import THEIRS, a_firm, a_promise, a_visit, told

from banso.accounts.models import Organisation, Staff
from banso.accounts.rules import Role
from banso.core import clock
from banso.programme.actions import load_programme
from banso.programme.models import Programme, Result
from banso.records.actions import confide, fulfil_promise
from banso.records.models import Promise
from banso.registry.actions import close_business, give_consent, grant_access
from banso.registry.models import Business, Consent, ConsentScope
from banso.registry.queries.describing import Fact
from banso.web.documents import before_visits_pdf_of
from banso.web.queries import BeforeVisit, before_visit_of, round_of
from banso.web.queries.before_visit import LastContact
from banso.web.queries.questions import Question
from banso.web.queries.three_numbers import KeyNumber


@pytest.fixture
def programme(gunma: Organisation, sato: Staff) -> Programme:
    """Our plan, loaded."""
    source = (settings.PROGRAMMES_DIR / "takasaki-gunma.json").read_text(encoding="utf-8")
    outcome = load_programme(source, organisation=gunma, by=sato)
    assert outcome.edition is not None
    return outcome.edition.programme


def sheet(business: Business, staff: Staff) -> BeforeVisit:
    """The sheet of the business as it is in the database."""
    return before_visit_of(Business.objects.get(pk=business.pk), staff)


def a_result(
    programme: Programme, business: Business, by: Staff, line: str, **facts: object
) -> Result:
    """A result entered by hand."""
    return Result.objects.create(
        programme=programme, line=line, business=business, entered_by=by,
        entered_at=clock.now(), **{"on": date(2026, 10, 7), **facts},
    )  # fmt: skip


def text_of(pdf: bytes) -> list[str]:
    """The text of each page of a PDF without its spaces."""
    document = pypdfium2.PdfDocument(pdf)
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return pages


def test_the_promises_of_both_sides_stand_apart_and_those_kept_since_the_last_visit(
    sato: Staff, sakura: Business
) -> None:
    promises = (
        a_promise("見本を送る", date(2026, 11, 18)),
        a_promise("仕入値を調べる", date(2026, 11, 25), THEIRS),
        a_promise("前に済んだ", None),
        a_promise("あとで済んだ", None, THEIRS),
    )
    a_visit(sakura, sato, date(2026, 11, 2), promises=promises)
    a_visit(sakura, sato, date(2026, 11, 12))
    for what, day in (("前に済んだ", 11), ("あとで済んだ", 12)):
        fulfil_promise(Promise.objects.get(what=what), on=date(2026, 11, day), by=sato)
    found = sheet(sakura, sato)
    assert [(each.what, each.days_late) for each in found.ours] == [("見本を送る", 2)]
    assert [(each.what, each.days_late) for each in found.theirs] == [("仕入値を調べる", 0)]
    assert [each.what for each in found.kept] == ["あとで済んだ"]


def test_a_new_firm_is_all_unknown_with_what_to_ask(
    programme: Programme, sato: Staff, gunma: Organisation
) -> None:
    firm = Business.objects.create(
        organisation=gunma, name="新しい店", legal_form="sole-proprietor"
    )
    found = sheet(firm, sato)
    assert found.numbers == (
        KeyNumber(
            "売上と利益", "不明", "実績の入力なし", None, "",
            "直近の決算の売上と利益は、前年と比べてどうでしたか。",
        ),
        KeyNumber("令和8年度の支援（延べ）", "0回", "支援記録", None, "支援の記録はまだありません"),
        KeyNumber(
            "令和8年度に数えられている目標", "0つ", "支援記録と手入力の実績", TODAY,
            "まだどの目標にも数えられていません",
        ),
    )  # fmt: skip
    assert found.questions == (
        Question("直近の決算の売上と利益は、前年と比べてどうでしたか。", "売上と利益が不明"),
        Question("後継者は決まっていますか（候補の方と、本人の了承）。", "台帳に未記入"),
        Question("代表者の生まれた年を教えてもらう。", "台帳に未記入"),
        Question("従業員は何人ですか（常用・短時間・親族の別）。", "台帳に未記入"),
        Question("主な業種は何ですか。", "台帳に未記入"),
        Question("つながる電話番号を教えてもらう。", "台帳に未記入"),
        Question("支援の記録をつけることに同意をもらう。", "同意の記録なし"),
    )
    assert [(fact.label, fact.value, fact.remark) for fact in found.facts] == [
        ("代表者", "不明", "年齢不明"),
        ("電話", "不明", ""),
        ("所在地", "不明", ""),
        ("業種", "不明", ""),
        ("規模", "従業員 不明", "小規模かどうか不明"),
        ("担当", "未定", ""),
        ("支援", "記録なし", ""),
    ]
    assert found.plan_status == ("事業計画：記録なし",)
    assert (found.contacts, found.kept, found.planned) == ((), (), None)


def test_rates_come_before_counts_and_the_latest_of_each_line_is_told(
    programme: Programme, sato: Staff, sakura: Business
) -> None:
    a_result(programme, sakura, sato, "sns-sales-growth", value=Decimal("3.0"), on=date(2026, 7, 1))
    a_result(programme, sakura, sato, "sns-sales-growth", value=Decimal("8.5"), note="直売の分")
    up = {"value": Decimal(1), "note": "前年比 +6.2%", "on": date(2026, 11, 1)}
    a_result(programme, sakura, sato, "listed-businesses", **up)
    a_visit(sakura, sato, date(2026, 11, 8))
    told_numbers = [
        (each.value, each.remark, each.source, each.on, each.ask)
        for each in sheet(sakura, sato).numbers
    ]
    assert told_numbers == [
        ("8.5%", "直売の分", "手入力の実績", date(2026, 10, 7), ""),
        ("当てはまる", "前年比 +6.2%", "手入力の実績", date(2026, 11, 1), ""),
        ("1回", "最後は12日前（巡回）", "支援記録", date(2026, 11, 8), ""),
    ]


def test_an_unknown_result_is_unknown_and_asked_about(
    programme: Programme, sato: Staff, sakura: Business
) -> None:
    a_result(programme, sakura, sato, "listed-businesses", value=None)
    found = sheet(sakura, sato)
    number = found.numbers[0]
    assert (number.value, number.is_unknown) == ("不明", True)
    assert number.ask == f"「{number.label}」は、いまどうなっていますか。"
    assert found.questions[0] == Question(number.ask, f"{number.label}が不明")


def test_what_was_left_open_is_asked_first(sato: Staff, sakura: Business) -> None:
    promise = a_promise("仕入値を調べる", date(2026, 11, 18), THEIRS)
    a_visit(
        sakura,
        sato,
        date(2026, 11, 5),
        promises=(promise,),
        next_contact_on=date(2026, 11, 21),
        next_contact_reason="試算表を見る",
    )
    consent = Consent(business=sakura, scope=ConsentScope.SUPPORT, given_on=date(2026, 4, 1))
    give_consent(consent, by=sato)
    found = sheet(sakura, sato)
    assert found.planned is not None
    assert found.questions[:2] == (
        Question("試算表を見る", "前回（令和8年11月5日）決めた用件"),
        Question(
            "「仕入値を調べる」は、どうなりましたか。",
            "事業者の約束・令和8年11月18日まで（2日超過）",
        ),
    )
    assert "同意の記録なし" not in {question.why for question in found.questions}


def test_the_plan_tells_its_last_follow_up_against_the_usual_rhythm(
    programme: Programme, sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, date(2025, 10, 1), topics=("plan-making",))
    a_visit(sakura, sato, date(2026, 3, 31), topics=("plan-followup",))
    a_visit(sakura, sato, date(2026, 6, 1), topics=("plan-followup",))
    a_visit(sakura, sato, date(2026, 9, 1), topics=("plan-followup",))
    a_visit(sakura, sato, date(2026, 9, 2), topics=("plan-followup",), kind="phone")
    assert sheet(sakura, sato).plan_status == (
        "事業計画策定：最後は令和7年10月1日、今年度0回",
        "計画フォローアップ：最後は令和8年9月2日、今年度2回（計画の標準：四半期に一度・年4回）",
    )


def test_the_last_three_contacts_are_told_in_one_sentence_each(
    sato: Staff, sakura: Business
) -> None:
    a_visit(sakura, sato, date(2024, 11, 21), heard="最初の話。")
    a_visit(sakura, sato, date(2026, 9, 1), heard="", advice="案内文を直す。それから送る。")
    a_visit(sakura, sato, date(2026, 10, 1), topics=("cash",), kind="phone")
    a_visit(sakura, sato, date(2026, 11, 1), heard="粉が上がった。麺も上げたい。")
    found = sheet(sakura, sato)
    assert [(each.on.month, each.label, each.said) for each in found.contacts] == [
        (11, "巡回", "粉が上がった。"),
        (10, "電話", "資金繰り・金融"),
        (9, "巡回", "案内文を直す。"),
    ]
    assert found.facts[-1] == Fact("支援", "令和6年11月から（1年11か月）、延べ4回")


def test_the_page_and_the_paper_say_the_same(
    programme: Programme, as_sato: Client, sato: Staff, sakura: Business
) -> None:
    Business.objects.filter(pk=sakura.pk).update(caution="犬がいる。")
    promises = (
        a_promise("見本を送る", date(2026, 11, 18)),
        a_promise("仕入値を調べる", None, THEIRS),
    )
    a_visit(sakura, sato, date(2026, 11, 5), heard="粉が上がった。", promises=promises)
    page = told(as_sato.get(f"/karte/{sakura.public_id}/before/").content.decode())
    answer = as_sato.get(f"/karte/{sakura.public_id}/before.pdf")
    (paper,) = text_of(answer.content)
    said = (
        "株式会社さくら製麺", "027-373-0000", "犬がいる。", "見本を送る", "仕入値を調べる",
        "商工会の約束", "事業者の約束", "2日超過", "不明", "粉が上がった。", "社外秘",
    )  # fmt: skip
    assert [word for word in said if word not in page] == []
    assert [word for word in said if word not in paper] == []
    assert "高崎市群馬商工会" in paper
    assert "令和8年11月20日（金）作成1/1" in paper
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")


LONG = "とても長いことばを書いても一枚の紙に収まるかどうかを確かめる" * 12


@pytest.mark.parametrize("length", [8, 20, 400])
def test_one_firm_is_one_page_however_much_was_written(
    sato: Staff, sakura: Business, length: int
) -> None:
    a_visit(sakura, sato, promises=(a_promise("送る", date(2026, 11, 18)),))
    usual, text = sheet(sakura, sato), LONG[:length]
    (promise,) = usual.promises
    day = date(2026, 12, 31)
    number = KeyNumber(text, text, text[:12], day, text)
    full = replace(
        usual,
        business=Business(name=text[:120], name_kana="ナ" * min(length, 160)),
        caution=text[:300],
        facts=tuple(replace(fact, value=text[:120], remark=text) for fact in usual.facts),
        promises=tuple(
            replace(promise, what=text[:200], side=side) for side in ("ours", "theirs") * 9
        ),
        kept=(replace(promise, what=text[:200], kept_on=day),) * 9,
        numbers=(number, number, number),
        questions=(Question(text, text),) * 20,
        plan_status=(text,) * 3,
        contacts=(LastContact(day, "オンライン", text[:60], text[:64], promise.record_id),) * 3,
    )
    pages = text_of(before_visits_pdf_of([full, full], "高崎市群馬商工会"))
    assert len(pages) == 2
    assert [text[:300] in page for page in pages] == [True, True]
    assert ["ほか14件は画面で" in page for page in pages] == [True, True]


def test_an_expert_reads_the_sheet_without_what_is_the_offices_own(
    gunma: Organisation, sato: Staff, sakura: Business
) -> None:
    fujii = staff_of(gunma, "藤井 健", "fujii@example.jp", Role.EXPERT)
    address = f"/karte/{sakura.public_id}/before/"
    Business.objects.filter(pk=sakura.pk).update(caution="犬がいる。")
    assert signed_in(fujii).get(address).status_code == 404
    grant_access(sakura, fujii, by=sato)
    page = signed_in(fujii).get(address).content.decode()
    assert "犬がいる。" not in page
    assert "同意" not in page
    assert "完了にする" not in page
    council = staff_of(gunma, "委員", "iin@example.jp", Role.COUNCIL_MEMBER)
    assert signed_in(council).get(address).status_code == 403


def test_what_was_told_in_confidence_stands_on_no_sheet(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    record = a_visit(
        sakura,
        sato,
        date(2026, 11, 5),
        heard="借金の話",
        promises=(a_promise("借金の表を作る", date(2026, 11, 18)),),
        next_contact_on=date(2026, 11, 20),
        next_contact_reason="借金の相談",
    )
    confide(record, by=sato)
    address = f"/karte/{sakura.public_id}/before"
    page = told(as_sato.get(f"{address}/").content.decode())
    (paper,) = text_of(as_sato.get(f"{address}.pdf").content)
    after = as_sato.get("/records/after/", {"business": str(sakura.public_id)}).content.decode()
    listed = "".join(text_of(as_sato.get("/records/promises.pdf").content))
    round_page = as_sato.get("/round/").content.decode()
    assert ["借金" in text for text in (page, paper, after, listed, round_page)] == [False] * 5
    assert "内密の約束" in page
    assert "内密（記録を開いて読みます）" in page
    assert "内密の用件" in paper


def test_a_closed_firm_is_marked_and_not_recorded_for(
    as_sato: Client, sato: Staff, sakura: Business
) -> None:
    close_business(sakura, on=date(2026, 11, 10), reason="", by=sato)
    page = as_sato.get(f"/karte/{sakura.public_id}/before/").content.decode()
    assert "廃業" in page
    assert "訪問後3分</a>" not in page


@pytest.fixture
def planned(sato: Staff, sakura: Business) -> list[Business]:
    """Contacts planned: late, today, the next office day (a Tuesday), and beyond a week."""
    firms = [sakura, *(a_firm(f"第{number}商店", sakura) for number in range(1, 5))]
    days = (19, 20, 24, 24, 30)
    for firm, day in zip(firms, days, strict=True):
        a_visit(firm, sato, date(2026, 11, 2), next_contact_on=date(2026, 11, day))
    return firms


def test_the_round_offers_the_planned_contacts_with_the_next_office_day_ticked(
    as_sato: Client, sato: Staff, planned: list[Business]
) -> None:
    found = round_of(sato)
    assert (found.next_day, found.ticked) == (date(2026, 11, 24), 2)  # the 23rd is a holiday
    assert [(each.contact.business_name, each.is_ticked) for each in found.calls] == [
        ("株式会社さくら製麺", False),
        ("第1商店", False),
        ("第2商店", True),
        ("第3商店", True),
    ]
    html = told(as_sato.get("/round/").content.decode())
    assert "次の開所日（令和8年11月24日（火））の予定2件に印を付けてあります。" in html
    assert html.count("checked") == 2


def test_a_days_round_is_one_file_in_the_order_chosen(
    as_sato: Client, as_tanaka: Client, planned: list[Business]
) -> None:
    chosen = [str(planned[2].public_id), str(planned[0].public_id), str(planned[2].public_id)]
    pages = text_of(as_sato.get("/round.pdf", {"business": chosen}).content)
    assert len(pages) == 2
    assert "第2商店" in pages[0]
    assert "株式会社さくら製麺" in pages[1]
    assert "作成2/2" in pages[1]
    nobody = as_tanaka.get("/round.pdf", {"business": chosen}, follow=True)
    assert "事業者を1つ以上選んでください。" in nobody.content.decode()
    none = as_sato.get("/round.pdf", {"business": ["これは違う"]}, follow=True)
    assert "事業者を1つ以上選んでください。" in none.content.decode()


def test_a_round_of_more_than_twenty_is_refused(as_sato: Client, sakura: Business) -> None:
    many = [str(a_firm(f"商店{number}", sakura).public_id) for number in range(21)]
    answer = as_sato.get("/round.pdf", {"business": many}, follow=True)
    assert "一度に印刷できるのは20者までです。" in answer.content.decode()


def test_a_sheet_costs_the_same_for_one_record_and_for_thirty(
    programme: Programme, sato: Staff, sakura: Business
) -> None:
    before_visit_of(sakura, sato)  # the plan's file is read once and kept
    costs = []
    for often in (1, 29):
        for number in range(often):
            promises = (a_promise(f"約束{number}", date(2026, 11, 18), THEIRS),)
            a_visit(
                sakura,
                sato,
                date(2026, 11, 1),
                topics=("plan-followup",),
                heard=f"{often}{number}",
                promises=promises,
            )
        business = Business.objects.get(pk=sakura.pk)
        with CaptureQueriesContext(connection) as asked:
            before_visit_of(business, sato)
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 40
