import type { Address } from '../../loopback/address.ts';
import type { ProblemDetails } from '../../loopback/problems.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';

/**
 * Asks the running process; null where nobody listens at its address any more, or another who does not
 * know its token: the address was left behind by a process that was killed.
 */
export async function post({ port, token }: Address, name: string, body: object): Promise<Response | null> {
  const response = await fetch(`http://127.0.0.1:${port}/operations/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    if (isRefusedConnection(error)) return null;
    throw error;
  });
  return response?.status === 401 ? null : response;
}

function isRefusedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

export async function failureOf(cli: Cli, response: Response): Promise<Failure> {
  const problem = (await response.json().catch(() => null)) as ProblemDetails | null;
  const unknown = cli.say({
    fr: `le processus en cours a répondu ${response.status} ; est-ce bien Palier ?`,
    en: `the running process answered ${response.status}; is it Palier?`,
  });
  return failureOfProblem(problem, unknown);
}

export function failureOfProblem(problem: ProblemDetails | null, otherwise: string): Failure {
  return new Failure(problem?.detail ?? otherwise, problem?.code === 'not-acceptable' ? 2 : 3);
}
