// Brings the row and the column of a step into sight, between the heads and the sums that stay, by the least scrolling.

/** Scrolls what the table lies in, and nothing around it. */
export function showCell(table: HTMLTableElement, step: number): void {
  const scroller = table.parentElement;
  const losses = [...table.querySelectorAll<HTMLElement>('tbody tr[data-step]')];
  const row = losses.find((each) => Number(each.getAttribute('data-step')) >= step);
  const column = table.querySelector<HTMLElement>(`thead [data-step="${step}"]`);
  if (!scroller) return;
  if (row) {
    const head = table.tHead?.offsetHeight ?? 0;
    const foot = table.tFoot?.offsetHeight ?? 0;
    const most = row.offsetTop - head;
    const least = row.offsetTop + row.offsetHeight + foot - scroller.clientHeight;
    scroller.scrollTop = Math.min(most, Math.max(least, scroller.scrollTop));
  }
  if (column) {
    const names = table.tHead?.rows[0]?.cells;
    const [first, last] = [
      names?.[0]?.offsetWidth ?? 0,
      names?.[names.length - 1]?.offsetWidth ?? 0,
    ];
    const most = column.offsetLeft - first;
    const least = column.offsetLeft + column.offsetWidth + last - scroller.clientWidth;
    scroller.scrollLeft = Math.min(most, Math.max(least, scroller.scrollLeft));
  }
}
