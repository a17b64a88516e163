import { DomainError, Forbidden, NotFound } from '#shared/errors';

export class DeploymentNotFound extends NotFound {
  constructor(id: string) {
    super('Deployment', id);
  }
}

export class DeploymentTaken extends DomainError {
  constructor(name: string) {
    super('conflict', 'prompts.deployment_taken', `Deployment '${name}' already exists for this environment`);
  }
}

export class OwnRequest extends Forbidden {
  constructor(name: string) {
    super(`You asked for deployment '${name}' yourself; somebody else approves it`, 'prompts.deployment_own_request');
  }
}

export class NotPending extends DomainError {
  constructor(name: string, status: string) {
    super('invalid', 'prompts.deployment_not_pending', `Deployment '${name}' is ${status}, not PENDING`);
  }
}

export class NotApproved extends DomainError {
  constructor(name: string, status: string) {
    super('invalid', 'prompts.deployment_not_approved', `Deployment '${name}' is ${status}, not APPROVED`);
  }
}

export class NotDeployed extends DomainError {
  constructor(name: string, status: string) {
    super('invalid', 'prompts.deployment_not_deployed', `Deployment '${name}' is ${status}, not DEPLOYED`);
  }
}

export class DeploymentClosed extends DomainError {
  constructor(name: string, status: string) {
    super('invalid', 'prompts.deployment_closed', `Deployment '${name}' is ${status}; only PENDING and APPROVED ones end early`);
  }
}

/** The content differs from the requested one, or from the one that another approver saw. */
export class DeploymentChanged extends DomainError {
  constructor(position: number, fault: string) {
    super('conflict', 'prompts.deployment_changed', `items.${position}: ${fault}; ask for it anew`);
  }
}

/** One item cannot be released, and therefore none is. */
export class ItemRefused extends DomainError {
  constructor(
    readonly itemId: string,
    position: number,
    readonly reason: string,
  ) {
    super('conflict', 'prompts.deployment_failed', `items.${position}: ${reason}; nothing was deployed`);
  }
}
