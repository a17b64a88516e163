import { DomainError } from '#shared/errors';

/** The reasons for which an execution fails after its input was accepted. Each is a stable code. */
export type ExecutionFault =
  | 'endpoint_missing'
  | 'key_missing'
  | 'key_refused'
  | 'request_refused'
  | 'provider_busy'
  | 'provider_failed'
  | 'provider_unreachable'
  | 'address_refused'
  | 'response_invalid'
  | 'response_too_long'
  | 'timeout'
  | 'cancelled'
  | 'unrecorded';

/** The model was not called, or did not respond as it should. The message repeats nothing of what the provider said. */
export class ExecutionFailed extends DomainError {
  /** True once the audit log has the execution, so that its failure is not recorded a second time. */
  recorded = false;

  constructor(
    readonly fault: ExecutionFault,
    message: string,
  ) {
    super('failed', `execution.${fault}`, message);
  }
}

export class InputTooLong extends DomainError {
  constructor(bytes: number, max: number) {
    super('too_large', 'execution.input_too_long', `The text for the model has ${bytes} bytes; at most ${max} are allowed`);
  }
}

export class TooManyExecutions extends DomainError {
  constructor(whose: string) {
    super('rate_limited', 'execution.too_many', `Too many executions ${whose} at the same time; try again when one has ended`, [], {
      retryAfterSeconds: 1,
    });
  }
}
