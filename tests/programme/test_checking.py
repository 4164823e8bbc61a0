"""A plan's contradictions are found by rules, each with its places; a sound plan has none."""

from collections import Counter

from tests.programme.samples import FOUR_YEARS, TAKASAKI, read, read_edited

from banso.programme.rules.checking import Finding, contradictions

FOUND = contradictions(read(TAKASAKI))


def of_kind(kind: str, found: list[Finding] = FOUND) -> list[str]:
    """The sentences of one kind."""
    return [finding.sentence for finding in found if finding.kind == kind]


def kinds(found: list[Finding]) -> set[str]:
    """The kinds found."""
    return {finding.kind for finding in found}


def test_the_industry_table_does_not_sum_to_its_total() -> None:
    assert of_kind("parts-do-not-sum") == [
        "「令和6年事業者数」の件数は、内訳の合計が1,298者で、総数の1,322者と合いません（差は24者）。"
    ]
    assert of_kind("shares-do-not-sum") == [
        "「令和6年事業者数」の割合は、内訳の合計が98.2%で、総数の100%と合いません（差は1.8%）。"
    ]


def test_the_table_headed_reiwa_6_holds_the_figures_of_reiwa_1() -> None:
    assert of_kind("table-of-another-year") == [
        (
            "「令和6年事業者数」は令和6年の表とありますが、値は令和元年のものと同じです："
            "商工業者総数 1,322（推移の表では1,338）、小規模事業者数 940（推移の表では930）。"
        )
    ]
    assert of_kind("prose-against-heading") == [
        (
            "本文は商工業者総数の1,322者を令和元年の値としていますが、"
            "同じ値が令和6年の表「令和6年事業者数」にあります。"
        ),
        (
            "本文はサービス業の217者を令和元年の値としていますが、"
            "同じ値が令和6年の表「令和6年事業者数」にあります。"
        ),
    ]


def test_industries_counted_otherwise_in_the_prose() -> None:
    assert of_kind("prose-against-table") == [
        "令和6年の小売業は、本文では332者、「令和6年事業者数」では348者です。",
        "令和6年のサービス業は、本文では326者、「令和6年事業者数」では217者です。",
        "令和6年の建設業は、本文では167者、「令和6年事業者数」では168者です。",
    ]


def test_seminars_once_a_year_in_words_but_twice_in_the_table() -> None:
    assert of_kind("times-a-year") == [
        "「経営分析セミナー」は、本文では年1回ですが、目標は令和11年度2回、令和12年度2回です。",
        (
            "「事業計画策定セミナー開催回数」は、本文では年1回ですが、"
            "目標は令和11年度2回、令和12年度2回です。"
        ),
    ]


def test_twenty_businesses_selected_against_targets_of_10_to_25() -> None:
    assert of_kind("number-selected")[0] == (
        "本文は20事業者を選定するとしていますが、「個別経営分析（財務＋非財務）」の目標は"
        "令和8年度10者、令和9年度15者、令和10年度15者、令和12年度25者です。"
    )


def test_a_baseline_in_people_beside_targets_in_businesses() -> None:
    assert of_kind("baseline-unit") == [
        "「個別経営分析（財務＋非財務）」は現状が「5人」、目標の単位が「者」で、単位が違います。"
    ]


def test_a_date_with_the_wrong_weekday_and_a_section_with_the_wrong_number() -> None:
    assert of_kind("weekday") == ["「令和7年12月2日(水)」とありますが、この日は火曜日です。"]
    assert of_kind("section-number") == [
        "本文は「3-1. 地域の経済動向調査に関すること」を引きますが、3章です。"
    ]


def test_the_plans_contradictions_are_these_and_no_others() -> None:
    graver = Counter(finding.kind for finding in FOUND if finding.severity == "矛盾")
    assert graver == {
        "parts-do-not-sum": 1,
        "shares-do-not-sum": 1,
        "table-of-another-year": 1,
        "prose-against-heading": 2,
        "prose-against-table": 3,
        "times-a-year": 2,
        "number-selected": 2,
        "baseline-unit": 1,
        "weekday": 1,
        "section-number": 1,
    }


def test_rates_that_name_no_population_are_vague() -> None:
    assert [
        finding.about[0] for finding in FOUND if finding.kind == "no-population"
    ] == [
        "succession-sales",
        "succession-jobs",
        "online-sales-share",
        "operating-margin",
        "lead-time",
        "cashless-share",
        "inventory-days",
    ]  # fmt: skip


