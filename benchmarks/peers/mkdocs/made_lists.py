"""A hook of MkDocs, which has no lists of its own: pages of actors, sources and months, the feed, and all addresses.

Neighbours are those of MkDocs: its order is that of the files, whose names begin with the day.
"""

import json
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def on_config(config):
    data = json.loads((ROOT / "data.json").read_text(encoding="utf-8"))
    config.extra.update(data)
    return config


def on_env(env, config, files):
    articles = [file.page for file in files.documentation_pages() if file.src_uri.startswith("articles/")]
    articles.sort(key=lambda page: (str(page.meta["date"]), page.url))
    env.globals["latest"] = articles[:-21:-1]
    actors, sources, timeline = {}, {}, {}
    for page in articles:
        for actor in page.meta["actors"]:
            actors.setdefault(actor, []).append(page)
        sources.setdefault(page.meta["source"], []).append(page)
        timeline.setdefault(_month(page), []).append(page)
    people = config.extra["people"]
    titles = {id: people[id]["name"] for id in actors}
    kinds = (
        ("actors", "Actors", actors, titles),
        ("sources", "Sources", sources, config.extra["sources"]),
        ("timeline", "Timeline", timeline, {month: month for month in timeline}),
    )
    urls = ["", *(page.url for page in articles)]
    for kind, title, lists, names in kinds:
        rows = sorted((names[id], id, len(some)) for id, some in lists.items())
        urls.append(_write(env, config, f"{kind}/", "index.html", title=title, kind=kind, rows=rows))
        for id, some in lists.items():
            other = people[id]["names"] if kind == "actors" else ()
            urls += _pages(env, config, f"{kind}/{id}/", names[id], other, some, kind != "timeline")
    _write(env, config, "feed.xml", "feed.xml", latest=articles[:-51:-1])
    env.globals["urls"] = urls
    return env


def _pages(env, config, url, title, other, articles, may_cut):
    months = [(month, list(some)) for month, some in groupby(articles, _month)]
    own = may_cut and len(articles) > config.extra["own_pages_above"]
    yield _write(env, config, url, "list.html", title=title, other=other, months=months, own=own, base=url)
    for month, some in months if own else ():
        values = {"title": f"{title} {month}", "months": [(month, some)], "own": False}
        yield _write(env, config, f"{url}{month}/", "list.html", **values)


def _month(page):
    return str(page.meta["date"])[:7]


def _write(env, config, url, template, **values):
    path = Path(config.site_dir, url, "index.html") if url.endswith("/") else Path(config.site_dir, url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(env.get_template(template).render(config=config, **values), encoding="utf-8")
    return url
