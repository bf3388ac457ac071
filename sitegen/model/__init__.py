"""Frozen, slotted dataclasses: what the rooms hand to each other. No I/O, no HTML."""
