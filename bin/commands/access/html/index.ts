import { type Html, html } from '../../../../lib/report/html/html';
import { page } from '../../../../lib/report/html/page';
import { COLOURS } from '../../../../lib/report/html/style/colours';
import { LAYOUT } from '../../../../lib/report/html/style/layout';
import { PARTS } from '../../../../lib/report/html/style/parts';
import { PRINT } from '../../../../lib/report/html/style/print';
import type { AccessReport } from '../report';
import { eventsSection, filters } from './events';
import { inputsSection } from './inputs';
import { blindSpotsSection, peopleSection, policiesSection, principalsSection } from './parts';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { summary } from './summary';
import { timelineSection } from './timeline';
import { whoSection } from './who';

/** The report as one HTML file: it loads nothing, and is complete without its script. */
export function* toHtml(report: AccessReport): Generator<string> {
  const body = html`<a class="skip" href="#summary">Skip to the summary</a>
${header(report)}
<main>
${summary(report)}
${timelineSection(report)}
${filters()}
${whoSection(report)}
${eventsSection(report)}
${peopleSection(report)}
${policiesSection(report)}
${principalsSection(report)}
${blindSpotsSection(report)}
${inputsSection(report)}
</main>
<footer><p>This report says what log files say. It proves neither that they are complete nor that nobody changed them.</p></footer>`;
  yield page({
    title: `Access report: ${subjectOf(report)}`,
    style: [COLOURS, LAYOUT, PARTS, PRINT, STYLE].join(''),
    script: SCRIPT,
    body,
  }).toString();
}

function header(report: AccessReport): Html {
  const { policies, principals } = report;
  const contents: Readonly<Record<string, string | false | undefined>> = {
    summary: 'Summary',
    timeline: 'Timeline',
    who: 'Who accessed what',
    events: 'Events',
    people: 'How people were found',
    policies: policies && 'Suggested policies',
    principals: principals && 'All services',
    'blind-spots': 'Blind spots',
    inputs: 'What it rests on',
  };
  const links = Object.entries(contents).map(([id, text]) => text && html`<li><a href="#${id}">${text}</a></li>`);
  return html`<header>
<p class="of">${subjectOf(report)}</p>
<h1>Access report</h1>
<p class="statement">Who read, listed, wrote, deleted, invoked, or was denied, which S3 object, Lambda function or DynamoDB item, as CloudTrail logged it.</p>
<nav aria-label="Contents"><ul>${links}</ul></nav>
</header>`;
}

function subjectOf({ request: { asked } }: AccessReport): string {
  const { resource = 'all resources', principal } = asked;
  return principal === undefined ? resource : `${resource}, ${principal}`;
}
