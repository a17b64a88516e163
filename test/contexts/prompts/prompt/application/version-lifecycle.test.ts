import fc from 'fast-check';
import { LifecycleStep } from '../../lifecycle-step';
import { promptsOnSqlite, type PromptsOnSqlite } from '../../prompts-on-sqlite';
import {
  breaks,
  DECLARED,
  hashOf,
  LANGUAGES,
  namesOther,
  shownBy,
  sourceOf,
  TAGS,
  TEXTS,
  type Declared,
  type Model,
  type Tag,
  type Text,
  type VersionModel,
} from './version-model';
import { VersionsOnSqlite } from './versions-on-sqlite';

class Step extends LifecycleStep<Model, VersionsOnSqlite> {
  protected shownBy(model: Readonly<Model>): unknown {
    return shownBy(model);
  }
}

/** A step on one version: 404 where there is none, what `refused` says else. */
const stepOn = (
  said: string,
  tag: Tag,
  act: (real: VersionsOnSqlite) => Promise<unknown>,
  refused: (version: Readonly<VersionModel>, model: Readonly<Model>) => boolean,
  change: (version: VersionModel, model: Model) => void,
): Step =>
  new Step(
    `${said} ${tag}`,
    act,
    (model) => {
      const version = model.versions.get(tag);
      return version ? refused(version, model) && 'conflict' : 'not_found';
    },
    (model) => change(model.versions.get(tag) as VersionModel, model),
  );

/** What differs is a new revision. */
function become(version: VersionModel, changed: Partial<VersionModel>): void {
  const differs = Object.entries(changed).some(([name, value]) => version[name as keyof VersionModel] !== value);
  Object.assign(version, changed, { revision: version.revision + (differs ? 1 : 0) });
}

const draft = (text: Text, language: string, declared: Declared): VersionModel => ({
  ...{ text, language, declared, message: null, status: 'draft', wasActive: false, listing: 'NOT_PUBLISHED', revision: 1, german: null },
});
const activated = (version: VersionModel): void => become(version, { status: 'active', wasActive: true });
const activationRefused = (tag: Tag, reason: string | null, { status }: VersionModel, model: Readonly<Model>): boolean =>
  status === 'archived' || (status === 'draft' && reason === null && breaks(model, tag));

// Most of them on versions that are there from the beginning.
const tag = fc.constantFrom(...TAGS, '1.0.0', '1.1.0', '1.1.0');
const text = fc.constantFrom(...(Object.keys(TEXTS) as Text[]));
const language = fc.constantFrom(...LANGUAGES);
const declared = fc.constantFrom(...(Object.keys(DECLARED) as Declared[]));
const reason = fc.constantFrom(null, null, 'nobody sends it');
/** What the two versions declare that are there from the beginning: most of it keeps callers from the second. */
const beginnings = fc.constantFrom<[Declared, Declared]>(
  ['who', 'a number'],
  ['a number', 'who'],
  ['who', 'when'],
  ['when', 'who'],
  ['who', 'nothing'],
);
const mostly = fc.constantFrom(true, true, true, false);

const create = ([versionTag, promptText, languageCode, names]: [Tag, Text, string, Declared]): Step =>
  new Step(
    `create ${versionTag} "${promptText}" ${languageCode} declaring ${names}`,
    (real) => real.create(versionTag, { text: promptText, languageCode, variables: DECLARED[names] }),
    (model) => (model.versions.has(versionTag) || namesOther(model, versionTag, draft(promptText, languageCode, names))) && 'conflict',
    ({ versions }) => versions.set(versionTag, draft(promptText, languageCode, names)),
  );

/** An edit of the content: only in a draft that is not on the marketplace, and it takes a pending request back. */
function edit(versionTag: Tag, said: string, act: (real: VersionsOnSqlite) => Promise<unknown>, changed: Partial<VersionModel>): Step {
  // Of an active version the variables of its text are a part, which a list of declared ones leaves out.
  const sent = changed.declared && DECLARED[changed.declared];
  const differs = (version: VersionModel): boolean => hashOf({ ...version, ...changed }, sent) !== hashOf(version);
  return stepOn(
    said,
    versionTag,
    act,
    (version, model) =>
      differs(version) &&
      (version.status !== 'draft' || version.listing === 'PUBLISHED' || namesOther(model, versionTag, { ...version, ...changed })),
    (version) => {
      if (differs(version)) become(version, { ...changed, ...(version.listing === 'PENDING_APPROVAL' && { listing: 'NOT_PUBLISHED' }) });
    },
  );
}

const activate = ([on, why]: [Tag, string | null]): Step =>
  stepOn(
    `activate ${why === null ? '' : 'for a reason '}`,
    on,
    (real) => real.activate(on, why),
    (version, model) => activationRefused(on, why, version, model),
    activated,
  );

