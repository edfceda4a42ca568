/** What filters the rows. All that it shows is in the document already: it hides and unhides, and opens what is printed. It makes no HTML. */
export const SCRIPT = `'use strict';
(() => {
  const form = document.getElementById('filters');
  const shown = document.getElementById('shown');
  const rows = [...document.querySelectorAll('[data-row]')].map((element) => ({
    element,
    actions: element.dataset.actions.split(' '),
    denied: element.dataset.denied === 'yes',
    text: element.textContent.toLowerCase(),
  }));
  function apply() {
    const data = new FormData(form);
    const actions = data.getAll('action');
    const words = String(data.get('text')).toLowerCase().split(/\\s+/).filter(Boolean);
    const deniedOnly = data.get('denied') === 'yes';
    let left = 0;
    for (const row of rows) {
      const fits = (actions.length === 0 || row.actions.some((action) => actions.includes(action))) && (!deniedOnly || row.denied);
      row.element.hidden = !(fits && words.every((word) => row.text.includes(word)));
      if (!row.element.hidden) left++;
    }
    const filtered = actions.length > 0 || words.length > 0 || deniedOnly;
    shown.textContent = 'Shown: ' + left + ' of ' + rows.length + ' rows.';
    document.documentElement.classList.toggle('filtered', filtered);
  }
  let soon;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => {
    clearTimeout(soon);
    soon = setTimeout(apply, event.target.name === 'text' ? 150 : 0);
  });
  document.getElementById('clear').addEventListener('click', () => {
    form.reset();
    apply();
  });
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });
  form.hidden = false;
  apply();
})();
`;
