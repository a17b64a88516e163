import { DomainError, type FieldError } from '#shared/errors';

/** A response of the model that cannot be used. The call is in the audit log already; the messages repeat nothing of the response. */
class GenerationFailed extends DomainError {
  /** The attempt is not recorded a second time. */
  readonly recorded = true;

  constructor(code: string, message: string) {
    super('failed', `generation.${code}`, message);
  }
}

export class ResponseNotJson extends GenerationFailed {
  constructor() {
    super('response_not_json', 'The response of the model is not a JSON object; try again, or describe the task differently');
  }
}

const MAX_PLACES = 5;

/** The response is JSON, and `load-structure` would refuse it. */
export class ResponseInvalid extends GenerationFailed {
  constructor(faults: readonly Pick<FieldError, 'pointer'>[]) {
    const places = [...new Set(faults.map(({ pointer }) => pointer))];
    const more = places.length > MAX_PLACES ? ` and ${places.length - MAX_PLACES} more places` : '';
    const where = `${places.slice(0, MAX_PLACES).join(', ')}${more}`;
    super('response_invalid', `The response of the model does not describe a prompt that JAPM can store (wrong: ${where}); try again`);
  }
}

export class ResponseCutOff extends GenerationFailed {
  constructor() {
    super('response_cut_off', 'The response of the model ended at its maximum length; increase maxTokens of the model, or ask for less');
  }
}

export class ResponseTooLarge extends GenerationFailed {
  constructor() {
    super('response_too_large', 'The prompt that the model describes is too large (ops/guides/limits.md); ask for less');
  }
}
