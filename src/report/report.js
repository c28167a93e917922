/* The one script of reports: tables marked as sortable get a button in each heading. It is known to the content security
   policy by its hash and reads cells as text only. Without it the tables stay as they are. */
"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const collator = new Intl.Collator(document.documentElement.lang, {numeric: true});
  heads.forEach((head, column) => {
    const isNumber = head.classList.contains("number");
    const key = (row) => {
      const cell = row.cells[column];
      const text = cell.dataset.key ?? cell.textContent;
      return cell.dataset.key || isNumber ? parseFloat(text) : text;
    };
    const isEmpty = (value) => value === "" || Number.isNaN(value);
    const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const ascending = before ? before === "descending" : !isNumber;
      const rows = [...body.rows].map((row) => [key(row), row]);
      rows.sort(([a], [b]) => isEmpty(a) - isEmpty(b) || (ascending ? compare(a, b) : compare(b, a)));
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      body.append(...rows.map(([, row]) => row));
    });
  });
}
