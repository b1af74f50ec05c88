/** The send journal, outside the database. */
export { type Journal, openJournal } from './journal.ts';
export {
  type JournalLine,
  type Phases,
  parseJournalLine,
  readJournal,
  readJournalEnd,
  readPhases,
  type SendPhase,
} from './read-journal.ts';
