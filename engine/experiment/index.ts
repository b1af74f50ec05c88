/**
 * Which variant of an experiment a customer takes.
 *
 * The unit is the customer, because invoices of one customer are not independent. What is here only
 * proposes; the driver stores the first assignment and keeps it.
 */
export { assignVariant, uniformOf } from './assign.ts';
