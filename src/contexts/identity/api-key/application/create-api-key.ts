import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { RandomSource } from '../../access/application/random-source.port';
import type { Permissions } from '../../access/domain/permissions';
import { API_KEY_FIELDS, ApiKey, ApiKeyPrefixTaken } from '../domain/api-key';
import { API_KEY_AUDIT } from '../domain/api-key-audit';
import { MAX_NAMES, type WantedScopes } from '../domain/key-scopes';
import { formatKeyValue, KEY_BYTES, keyValueOf, type KeyValue } from '../domain/key-value';
import type { ApiKeyRepository } from './api-key-repository.port';
import type { KeyProjects } from './key-projects.port';

export interface CreateApiKeyCommand {
  readonly actor: Actor;
  readonly name: string;
  readonly expiresAt: Date | null;
  readonly scopes?: WantedScopes;
}

export interface CreatedApiKey {
  readonly apiKey: ApiKey;
  /** The whole key. Only this response and the caller have it. */
  readonly value: string;
}

// With a million keys, one new key in 4,000 gets a prefix that is in use.
const ATTEMPTS = 5;

export class CreateApiKey {
  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly projects: KeyProjects,
    private readonly random: RandomSource,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
    private readonly permissions: Permissions,
  ) {}

  async execute(command: CreateApiKeyCommand): Promise<CreatedApiKey> {
    this.policy.require(command.actor, 'api-key:own');
    // Longer lists are refused below, so no more names are looked up.
    const projects = (command.scopes?.projects ?? []).slice(0, MAX_NAMES);
    const unknown = new Set(await this.projects.unknown(command.actor, projects.map(trimmed)));
    for (let attempt = 1; ; attempt += 1) {
      const value = keyValueOf(this.random.bytes(KEY_BYTES.prefix), this.random.bytes(KEY_BYTES.secret));
      try {
        return { apiKey: await this.#add(command, value, (slug) => !unknown.has(slug)), value: formatKeyValue(value) };
      } catch (error) {
        if (!(error instanceof ApiKeyPrefixTaken) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  #add({ actor, name, expiresAt, scopes }: CreateApiKeyCommand, value: KeyValue, isProject: (slug: string) => boolean): Promise<ApiKey> {
    return this.unitOfWork.run(async () => {
      const apiKey = ApiKey.create({
        id: this.ids.next(),
        tenantId: actor.tenantId,
        userId: actor.id,
        name,
        ...value,
        expiresAt,
        scopes,
        isGranted: (permission) => this.#hasPermission(actor, permission),
        isProject,
        now: this.clock.now(),
      });
      this.policy.requirePower(actor, apiKey.power);
      await this.apiKeys.add(apiKey);
      this.outbox.append(
        auditFact({ rule: API_KEY_AUDIT.create, actor, project: null, path: [apiKey.state.id], changes: API_KEY_FIELDS }, null, apiKey),
      );
      return apiKey;
    });
  }

  // The policy throws for a permission that it does not know.
  #hasPermission(actor: Actor, permission: string): boolean {
    return this.permissions.has(permission) && this.policy.allowsSomewhere({ ...actor, scopes: null }, permission);
  }
}

// The aggregate stores trimmed names.
const trimmed = (name: string): string => name.trim();
