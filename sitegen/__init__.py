"""sitegen: a static site generator for annotated archives of news articles.

The rooms and who may know whom::

    cli ─► build ─► { clean  annotate  read  plan  render  search  export } ─► model ─► base
"""

__version__ = "0.1.0"
