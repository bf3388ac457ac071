// Words that a search found, marked on the article's page in the form that is printed there; the address names them.
// Loaded only where it does.
(function () {
  var texts = new URLSearchParams(location.search).getAll("hit"), hits = [];
  if (!texts.length || !window.Highlight) return;
  var signs = texts.map((text) => text.replace(/[^\p{L}\p{N}\s]/gu, "\\$&").replace(/\s+/g, "\\s+"));
  var words = new RegExp("(?<![\\p{L}\\p{N}])(?:" + signs.join("|") + ")(?![\\p{L}\\p{N}])", "gu");
  document.querySelectorAll(".piece h1, .text > :not(aside)").forEach((block) => {
    var walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), nodes = [], whole = "", node;
    while ((node = walk.nextNode())) if (!node.parentNode.closest("[data-pagefind-ignore]")) { nodes.push([whole.length, node]); whole += node.data; }
    function at(place) {
      var last = nodes.filter((one) => one[0] <= place).pop();
      return [last[1], place - last[0]];
    }
    for (var match of whole.matchAll(words)) {
      var range = document.createRange(), end = at(match.index + match[0].length - 1);
      range.setStart.apply(range, at(match.index));
      range.setEnd(end[0], end[1] + 1);
      hits.push(range);
    }
  });
  CSS.highlights.set("hit", new Highlight(...hits));
})();
