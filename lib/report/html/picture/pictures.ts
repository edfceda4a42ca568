import type { Reading } from '../../reading';
import { OUTCOMES, outcomeOf } from '../../wording';
import { type Html, html, list } from '../html';
import { code, outcomeMark } from '../marks';
import { type Box, type Line, markOf, type Picture, picturesOf } from './boxes';
import { SLOTS } from './slots';
import { svgOf } from './svg';

/** A picture of each trail with what guards it, and the same in words. */
export function picturesSection(reading: Reading): Html {
  const pictures = picturesOf(reading.report);
  const legend = Object.values(OUTCOMES).map(({ symbol, label }) => `${symbol} ${label.toLowerCase()}`);
  return html`<section id="pictures" aria-labelledby="pictures-title" data-part>
<h2 id="pictures-title">Trails and what guards them</h2>
${
  pictures.length > 0
    ? html`<p>Each box says the worst that the rules say of it: ${legend.join(', ')}. A dashed box is defined elsewhere, or nowhere.</p>`
    : html`<p>There is no trail to draw.</p>`
}
<div class="pictures">${pictures.map((picture, index) => figure(reading, picture, `picture-${index + 1}`, pictures.length === 1))}</div>
<p class="nothing" hidden>No trail matches the filters.</p>
</section>`;
}

/** Beside the only picture there is room for its words. */
function figure(reading: Reading, picture: Picture, id: string, isOnly: boolean): Html {
  const words = picture.boxes.map((box) => `${SLOTS[box.slot].label}, ${box.name}: ${outcomeOf(markOf(box)).toLowerCase()}.`).join(' ');
  return html`<figure data-stacks="${list(picture.stacks)}">
<figcaption>${picture.isTied ? code(picture.name) : picture.name}</figcaption>
${svgOf(picture, id, words)}
<details${isOnly && html` open`}><summary>In words, with links to the results</summary>
<ul>${picture.boxes.map((box) => inWords(reading, box))}</ul></details>
</figure>`;
}

function inWords(reading: Reading, box: Box): Html {
  const named = box.where === 'nowhere' ? box.name : html`${code(box.name)}${box.where === 'elsewhere' && ', not in these templates'}`;
  return html`<li>${SLOTS[box.slot].label} ${named}: ${outcomeMark(markOf(box))}
<ul>${box.lines.map((line) => lineInWords(reading, line))}</ul></li>`;
}

function lineInWords({ anchors }: Reading, { label, results }: Line): Html {
  const links = results.map(
    (result, index) => html`${index > 0 && ', '}<a href="#${anchors.get(result)}">${result.rule}</a> ${outcomeOf(result).toLowerCase()}`,
  );
  return html`<li>${label}: ${links}</li>`;
}
