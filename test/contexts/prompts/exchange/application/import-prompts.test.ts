import { ImportPrompts, type ImportPromptsCommand } from '../../../../../src/contexts/prompts/exchange/application/import-prompts';
import type { ImportReport } from '../../../../../src/contexts/prompts/exchange/application/import-report';
import { type BadRow, PromptSource, type SourceRow } from '../../../../../src/contexts/prompts/exchange/application/prompt-source.port';
import { DomainError } from '../../../../../src/shared/errors';
import { MemoryProjectMirror } from './memory-project-mirror';

class ListSource extends PromptSource {
  constructor(
    private readonly list: readonly (SourceRow | BadRow)[],
    private readonly ignoredFields: readonly string[] = [],
  ) {
    super();
  }

  summary() {
    return Promise.resolve({ rows: this.list.length, ignoredFields: this.ignoredFields });
  }

  async *rows() {
    for (const row of this.list) yield await Promise.resolve(row);
  }
}

const row = (line: number, title: string, text = `text of ${title}`): SourceRow => ({ kind: 'row', line, title, text, slug: null });
const bad = (line: number, title: string | null): BadRow => ({ kind: 'bad', line, title, reason: "'prompt' is empty" });
const many = (count: number): SourceRow[] => Array.from({ length: count }, (_, index) => row(index + 2, `Prompt ${String(index)}`));

let mirror: MemoryProjectMirror;
beforeEach(() => {
  mirror = new MemoryProjectMirror();
});

const run = (rows: readonly (SourceRow | BadRow)[], command: Partial<ImportPromptsCommand> = {}): Promise<ImportReport> =>
  new ImportPrompts(new ListSource(rows), mirror).execute({ project: 'demo', languageCode: 'en-US', ...command });

const failing =
  (pattern: RegExp, kind: DomainError['kind'], times = Infinity) =>
  (call: string): void => {
    if (pattern.test(call) && times-- > 0) throw new DomainError(kind, 'test', `${kind} says the server`);
  };

