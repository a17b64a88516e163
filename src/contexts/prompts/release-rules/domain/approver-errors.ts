import { Forbidden } from '#shared/errors';

export class ExcludedApprover extends Forbidden {
  constructor(environment: string) {
    super(`The rules of environment '${environment}' leave the approval to others`, 'prompts.approver_excluded');
  }
}

export class UnestablishedApprover extends Forbidden {
  constructor(environment: string, reason: string) {
    super(`The rules of environment '${environment}' refuse this approval: ${reason}`, 'prompts.approver_unestablished');
  }
}
