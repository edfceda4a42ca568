/** On paper everything is open, and whatever is there to be clicked is gone. */
export const PRINT = `
@page { margin: 16mm 14mm; }
@media print {
  body { font-size: 9.5pt; line-height: 1.4; }
  body > header, main, footer { max-width: none; padding: 0; }
  nav, .skip, #filters { display: none; }
  .filtered #filters { display: block; border: 0; padding: 0; }
  .filtered #filters > :not(#shown) { display: none; }
  .filtered #shown::before { content: 'This is a part of the report. '; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; color: var(--quiet); break-after: avoid; }
  .rule { content-visibility: visible; }
  a { color: inherit; }
  a[href^='http']::after { content: ' (' attr(href) ')'; }
  .results > li > a::after { content: ' (' attr(href) ')'; font-size: .85em; color: var(--quiet); }
  h2, h3, h4, caption, thead { break-after: avoid; }
  #controls, #results, .pack + .pack { break-before: page; }
  tr, .card, .tile, figure svg, .evidence > li > p { break-inside: avoid; }
  tr.beside { break-inside: auto; break-before: avoid; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: .4rem; }
  .pictures { grid-template-columns: 1fr 1fr; }
  .mark, .tile, .card, .box, .edge, .bar, .bar rect, pre, code { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
