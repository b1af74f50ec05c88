/**
 * Inside the sandbox, while a recorded run is replayed: tells what the workflow asks for, with its
 * content. Temporal compares the kinds of commands only; see `compare.ts`.
 */
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** What a workflow asked for, as JSON text: what crosses the sandbox's wall must not hold its objects. */
export interface WitnessSinks extends Sinks {
  witness: { saw(what: string): void };
}

export type Saw =
  | { readonly kind: 'timer'; readonly seq: number; readonly milliseconds: number }
  | { readonly kind: 'activity'; readonly seq: number; readonly args: readonly unknown[] }
  | { readonly kind: 'local'; readonly seq: number; readonly type: string; readonly args: readonly unknown[] }
  | { readonly kind: 'ended'; readonly result: unknown };

const { witness } = proxySinks<WitnessSinks>();
const say = (saw: Saw) => witness.saw(JSON.stringify(saw));

export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async execute(input, next) {
        const result = await next(input);
        say({ kind: 'ended', result });
        return result;
      },
    },
  ],
  outbound: [
    {
      startTimer(input, next) {
        say({ kind: 'timer', seq: input.seq, milliseconds: input.durationMs });
        return next(input);
      },
      scheduleActivity(input, next) {
        say({ kind: 'activity', seq: input.seq, args: input.args });
        return next(input);
      },
      scheduleLocalActivity(input, next) {
        say({ kind: 'local', seq: input.seq, type: input.activityType, args: input.args });
        return next(input);
      },
    },
  ],
});
