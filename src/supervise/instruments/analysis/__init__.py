"""Reasoning about assessments: what is still possible, what to ask next, what would change."""
