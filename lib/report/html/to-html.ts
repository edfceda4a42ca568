import type { ComplianceReport } from '../compliance-report';
import { readingOf } from '../reading';
import { STATEMENT, TITLE } from '../wording';
import { acceptances, assumptions, limits, subject, tool } from './closing';
import { controlsSection } from './controls';
import { filters } from './filters';
import { type Html, html } from './html';
import { page } from './page';
import { picturesSection } from './picture/pictures';
import { resultsSection } from './results';
import { SCRIPT } from './script';
import { STYLE } from './style/style';
import { summary } from './summary';
import { toDoSection } from './to-do';

const CONTENTS = {
  summary: 'Summary',
  pictures: 'Trails',
  'to-do': 'Things to do first',
  controls: 'Controls',
  results: 'All results',
  acceptances: 'Acceptances',
  limits: 'Limits',
  assumptions: 'Assumptions',
  subject: 'Subject',
  tool: 'How it was made',
};

/** A report as one HTML file for people. It loads nothing, is complete without its script, and is the same for the same report. */
export function toHtml(report: ComplianceReport): string {
  const reading = readingOf(report);
  const body = html`<a class="skip" href="#summary">Skip to the summary</a>
${header(report)}
<main>
${summary(reading)}
${filters(report)}
${picturesSection(reading)}
${toDoSection(reading)}
${controlsSection(reading)}
${resultsSection(reading)}
${acceptances(report)}
${limits(report)}
${assumptions(report)}
${subject(report)}
${tool(report)}
</main>
<footer><p>${STATEMENT}</p></footer>`;
  return page({ title: `${TITLE}: ${stacksOf(report)}`, style: STYLE, script: SCRIPT, body }).toString();
}

function header(report: ComplianceReport): Html {
  const links = Object.entries(CONTENTS).map(([id, text]) => html`<li><a href="#${id}">${text}</a></li>`);
  return html`<header>
<p class="of">${stacksOf(report)}</p>
<h1>${TITLE}</h1>
<p class="statement">${STATEMENT}</p>
<nav aria-label="Contents"><ul>${links}</ul></nav>
</header>`;
}

function stacksOf({ subject }: ComplianceReport): string {
  const [first, second, ...more] = subject.stacks.map(({ name }) => name);
  if (first === undefined) return 'no stacks';
  return [first, second].filter((name) => name !== undefined).join(', ') + (more.length > 0 ? ` and ${more.length} more` : '');
}
