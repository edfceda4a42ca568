/** On paper everything is open, and whatever is there to be clicked is gone. */
export const PRINT = `
@page { margin: 16mm 14mm; }
@media print {
  html { font-size: 9pt; }
  body { line-height: 1.4; }
  body > header, main, footer { max-width: none; padding: 0; }
  nav, .skip, #filters { display: none; }
  .filtered #filters { display: block; border: 0; padding: 0; }
  .filtered #filters > :not(#shown) { display: none; }
  .filtered #shown::before { content: 'This is a part of the report. '; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; color: var(--quiet); break-after: avoid; }
  .rule, .pack { content-visibility: visible; }
  a { color: inherit; }
  a[href^='http']::after { content: ' (' attr(href) ')'; }
  .results > li > a::after { content: ' (' attr(href) ')'; font-size: .85em; color: var(--quiet); }
  h2, h3, h4, caption, thead { break-after: avoid; }
  #pictures, #controls, #results, .pack + .pack { break-before: page; }
  tr, .card, .tile, .evidence > li > p { break-inside: avoid; }
  tr.beside { break-inside: auto; break-before: avoid; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: .4rem; }
  .pictures { display: block; }
  figure { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; margin-bottom: 1rem; break-inside: avoid; }
  figcaption { grid-column: 1 / -1; }
  .controls th:nth-child(1) { width: 24%; }
  .controls th:nth-child(2) { width: 17%; }
  .controls th:nth-child(3), .controls th:nth-child(4) { width: 15%; }
  .mark, .tile, .card, .box, .edge, .bar, .bar rect, pre, code { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
