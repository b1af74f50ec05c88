/** What can be asked of a house, by name: one file an operation, one line in this register. */
import { backup } from './backup.ts';
import { dispute } from './dispute.ts';
import { doctor } from './doctor/doctor.ts';
import { explain } from './explain/explain.ts';
import { hold, lift } from './hold.ts';
import { importFec } from './import-fec/import-fec.ts';
import { importFile } from './import-file/import-file.ts';
import { imports, importUndo } from './imports.ts';
import { migrate } from './migrate/migrate.ts';
import { move } from './move.ts';
import type { AnyOperation } from './operation.ts';
import { outboxList, outboxShow } from './outbox.ts';
import { paid } from './paid.ts';
import { pause, resume } from './pause.ts';
import { promise } from './promise.ts';
import { publish } from './publish.ts';
import { allocate, receipts } from './receipts.ts';
import { reconcile } from './reconcile.ts';
import { recording } from './recording.ts';
import { releaseDiff } from './releases/diff.ts';
import { releaseList } from './releases/list.ts';
import { releaseRestore } from './releases/restore.ts';
import { releaseShow } from './releases/show.ts';
import { resolve } from './resolve.ts';
import { resolveAccepted } from './resolve-accepted.ts';
import { runs } from './runs.ts';
import { jump, skip, stop } from './steer.ts';
import { taskDone, taskList } from './tasks.ts';
import { uncertain } from './uncertain.ts';
import { verify } from './verify/verify.ts';

export const operations = {
  import: importFile,
  imports,
  'import-undo': importUndo,
  'import-fec': importFec,
  publish,
  'release-list': releaseList,
  'release-show': releaseShow,
  'release-diff': releaseDiff,
  'release-restore': releaseRestore,
  migrate,
  runs,
  explain,
  pause,
  resume,
  skip,
  jump,
  stop,
  hold,
  lift,
  paid,
  receipts,
  allocate,
  dispute,
  promise,
  'task-list': taskList,
  'task-done': taskDone,
  resolve,
  'resolve-accepted': resolveAccepted,
  uncertain,
  'outbox-list': outboxList,
  'outbox-show': outboxShow,
  doctor,
  verify,
  backup,
  move,
  reconcile,
  recording,
} as const;

export type Operations = typeof operations;
export type OperationName = keyof Operations;

export function findOperation(name: string): AnyOperation | undefined {
  const all: Readonly<Record<string, AnyOperation>> = operations;
  return Object.hasOwn(all, name) ? all[name] : undefined;
}