def test_what_the_numbers_imply_is_said_for_reference() -> None:
    assert of_kind("routes-implied") == [
        (
            "承継完了10件に対しマッチング成立は3件なので、少なくとも7件は親族内か従業員への承継です。"
            "経路を分けて記録してください。"
        )
    ]
    assert of_kind("visits-exactly-enough") == [
        (
            "20者×年4回＝80回で、訪問の目標80回に余りがありません。"
            "年12回の訪問を1者増やすには、年2回の訪問を4者に増やすことになります。"
        )
    ]
    assert of_kind("plans-pile-up") == [
        (
            "計画を策定する事業者は期間の累計で85者になり、フォローアップの目標は年20者です。"
            "毎年どの者を選ぶか、理由とともに決めます。"
        )
    ]
    assert len(of_kind("same-series")) == 3
    assert len(of_kind("goal-against-years")) == 3
    assert len(of_kind("upper-plan-ends")) == 2


def test_names_that_vary_and_a_meeting_nobody_listed() -> None:
    assert of_kind("name-varies")[1:] == [
        (
            "「経営改善貸付推薦団体連絡協議会」と「経営改善貸付推薦団体協議会」は、"
            "同じものの書き方が揺れているようです。"
        ),
        "「はにわの里夏まつり」と「はにわの里夏祭り」は、同じものの書き方が揺れているようです。",
    ]
    assert of_kind("unlisted-meeting") == [
        "本文に「検討会」が毎年開かれるとありますが、会議の一覧にありません。"
    ]


def test_every_finding_has_a_place_and_the_gravest_come_first() -> None:
    assert all(finding.places for finding in FOUND)
    order = [finding.severity for finding in FOUND]
    assert order == sorted(order, key=("矛盾", "曖昧", "参考").index)
    assert len(set(FOUND)) == len(FOUND)


def test_keys_marked_by_findings_are_keys_of_the_file() -> None:
    plan = read(TAKASAKI)
    known = {line.key for line in plan.indicators} | {goal.key for goal in plan.goals}
    known |= {table.key for table in plan.area.tables}
    known |= {meeting.key for meeting in plan.meetings}
    assert {key for finding in FOUND for key in finding.about} <= known


def test_once_the_tables_agree_their_findings_are_gone() -> None:
    mended = read_edited(
        TAKASAKI,
        area__tables__0__as_of="令和元年",
        area__tables__0__title="令和元年事業者数",
        area__tables__0__rows__8__values=[258, 19.5],
    )
    left = kinds(contradictions(mended))
    assert left.isdisjoint(
        {
            "parts-do-not-sum",
            "shares-do-not-sum",
            "table-of-another-year",
            "prose-against-heading",
            "prose-against-table",
        }
    )


def test_a_wrong_share_is_found() -> None:
    wrong = read_edited(TAKASAKI, area__tables__0__rows__2__values=[168, 12.8])
    assert of_kind("share-mismatch", contradictions(wrong)) == [
        "「令和6年事業者数」の建設業は割合が12.8%とありますが、168÷1,322は12.7%です。"
    ]


def test_two_tables_that_simply_differ_are_found() -> None:
    wrong = read_edited(TAKASAKI, area__tables__0__rows__0__values=[1400, None])
    assert of_kind("tables-differ", contradictions(wrong)) == [
        (
            "「令和6年事業者数」は令和6年の表とありますが、推移の表と値が合いません："
            "商工業者総数 1,400（推移の表では1,338）、小規模事業者数 940（推移の表では930）。"
        )
    ]


def test_a_budget_that_does_not_sum_is_found_in_its_year() -> None:
    wrong = read_edited(TAKASAKI, budget__lines__2__amounts__R10=900)
    assert of_kind("budget-does-not-sum", contradictions(wrong)) == [
        "令和10年度の資金は、内訳の合計が6,300千円で、必要な資金の額の6,200千円と合いません。"
    ]


def test_falling_targets_gaps_and_baselines_are_found() -> None:
    found = contradictions(
        read_edited(
            FOUR_YEARS,
            indicators__1__targets={"R7": 5, "R8": 4, "R9": 2, "R10": 8},
            indicators__4__targets={"R7": 3, "R8": 3, "R9": 5, "R10": 5},
        )
    )
    assert of_kind("falling-target", found) == [
        (
            "「事業計画策定者数」の目標は令和7年度の5者から令和8年度の4者へ後退します。"
            "理由を確かめてください。"
        ),
        (
            "「事業計画策定者数」の目標は令和8年度の4者から令和9年度の2者へ後退します。"
            "理由を確かめてください。"
        ),
        (
            "「苦情の件数」の目標は令和8年度の3件から令和9年度の5件へ後退します。"
            "理由を確かめてください。"
        ),
    ]
    assert of_kind("below-baseline", found) == [
        "「事業計画策定者数」の目標に、現状の3者より後退する年度があります。",
        "「苦情の件数」の目標に、現状の4件より後退する年度があります。",
    ]


