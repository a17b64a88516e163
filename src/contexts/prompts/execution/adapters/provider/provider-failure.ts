import { ExecutionFailed, type ExecutionFault } from '../../domain/execution-errors';
import { aiSdk } from './ai-sdk.lazy';
import { ResponseTooLong } from './bounded-body';
import { AddressRefused } from './public-address';

/** A timeout of this server's own. */
export class CallTimedOut extends Error {
  constructor(readonly what: 'first' | 'total') {
    super(`the ${what} timeout is over`);
  }
}

const MAX_CAUSES = 8;

/**
 * What went wrong, in the words of this server. The error of the client library holds the request, its key and the response: it is
 * neither passed on nor logged.
 */
export function providerFailure(error: unknown, endpoint: string): ExecutionFailed {
  const chain = causesOf(error);
  const has = (type: new (...args: never[]) => Error): boolean => chain.some((each) => each instanceof type);
  const failed = (fault: ExecutionFault, what: string): ExecutionFailed => new ExecutionFailed(fault, `The provider '${endpoint}' ${what}`);
  const known = chain.find((each) => each instanceof ExecutionFailed);
  if (known) return known;
  if (has(CallTimedOut)) return failed('timeout', 'did not respond in time');
  if (has(ResponseTooLong)) return failed('response_too_long', 'responded with more than this server takes');
  if (has(AddressRefused)) return failed('address_refused', 'has an address that this server must not call');
  const { APICallError } = aiSdk();
  const refusal = chain.find((each) => APICallError.isInstance(each));
  const status = refusal?.statusCode;
  if (status === undefined || status < 400) {
    return isConnection(chain)
      ? failed('provider_unreachable', 'cannot be reached')
      : failed('response_invalid', 'responded with nothing usable');
  }
  if (status === 401 || status === 403) return failed('key_refused', `refused the key of this server (status ${status})`);
  if (status === 429) return failed('provider_busy', 'takes no more requests at the moment (status 429)');
  if (status >= 500) return failed('provider_failed', `failed (status ${status})`);
  return failed('request_refused', `refused the request (status ${status})`);
}

/** The error, its causes and the errors that it collects. */
function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let each = error; each !== undefined && each !== null && chain.length < MAX_CAUSES; each = (each as { cause?: unknown }).cause)
    chain.push(each);
  return chain;
}

const isConnection = (chain: readonly unknown[]): boolean =>
  chain.some((each) =>
    /^(?:E[A-Z_]+|UND_ERR_[A-Z_]+|CERT_[A-Z_]+|SELF_SIGNED[A-Z_]*|DEPTH_ZERO[A-Z_]*|UNABLE_[A-Z_]+)$/u.test(codeOf(each)),
  );

function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}
