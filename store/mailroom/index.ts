/** Queries of the mailroom: requests, slots and deliveries, under their customer's lock. */
export { takeOutcome } from './await-outcome.ts';
export {
  abandonedDeliveries,
  acceptLate,
  type DeliveredRequest,
  type EarlierContacts,
  earlierContacts,
  insertDeliveries,
  type NewDelivery,
  newestSettled,
  type RequestAtHand,
  remarkOn,
  reopenRequests,
  requestsAtHand,
  requestsOfDeliveries,
  reserveDeliveryIds,
  settleDeliveries,
  settleDelivery,
  type Unsettled,
  uncertainDeliveries,
  unsettledOf,
} from './deliveries.ts';
export { effectOfSet } from './effects.ts';
export { type CustomerMail, closeSlots, customerMail, openSlot } from './mailbox.ts';
export { giveBackPlace, takePlaces } from './paces.ts';
export {
  type AskedRequest,
  answerRequests,
  askRequests,
  customersAsked,
  finishRequests,
  lockCustomers,
  moveRequests,
  type PendingRequest,
  pendingRequests,
  type RenamedStep,
  type RequestAnswer,
} from './requests.ts';
export { linkDeliveries, type RestoredDelivery, restoredDeliveries } from './restored.ts';
