"""What the names of an element's classes and its id tell of its content: the vocabulary of page builders."""

from __future__ import annotations

import functools
import re

_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HINT_PHRASES: dict[str, str] = {
    "hidden": "sr only; visually hidden; visuallyhidden; visual hidden; screen reader; screen reader text; "
              "screen reader only; offscreen; a11y hidden; sronly; sr only focusable",
    "caption": "caption; caption text; wp caption; wp caption text; image credit; image caption; image source; "
               "image text; photo credit; photo caption; photo by; figcaption; legend; picture credit; "
               "picture caption; media credit; media caption; img credit; img caption; copyright; photographer; "
               "slideshow; gallery; credit; credits; caption credit; caption copyright",
    "comment": "comment *; comments *; commentlist; disqus; disqus *; respond; replies; discussion; responses",
    "share": "share *; sharing *; shares; social *; sharedaddy; addthis; addtoany; follow; follow us; sharebar; "
             "shareaholic",
    "related": "related *; recommend; recommended *; recommendations; recommendation; recirc *; read more; read next; "
               "read also; readmore; trending; more from; more stories; more news; more on; more in; more articles; "
               "most read; most popular; most viewed; popular; popular posts; outbrain *; taboola *; teaser; teasers; "
               "yarpp; jp relatedposts; see also; up next; latest *; relatedposts; other news; other stories; "
               "in this article; in this story; promo *; recent *",
    "promo": "newsletter *; newsletters; subscribe *; subscription *; subscriber *; signup; sign up; paywall; regwall; "
             "donate; donation; cta; membership; mailchimp *; optin; join us; meter",
    "author": "author bio; author box; author info; author card; author profile; author description; author about; "
              "about author; about the author; bio; biography; authorbio; contributor; contributors",
    "byline": "byline *; by line; author; authors; author name; writer; vcard",
    "date": "date; date *; timestamp; time stamp; pubdate; pub date; published *; posted on; entry date; dateline",
    "title": "headline; entry title; post title; article title; story title; page title; article headline; "
    "article heading; post headline; news title; content title; main title; single title",
    "heading": "subhead *; sub head; subheading; sub heading; subheadline; sub headline; crosshead; crossheader; "
               "crossheading; section title; section heading; subtitle; sub title; intertitle; inter title",
    "chrome": "breadcrumb; breadcrumbs; bread crumb; bread crumbs; tag; tags; tag list; tag links; tag cloud; "
              "tags list; tags links; taglist; topic; topics; category; categories; nav *; navigation; menu; navbar; "
              "footer; sidebar; cookie *; cookies *; consent; gdpr; advert; advertisement; advertising; ad *; ads *; "
              "sponsor; sponsored; widget; toolbar; pagination; pager; skip; skip link; skip to; login; modal; popup; "
              "toast; alert bar; rating; print *; copylink; copy link; banner; ticker; kicker; eyebrow; postmeta; "
              "post meta; entry meta; article meta; correction link",
}  # fmt: skip
"""What names of classes and ids tell, in words; `share *` is every name that begins with the word."""
_WHOLE: dict[str, str] = {}
_BEGINS: dict[str, str] = {}
for _hint, _phrases in _HINT_PHRASES.items():
    for _phrase in _phrases.split("; "):
        if _phrase.endswith(" *"):
            _BEGINS[_phrase[:-2]] = _hint
        else:
            _WHOLE[_phrase] = _hint
NO_HINTS: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=8192)
def hints_of(name: str) -> frozenset[str]:
    """What the class or id of an element tells of its content: runs of up to three of its words are looked up."""
    out: set[str] = set()
    for token in name.split():
        words = [word.lower() for word in _TOKEN.findall(token)]
        count = len(words)
        if not count or count > 7:
            continue
        if words[0] in _BEGINS:
            out.add(_BEGINS[words[0]])
        # A component's name ends, or begins, with what it is: `article-body__related-links`.
        for size in (1, 2, 3):
            if count >= size and (hint := _WHOLE.get(" ".join(words[-size:]))):
                out.add(hint)
            if count > size <= 2 and (hint := _BEGINS.get(words[-size])):
                out.add(hint)
    return frozenset(out) if out else NO_HINTS
