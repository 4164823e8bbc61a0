"""The demonstration office itself and the people who sign in to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.contrib.auth.hashers import make_password

from banso.accounts.models import Organisation, Person, Staff
from banso.accounts.rules import Role
from banso.web.demo.keeping import Signed, keep, new_id

NAME = "高崎市群馬商工会（実演）"

_CAST = (
    (Role.ADMINISTRATOR, "鈴木 一郎", "suzuki"),
    (Role.SECRETARY_GENERAL, "木暮 正博", "kogure"),
    (Role.STATUTORY_ADVISER, "高山 和也", "takayama"),
    (Role.ADVISER, "佐藤 さくら", "sato"),
    (Role.ADVISER, "中島 拓海", "nakajima"),
    (Role.SUPPORT_STAFF, "青木 美咲", "aoki"),
    (Role.SUPPORT_STAFF, "金井 由香", "kanai"),
    (Role.COUNCIL_MEMBER, "清水 洋子", "shimizu"),
    (Role.EXPERT, "藤井 健", "fujii"),
    (Role.OBSERVER, "原田 恵", "harada"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """The organisation and its staff by role; advisers in order, the statutory one first."""

    organisation: Organisation
    administrator: Staff
    secretary: Staff
    advisers: tuple[Staff, ...]
    supporters: tuple[Staff, ...]
    expert: Staff
    everyone: tuple[Staff, ...]


def open_office(rng: Random, *, password: str, number: str, at: datetime) -> Office:
    """Found the organisation with its people, all of whom sign in with the one password."""
    organisation = Organisation(
        public_id=new_id(rng),
        name=NAME,
        corporate_number=number,
        municipality="高崎市",
        postcode="370-3521",
        address="群馬県高崎市棟高町9999（実演用の架空の番地）",
        is_demonstration=True,
    )
    hashed = make_password(password)
    people = [
        Person(email=f"{mailbox}@example.jp", name=name, password=hashed)
        for _, name, mailbox in _CAST
    ]
    first = people[0]
    keep(Person, [Signed(person, first, at) for person in people])
    keep(Organisation, [Signed(organisation, first, at)])
    staff = [
        Staff(public_id=new_id(rng), organisation=organisation, person=person, role=role)
        for (role, _, _), person in zip(_CAST, people, strict=True)
    ]
    keep(Staff, [Signed(row, first, at) for row in staff])
    return _office(organisation, staff)


def _office(organisation: Organisation, staff: list[Staff]) -> Office:
    administrator, secretary, statutory, second, third, fourth, fifth, _, expert, _ = staff
    return Office(
        organisation=organisation,
        administrator=administrator,
        secretary=secretary,
        advisers=(statutory, second, third),
        supporters=(fourth, fifth),
        expert=expert,
        everyone=tuple(staff),
    )
