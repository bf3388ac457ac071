"""Files that people write → values: configuration, authority records, articles with their notes, pages.

Each reader takes text and gives a value with its problems; none looks at another article, none writes.
"""
