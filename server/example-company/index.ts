export { type ExampleCompany, exampleCompany } from './example-company.ts';
export { writeInvoiceDocuments } from './invoice-documents.ts';
