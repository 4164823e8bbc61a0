"""``bin/banso doctor``: what is wrong with this installation, and what to do."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import BaseCommand

from banso.web.doctor.examining import examine
from banso.web.doctor.findings import Finding, Level


class Command(BaseCommand):
    """Look the installation over; the exit status is 1 when something is wrong."""

    help = "具合の悪いところと、直し方を言う（何も変えません）"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--json``."""
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, **options: object) -> None:
        """Print every finding, the worst last, and how many there are of each level."""
        found = list(examine())
        if as_json:
            rows = [{"heading": heading, **asdict(finding)} for heading, finding in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self._print(found)
        if any(finding.level is Level.BAD for _, finding in found):
            sys.exit(1)

    def _print(self, found: list[tuple[str, Finding]]) -> None:
        for level in Level:
            for heading, finding in found:
                if finding.level is level:
                    self.stdout.write(f"{level.label}　{heading}：{finding.what}")
                    if finding.remedy:
                        self.stdout.write(f"　　　→ {finding.remedy}")
        counts = {level: sum(finding.level is level for _, finding in found) for level in Level}
        words = "、".join(f"{level.label} {count}件" for level, count in counts.items())
        self.stdout.write(f"\n{words}")
