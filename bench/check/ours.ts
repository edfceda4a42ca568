// All packs over an assembly, as `cdk-cloudtrail check` asks them. Arguments: `json` or `html`, and the folder.
import { toJson } from '../../bin/commands/check/json';
import { buildReport } from '../../lib/report/build-report';
import { toHtml } from '../../lib/report/html/to-html';
import { checkAssembly } from '../../lib/rules/check-assembly';
import { PACKS } from '../../lib/rules/packs/catalogue';
import { readAssembly } from '../../lib/template/read-assembly';
import { measured } from './usage';

const [format, folder] = [process.argv[2], String(process.argv[3])];

measured((part) => {
  const assembly = part('read', () => readAssembly(folder));
  const deploy = part('deploy', () => checkAssembly(assembly));
  const report = part('controls', () => buildReport({ assembly, packs: PACKS, version: '0.0.0', today: '2026-11-25' }));
  const text = part('render', () => (format === 'html' ? toHtml(report) : toJson(deploy, report)));
  const { pass, fail, unknown } = report.summary;
  return `${report.assessed} trails, ${pass} pass, ${fail} fail, ${unknown} unknown, ${deploy.findings.length} findings, ${(text.length / 1e6).toFixed(1)} MB`;
});