def test_a_sound_plan_has_no_contradiction_and_only_its_own_gaps() -> None:
    found = contradictions(read(FOUR_YEARS))
    assert [(finding.severity, finding.kind) for finding in found] == [
        ("曖昧", "no-definition"),
        ("曖昧", "baseline-dash"),
        ("参考", "year-gap"),
        ("参考", "definitions-not-agreed"),
    ]
    assert of_kind("year-gap", found) == [
        "「記念相談会」は令和7年度、令和9年度、令和10年度の目標がありません。"
    ]


def test_one_name_with_two_series_is_found() -> None:
    found = contradictions(
        read_edited(
            TAKASAKI,
            indicators__6__name="個別経営分析 (財務+非財務)",
            indicators__6__targets__R8=11,
        )
    )
    assert of_kind("series-with-two-values", found) == [
        (
            "「個別経営分析（財務＋非財務）」と「個別経営分析 (財務+非財務)」は同じ名ですが、"
            "目標の値が違います。"
        )
    ]
    assert of_kind("not-as-many", found) == [
        (
            "本文は「個別経営分析 (財務+非財務)」と「事業計画策定事業者数」を同数としますが、"
            "目標が違います。"
        )
    ]


def test_a_part_larger_than_its_whole_is_found() -> None:
    found = contradictions(read_edited(TAKASAKI, indicators__27__targets__R9=13))
    assert of_kind("part-exceeds-whole", found) == [
        "令和9年度の「内利益率1%以上件数」13者が、元の「掲載事業者数」12者を超えています。"
    ]


def test_too_few_visits_for_the_rhythm_are_a_contradiction() -> None:
    found = contradictions(read_edited(TAKASAKI, indicators__11__targets__R9=60))
    assert of_kind("visits-too-few", found) == [
        "令和9年度は20者×年4回＝80回で、目標の60回では足りません。"
    ]


def test_lists_posts_and_districts_are_counted() -> None:
    found = contradictions(
        read_edited(
            TAKASAKI,
            districts=[{"key": "one", "name": "全域"}],
            staff=[{"post": "法定経営指導員", "count": 1}, {"post": "経営指導員", "count": 3}],
            quotes__25__text="西部地区8商工会(高崎市群馬、高崎市榛名)による情報交換会を年2回開催する。",
        )
    )
    assert of_kind("districts", found) == ["本文は2地区に分けるとし、地区の一覧には1つあります。"]
    assert of_kind("head-count", found) == ["経営指導員は、本文では2名、実施体制の表では3名です。"]
    assert of_kind("list-length", found) == ["本文は8とし、挙げた名は2です。"]
    assert of_kind("meeting-times", found) == [
        "「西部地区8商工会による情報交換会」は、本文では年2回、会議の一覧では年1回です。"
    ]


def test_more_participants_than_places_are_found() -> None:
    found = contradictions(read_edited(TAKASAKI, seminars__3__capacity=4))
    assert of_kind("over-capacity", found)[0] == (
        "令和8年度の「セミナー参加事業者数」5者は、「新たな需要獲得のためのセミナー」の"
        "定員4名×1回を超えています。"
    )


def test_a_day_no_calendar_has_is_found() -> None:
    text = "令和7年2月29日(土)に開催された。"
    found = contradictions(read_edited(TAKASAKI, quotes__18__text=text))
    assert of_kind("no-such-day", found) == ["「令和7年2月29日」は暦にない日付です。"]


def test_what_is_worth_knowing_is_this_and_no_more() -> None:
    assert Counter(finding.kind for finding in FOUND if finding.severity == "参考") == {
        "name-varies": 3,
        "never-rises": 2,
        "same-series": 3,
        "definitions-not-agreed": 1,
        "unlisted-meeting": 1,
        "upper-plan-ends": 2,
        "judged-after-the-end": 1,
        "goal-against-years": 3,
        "routes-implied": 1,
        "vision-equals-goal": 1,
        "visits-exactly-enough": 1,
        "plans-pile-up": 1,
        "booths-fewer-than-exhibitors": 1,
    }
    assert of_kind("judged-after-the-end") == [
        (
            "「承継後 2 年で売上 5%増」は2年後の結果なので、計画期間内に判定できるのは、"
            "おおむね令和11年3月31日までに始まったものだけです。"
        )
    ]
