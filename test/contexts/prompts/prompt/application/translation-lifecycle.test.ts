import fc from 'fast-check';
import { wholeList } from '#shared/list';
import { TRANSLATION_LIST } from '../../../../../src/contexts/prompts/prompt/application/translation-repository.port';
import { LifecycleStep } from '../../lifecycle-step';
import { ACTOR, promptsOnSqlite, type PromptsOnSqlite } from '../../prompts-on-sqlite';
import { textState } from '#contexts/prompts/text/domain/language-status';

/** What a version and its translations ought to be: the texts, and the source's text that each was made from. */
interface Model {
  source: string;
  active: boolean;
  readonly translations: Map<string, { text: string; madeFrom: string }>;
  /** Text by language, by the moment after each step. */
  readonly past: Map<number, string>;
}

/** The real thing: use cases on SQLite, on a prompt of its own. */
class Real {
  constructor(
    readonly at: PromptsOnSqlite,
    readonly prompt: string,
    readonly versionId: string,
  ) {}

  get #path() {
    return { actor: ACTOR, project: 'shop', prompt: this.prompt, versionTag: '1.0.0' };
  }

  create(languageCode: string, text: string): Promise<unknown> {
    return this.at.texts.createTranslation.execute({ ...this.#path, languageCode, text });
  }

  write(languageCode: string, text: string | null): Promise<unknown> {
    return this.at.texts.updateTranslation.execute({ ...this.#path, languageCode, text });
  }

  remove(languageCode: string): Promise<unknown> {
    return this.at.texts.deleteTranslation.execute({ ...this.#path, languageCode });
  }

  edit(text: string): Promise<unknown> {
    return this.at.texts.update.execute({ ...this.#path, patch: { text } });
  }

  activate(): Promise<unknown> {
    return this.at.texts.activate.execute(this.#path);
  }

  /** `language text state`, by language. */
  async shown(): Promise<string[]> {
    const { actor, ...address } = this.#path;
    const { items } = await this.at.texts.readTranslations.list(actor, address, wholeList(TRANSLATION_LIST));
    return items.map(
      ({ translation, version }) => `${translation.state.languageCode} ${translation.state.text} ${textState(translation, version)}`,
    );
  }

  async past(moment: number): Promise<string> {
    const texts = await this.at.translations.asOf(ACTOR.tenantId, this.versionId, new Date(moment));
    return texts.map(({ state }) => `${state.languageCode} ${state.text}`).join();
  }
}

const byLanguage = (model: Model) => [...model.translations].toSorted(([a], [b]) => (a < b ? -1 : 1));

class Step extends LifecycleStep<Model, Real> {
  override async run(model: Model, real: Real): Promise<void> {
    await super.run(model, real);
    const said = byLanguage(model).map(([language, { text }]) => `${language} ${text}`);
    model.past.set(real.at.clock.now().getTime(), said.join());
  }

  protected shownBy(model: Readonly<Model>): unknown {
    return byLanguage(model).map(
      ([language, { text, madeFrom }]) => `${language} ${text} ${madeFrom === model.source ? 'current' : 'stale'}`,
    );
  }
}

// Few values, so that steps meet each other.
const language = fc.constantFrom('de-DE', 'fr-FR', 'it-IT');
const text = fc.constantFrom('one', 'two', 'three');

const STEPS: fc.Arbitrary<fc.AsyncCommand<Model, Real>>[] = [
  fc.tuple(language, text).map(
    ([code, said]) =>
      new Step(
        `create ${code} ${said}`,
        (real) => real.create(code, said),
        ({ translations }) => translations.has(code) && 'conflict',
        (model) => model.translations.set(code, { text: said, madeFrom: model.source }),
      ),
  ),
  fc.tuple(language, text).map(
    ([code, said]) =>
      new Step(
        `write ${code} ${said}`,
        (real) => real.write(code, said),
        ({ translations }) => !translations.has(code) && 'not_found',
        (model) => model.translations.set(code, { text: said, madeFrom: model.source }),
      ),
  ),
  language.map(
    (code) =>
      new Step(
        `confirm ${code}`,
        (real) => real.write(code, null),
        ({ translations }) => !translations.has(code) && 'not_found',
        ({ translations, source }) => translations.set(code, { text: translations.get(code)?.text ?? '', madeFrom: source }),
      ),
  ),
  language.map(
    (code) =>
      new Step(
        `delete ${code}`,
        (real) => real.remove(code),
        ({ translations }) => !translations.has(code) && 'not_found',
        ({ translations }) => translations.delete(code),
      ),
  ),
  text.map(
    (said) =>
      new Step(
        `edit source ${said}`,
        (real) => real.edit(said),
        ({ active, source }) => active && source !== said && 'conflict',
        (model) => (model.source = said),
      ),
  ),
  fc.constant(
    new Step(
      'activate',
      (real) => real.activate(),
      () => false,
      (model) => (model.active = true),
    ),
  ),
];

describe('the lifecycle of translations', () => {
  let at: PromptsOnSqlite;
  beforeAll(async () => {
    at = await promptsOnSqlite();
  });
  afterAll(() => at.close());

  it('is that of a small model, whatever is done in whatever order', async () => {
    let prompts = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands(STEPS, { maxCommands: 25, size: 'max' }), async (steps) => {
        prompts += 1;
        const created = await at.aPrompt({ name: `Mail ${prompts}`, promptText: 'one', activate: false });
        const real = new Real(at, created.prompt.state.slug, created.version.state.id);
        const model: Model = { source: 'one', active: false, translations: new Map(), past: new Map() };
        await fc.asyncModelRun(() => ({ model, real }), steps);
        for (const [moment, said] of model.past) expect(await real.past(moment)).toBe(said);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
