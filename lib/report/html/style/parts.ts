/** What is particular to a report: marks, tiles, cards, filters. */
export const PARTS = `
.of { color: var(--quiet); margin: 0 0 .3rem; }
.statement { font-size: 1.1rem; max-width: 46rem; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 1rem 0 0; }
nav a { display: inline-block; padding: .2rem 0; }
.warning { background: var(--unknown-back); color: var(--unknown); padding: .7rem 1rem; border-radius: 8px; font-weight: 600; }
.mark { display: inline-block; color: var(--mark); background: var(--back); border-radius: 5px; }
.mark { padding: 0 .45em; font-size: .9rem; font-weight: 600; white-space: nowrap; }
.severity { font-size: .84rem; color: var(--quiet); border: 1px solid var(--line); border-radius: 5px; padding: 0 .4em; white-space: nowrap; }
.severity.critical, .severity.high { color: var(--text); border-color: currentColor; font-weight: 600; }
.partial { font-weight: 600; color: var(--unknown); }
.type, .place, .settings { color: var(--quiet); font-size: .92rem; }
.bar { display: block; width: 100%; height: .6rem; border-radius: 5px; margin: .8rem 0; background: var(--sunk); }
.bar rect { fill: var(--mark); }
.tiles { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .8rem; }
.tile { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--mark); border-radius: 8px; padding: .7rem .9rem; }
.tile strong { font-size: 1.9rem; line-height: 1.1; display: block; font-variant-numeric: tabular-nums; }
.tile .meaning { display: block; color: var(--quiet); font-size: .9rem; line-height: 1.4; margin-top: .3rem; }
.numbers td { font-variant-numeric: tabular-nums; }
.cards { list-style: none; padding: 0; display: grid; gap: .7rem; }
.card { background: var(--card); border: 1px solid var(--line); border-inline-start: 5px solid var(--mark); border-radius: 8px; padding: .8rem 1rem; }
.legend > div { display: contents; }
.legend dt { justify-self: start; align-self: start; }
@media print, (min-width: 44.01rem) {
  .rows, .wide { table-layout: fixed; }
  .settings-of-packs th:nth-child(1) { width: 34%; }
  .acceptances th:nth-child(3) { width: 24%; }
  .acceptances th:nth-child(2), .acceptances th:nth-child(4) { width: 17%; }
  .subject th:nth-child(5) { width: 40%; }
  .controls th:nth-child(1) { width: 28%; }
  .controls th:nth-child(2) { width: 9.5rem; }
  .controls th:nth-child(3) { width: 20%; }
  .controls th:nth-child(4) { width: 10.5rem; }
  .results-of-rule th:nth-child(1) { width: 13.5rem; }
  .results-of-rule th:nth-child(2) { width: 34%; }
  .results-of-rule thead th { padding-block: 0; font-size: 0; line-height: 0; border: 0; }
}
.rows tbody:target { background: var(--card); outline: 2px solid var(--link); outline-offset: 2px; }
.rows tr.beside > td { border-top: 0; padding-top: 0; }
.rows th b { margin-inline-end: .3em; }
.evidence, .results { list-style: none; padding: 0; }
.evidence > li { padding: .3rem 0 .3rem .8rem; border-inline-start: 3px solid var(--line); margin: .4rem 0; }
.results > li { padding: .5rem 0; border-top: 1px dashed var(--line); }
.missing { color: var(--quiet); }
.problems { color: var(--unknown); padding-inline-start: 1.1rem; margin: 0; }
.rule > h3 { margin: 1.5rem 0 .1rem; }
.rule > table { margin: .1rem 0 .4rem; }
.rule caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.card p { margin: .2rem 0; }
.rule, .pack { content-visibility: auto; contain-intrinsic-size: auto 20rem; }
#filters { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; margin-top: 2rem; }
#filters { display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; align-items: center; }
#filters fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; min-width: 0; flex-basis: 100%; }
#filters legend { padding: 0; float: inline-start; margin-inline-end: 1.1rem; line-height: 2.2; }
#filters legend, #filters label:not(.choice) { font-size: .88rem; color: var(--quiet); }
#filters .choice { padding: .35rem 0; white-space: nowrap; }
#filters .choice span { color: var(--mark); font-weight: 700; }
#filters select, #filters input[type=search], #filters button { font: inherit; color: var(--text); background: var(--page); }
#filters select, #filters input[type=search], #filters button { border: 1px solid var(--quiet); border-radius: 6px; padding: .35rem .6rem; }
#filters select, #filters input[type=search] { max-width: 100%; width: 12rem; margin-inline-start: .3rem; }
#filters button { cursor: pointer; }
#filters input[type=checkbox] { accent-color: var(--link); inline-size: 1.05rem; block-size: 1.05rem; vertical-align: -.15rem; }
#shown { margin: 0; font-weight: 600; flex: 1 1 16rem; }
@media screen and (min-width: 72rem) and (min-height: 45rem) {
  html { scroll-padding-top: 9rem; }
  #filters fieldset { flex: 0 1 auto; }
  #shown { order: 1; text-align: end; }
  #filters fieldset ~ :not(#shown) { order: 2; }
  #filters { position: sticky; top: .5rem; z-index: 2; box-shadow: 0 3px 14px rgb(0 0 0 / .12); }
}
@media screen and (max-width: 44rem) {
  .tiles { grid-template-columns: 1fr 1fr; gap: .5rem; }
  #filters label:not(.choice), #filters select, #filters input[type=search] { width: 100%; margin: 0; }
}
`;