describe('a first import', () => {
  it('reports what the server warns of, beside its own notes', async () => {
    mirror.warning = 'Templates have no conditions';
    const report = await run([row(2, 'Hello')]);
    expect(report).toMatchObject({ created: 1, notes: [{ line: 2, slug: 'hello', kind: 'warning', message: mirror.warning }] });
    mirror.warning = 'other';
    expect((await run([row(2, 'Hello', 'other text')])).notes).toMatchObject([{ kind: 'warning', message: 'other' }]);
    expect((await run([row(2, 'Hello', 'other text')])).notes).toEqual([]);
  });

  it('creates each prompt under its name with its variables and an active version', async () => {
    const report = await run([row(2, 'Hello You', 'Hi ${who:you}, {{x}}'), row(3, '你好')], { languageCode: 'zh' });
    expect(report).toMatchObject({ created: 2, updated: 0, unchanged: 0, failed: [], stopped: null });
    expect(mirror.known.get('hello-you')).toEqual({
      name: 'Hello You',
      versions: [
        {
          tag: '1.0.0',
          status: 'active',
          text: 'Hi {{variable:who}}, {{x}}',
          variables: [{ name: 'who', type: 'string', required: false, default: 'you' }],
          literals: ['x'],
          languageCode: 'zh',
        },
      ],
    });
    expect([...mirror.known.keys()]).toContain('prompt-670d9743542c');
  });

  it('reports bad rows by line and brings the others in', async () => {
    const report = await run([row(2, 'A'), bad(9, null), row(12, 'B'), bad(3, 'C')]);
    expect(report.created).toBe(2);
    expect(report.failed.map((each) => [each.line, each.title])).toEqual([
      [3, 'C'],
      [9, null],
    ]);
  });

  it('holds the slug of a bad row, so that repairing it changes no other prompt', async () => {
    await run([bad(2, 'A'), row(3, 'A')]);
    expect([...mirror.known.keys()]).toEqual(['a-2']);
  });

  it('reports a prompt that the server refuses and goes on', async () => {
    mirror.before = failing(/create b$/u, 'too_large');
    const report = await run([row(2, 'A'), row(3, 'B'), row(4, 'C')]);
    expect(report).toMatchObject({ created: 2, failed: [{ line: 3, title: 'B', reason: 'too_large says the server' }], stopped: null });
  });

  it('has notes by line, and says once what has no counterpart', async () => {
    const source = new ListSource([row(2, 'A', '${x:1}${x:2}'), row(3, 'A', '${a b c?}')], ['type']);
    const report = await new ImportPrompts(source, mirror).execute({ project: 'demo', languageCode: 'en' });
    expect(report.notes.map(({ line, slug, kind }) => [line, slug, kind])).toEqual([
      [null, null, 'ignored_field'],
      [2, 'a', 'default_ignored'],
      [3, 'a-2', 'slug_suffix'],
      [3, 'a-2', 'kept_as_text'],
    ]);
  });

  it('tells of each row and note as it happens', async () => {
    const events: object[] = [];
    await run([row(2, 'A', '${a b c?}'), bad(3, 'B')], { onEvent: (event) => events.push(event) });
    expect(events.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toMatchObject([
      { event: 'failed', line: 3, title: 'B' },
      { event: 'note', line: 2, kind: 'kept_as_text' },
      { event: 'row', line: 2, slug: 'a', outcome: 'created' },
    ]);
  });

  it('works on four rows at a time', async () => {
    const seen: number[] = [];
    await run(many(50), { onProgress: (rows) => seen.push(rows) });
    expect(mirror.mostAtOnce).toBe(4);
    expect(seen).toHaveLength(50);
    expect(seen.at(-1)).toBe(50);
  });
});

describe('a rerun', () => {
  it('changes nothing', async () => {
    const rows = [row(2, 'A', '${b} ${a:1} {{y}} {{x}}'), row(3, 'B')];
    await run(rows);
    for (const prompt of mirror.known.values()) {
      prompt.versions = prompt.versions.map((version) => ({
        ...version,
        variables: version.variables.toReversed().map((variable) => ({ ...variable, description: null })),
        literals: version.literals.toReversed(),
      }));
    }
    mirror.writes.length = 0;
    expect(await run(rows)).toMatchObject({ created: 0, updated: 0, unchanged: 2, failed: [] });
    expect(mirror.writes).toEqual([]);
  });

  it.each([
    ['text', 'other', 'en-US'],
    ['a default', 'Hi ${who:me}', 'en-US'],
    ['the language', 'Hi ${who:you}', 'zh'],
  ])('adds an active minor version when %s changed', async (_, text, languageCode) => {
    await run([row(2, 'A', 'Hi ${who:you}')]);
    expect(await run([row(2, 'A', text)], { languageCode })).toMatchObject({ updated: 1 });
    expect(mirror.versions('a').map(({ tag, status }) => [tag, status])).toEqual([
      ['1.0.0', 'active'],
      ['1.1.0', 'active'],
    ]);
  });

  it('activates a newer version that was left a draft', async () => {
    await run([row(2, 'A')]);
    await run([row(2, 'A', 'new')]);
    const prompt = mirror.known.get('a');
    if (prompt) prompt.versions = prompt.versions.map((version, at) => (at === 1 ? { ...version, status: 'draft' as const } : version));
    expect(await run([row(2, 'A', 'new')])).toMatchObject({ updated: 1, stopped: null });
    expect(mirror.versions('a').map(({ tag, status }) => [tag, status])).toEqual([
      ['1.0.0', 'active'],
      ['1.1.0', 'active'],
    ]);
  });

  it('activates a first version that was left a draft', async () => {
    await run([row(2, 'A')]);
    const prompt = mirror.known.get('a');
    if (prompt) prompt.versions = prompt.versions.map((version) => ({ ...version, status: 'draft' as const }));
    expect(await run([row(2, 'A')])).toMatchObject({ created: 1, updated: 0 });
    expect(mirror.versions('a')[0]?.status).toBe('active');
  });
});

describe('rows whose titles make one slug', () => {
  const pair = [row(2, 'Life Coach', 'adults'), row(3, 'Life coach', 'teenagers')];
  const texts = () => [...mirror.known.values()].map(({ name, versions }) => [name, versions.map(({ text }) => text)]);

  it('keep their texts in another order', async () => {
    await run(pair);
    expect(await run(pair.toReversed())).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(texts()).toEqual([
      ['Life Coach', ['adults']],
      ['Life coach', ['teenagers']],
    ]);
  });

  it('do not take the prompt of another title when theirs is not there', async () => {
    await run(pair.slice(0, 1));
    expect(await run(pair.slice(1))).toMatchObject({ created: 1, updated: 0 });
    expect([...mirror.known.keys()]).toEqual(['life-coach', 'life-coach-2']);
  });

  it('leave a prompt alone that took the slug meanwhile', async () => {
    await run(pair.slice(0, 1));
    jest.spyOn(mirror, 'prompts').mockResolvedValueOnce(new Map());
    expect(await run(pair.slice(1))).toMatchObject({ created: 0, updated: 0, failed: [{ line: 3 }] });
    expect(await run(pair.slice(1))).toMatchObject({ created: 1, failed: [] });
    expect(texts()[0]).toEqual(['Life Coach', ['adults']]);
  });

  it('are reported where the titles are equal', async () => {
    const { notes } = await run([row(2, 'A'), row(3, 'a'), row(4, ' A')]);
    expect(notes.map(({ line, message }) => [line, message])).toEqual([
      [3, 'another prompt has the slug without the number'],
      [4, expect.stringContaining('an earlier row has the same title')],
    ]);
  });
});

describe('rows that say their slug', () => {
  const given = (line: number, slug: string, title: string, text = 'text'): SourceRow => ({ ...row(line, title, text), slug });

  it('belong to the prompt of that slug, which gets their title and text', async () => {
    await run([given(2, 'mail', 'Mail')]);
    expect([...mirror.known]).toMatchObject([['mail', { name: 'Mail' }]]);
    expect(await run([given(2, 'mail', 'Order mail')])).toMatchObject({ updated: 1, created: 0 });
    expect(mirror.known.get('mail')?.name).toBe('Order mail');
    expect(await run([given(2, 'mail', 'Order mail')])).toMatchObject({ unchanged: 1 });
  });

  it('take no slug of a title, and each only once', async () => {
    const report = await run([row(2, 'Mail', 'by title'), given(3, 'mail', 'Other'), given(4, 'mail', 'Third')]);
    expect(report).toMatchObject({ created: 2, failed: [{ line: 4, reason: "an earlier row has the slug 'mail'" }] });
    expect([...mirror.known].map(([slug, { name }]) => [slug, name]).toSorted()).toEqual([
      ['mail', 'Other'],
      ['mail-2', 'Mail'],
    ]);
  });
});

describe('trouble', () => {
  it.each(['unavailable', 'unauthenticated', 'forbidden', 'rate_limited'] as const)(
    'of kind %s ends the import and counts what went in',
    async (kind) => {
      let creates = 0;
      mirror.before = (call) => {
        if (call.startsWith('create') && ++creates > 10) throw new DomainError(kind, 'test', kind);
      };
      const report = await run(many(50));
      expect(report).toMatchObject({ created: 10, failed: [], stopped: kind });
      expect(mirror.known.size).toBe(10);
    },
  );

  it('before the first row leaves an empty report', async () => {
    mirror.before = failing(/open/u, 'unavailable');
    expect(await run(many(3))).toMatchObject({ created: 0, stopped: 'unavailable says the server' });
  });

  it('of the program itself is not hidden', async () => {
    mirror.before = (call) => {
      if (call === 'create prompt-1') throw new TypeError('a fault');
    };
    await expect(run(many(3))).rejects.toThrow('a fault');
  });

  it('a prompt that appeared meanwhile is compared instead of created', async () => {
    await run([row(2, 'A')]);
    jest.spyOn(mirror, 'prompts').mockResolvedValueOnce(new Map());
    expect(await run([row(2, 'A')])).toMatchObject({ created: 0, unchanged: 1, failed: [] });
  });

  it('a tag that was taken meanwhile is chosen anew, a bounded number of times', async () => {
    await run([row(2, 'A')]);
    mirror.before = failing(/version a/u, 'conflict', 1);
    expect(await run([row(2, 'A', 'new')])).toMatchObject({ updated: 1 });
    mirror.before = failing(/version a/u, 'conflict');
    expect(await run([row(2, 'A', 'newer')])).toMatchObject({ failed: [{ line: 2 }] });
  });

  it('an interrupt finishes what is under way and begins nothing new', async () => {
    const interrupt = new AbortController();
    const report = await run(many(50), {
      signal: interrupt.signal,
      onProgress: () => {
        interrupt.abort();
      },
    });
    expect(report.stopped).toBe('interrupted');
    expect(report.created).toBe(mirror.known.size);
    expect(report.created).toBeLessThan(10);
  });
});
