import { index } from "../_includes/parts.js";

export const data = { permalink: "/actors/" };
export const render = (data) => index("Actors", data.collections.actorLists, data);
