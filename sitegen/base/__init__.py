"""What every room stands on: problems, digests, YAML that knows its lines, text and files.

Nothing in here knows what an article is.
"""
