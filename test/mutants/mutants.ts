/** A mistake that a maintainer might make. */
export interface Mutant {
  /** Context and guard. */
  readonly name: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Pattern of the paths of the tests that hold the guard. */
  readonly tests: string;
}

const identity = 'src/contexts/identity';
const catalog = 'src/contexts/catalog';
const prompts = 'src/contexts/prompts';
const audit = 'src/contexts/audit';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'identity: a permission of the platform tenant is given to the same role of every tenant',
    file: `${identity}/access/application/role-access-policy.ts`,
    find: '(platform !== true || isPlatformTenant(actor))',
    replace: 'true',
    tests: 'identity/access/permission-rows',
  },
  {
    name: 'prompts: a default system prompt that was deleted comes back',
    file: `${prompts}/system-prompt/application/install-system-prompts.ts`,
    find: 'await this.installed.add(content.name, now);',
    replace: '',
    tests: 'http/system-prompts',
  },
  {
    name: 'identity: a second rotation keeps the oldest secret',
    file: `${identity}/api-key/domain/api-key.ts`,
    find: 'const previousHash = overlapUntil && this.state.secretHash;',
    replace: 'const previousHash = overlapUntil && (this.state.previousHash ?? this.state.secretHash);',
    tests: 'authentication/strategies',
  },
  {
    name: 'identity: the secret before a rotation is not looked at again in the cache',
    file: `${identity}/authentication/application/principals.ts`,
    find: "return apiKey.isUsable(now) && apiKey.matches(parseKeyValue(value)?.secret ?? '', now);",
    replace: 'return apiKey.isUsable(now);',
    tests: 'authentication/strategies',
  },
  {
    name: 'identity: a reset token that somebody else has used counts',
    file: `${identity}/user/application/reset-password.ts`,
    find: '(await this.resets.take(reset)) ?',
    replace: '((await this.resets.take(reset)) || true) ?',
    tests: 'http/one-time',
  },
  {
    name: 'identity: a refresh token that was used is used again',
    file: `${identity}/sign-in/application/refresh-session.ts`,
    find: 'if (before.isCurrent(token)) return',
    replace: 'if (before.isCurrent(token) || true) return',
    tests: 'http/one-time',
  },
  {
    name: 'identity: a refused sign-in clears the failures before it',
    file: `${identity}/sign-in/application/login.ts`,
    find: 'if (!(error instanceof SignInRefused)) throw error;',
    replace: 'if (!(error instanceof SignInRefused)) throw error;\n        this.failures.succeeded(account, address);',
    tests: 'sign-in/login',
  },
  {
    name: 'prompts: a viewer may publish',
    file: `${prompts}/prompt/prompt.module.ts`,
    find: "'version:publish': { ...MEMBER, project: ['editor',",
    replace: "'version:publish': { ...MEMBER, project: ['viewer', 'editor',",
    tests: 'access/permission-rows',
  },
  {
    name: 'catalog: a forbidden project is visible',
    file: `${catalog}/project/adapters/persistence/typeorm-project-directory.ts`,
    find: "standingOf(row, actor)) === 'allowed')",
    replace: "standingOf(row, actor)) !== 'hidden')",
    tests: 'http/dependents',
  },
  {
    name: 'catalog: projects are looked for in all tenants',
    file: `${catalog}/project/adapters/persistence/typeorm-project-directory.ts`,
    find: 'FROM catalog_project project WHERE project.tenant_id = ?`;',
    replace: 'FROM catalog_project project WHERE ? IS NOT NULL`;',
    tests: 'http/second-of-each',
  },
  {
    name: 'prompts: a document makes no difference between a stale translation and a current one',
    file: `${prompts}/document/application/bring-texts.ts`,
    find: '((wanted.sourceHash ?? current) === current) === (there.sourceHash === current)',
    replace: 'current !== null',
    tests: 'http/documents',
  },
  {
    name: 'prompts: a document makes a draft of a version that was active',
    file: `${prompts}/document/application/bring-texts.ts`,
    find: "if (status === 'draft' && present.activated) {",
    replace: "if (status === 'draft' && !present.activated) {",
    tests: 'http/documents',
  },
  {
    name: 'prompts: a document asks only for the permission to write prompts',
    file: `${prompts}/document/application/put-document.ts`,
    find: 'await access.requireParts(document);',
    replace: '',
    tests: 'http/documents',
  },
  {
    name: 'prompts: the environment of the first project only',
    file: `${prompts}/resolution/application/stored-fragments.ts`,
    find: 'for (const { id } of projects) {',
    replace: 'for (const { id } of projects.slice(0, 1)) {',
    tests: 'http/second-of-each',
  },
  {
    name: 'prompts: people approve what they asked for',
    file: `${prompts}/deployment/domain/deployment.ts`,
    find: 'if (by === this.state.requestedBy) throw new OwnRequest',
    replace: 'if (by === this.state.approvedBy) throw new OwnRequest',
    tests: 'http/deployments',
  },
  {
    name: 'prompts: a freeze window holds its last moment',
    file: `${prompts}/release-rules/domain/freeze-window.ts`,
    find: 'from <= now && now < to',
    replace: 'from <= now && now <= to',
    tests: 'release-rules/domain',
  },
  {
    name: 'prompts: a text may lie one level deeper',
    file: `${prompts}/template/domain/reference.ts`,
    find: 'export const MAX_LEVEL = 5;',
    replace: 'export const MAX_LEVEL = 6;',
    tests: 'resolution/domain|http/references',
  },
  {
    name: 'prompts: an exact translation loses to a near one',
    file: `${prompts}/template/domain/language.ts`,
    find: "const isBare = !requested.includes('-');",
    replace: "const isBare = requested.includes('-');",
    tests: 'template/domain',
  },
  {
    name: 'audit: leaves are hashed as nodes',
    file: `${audit}/log/domain/merkle.ts`,
    find: 'const LEAF_PREFIX = Buffer.of(0x00);',
    replace: 'const LEAF_PREFIX = Buffer.of(0x01);',
    tests: 'audit/log/domain',
  },
  {
    name: 'audit: clear values are not compared with their commitments',
    file: `${audit}/log/domain/row-check.ts`,
    find: 'PERSONAL_FIELDS.includes(field) && commitmentOf(salt, value) === committed[field]?.sha256;',
    replace: 'PERSONAL_FIELDS.includes(field) && (salt.length > 0 || commitmentOf(salt, value) === committed[field]?.sha256);',
    tests: 'audit/log/domain',
  },
  {
    name: 'audit: a missing row is passed over',
    file: `${audit}/log/domain/verification.ts`,
    find: 'if (row.seq > expected) {',
    replace: 'if (row.seq > expected + 1) {',
    tests: 'audit/log/domain',
  },
  {
    name: 'audit: a relay whose time is over goes on sequencing',
    file: `${audit}/relay/application/sequence-events.ts`,
    find: 'if (!head) throw new Fenced(`epoch ${epoch} is over`);',
    replace: 'if (!head) return null;',
    tests: 'relay/application/sequence-events',
  },
  {
    name: 'audit: the cursor moves although the fence says no',
    file: `${audit}/relay/application/publish-events.ts`,
    find: 'if (!moved) throw new Fenced(`epoch ${epoch} is over`);',
    replace: 'if (!moved && lastSeq < 0) throw new Fenced(`epoch ${epoch} is over`);',
    tests: 'relay/application/publish-events',
  },
  {
    name: 'platform: one key, another body',
    file: 'src/platform/idempotency/idempotent-calls.ts',
    find: 'if (contentHmac !== reserved.contentHmac) throw new KeyReused();',
    replace: 'if (contentHmac === null) throw new KeyReused();',
    tests: 'http/idempotency|platform/idempotency',
  },
  {
    name: 'platform: a lease that ran out is completed',
    file: 'src/platform/idempotency/idempotent-calls.ts',
    find: 'this.store.complete(reservation, made)))) throw new KeyInFlight();',
    replace: 'this.store.complete(reservation, made))) && made.status === 0) throw new KeyInFlight();',
    tests: 'platform/idempotency',
  },
  {
    name: 'platform: If-Match names what was there before under that name',
    file: 'src/shared/revision.ts',
    find: 'revision === actual.revision && identity === identityOf(actual);',
    replace: 'revision === actual.revision && identity !== null;',
    tests: 'walks/conditions',
  },
  {
    name: 'platform: a change without an event is kept',
    file: 'src/platform/persistence/typeorm-unit-of-work.ts',
    find: "if (audited && events.length === 0) throw new Error('a change without an audit event');",
    replace: "if (audited && events === null) throw new Error('a change without an audit event');",
    tests: 'platform/persistence/unit-of-work',
  },
  {
    name: 'identity: a key becomes the password of its owner',
    file: `${identity}/access/domain/power.ts`,
    find: 'if (signIn !== null && userId === actor.id)',
    replace: 'if (signIn === null && userId === actor.id)',
    tests: 'access/power',
  },
  {
    name: 'catalog: a name without letter or digit makes a slug',
    file: 'src/shared/slug.ts',
    find: "if (!hasLetterOrDigit(chosen) && name.trim() !== '')",
    replace: "if (chosen === '' && name.trim() !== '')",
    tests: 'http/projects',
  },
  {
    name: 'prompts: stored placeholders are not counted before a resolve',
    file: `${prompts}/resolution/domain/reading-budget.ts`,
    find: 'this.#placeholders -= placeholders;',
    replace: 'this.#placeholders -= Math.sign(placeholders);',
    tests: 'http/placeholder-budget|resolution/application/reading-budget',
  },
  {
    name: 'platform: attempts of two actors are merged',
    file: 'src/platform/http/attempt-windows.ts',
    find: 'const key = [attempt.tenantId, actor.type, actor.id, actor.apiKeyId, rule.action, outcome]',
    replace: 'const key = [attempt.tenantId, actor.type, rule.action, outcome]',
    tests: 'platform/http/attempt-windows',
  },
  {
    name: 'platform: attempts of critical risk are merged',
    file: 'src/platform/http/attempt-windows.ts',
    find: "return risk === 'high' || risk === 'critical' ||",
    replace: "return risk === 'high' ||",
    tests: 'platform/http/attempt-windows',
  },
  {
    name: 'platform: a number loses its digits in silence',
    file: 'src/shared/exact-number.ts',
    find: 'return Number.isSafeInteger(Number(literal));',
    replace: 'return Number.isFinite(Number(literal));',
    tests: 'shared/exact-number',
  },
  {
    name: 'platform: a time without an offset is that of the server',
    file: 'src/shared/given-time.ts',
    find: '(?<offset>Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d))?$/iu;',
    replace: '(?<offset>Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)?)?$/iu;',
    tests: 'shared/given-time',
  },
  {
    name: 'platform: an array of any length is validated',
    file: 'src/platform/http/tsoa/input-validation.ts',
    find: 'if (maxItems && elements.length > maxItems.value) this',
    replace: 'if (maxItems && elements.length > 1000 * maxItems.value) this',
    tests: 'http/request-arrays',
  },
  {
    name: 'platform: unknown query parameters are ignored',
    file: 'src/platform/http/known-queries.ts',
    find: 'if (errors.length > 0) throw new Invalid',
    replace: 'if (errors.length > 100) throw new Invalid',
    tests: 'walks/unknown-queries',
  },
  {
    name: 'platform: a transaction that SQLite has rolled back goes on',
    file: 'src/platform/persistence/sqlite-connection.ts',
    find: 'if (this.#open && !this.db.inTransaction) throw',
    replace: 'if (this.#open && this.#reason && !this.db.inTransaction && this.db.inTransaction) throw',
    tests: 'persistence/transaction-ends',
  },
  {
    name: 'prompts: a released text that shows itself is not found',
    file: `${prompts}/reference/domain/release-walk.ts`,
    find: 'if (chain.some((each) => each.identity === link.identity)) return',
    replace: 'if (chain.every((each) => each.identity === link.identity)) return',
    tests: 'http/unresolvable-releases',
  },
];
