// Brings the part of the table that a step has reached into sight: the losses and the uses from there on.

/** Scrolls what the table lies in, and nothing around it; one row and one column before the step stay in sight. */
export function showCell(table: HTMLTableElement, step: number): void {
  const scroller = table.parentElement;
  const losses = [...table.querySelectorAll<HTMLElement>('tbody tr[data-step]')];
  const row = losses.find((each) => Number(each.getAttribute('data-step')) >= step);
  const column = table.querySelector<HTMLElement>(`thead [data-step="${step}"]`);
  if (!scroller) return;
  if (row) {
    scroller.scrollTop = row.offsetTop - row.offsetHeight - (table.tHead?.offsetHeight ?? 0);
  }
  if (column) {
    const name = table.tHead?.rows[0]?.cells[0]?.offsetWidth ?? 0;
    scroller.scrollLeft = column.offsetLeft - column.offsetWidth - name;
  }
}
