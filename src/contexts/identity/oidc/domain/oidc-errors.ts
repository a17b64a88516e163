import type { AttributedFailure } from '#shared/audit';
import { DomainError, NotFound, type ErrorKind } from '#shared/errors';
import type { OidcProvider, Refusal } from './oidc-provider';

export class OidcProviderNotFound extends NotFound {
  constructor(id: string) {
    super('Sign-in provider', id);
  }
}

/** A failed sign-in. The audit log of the provider's tenant has it. */
abstract class OidcFailure extends DomainError implements AttributedFailure {
  readonly attempt: AttributedFailure['attempt'];

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    provider: Pick<OidcProvider, 'id' | 'tenantId'>,
    reason: string,
    userId?: string,
  ) {
    super(kind, code, message);
    this.attempt = { tenantId: provider.tenantId, resourceId: userId ?? 'unknown', details: { provider: provider.id, reason } };
  }
}

/** The callback belongs to no sign-in that this browser started in the last minutes. */
export class OidcStateInvalid extends OidcFailure {
  constructor(provider: OidcProvider) {
    const message = 'This sign-in was not started in this browser, or it took too long; start again';
    super('unauthenticated', 'identity.oidc_state_invalid', message, provider, 'state');
  }
}

/** The provider refused, or its response proves nothing. `reason` is a code of the protocol and not a text of the provider. */
export class OidcResponseInvalid extends OidcFailure {
  constructor(provider: OidcProvider, reason: string) {
    super(
      'unauthenticated',
      'identity.oidc_answer_invalid',
      'The sign-in provider did not confirm this sign-in; start again',
      provider,
      reason,
    );
  }
}

/** The identity is proven and may not sign in here. The response is the same for every reason, so that it does not tell which accounts exist. */
export class OidcSignInRefused extends OidcFailure {
  constructor(provider: OidcProvider, reason: Refusal, userId?: string) {
    const message = 'This account may not sign in through this provider; ask an administrator';
    super('forbidden', 'identity.oidc_refused', message, provider, reason, userId);
  }
}

/** The provider cannot be reached, or its response cannot be understood. */
export class OidcProviderUnavailable extends OidcFailure {
  constructor(provider: OidcProvider, reason: string) {
    super(
      'unavailable',
      'identity.oidc_unavailable',
      `The sign-in provider '${provider.id}' does not answer; try again later`,
      provider,
      reason,
    );
  }
}
