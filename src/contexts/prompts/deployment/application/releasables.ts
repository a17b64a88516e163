import type { ModelDirectory } from './model-directory.port';
import type { EntityType, Releasable } from '../domain/deployment-item';
import type { ReleasedPrompts } from './released-prompts';

interface Named {
  readonly entityType: EntityType;
  readonly entityId: string | null;
}

/** What the items of deployments name, looked up in the project: a fixed number of statements for any number of items. */
export class Releasables {
  constructor(
    private readonly prompts: ReleasedPrompts,
    private readonly models: ModelDirectory,
  ) {}

  /** By entity id; what the project does not have is missing. */
  async of(tenantId: string, projectId: string, items: readonly Named[]): Promise<Map<string, Releasable>> {
    const idsOf = (type: EntityType): string[] =>
      items.flatMap(({ entityType, entityId }) => (entityType === type && entityId !== null ? [entityId] : []));
    const versions = await this.prompts.of(tenantId, projectId, idsOf('PROMPT_VERSION'));
    const models = await this.models.named(tenantId, projectId, idsOf('AI_MODEL'));
    const found = [
      ...versions.map(({ prompt, version }): Releasable => ({
        entityType: 'PROMPT_VERSION',
        entityId: version.state.id,
        subjectId: prompt.state.id,
        name: prompt.state.slug,
        versionTag: version.state.versionTag,
        contentHash: version.state.contentHash,
      })),
      ...models.map(({ id, name }): Releasable => ({
        entityType: 'AI_MODEL',
        entityId: id,
        subjectId: id,
        name,
        versionTag: null,
        contentHash: null,
      })),
    ];
    return new Map(found.map((each) => [each.entityId, each]));
  }
}
