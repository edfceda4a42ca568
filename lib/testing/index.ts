export type { Acceptance, ComplianceReport, ControlRow, Evidence, ResultRow, SuppressionRow } from '../report/compliance-report';
export type { RuleParameters } from '../rules/controls/rule-parameters';
export * from './check-templates';
export type * from './checkable';
export { type MatcherAnswer, type PassPackOptions, toPassPack } from './to-pass-pack';
