export { type ExampleCompany, exampleCompany } from './example-company.ts';
