/** What is particular to a report on access. The colours are those of all reports: an action is told by its word as well. */
export const STYLE = `
.read { --mark: var(--link); --back: var(--sunk); }
.list { --mark: var(--none); --back: var(--none-back); }
.write { --mark: var(--unknown); --back: var(--unknown-back); }
.delete { --mark: var(--fail); --back: var(--fail-back); }
.invoke { --mark: var(--accepted); --back: var(--accepted-back); }
.denied { --mark: var(--text); --back: var(--sunk); }
.action, .flag { display: inline-block; color: var(--mark); background: var(--back); border-radius: 5px; padding: 0 .45em; }
.action, .flag { font-size: .9rem; font-weight: 600; white-space: nowrap; }
.flag.firstSeen { --mark: var(--unknown); --back: var(--unknown-back); }
.flag.unused { --mark: var(--none); --back: var(--none-back); }
.key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem .8rem; }
.timeline { display: block; width: 100%; height: auto; margin: .6rem 0; font-family: var(--font); }
.timeline rect { fill: var(--mark); }
.timeline .axis { stroke: var(--quiet); }
.timeline .grid { stroke: var(--line); stroke-dasharray: 3 4; }
.timeline text { fill: var(--quiet); font-size: 12px; }
.timeline .number { text-anchor: end; }
.who .count, .events time, .who time { font-variant-numeric: tabular-nums; }
.who, .events { font-size: .94rem; }
.who time { white-space: nowrap; }
#people dl, #inputs dl, #blind-spots dl { grid-template-columns: minmax(9rem, 14rem) 1fr; }
@media screen and (max-width: 44rem) { #people dl, #inputs dl, #blind-spots dl { grid-template-columns: 1fr; } }
@media print {
  #events, #blind-spots, #policies { break-before: page; }
  .timeline rect, .action, .flag { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
