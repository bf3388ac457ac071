import { escaped } from "../_includes/parts.js";

const SITE = "https://made.example";
export const data = { permalink: "/feed.xml", eleventyExcludeFromCollections: true };
export const render = ({ collections }) => {
  const latest = collections.dated.slice(-50).reverse();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>A made archive</title><id>${SITE}/</id><updated>${latest[0].data.day}T00:00:00Z</updated>
${latest.map(({ url, data }) => `<entry><title>${escaped(data.title)}</title><id>${SITE}${url}</id><link href="${SITE}${url}"/><updated>${data.day}T00:00:00Z</updated></entry>`).join("\n")}
</feed>
`;
};
