import { isGrpcServiceError } from '@temporalio/client';
import { TemporalError, type TemporalErrorCode } from './temporal-error.ts';

/** gRPC's numbers of what a server answers. */
export const grpcStatus = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  failedPrecondition: 9,
  aborted: 10,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** How the native side says that a connection was refused: it gives no number. */
const nativeRefusals =
  /valid authentication credentials|does not have permission to execute the specified operation/;

/** The number with which a server answered, also where a fault is only wrapped around it; null without one. */
export function statusOf(error: unknown): number | null {
  if (isGrpcServiceError(error)) return error.code;
  if (!(error instanceof Error)) return null;
  if (error.name === 'TransportError' && nativeRefusals.test(error.message)) {
    return grpcStatus.permissionDenied;
  }
  return error.cause === undefined ? null : statusOf(error.cause);
}

const codes: Readonly<Record<number, TemporalErrorCode>> = {
  [grpcStatus.deadlineExceeded]: 'temporal-unreachable',
  [grpcStatus.unavailable]: 'temporal-unreachable',
  [grpcStatus.permissionDenied]: 'temporal-refused',
  [grpcStatus.unauthenticated]: 'temporal-refused',
};

/** What a call to the server came to, in one family; one of ours stays what it is. */
export function temporalFault(error: unknown, ids: Readonly<Record<string, string>>): TemporalError {
  if (error instanceof TemporalError) return error;
  const status = statusOf(error);
  const code = (status === null ? undefined : codes[status]) ?? 'temporal-failed';
  const said = error instanceof Error ? error.message : String(error);
  return new TemporalError(code, said, ids, error);
}
