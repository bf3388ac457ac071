"""A plugin of Pelican: neighbours of an article, and pages of the months of long lists."""

from itertools import groupby, pairwise

from pelican import signals
from pelican.generators import Generator


def months(articles):
    """Articles by month, the oldest first."""
    dated = sorted(articles, key=lambda one: (one.date, one.slug))
    return [(month, list(some)) for month, some in groupby(dated, lambda one: f"{one.date:%Y-%m}")]


def add_neighbours(generator):
    dated = sorted(generator.articles, key=lambda one: (one.date, one.slug))
    for earlier, later in pairwise(dated):
        earlier.following, later.preceding = later, earlier


class MonthPages(Generator):
    def generate_output(self, writer):
        template = self.get_template("month")
        lists = [*self.context["tags"], *self.context["categories"]]
        for one, articles in lists:
            if len(articles) <= self.settings["OWN_PAGES_ABOVE"]:
                continue
            for month, some in months(articles):
                values = {"list": one, "month": month, "articles": some}
                writer.write_file(f"{one.url}{month}/index.html", template, self.context, **values)


def generators(pelican):
    return MonthPages


def register():
    # Receivers are held weakly: no lambda here.
    signals.article_generator_finalized.connect(add_neighbours)
    signals.get_generators.connect(generators)
