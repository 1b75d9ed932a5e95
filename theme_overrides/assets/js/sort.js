// Tables that can be sorted: a button in each heading that names how its column sorts.
// Without a script the order of the page stands.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const key = (row, index) => {
    const cell = row.cells[index];
    return (cell.dataset.key ?? cell.textContent).trim();
  };

  const compare = {
    number: (a, b) => Number(a) - Number(b),
    text: (a, b) => collator.compare(a, b),
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.sort);
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.title = table.dataset.sortable;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.ariaSort === "ascending";
        const order = compare[head.dataset.sort];
        const index = head.cellIndex;
        const rows = [...body.rows].sort((a, b) => order(key(a, index), key(b, index)));
        body.append(...(down ? rows.reverse() : rows));
        for (const other of heads) other.ariaSort = null;
        head.ariaSort = down ? "descending" : "ascending";
      });
    }
  }
})();
