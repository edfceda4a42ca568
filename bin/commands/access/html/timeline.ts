import { ACTIONS } from '../../../../handlers/access-report/core';
import { type Html, html } from '../../../../lib/report/html/html';
import type { AccessReport } from '../report';
import { type Bucket, type Buckets, bucketsOf, labelOf, lengthInWords } from './buckets';
import { actionMark } from './summary';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [960, 250, 56, 14, 52];
const PLOT = HEIGHT - TOP - BOTTOM;

/** When it happened: a picture, and the same numbers as a table. */
export function timelineSection(report: AccessReport): Html {
  const buckets = bucketsOf(report);
  const words =
    buckets.buckets.length > 0 &&
    html`<p>A bar is ${lengthInWords(buckets.length)}, in UTC. Below the line: denied accesses, which are in the bars as well.</p>
<ul class="key">${ACTIONS.filter((action) => report.counts[action] > 0).map((action) => html`<li>${actionMark(action)}</li>`)}
${report.denied > 0 && html`<li><span class="action denied">denied</span></li>`}</ul>
${picture(buckets)}
${table(buckets)}`;
  return html`<section id="timeline" aria-labelledby="timeline-title">
<h2 id="timeline-title">Timeline</h2>
${words || html`<p>There is no access to show.</p>`}
</section>`;
}

function picture({ buckets, length }: Buckets): Html {
  const most = Math.max(...buckets.map(totalOf), 1);
  const deniedMost = Math.max(...buckets.map(({ denied }) => denied), 0);
  const step = (WIDTH - LEFT) / buckets.length;
  const bars = buckets.map((bucket, index) => bar(bucket, { x: LEFT + index * step, width: Math.max(step * 0.82, 1), most, deniedMost, length }));
  return html`<svg class="timeline" role="img" aria-labelledby="timeline-name" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<title id="timeline-name">Accesses by time: ${most.toLocaleString('en-US')} in the highest bar. The table below has the numbers.</title>
<line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${TOP + PLOT}" y2="${TOP + PLOT}"/>
<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${TOP}" y2="${TOP}"/>
<text class="number" x="${LEFT - 6}" y="${TOP + 4}">${most.toLocaleString('en-US')}</text><text class="number" x="${LEFT - 6}" y="${TOP + PLOT + 4}">0</text>
${bars}
${ticks(buckets, length, step)}
</svg>`;
}

interface Place {
  readonly x: number;
  readonly width: number;
  readonly most: number;
  readonly deniedMost: number;
  readonly length: number;
}

function bar(bucket: Bucket, { x, width, most, deniedMost, length }: Place): Html {
  let y = TOP + PLOT;
  const parts = ACTIONS.filter((action) => bucket.counts[action] > 0).map((action) => {
    const height = (bucket.counts[action] / most) * PLOT;
    y -= height;
    return rect(action, { x, y, width, height });
  });
  const denied = bucket.denied > 0 && rect('denied', { x, y: TOP + PLOT + 2, width, height: Math.max((bucket.denied / deniedMost) * 18, 2) });
  const words = ACTIONS.filter((action) => bucket.counts[action] > 0).map((action) => `${bucket.counts[action]} ${action}`);
  return html`<g><title>${labelOf(bucket.from, length)}: ${words.join(', ') || 'none'}${bucket.denied > 0 && `, ${bucket.denied} denied`}</title>${parts}${denied}</g>`;
}

function rect(kind: string, { x, y, width, height }: { x: number; y: number; width: number; height: number }): Html {
  return html`<rect class="${kind}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/>`;
}

/** Six labels at most: more would lie over each other. */
function ticks(buckets: readonly Bucket[], length: number, step: number): Html[] {
  const every = Math.ceil(buckets.length / 6);
  return buckets.flatMap(({ from }, index) =>
    index % every === 0 ? [html`<text class="label" x="${(LEFT + index * step).toFixed(1)}" y="${HEIGHT - 12}">${labelOf(from, length)}</text>`] : [],
  );
}

function table({ buckets, length }: Buckets): Html {
  const used = ACTIONS.filter((action) => buckets.some(({ counts }) => counts[action] > 0));
  const rows = buckets
    .filter((bucket) => totalOf(bucket) > 0)
    .map(({ from, counts, denied }) => {
      const cells = used.map((action) => html`<td data-label="${action}">${counts[action]}</td>`);
      return html`<tr><th scope="row">${labelOf(from, length)}</th>${cells}<td data-label="denied">${denied}</td></tr>`;
    });
  return html`<details><summary>The numbers of the timeline</summary>
<table class="stack numbers"><caption>Accesses by time, in UTC. Times without any are left out.</caption>
<thead><tr><th scope="col">From</th>${[...used, 'denied'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></details>`;
}

function totalOf({ counts }: Bucket): number {
  return ACTIONS.reduce((sum, action) => sum + counts[action], 0);
}
