import { AccessRecorder } from '#contexts/prompts/usage/application/access-recorder.port';
import type { Access } from '#contexts/prompts/usage/domain/access';

/** An access of version `version-1` that a key was served; the rest as given. */
export const access = (given: Partial<Access> & { readonly versionId?: string } = {}): Access => {
  const { versionId = 'version-1', ...rest } = given;
  return {
    kind: 'resolve',
    outcome: 'served',
    actor: { id: 'user-1', apiKeyId: 'key-1' },
    version: { id: versionId, tenantId: 'tenant-1', promptId: `prompt of ${versionId}`, versionTag: '1.0.0' },
    environmentId: null,
    language: 'en',
    ...rest,
  };
};

/** Keeps accesses one by one. */
export class KeptAccesses extends AccessRecorder {
  readonly all: Access[] = [];

  record(recorded: Access): void {
    this.all.push(recorded);
  }
}
