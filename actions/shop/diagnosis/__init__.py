"""What is really the matter with an order: pure functions of facts, context and time."""

from __future__ import annotations

from actions.shop.diagnosis.diagnosing import diagnose
from actions.shop.diagnosis.findings import Cause, Context, Finding, FindingKind, Limits

__all__ = ["Cause", "Context", "Finding", "FindingKind", "Limits", "diagnose"]
