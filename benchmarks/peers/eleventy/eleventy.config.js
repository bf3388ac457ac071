import { readFileSync } from "node:fs";

const OWN = JSON.parse(readFileSync("settings.json", "utf8")).own_pages_above;

function grouped(articles, keys) {
  const out = new Map();
  for (const article of articles)
    for (const key of keys(article)) {
      if (!out.has(key)) out.set(key, []);
      out.get(key).push(article);
    }
  return out;
}

const day = (article) => article.data.day;
const month = (article) => article.data.day.slice(0, 7);

// A list, and a page for each of its months where it is long.
function cut(kind, lists) {
  const out = [];
  for (const [id, articles] of lists) {
    const months = [...grouped(articles, (one) => [month(one)])];
    const own = articles.length > OWN;
    out.push({ kind, id, url: `/${kind}/${id}/`, months, own, count: articles.length });
    if (own)
      for (const [key, some] of months)
        out.push({ kind, id, url: `/${kind}/${id}/${key}/`, months: [[key, some]], own: false, part: true });
  }
  return out;
}

export default function (config) {
  config.setTemplateFormats(["md", "11ty.js"]);
  const dated = (api) =>
    api.getFilteredByGlob("./articles/*.md").sort((a, b) => (day(a) + a.url < day(b) + b.url ? -1 : 1));
  config.addCollection("dated", (api) => {
    const articles = dated(api);
    articles.forEach((article, at) => {
      article.data.previous = articles[at - 1];
      article.data.next = articles[at + 1];
    });
    return articles;
  });
  config.addCollection("actorLists", (api) => cut("actors", grouped(dated(api), (one) => one.data.actors)));
  config.addCollection("sourceLists", (api) => cut("sources", grouped(dated(api), (one) => [one.data.source])));
  config.addCollection("monthLists", (api) =>
    [...grouped(dated(api), (one) => [month(one)])].map(([id, articles]) => (
      { kind: "timeline", id, url: `/timeline/${id}/`, months: [[id, articles]], own: false, count: articles.length }
    )));
  return { dir: { input: ".", output: "public" }, markdownTemplateEngine: false };
}
