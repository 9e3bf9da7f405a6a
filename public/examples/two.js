// One press, two figures.

const elements = [...document.querySelectorAll('unrolled-figure')];

for (const step of ['previous', 'next']) {
  document.getElementById(step).addEventListener('click', async () => {
    for (const { figure } of elements) (await figure).ask(step);
  });
}
