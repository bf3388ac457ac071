export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };
export const render = ({ collections }) => {
  const { dated, actorLists, sourceLists, monthLists } = collections;
  const urls = ["/", "/actors/", "/sources/", "/timeline/", ...[...dated, ...actorLists, ...sourceLists, ...monthLists].map(({ url }) => url)];
  return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => `<url><loc>https://made.example${url}</loc></url>`).join("\n")}
</urlset>
`;
};
