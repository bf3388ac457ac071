import { list } from "../_includes/parts.js";

export const data = {
  pagination: { data: "collections.sourceLists", size: 1, alias: "list" },
  permalink: ({ list }) => list.url,
};
export const render = (data) => list(data.list, data);
