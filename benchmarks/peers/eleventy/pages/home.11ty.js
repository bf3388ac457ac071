import { entry, page } from "../_includes/parts.js";

export const data = { permalink: "/" };
export const render = ({ collections }) => page("A made archive", `<main><h1>A made archive</h1>
<ul>${collections.dated.slice(-20).reverse().map(entry).join("\n")}</ul></main>`);
