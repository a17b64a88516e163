import type { Actor } from '#shared/actor';
import { ServedTexts } from '../../prompt/application/served-texts.port';
import type { References } from '../../reference/application/references.port';
import { namedFaults } from '../domain/release-unresolvable';
import type { ReleaseChecks } from './release-checks';

/** Checks what environments serve in the same way as releases are checked. */
export class JudgedTexts extends ServedTexts {
  constructor(
    private readonly references: References,
    private readonly checks: ReleaseChecks,
  ) {
    super();
  }

  async faults(actor: Actor, project: string, prompts: readonly string[]): Promise<string[]> {
    const places = await this.references.places(actor.tenantId, project, [...new Set(prompts)]);
    return namedFaults(await this.checks.serving(actor, places));
  }
}
