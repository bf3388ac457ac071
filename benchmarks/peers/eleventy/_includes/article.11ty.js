import { escaped, page, time } from "./parts.js";

export const render = (data) => {
  const { title, day, source, sources, people, actors, original, language, content, previous, next } = data;
  return page(title, `<main data-pagefind-body><h1>${escaped(title)}</h1>
<p>${time(day)} <a href="/sources/${source}/">${escaped(sources[source])}</a> <a href="${original}">Original</a></p>
<ul>${actors.map((id) => `<li><a href="/actors/${id}/">${escaped(people[id].name)}</a></li>`).join("")}</ul>
${content}
<p>${previous ? `<a rel="prev" href="${previous.url}">${escaped(previous.data.title)}</a>` : ""}
${next ? `<a rel="next" href="${next.url}">${escaped(next.data.title)}</a>` : ""}</p></main>`, language);
};
