import { ChangeFaults, type MadeChange } from '#contexts/catalog/index';
import type { Actor } from '#shared/actor';
import type { ServedTexts } from '../../application/served-texts.port';

/** The changes that can affect what environments serve without a move of their pointers. */
const SHOWN = ['version', 'translation', 'asset', 'asset-version', 'asset-translation'];

export class ServedChangeFaults extends ChangeFaults {
  constructor(private readonly served: ServedTexts) {
    super();
  }

  of(actor: Actor, project: string, made: readonly MadeChange[]): Promise<string[]> {
    const prompts = made.flatMap(({ resource, prompt }) => (SHOWN.includes(resource) && prompt !== undefined ? [prompt] : []));
    return this.served.faults(actor, project, prompts);
  }
}