const STEPS: fc.Arbitrary<fc.AsyncCommand<Model, VersionsOnSqlite>>[] = [
  fc.tuple(tag, text, language, declared).map(create),
  fc
    .tuple(tag, text)
    .map(([on, promptText]) => edit(on, `write "${promptText}"`, (real) => real.edit(on, { text: promptText }), { text: promptText })),
  fc
    .tuple(tag, language)
    .map(([on, languageCode]) => edit(on, `say ${languageCode}`, (real) => real.edit(on, { languageCode }), { language: languageCode })),
  fc
    .tuple(tag, declared)
    .map(([on, names]) => edit(on, `declare ${names}`, (real) => real.edit(on, { variables: DECLARED[names] }), { declared: names })),
  fc.tuple(tag, fc.constantFrom(null, 'why')).map(([on, changeMessage]) =>
    stepOn(
      `explain ${changeMessage}`,
      on,
      (real) => real.edit(on, { changeMessage }),
      () => false,
      (version) => become(version, { message: changeMessage }),
    ),
  ),
  // Twice as often as others: it compares versions.
  fc.tuple(tag, reason).map(activate),
  fc.tuple(tag, reason).map(activate),
  tag.map((on) =>
    stepOn(
      'archive',
      on,
      (real) => real.become('archive', on),
      (_version, { pointer }) => pointer === on,
      (version) => become(version, { status: 'archived' }),
    ),
  ),
  tag.map((on) =>
    stepOn(
      'restore',
      on,
      (real) => real.become('restore', on),
      () => false,
      (version) => {
        if (version.status === 'archived') become(version, { status: version.wasActive ? 'active' : 'draft' });
      },
    ),
  ),
  tag.map((on) =>
    stepOn(
      'delete',
      on,
      (real) => real.become('delete', on),
      (_version, { pointer }) => pointer === on,
      (version, { versions, named }) => {
        if (version.wasActive) named.set(on, hashOf(version));
        versions.delete(on);
      },
    ),
  ),
  fc.tuple(tag, fc.boolean()).map(([on, approval]) =>
    stepOn(
      `publish ${approval ? 'with' : 'without'} approval`,
      on,
      (real) => real.publish(on, approval),
      () => false,
      (version) => {
        if (version.listing === 'NOT_PUBLISHED' || version.listing === 'REJECTED')
          become(version, { listing: approval ? 'PENDING_APPROVAL' : 'PUBLISHED' });
      },
    ),
  ),
  tag.map((on) =>
    stepOn(
      'unpublish',
      on,
      (real) => real.become('unpublish', on),
      () => false,
      (version) => become(version, { listing: 'NOT_PUBLISHED' }),
    ),
  ),
  tag.map((on) =>
    stepOn(
      'approve',
      on,
      (real) => real.review('approve', on),
      ({ listing }) => listing !== 'PENDING_APPROVAL' && listing !== 'PUBLISHED',
      (version) => become(version, { listing: 'PUBLISHED' }),
    ),
  ),
  tag.map((on) =>
    stepOn(
      'reject',
      on,
      (real) => real.review('reject', on),
      ({ listing }) => listing !== 'PENDING_APPROVAL' && listing !== 'REJECTED',
      (version) => become(version, { listing: 'REJECTED' }),
    ),
  ),
  tag.map((on) =>
    stepOn(
      'point at',
      on,
      (real) => real.point(on),
      (version, model) => activationRefused(on, null, version, model),
      (version, model) => {
        activated(version);
        model.pointer = on;
      },
    ),
  ),
  fc.constant(
    new Step(
      'leave',
      (real) => real.leave(),
      ({ pointer }) => pointer === null && 'not_found',
      (model) => (model.pointer = null),
    ),
  ),
  fc.tuple(tag, fc.constantFrom('Hallo', 'Servus'), fc.boolean()).map(([on, german, approval]) =>
    stepOn(
      `translate "${german}" ${approval ? 'with' : 'without'} approval`,
      on,
      (real) => real.translate(on, german, approval),
      () => false,
      (version) => {
        const source = sourceOf(version);
        if (version.german?.text === german && version.german.source === source) return;
        const isOther = version.german?.text !== german;
        version.german = { text: german, source };
        if (version.listing === 'PUBLISHED' && approval && isOther) become(version, { listing: 'PENDING_APPROVAL' });
        else if (version.listing === 'PENDING_APPROVAL') become(version, { listing: 'NOT_PUBLISHED' });
      },
    ),
  ),
];

describe('the lifecycle of prompt versions', () => {
  let at: PromptsOnSqlite;
  beforeAll(async () => {
    at = await promptsOnSqlite();
  });
  afterAll(() => at.close());

  it('is that of a small model, whatever is done in whatever order', async () => {
    let prompts = 0;
    await fc.assert(
      fc.asyncProperty(
        beginnings,
        mostly,
        fc.commands(STEPS, { maxCommands: 40, size: 'max' }),
        async ([first, second], isActive, steps) => {
          prompts += 1;
          const content = { promptText: 'Hi {{who}}', languageCode: 'en', variables: DECLARED[first] };
          const { prompt } = await at.aPrompt({ name: `Mail ${prompts}`, ...content, activate: false });
          const real = new VersionsOnSqlite(at, prompt.state.slug);
          const model: Model = { versions: new Map([['1.0.0', draft('Hi {{who}}', 'en', first)]]), pointer: null, named: new Map() };
          if (isActive) await activate(['1.0.0', null]).run(model, real);
          await create(['1.1.0', 'Hi {{who}}', 'en', second]).run(model, real);
          await fc.asyncModelRun(() => ({ model, real }), steps);
        },
      ),
      { numRuns: 40 },
    );
  }, 300_000);
});
