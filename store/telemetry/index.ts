/** What traces and metrics ask of the store. */
export { type Gauges, readGauges } from './gauges.ts';
export {
  runsOfDelivery,
  saveTraceparents,
  traceparentsOfFacts,
  traceparentsOfImports,
  traceparentsOfRuns,
} from './traceparents.ts';
