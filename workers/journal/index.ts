/** The send journal, outside the database. */
export { type Journal, openJournal } from './journal.ts';
export {
  type JournalLine,
  parseJournalLine,
  readJournal,
  readJournalEnd,
  type SendPhase,
} from './read-journal.ts';
