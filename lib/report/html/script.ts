/**
 * What filters the page. All that it shows is in the document already: it hides and unhides, opens what is printed, and keeps its state after the `#`
 * of the address, so that a filtered view can be linked. It makes no HTML.
 */
export const SCRIPT = `'use strict';
(() => {
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const form = document.getElementById('filters');
  const shown = document.getElementById('shown');
  const texts = new Map();
  const textOf = (element) => {
    if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase());
    return texts.get(element);
  };

  const results = all('[data-result]').map((element) => ({
    element,
    rule: element.dataset.result,
    verdicts: [element.dataset.verdict, ...(element.dataset.accepted === 'yes' ? ['accepted'] : [])],
    stack: element.dataset.stack,
    packs: JSON.parse(element.dataset.packs),
  }));
  const controls = all('[data-control]').map((element) => ({ element, pack: element.dataset.control, rules: JSON.parse(element.dataset.rules) }));
  const mentions = all('[data-of]');
  const figures = all('[data-stacks]').map((element) => ({ element, stacks: JSON.parse(element.dataset.stacks) }));
  const groups = all('[data-group]');
  const parts = all('[data-part]');

  const chosen = () => {
    const data = new FormData(form);
    const words = String(data.get('text')).toLowerCase().split(/\\s+/).filter(Boolean);
    return { verdicts: data.getAll('verdict'), pack: data.get('pack'), stack: data.get('stack'), words };
  };
  const hasWords = (element, words) => words.every((word) => textOf(element).includes(word));

  function apply() {
    const { verdicts, pack, stack, words } = chosen();
    const narrowed = verdicts.length > 0 || stack !== '';
    const fits = (result) =>
      (verdicts.length === 0 || result.verdicts.some((verdict) => verdicts.includes(verdict))) && (stack === '' || result.stack === stack);
    const packsOfRule = new Map();
    const visible = new Set();
    for (const result of results) {
      const fit = fits(result);
      if (fit) packsOfRule.set(result.rule, new Set([...(packsOfRule.get(result.rule) || []), ...result.packs]));
      result.element.hidden = !(fit && (pack === '' || result.packs.includes(pack)) && hasWords(result.element, words));
      if (!result.element.hidden) visible.add(result.element.id);
    }
    for (const control of controls) {
      const fit = !narrowed || control.rules.some((rule) => packsOfRule.has(rule) && packsOfRule.get(rule).has(control.pack));
      control.element.hidden = !(fit && (pack === '' || control.pack === pack) && hasWords(control.element, words));
    }
    for (const mention of mentions) mention.hidden = !visible.has(mention.dataset.of);
    for (const { element, stacks } of figures) element.hidden = !((stack === '' || stacks.includes(stack)) && hasWords(element, words));
    tidy(narrowed || pack !== '' || words.length > 0, visible.size);
  }

  function tidy(filtered, visible) {
    const items = '[data-result],[data-control],[data-of],[data-stacks]';
    const isLeft = (within) => all(items, within).some((element) => !element.hidden);
    for (const group of groups) group.hidden = !isLeft(group);
    for (const part of parts) {
      for (const message of all('.nothing', part)) message.hidden = isLeft(part) || !filtered;
    }
    const left = controls.filter(({ element }) => !element.hidden).length;
    const counts = visible + ' of ' + results.length + ' results and ' + left + ' of ' + controls.length + ' controls';
    shown.textContent = (visible + left === 0 && filtered ? 'Nothing matches: ' : 'Shown: ') + counts + '.';
    document.documentElement.classList.toggle('filtered', filtered);
  }

  const written = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== '');
    return new URLSearchParams(pairs).toString();
  };
  function save() {
    // A page in a frame may not be allowed to: then the view has no address of its own.
    try {
      history.replaceState(null, '', '#' + written());
    } catch {}
  }
  function load() {
    const hash = location.hash.slice(1);
    if (hash !== '' && !hash.includes('=')) return reveal(hash);
    if (hash === written()) return apply();
    const state = new URLSearchParams(hash);
    for (const field of form.elements) {
      if (field.type === 'checkbox') field.checked = state.getAll(field.name).includes(field.value);
      else if (field.name) field.value = state.get(field.name) || '';
      if (field.selectedIndex === -1) field.value = '';
    }
    apply();
  }
  // A link leads to something even if the filters hide it.
  function reveal(id) {
    apply();
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest('[hidden]')) clear();
    for (const details of all('details', target)) if (!details.closest('.long')) details.open = target.matches('[data-result]') || details.open;
    target.scrollIntoView();
    if (target.matches('[data-result]')) target.focus({ preventScroll: true });
  }
  function clear() {
    form.reset();
    apply();
  }

  let soon;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', (event) => {
    clearTimeout(soon);
    soon = setTimeout(() => (apply(), save()), event.target.name === 'text' ? 150 : 0);
  });
  document.getElementById('clear').addEventListener('click', () => (clear(), save()));
  addEventListener('hashchange', load);

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = all('details:not([open])');
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });

  form.hidden = false;
  load();
})();
`;
