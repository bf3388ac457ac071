"""The effects, in order: scan, clean, read, plan, render, publish, index, serve. No logic of a stage is in here."""
