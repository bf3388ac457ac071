import { index } from "../_includes/parts.js";

export const data = { permalink: "/sources/" };
export const render = (data) => index("Sources", data.collections.sourceLists, data);
