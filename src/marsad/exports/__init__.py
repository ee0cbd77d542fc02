"""Exports: codings as JSON, JSON lines, and as a page that a person reads."""
