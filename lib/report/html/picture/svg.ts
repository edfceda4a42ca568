import { cutInside } from '../../value';
import { visible } from '../../visible';
import { OUTCOMES, outcomeOf } from '../../wording';
import { type Html, html } from '../html';
import { type Box, type Line, markOf, type Picture } from './boxes';
import { SLOTS } from './slots';

/** Narrow, so that it can be read on a phone: several stand side by side where there is room. */
const WIDTH = 360;
const INDENT = 26;
const GAP = 12;
const HEAD = 46;
const LINE = 18;
const LONGEST_NAME = 38;

/** Draws a trail above its guards, each in a box with the worst that its rules say. */
export function svgOf({ name, boxes, isTied }: Picture, id: string, alternative: string): Html {
  const heights = boxes.map(({ lines }) => HEAD + Math.ceil(lines.length / 2) * LINE + 6);
  const tops = heights.map((_, index) => heights.slice(0, index).reduce((sum, height) => sum + height + GAP, 0));
  const whole = heights.reduce((sum, height) => sum + height + GAP, -GAP);
  const [first = 0] = heights;
  const middle = (index: number) => (tops[index] ?? 0) + HEAD / 2;
  const branches = boxes.slice(1).map((_, index) => html`<path class="tie" d="M12 ${middle(index + 1)}H${INDENT - 5}"/>${arrow(middle(index + 1))}`);
  const spine = isTied && boxes.length > 1 && html`<path class="tie" d="M12 ${first}V${middle(boxes.length - 1)}"/>`;
  const drawn = boxes.map((box, index) => boxOf(box, index === 0 || !isTied ? 0 : INDENT, tops[index] ?? 0, heights[index] ?? 0));
  return html`<svg class="picture" role="img" aria-labelledby="${id}-name ${id}-words" viewBox="-1 -1 ${WIDTH + 2} ${whole + 2}">
<title id="${id}-name">${name}</title><desc id="${id}-words">${alternative}</desc>
${spine}${isTied && branches}${drawn}</svg>`;
}

function arrow(y: number): Html {
  return html`<path class="head" d="M${INDENT} ${y}l-7 -4v8z"/>`;
}

/** An inner `svg` cuts off whatever does not fit into its box. */
function boxOf(box: Box, x: number, y: number, height: number): Html {
  const width = WIDTH - x;
  const mark = markOf(box);
  const symbol = OUTCOMES[mark.verdict].symbol;
  const frame = html`<rect class="box ${box.where}" x="0.75" y="0.75" width="${width - 1.5}" height="${height - 1.5}" rx="6"/>`;
  return html`<svg x="${x}" y="${y}" width="${width}" height="${height}">${frame}
<rect class="edge ${mark.verdict}" x="1.5" y="7" width="4" height="${height - 14}" rx="2"/>
<text class="slot" x="16" y="18">${SLOTS[box.slot].label}</text>
<text class="outcome ${mark.verdict}" x="${width - 12}" y="18" text-anchor="end">${symbol} ${outcomeOf(mark)}</text>
<text class="name ${box.where}" x="16" y="36">${cutInside(visible(box.name), LONGEST_NAME)}</text>
${box.lines.map((line, index) => lineOf(line, index % 2 === 0 ? 16 : width / 2 + 6, HEAD + 8 + Math.floor(index / 2) * LINE))}</svg>`;
}

function lineOf(line: Line, x: number, y: number): Html {
  const mark = markOf(line);
  const { symbol } = OUTCOMES[mark.verdict];
  const flag = mark.accepted && ` ${OUTCOMES.accepted.symbol}`;
  return html`<text class="line" x="${x}" y="${y}"><tspan class="${mark.verdict}">${symbol}</tspan> ${line.label}${flag}</text>`;
}
