"""``bin/banso programme load|show|check``: a plan file from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banso.accounts.models import Organisation
from banso.programme.actions import load_programme
from banso.programme.measures import MEASURES
from banso.programme.models import Programme
from banso.programme.queries import plan_of
from banso.programme.rules.checking import contradictions
from banso.programme.rules.document import ProgrammeDocument
from banso.programme.rules.places import Problem
from banso.programme.rules.reading import read_programme
from banso.programme.rules.showing import as_json


class Command(BaseCommand):
    """Load a plan, show it, or check it for contradictions."""

    help = "経営発達支援計画のファイルを読み込む・見る・点検する"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``load FILE``; ``show`` and ``check`` take a file, else the loaded plan."""
        steps = parser.add_subparsers(dest="step", required=True)
        load = steps.add_parser("load", help="計画ファイルを読み込む")
        load.add_argument("file", type=Path)
        _add_organisation(load)
        for name, words in (("show", "計画を見る"), ("check", "計画の食い違いを調べる")):
            step = steps.add_parser(name, help=words)
            step.add_argument("file", type=Path, nargs="?", help="省くと読み込み済みの計画")
            step.add_argument("--json", action="store_true", dest="as_json")
            _add_organisation(step)

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry out the step named."""
        step = {"load": self._load, "show": self._show, "check": self._check}[options["step"]]
        step(options)

    def _load(self, options: dict[str, Any]) -> None:
        source = _text_of(options["file"])
        document = _read(source)
        organisation = _organisation(options, document.organisation.corporate_number)
        outcome = load_programme(source, organisation=organisation, by=None)
        if outcome.edition is None:
            raise CommandError(_in_lines(outcome.problems))
        done = "読み込みました" if outcome.is_new else "すでに読み込まれている内容と同じです"
        self.stdout.write(f"{organisation}：{outcome.edition}　{done}。")

    def _show(self, options: dict[str, Any]) -> None:
        document = _document(options)
        if options["as_json"]:
            self.stdout.write(json.dumps(as_json(document), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{document.title}\n実施者　{document.organisation.name}")
        for section in document.sections:
            lines = document.indicators_of(section)
            if lines:
                self.stdout.write(f"\n{section.number}．{section.title}")
            for line in lines:
                targets = "　".join(f"{y.short_label}:{line.target_for(y)}" for y in document.years)
                self.stdout.write(f"  {line.printed_name}（{line.unit}・{line.counting}）{targets}")

    def _check(self, options: dict[str, Any]) -> None:
        findings = contradictions(_document(options))
        if options["as_json"]:
            rows = [
                {
                    "severity": finding.severity,
                    "kind": finding.kind,
                    "places": list(finding.places),
                    "sentence": finding.sentence,
                }
                for finding in findings
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for finding in findings:
            places = " ／ ".join(finding.places)
            self.stdout.write(f"【{finding.severity}】{finding.sentence}\n    場所：{places}")
        self.stdout.write(f"\n{len(findings)}件")


def _add_organisation(parser: ArgumentParser) -> None:
    parser.add_argument("--organisation", help="商工会の法人番号（複数の商工会があるとき）")


def _document(options: dict[str, Any]) -> ProgrammeDocument:
    """The file's document, else that of the loaded plan in force."""
    if options["file"]:
        return _read(_text_of(options["file"]))
    plan = plan_of(_organisation(options, ""))
    if plan is None:
        message = (
            "計画がまだ読み込まれていません。"
            "bin/banso programme load ファイル で読み込んでください。"
        )
        raise CommandError(message)
    return plan.document


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{file} を開けません（{error.strerror}）。"
        raise CommandError(message) from error
    except UnicodeDecodeError as error:
        message = f"{file} は UTF-8 の文字として読めません。UTF-8 で保存し直してください。"
        raise CommandError(message) from error


def _read(source: str) -> ProgrammeDocument:
    document, problems = read_programme(source, known_measures=frozenset(MEASURES))
    if document is None:
        raise CommandError(_in_lines(problems))
    return document


def _in_lines(problems: Sequence[Problem]) -> str:
    return "\n".join(["計画ファイルを読み込めません。何も変えていません。", *map(str, problems)])


def _organisation(options: dict[str, Any], number: str) -> Organisation:
    """The organisation named by number, by the file, or the only one with a plan to show."""
    wanted = options["organisation"] or number
    rows = Organisation.objects.all()
    if wanted:
        found = rows.filter(corporate_number=wanted).first()
    else:
        holders = Programme.objects.values("organisation").distinct()
        found = rows.filter(pk__in=holders).first() if len(holders) == 1 else None
    if found is None:
        numbers = "、".join(f"{each.name} {each.corporate_number}" for each in rows)
        message = (
            "どの商工会の計画か決まりません。"
            f"--organisation に法人番号を付けてください（登録：{numbers or 'なし'}）。"
        )
        raise CommandError(message)
    return found
