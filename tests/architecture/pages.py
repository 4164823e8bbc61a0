"""How each page of ours is asked for. A page without its line here fails the every-page test.

What stands in an address（``business_id`` …）is filled from the world by its name, so a line here
says only what kind of answer the page gives, and what it needs beyond its address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from tests.architecture.world import COUNTED_LINE, HAND_LINE, YEAR, World


class Kind(Enum):
    """What a page answers with."""

    PAGE = "a whole page with its heading"
    FRAGMENT = "a piece of a page"
    DOCUMENT = "a file"
    ACTION = "a redirect, after a POST only"
    GONE = "nothing: it closed when the first office was founded"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one page is asked for."""

    kind: Kind
    query: Callable[[World], dict[str, object]] = field(default=lambda _: {})
    address: dict[str, str] = field(default_factory=dict)


# What an address asks for, by the name it asks with.
FROM_THE_WORLD: dict[str, Callable[[World], object]] = {
    "business_id": lambda world: world.business.public_id,
    "contact_id": lambda world: world.contact.pk,
    "consent_id": lambda world: world.consent.pk,
    "record_id": lambda world: world.record.public_id,
    "attachment_id": lambda world: world.attachment.public_id,
    "staged_id": lambda world: world.staged.public_id,
    "promise_id": lambda world: world.promise.public_id,
    "dispatch_id": lambda world: world.dispatch.public_id,
    "token_id": lambda world: world.token.token.public_id,
    "request_id": lambda world: world.erasure_request.public_id,
    "result_id": lambda world: world.result.public_id,
    "brought_id": lambda world: world.brought.public_id,
    "owner_token": lambda world: world.figure_link.token,
    "link_id": lambda world: world.figure_link.link.public_id,
    "statement_id": lambda world: world.statement.public_id,
    "staff_id": lambda world: world.colleague.public_id,
    "invitation_id": lambda world: world.link.invitation.public_id,
    "token": lambda world: world.link.token,
    "key": lambda world: COUNTED_LINE,
    "year": lambda world: YEAR,
    "part": lambda world: "year",
    "case_id": lambda world: world.case.public_id,
    "batch_id": lambda world: world.batch.public_id,
    "template_id": lambda world: world.template.public_id,
    "import_id": lambda world: world.ledger_import.public_id,
    "other_id": lambda world: world.twin.public_id,
    "merge_id": lambda world: world.merge.public_id,
}

PAGE = [Recipe(Kind.PAGE)]
FRAGMENT = [Recipe(Kind.FRAGMENT)]
DOCUMENT = [Recipe(Kind.DOCUMENT)]
ACTION = [Recipe(Kind.ACTION)]
HAND = {"key": HAND_LINE}


def about_the_business(kind: Kind) -> Recipe:
    """Asked for with the business in the query."""
    return Recipe(kind, query=lambda world: {"business": world.business.public_id})


