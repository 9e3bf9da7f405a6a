// The sentences of the text drive the figure, and the figure says where it is.

const element = document.getElementById('figure');
const place = document.getElementById('place');
const buttons = [...document.querySelectorAll('button[data-beat]')];

element.figure.then((figure) => {
  for (const button of buttons) {
    button.addEventListener('click', () => figure.ask('goTo', { beat: Number(button.dataset.beat) }));
  }
  figure.on('beat', ({ beat, beats }) => {
    place.textContent = `Beat ${beat} of ${beats}`;
    for (const button of buttons) {
      button.toggleAttribute('aria-current', Number(button.dataset.beat) === beat);
    }
  });
});
