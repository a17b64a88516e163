import { DomainError } from '#shared/errors';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import type { ProjectCatalog, ProjectRef } from '../../prompt/application/project-catalog.port';
import type { PromptReader } from '../../prompt/application/prompt-repository.port';
import type { Prompt } from '../../prompt/domain/prompt';
import type { PromptFragment } from '../domain/fragment';
import type { PromptAddress } from '../../template/domain/reference';
import { FragmentSource, type ReferenceScope } from './fragment-source.port';
import type { PromptFragments } from './prompt-fragments';
import type { TextVersionReader } from '../../text/application/text-version-repository.port';
import type { TextVersion } from '../../text/domain/text-version';
import type { TextWeight } from '../../text/application/text-version-repository.port';

interface Found {
  readonly address: PromptAddress;
  readonly prompt: Prompt;
}

/** Reads the targets of references, all of one level together. */
export class StoredFragments extends FragmentSource {
  constructor(
    private readonly catalog: Pick<ProjectCatalog, 'project' | 'environmentNamed'>,
    private readonly prompts: PromptReader,
    private readonly versions: TextVersionReader,
    private readonly pointers: Pick<PointerRepository, 'inEnvironments'>,
    private readonly fragments: PromptFragments,
  ) {
    super();
  }

  async find(scope: ReferenceScope, addresses: readonly PromptAddress[]): Promise<(PromptFragment | null)[]> {
    const { tenantId } = scope.actor;
    const projects = await this.#projects(scope, addresses);
    const named = addresses.flatMap((address) => {
      const project = projects.get(address.project);
      return project ? [{ address, projectId: project.id, slug: address.prompt }] : [];
    });
    const prompts = await this.prompts.bySlugs(tenantId, named);
    const byName = new Map(prompts.map((each) => [`${each.state.projectId} ${each.state.slug}`, each]));
    const found = named.flatMap(({ address, projectId, slug }) => {
      const prompt = byName.get(`${projectId} ${slug}`);
      return prompt ? [{ address, prompt }] : [];
    });
    const versions = await this.#versions(scope, found, [...projects.values()]);
    const made = await this.fragments.of(
      versions.map(({ address, version }) => ({ ...address, version })),
      scope.budget,
    );
    const byAddress = new Map(versions.map(({ address }, index) => [address, made[index] ?? null]));
    return addresses.map((address) => byAddress.get(address) ?? null);
  }

  /** By slug. A project that is closed to the caller is treated like one that does not exist. */
  async #projects({ actor, permission }: ReferenceScope, addresses: readonly PromptAddress[]): Promise<Map<string, ProjectRef>> {
    const projects = new Map<string, ProjectRef>();
    for (const slug of new Set(addresses.map((each) => each.project))) {
      const project = await unlessDenied(() => this.catalog.project(actor, slug, permission));
      if (project) projects.set(slug, project);
    }
    return projects;
  }

  /** The targets are chosen without their texts, which are read if the budget has room for them. */
  async #versions(
    scope: ReferenceScope,
    found: readonly Found[],
    projects: readonly ProjectRef[],
  ): Promise<{ address: PromptAddress; version: TextVersion }[]> {
    const { tenantId } = scope.actor;
    const tagged = await this.versions.tagged(
      tenantId,
      found.flatMap(({ address, prompt }) => (address.tag === null ? [] : [{ parentId: prompt.state.id, versionTag: address.tag }])),
    );
    const untagged = [...new Set(found.flatMap(({ address, prompt }) => (address.tag === null ? [prompt.state.id] : [])))];
    const latest = new Set(await this.#latest(scope, untagged, projects));
    const ids = [...new Set([...tagged.map((each) => each.id), ...latest])];
    scope.budget.take(sumOf(await this.versions.headsOf(tenantId, ids)));
    const versions = await this.versions.byIds(tenantId, ids);
    const byTag = new Map(versions.map((each) => [`${each.state.promptId} ${each.state.versionTag}`, each]));
    const served = new Map(versions.filter((each) => latest.has(each.state.id)).map((each) => [each.state.promptId, each]));
    return found.flatMap(({ address, prompt: { state } }) => {
      const version = address.tag === null ? served.get(state.id) : byTag.get(`${state.id} ${address.tag}`);
      return version ? [{ address, version }] : [];
    });
  }

  /** The ids of the versions. */
  async #latest({ actor, environment }: ReferenceScope, promptIds: readonly string[], projects: readonly ProjectRef[]): Promise<string[]> {
    const { tenantId } = actor;
    if (promptIds.length === 0) return [];
    if (environment === null) return (await this.versions.servedOf(tenantId, promptIds)).map((each) => each.id);
    const environmentIds: string[] = [];
    for (const { id } of projects) {
      const here = await unlessDenied(() => this.catalog.environmentNamed(actor, id, environment));
      if (here) environmentIds.push(here.id);
    }
    const pointers = await this.pointers.inEnvironments(tenantId, environmentIds, promptIds);
    return pointers.map((each) => each.state.versionId);
  }
}

/** What `find` gives; null when it is not there or not allowed. */
async function unlessDenied<T>(find: () => Promise<T>): Promise<T | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof DomainError && (error.kind === 'not_found' || error.kind === 'forbidden')) return null;
    throw error;
  }
}

const sumOf = (weights: readonly TextWeight[]): TextWeight => ({
  bytes: weights.reduce((sum, each) => sum + each.bytes, 0),
  placeholders: weights.reduce((sum, each) => sum + each.placeholders, 0),
});
