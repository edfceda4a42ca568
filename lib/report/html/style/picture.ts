/** The pictures of trails. */
export const PICTURE = `
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1.2rem; align-items: start; }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .8rem; min-width: 0; }
figcaption { margin-bottom: .4rem; color: var(--quiet); }
figcaption code { background: none; padding: 0; }
figure ul { padding-inline-start: 1.1rem; }
@media screen and (min-width: 60rem) {
  figure:only-child { grid-column: 1 / -1; display: grid; grid-template-columns: 27rem 1fr; gap: 0 2.5rem; align-items: start; }
  figure:only-child figcaption { grid-column: 1 / -1; }
}
.picture { display: block; width: 100%; max-width: 27rem; height: auto; font-family: var(--font); }
.picture text { fill: var(--text); }
.picture .box { fill: var(--page); stroke: var(--quiet); }
.picture .box.elsewhere, .picture .box.nowhere { stroke-dasharray: 5 4; fill: var(--card); }
.picture .edge { fill: var(--mark); }
.picture .slot { font-size: 11.5px; fill: var(--quiet); }
.picture .outcome { font-size: 12.5px; font-weight: 700; fill: var(--mark); }
.picture .name { font-size: 13px; font-weight: 600; }
.picture .name.elsewhere, .picture .name.nowhere { font-weight: 400; font-style: italic; }
.picture .line { font-size: 12px; }
.picture .line tspan { font-weight: 700; fill: var(--mark); }
.picture .tie { fill: none; stroke: var(--quiet); stroke-width: 1.5; }
.picture .head { fill: var(--quiet); }
`;
