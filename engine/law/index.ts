/** Dated rules of law: payment terms and their legal maximum. */
export { dueDayOf, legalMaximumOf, type PaymentTerm, readPaymentTerm } from './payment-term.ts';
