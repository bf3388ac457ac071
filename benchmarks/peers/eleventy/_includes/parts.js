const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text) => String(text).replace(/[&<>"]/g, (mark) => MARKS[mark]);

const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
export const time = (day) => `<time datetime="${day}">${WORDS.format(new Date(day))}</time>`;

export const page = (title, main, language = "en") => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escaped(title)}</title><meta name="viewport" content="width=device-width"></head>
<body>
<nav><a href="/">Home</a> <a href="/actors/">Actors</a> <a href="/sources/">Sources</a> <a href="/timeline/">Timeline</a></nav>
${main}
</body>
</html>
`;

export const entry = ({ url, data }) =>
  `<li>${time(data.day)} <a href="${url}">${escaped(data.title)}</a> ${escaped(data.sources[data.source])}</li>`;

export const name = ({ kind, id }, { people, sources }) =>
  kind === "actors" ? people[id].name : kind === "sources" ? sources[id] : id;

export const list = (one, data) => page(name(one, data), `<main><h1>${escaped(name(one, data))}</h1>
${one.kind === "actors" ? `<p>${escaped(data.people[one.id].names.join(" · "))}</p>` : ""}
${one.months.map(([month, articles]) => `<section><h2>${one.own ? `<a href="${one.url}${month}/">${month}</a> ${articles.length}` : month}</h2>
${one.own ? "" : `<ul>${articles.map(entry).join("\n")}</ul>`}</section>`).join("\n")}</main>`);

export const index = (title, lists, data) => page(title, `<main><h1>${title}</h1>
<ul>${lists.filter((one) => !one.part).map((one) => `<li><a href="${one.url}">${escaped(name(one, data))}</a> ${one.count}</li>`).join("\n")}</ul></main>`);
