import { index } from "../_includes/parts.js";

export const data = { permalink: "/timeline/" };
export const render = (data) => index("Timeline", data.collections.monthLists, data);