RECIPES: dict[str, list[Recipe]] = {
    "accounts:accept": PAGE,
    "accounts:deactivate": PAGE,
    "accounts:history": PAGE,
    "accounts:invite": PAGE,
    "accounts:link": PAGE,
    "accounts:new-password": ACTION,
    "accounts:own": PAGE,
    "accounts:permissions": PAGE,
    "accounts:reactivate": ACTION,
    "accounts:revoke": ACTION,
    "accounts:role": PAGE,
    "accounts:staff": PAGE,
    "accounts:switch": ACTION,
    "accounts:token-new": PAGE,
    "accounts:token-revoke": ACTION,
    "accounts:tokens": PAGE,
    "accounts:writer": DOCUMENT,
    "figures:bring": PAGE,
    "figures:bring-for": PAGE,
    "figures:enter": PAGE,
    "figures:history": PAGE,
    "figures:import": PAGE,
    "figures:import-apply": ACTION,
    "figures:import-discard": ACTION,
    "figures:link": ACTION,
    "figures:link-revoke": ACTION,
    "figures:monthly": PAGE,
    "figures:monthly-file": ACTION,
    "figures:periods": PAGE,
    "figures:restore": ACTION,
    "figures:template": DOCUMENT,
    "figures:template-many": DOCUMENT,
    "figures:templates": PAGE,
    "figures:withdraw": ACTION,
    "programme:agree": PAGE,
    "programme:area": PAGE,
    "programme:checks": PAGE,
    "programme:evidence": [Recipe(Kind.PAGE), Recipe(Kind.PAGE, address=HAND)],
    "programme:five-years": PAGE,
    "programme:five-years-excel": DOCUMENT,
    "programme:five-years-pdf": DOCUMENT,
    "programme:goals": PAGE,
    "programme:line": [Recipe(Kind.PAGE), Recipe(Kind.PAGE, address=HAND)],
    "programme:load": PAGE,
    "programme:moves": FRAGMENT,
    "programme:outline": PAGE,
    "programme:result": PAGE,
    "programme:result-attachment": DOCUMENT,
    "programme:result-edit": PAGE,
    "programme:result-new": [Recipe(Kind.PAGE, query=lambda _: {"line": HAND_LINE})],
    "programme:result-restore": ACTION,
    "programme:result-withdraw": PAGE,
    "programme:targets": PAGE,
    "programme:targets-excel": DOCUMENT,
    "programme:targets-pdf": DOCUMENT,
    "records:after": [
        Recipe(Kind.PAGE),
        about_the_business(Kind.PAGE),
        Recipe(Kind.FRAGMENT, query=lambda _: {"part": "form"}),
    ],
    "records:attach": PAGE,
    "records:attachment": DOCUMENT,
    "records:attachment-download": DOCUMENT,
    "records:attachment-preview": DOCUMENT,
    "records:attachment-remove": ACTION,
    "records:attachment-restore": ACTION,
    "records:business-files": PAGE,
    "records:case": PAGE,
    "records:case-booklet": DOCUMENT,
    "records:case-bring-back": ACTION,
    "records:case-check": ACTION,
    "records:case-edit": PAGE,
    "records:case-keep": ACTION,
    "records:case-new": [
        Recipe(Kind.PAGE),
        about_the_business(Kind.PAGE),
        Recipe(Kind.PAGE, query=lambda world: {"record": world.record.public_id}),
    ],
    "records:case-pdf": DOCUMENT,
    "records:case-retire": ACTION,
    "records:case-uncheck": ACTION,
    "records:case-undo-keep": ACTION,
    "records:cases": [
        Recipe(Kind.PAGE),
        Recipe(Kind.PAGE, query=lambda _: {"state": "drafts"}),
        Recipe(Kind.PAGE, query=lambda _: {"state": "due", "q": "ひみつ"}),
    ],
    "records:confide": PAGE,
    "records:detail": PAGE,
    "records:dispatch": PAGE,
    "records:dispatch-edit": PAGE,
    "records:dispatch-new": [Recipe(Kind.PAGE), about_the_business(Kind.PAGE)],
    "records:dispatch-report": ACTION,
    "records:dispatches": PAGE,
    "records:drafts": PAGE,
    "records:drop": ACTION,
    "records:edit": PAGE,
    "records:excel": DOCUMENT,
    "records:fulfil": ACTION,
    "records:handover": PAGE,
    "records:left": FRAGMENT,
    "records:lift-confidence": ACTION,
    "records:list": PAGE,
    "records:looks": PAGE,
    "records:move": ACTION,
    "records:move-back": ACTION,
    "records:new": [Recipe(Kind.PAGE), about_the_business(Kind.PAGE)],
    "records:offline": PAGE,
    "records:promises": [Recipe(Kind.PAGE), Recipe(Kind.PAGE, query=lambda _: {"q": "ひみつ"})],
    "records:promises-pdf": DOCUMENT,
    "records:recall": [about_the_business(Kind.FRAGMENT)],
    "records:record-cases": FRAGMENT,
    "records:reopen": ACTION,
    "records:restore": ACTION,
    "records:saved": PAGE,
    "records:similar-cases": [about_the_business(Kind.FRAGMENT)],
    "records:staged-preview": DOCUMENT,
    "records:template-edit": PAGE,
    "records:template-new": PAGE,
    "records:template-offer": ACTION,
    "records:template-retire": ACTION,
    "records:templates": PAGE,
    "records:carried-over": FRAGMENT,
    "records:transfer-batch": PAGE,
    "records:transfer-batch-file": DOCUMENT,
    "records:transfer-batch-undo": ACTION,
    "records:transfer-export": PAGE,
    "records:transfer-file": DOCUMENT,
    "records:transfer-mark": ACTION,
    "records:transfer-template": PAGE,
    "records:transfer-undo": ACTION,
    "records:transfers": [
        Recipe(Kind.PAGE, query=lambda _: {"whose": "all"}),
        Recipe(Kind.PAGE, query=lambda _: {"state": "all", "whose": "all"}),
    ],
    "records:withdraw": ACTION,
    "registry:basis": [about_the_business(Kind.FRAGMENT)],
    "registry:close": PAGE,
    "registry:compare": ACTION,
    "registry:consent-give": PAGE,
    "registry:consent-restore": ACTION,
    "registry:consent-withdraw": PAGE,
    "registry:contact-add": PAGE,
    "registry:contact-edit": PAGE,
    "registry:contact-remove": ACTION,
    "registry:contact-restore": ACTION,
    "registry:corporate-number": FRAGMENT,
    "registry:detail": PAGE,
    "registry:disclose": PAGE,
    "registry:disclosures": PAGE,
    "registry:disclosures-excel": DOCUMENT,
    "registry:duplicates": [
        Recipe(Kind.PAGE),
        Recipe(Kind.PAGE, query=lambda _: {"state": "apart", "q": "ひみつ"}),
    ],
    "registry:edit": PAGE,
    "registry:export": DOCUMENT,
    "registry:handed-out": PAGE,
    "registry:history": PAGE,
    "registry:import": PAGE,
    "registry:import-apply": ACTION,
    "registry:import-call-off": ACTION,
    "registry:import-columns": PAGE,
    "registry:import-decide": ACTION,
    "registry:import-discard": ACTION,
    "registry:import-progress": FRAGMENT,
    "registry:import-read-again": ACTION,
    "registry:import-returned": DOCUMENT,
    "registry:imports": PAGE,
    "registry:list": [Recipe(Kind.PAGE), Recipe(Kind.PAGE, query=lambda _: {"q": "ひみつ"})],
    "registry:merge": PAGE,
    "registry:merge-undo": ACTION,
    "registry:merged": PAGE,
    "registry:new": PAGE,
    "registry:pick": [Recipe(Kind.FRAGMENT, query=lambda _: {"business_search": "ひみつ"})],
    "registry:postcode": FRAGMENT,
    "registry:reopen": ACTION,
    "registry:size": FRAGMENT,
    "registry:suspect-again": ACTION,
    "registry:tell-apart": ACTION,
    "web:before-visit": PAGE,
    "web:before-visit-pdf": DOCUMENT,
    "web:business": PAGE,
    "web:erase": PAGE,
    "web:erasure-ask": PAGE,
    "web:erasure-drop": ACTION,
    "web:erasures": PAGE,
    "web:first-run": [Recipe(Kind.GONE)],
    "web:home": PAGE,
    "web:own-copy": PAGE,
    "web:owner": PAGE,
    "web:round": PAGE,
    "web:round-pdf": [about_the_business(Kind.DOCUMENT)],
    "web:search": [
        Recipe(Kind.PAGE),
        Recipe(Kind.PAGE, query=lambda _: {"q": "ひみつ", "kind": ""}),
        Recipe(Kind.FRAGMENT, query=lambda _: {"q": "製麺"}),
    ],
    "web:worker": DOCUMENT,
}

# Pages of allauth that we let in, each for signing in or for one's own second factor.
LET_IN = {
    "account_change_password",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
