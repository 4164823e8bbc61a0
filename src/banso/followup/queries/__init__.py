"""Reads of the room, each for one page or paper."""

from banso.followup.queries.course import Course, course_of
from banso.followup.queries.facts import circumstances
from banso.followup.queries.following import Follow, due_visits, follow_of, follows_of, rules_of
from banso.followup.queries.handover import HandoverLine, handover_of
from banso.followup.queries.outcomes import BusinessOutcome, outcomes_of
from banso.followup.queries.outlook import could_ease, outlook_of
from banso.followup.queries.owner_page import OwnersItem, OwnersPlan, owners_plan
from banso.followup.queries.progress import PlanProgress, progress_of
from banso.followup.queries.visits import followed_plans, last_visits, visit_days

__all__ = [
    "BusinessOutcome",
    "Course",
    "Follow",
    "HandoverLine",
    "OwnersItem",
    "OwnersPlan",
    "PlanProgress",
    "circumstances",
    "could_ease",
    "course_of",
    "due_visits",
    "follow_of",
    "followed_plans",
    "follows_of",
    "handover_of",
    "last_visits",
    "outcomes_of",
    "outlook_of",
    "owners_plan",
    "progress_of",
    "rules_of",
    "visit_days",
]
