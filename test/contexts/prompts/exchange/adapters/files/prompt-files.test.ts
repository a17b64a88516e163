import fc from 'fast-check';
import type { FileFault } from '../../../../../../src/contexts/prompts/exchange/adapters/files/file-fault';
import { filesOf } from '../../../../../../src/contexts/prompts/exchange/adapters/files/prompt-files';
import { promptOf } from '../../../../../../src/contexts/prompts/exchange/adapters/files/read-prompt-files';
import { fromMarkdown, fromYaml, markdownOf, yamlOf } from '../../../../../../src/contexts/prompts/exchange/adapters/files/front-matter';
import { fileName } from '../../../../../../src/contexts/prompts/exchange/domain/file-name';
import type { StoredPrompt, StoredText } from '../../../../../../src/contexts/prompts/exchange/domain/stored-prompt';

const NASTY = [
  '---\n',
  '---\nkey: value\n---\n',
  'a\r\nb\r\n',
  'x  ',
  'x\n\n',
  '\n',
  '\uFEFFx',
  '\u2028\u2029\u0085',
  '🙂',
  '\t- a: b',
  '~',
  'null',
  '2020-01-01',
  '{{a}}',
  '%YAML 1.2\n',
  '...\n',
  '# x',
  '\u0001',
];
const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme' })), { maxLength: 5 }).map((parts) => parts.join('')),
);
const stored: fc.Arbitrary<StoredText> = fc
  .record({
    tag: fc.constantFrom('1.0.0', '1.0.0-RC.1', '1.0.0-rc.1'),
    status: fc.constantFrom('draft', 'active', 'archived'),
    activated: fc.boolean(),
    language: fc.constantFrom('en-US', 'no', 'null'),
    changeMessage: fc.option(text),
    translations: fc.uniqueArray(fc.record({ language: fc.constantFrom('de-DE', 'fr-FR', 'no'), stale: fc.boolean(), text }), {
      selector: (each) => each.language,
    }),
    text,
  })
  .map((each) => ({ ...each, activated: each.status === 'active' || (each.status === 'archived' && each.activated) }));
const variable = fc.record({
  name: fc.string({ minLength: 1 }),
  type: fc.constantFrom('string', 'number', 'object'),
  required: fc.boolean(),
  default: fc.jsonValue(),
  description: fc.option(text),
  example: fc.jsonValue(),
});
const byTag = { selector: (each: StoredText) => each.tag };
const prompt: fc.Arbitrary<StoredPrompt> = fc.record({
  slug: fc.stringMatching(/^[a-z0-9_-]{1,255}$/),
  name: text,
  description: fc.option(text),
  type: fc.constantFrom('USER', 'SYSTEM'),
  tags: fc.uniqueArray(text).map((tags) => tags.toSorted()),
  versions: fc.uniqueArray(
    fc
      .tuple(stored, fc.array(variable, { maxLength: 2 }), fc.array(text, { maxLength: 2 }))
      .map(([each, variables, literals]) => ({ ...each, variables, literals })),
    byTag,
  ),
  assets: fc
    .uniqueArray(
      fc.record({ key: text, name: text, category: fc.option(text), enabled: fc.boolean(), versions: fc.uniqueArray(stored, byTag) }),
      { selector: (each) => each.key },
    )
    .map((assets) => assets.toSorted((a, b) => (a.key < b.key ? -1 : 1))),
});

/** `-0` is no JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('the files of a prompt', () => {
  it('keep every text to the byte, whatever it looks like', () => {
    fc.assert(
      fc.property(text, text, (head, body) => {
        expect(fromMarkdown(markdownOf({ head }, body))).toMatchObject({ head: { document: { head } }, text: body });
      }),
    );
    expect(fromMarkdown('---\ntag: 1.0.0\n---\nlast line without an end')).toEqual({
      head: { document: { tag: '1.0.0' }, yaml: 'tag: 1.0.0\n', above: 1 },
      text: 'last line without an end',
    });
  });

  it('keep every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue().map(plain), (value) => {
        expect(fromYaml(yamlOf({ value })).document).toEqual({ value });
      }),
    );
  });

  it.each(['9007199254740993', '-9007199254740992', '0x20000000000000', '3.14159265358979323846', '.inf', '-.inf'])(
    'do not say the number %s, which would change when it is read',
    (literal) => {
      const reading = () => fromYaml(`name: a\nvariables:\n  - name: n\n    default: ${literal}\n`, 1);
      expect(reading).toThrow(`has the number ${literal}`);
      expect(reading).toThrow(expect.objectContaining({ line: 5 }) as FileFault);
    },
  );

  it.each([
    ['9007199254740991', 9007199254740991],
    ['1.0', 1],
    ['1e21', 1e21],
    ['0x1f', 31],
    ['"9007199254740993"', '9007199254740993'],
    ['9_007_199_254_740_993', '9_007_199_254_740_993'],
    [yamlOf([1.2345678901234568e20]).slice(2), 1.2345678901234568e20],
  ])('say the number %s', (literal, value) => {
    expect(fromYaml(`n: ${literal}`).document).toEqual({ n: value });
  });

  it('say the prompt that they were made of, and that one the same bytes', () => {
    fc.assert(
      fc.property(prompt.map(plain), (given) => {
        const files = filesOf(given);
        const read = promptOf(fileName(given.slug), files);
        expect(read).toEqual(given);
        expect([...filesOf(read)]).toEqual([...files]);
      }),
      { numRuns: 200 },
    );
  });

  it('read as people write them', () => {
    const files = new Map([
      ['prompt.yaml', 'slug: order-mail\nname: Order Mail\ntype: USER\ntags: [mail]\nversions: [1.0.0]\n'],
      [
        '1.0.0.md',
        '---\ntag: 1.0.0\nstatus: active\nlanguage: en-US\nvariables:\n  - name: who\n    type: string\n    required: true\n---\nDear {{who}}\n',
      ],
    ]);
    expect(promptOf('order-mail', files)).toMatchObject({
      slug: 'order-mail',
      tags: ['mail'],
      versions: [{ tag: '1.0.0', activated: true, text: 'Dear {{who}}', variables: [{ name: 'who', default: null }], translations: [] }],
      assets: [],
    });
    const wrong = (changes: Record<string, string | null>, folder = 'order-mail'): string => {
      const changed = new Map(files);
      for (const [path, content] of Object.entries(changes)) {
        if (content === null) changed.delete(path);
        else changed.set(path, content);
      }
      try {
        promptOf(folder, changed);
        return 'read';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const file = 'prompts/order-mail/1.0.0.md';
    const head = 'tag: 1.0.0\nstatus: draft\nlanguage: en\n';
    // A few such lines say more than any memory holds, or hold themselves.
    const anchored = (yaml: string): string => wrong({ '1.0.0.md': `---\n${head}${yaml}---\nx\n` });
    for (const yaml of ['&a { b: *a }', '&a [1]', '&a text', '&a []', '\n      &a c: 1'])
      expect(anchored(`variables:\n  - name: v\n    default: ${yaml}\n`)).toMatch(
        /^prompts\/order-mail\/1\.0\.0\.md:[78]: has an anchor &a; write out what it stands for$/u,
      );
    expect(anchored('changeMessage: R&D & *you*\n')).toBe('read');
    expect(wrong({ 'prompt.yaml': '# nothing\n' })).toBe('prompts/order-mail/prompt.yaml:1: says nothing');
    expect(wrong({ '1.0.0.md': null })).toBe(`${file}: is missing`);
    expect(wrong({ '2.0.0.md': 'x' })).toBe('prompts/order-mail/2.0.0.md: is listed neither as a version nor as an asset');
    expect(wrong({ '1.0.0.md': 'no head' })).toBe(`${file}:1: does not begin with YAML between two lines ---`);
    expect(wrong({ '1.0.0.md': `\uFEFF---\n${head}---\n` })).toContain(':1: begins with a byte order mark');
    expect(wrong({ '1.0.0.md': `---\n${head}---\n`.replaceAll('\n', '\r\n') })).toContain(':1: has CRLF line ends');
    expect(wrong({ '1.0.0.md': '---\ntag: 2.0.0\nstatus: draft\nlanguage: en\n---\n' })).toBe(`${file}: is of version '2.0.0'`);
    expect(wrong({ '1.0.0.md': '---\ntag: 1.0.0\nstatus: gone\nlanguage: en\n---\n' })).toContain(`${file}:3: status: Invalid option`);
    expect(wrong({ '1.0.0.md': `---\n${head}colour: red\n---\n` })).toBe(`${file}:5: Unrecognized key: "colour"`);
    expect(wrong({ '1.0.0.md': `---\n${head}activated: true\n---\n` })).toBe(`${file}: a draft was never active`);
    const variables = 'variables:\n  - name: a\n    type: string\n    required: true\n  - name: b\n    type: string\n    required: maybe\n';
    expect(wrong({ '1.0.0.md': `---\n${head}${variables}---\n` })).toContain(`${file}:11: variables.1.required: Invalid input`);
    expect(wrong({ 'prompt.yaml': 'a: [' })).toContain('prompts/order-mail/prompt.yaml:2: unexpected end');
    expect(wrong({ 'prompt.yaml': 'slug: order-mail\nname: x\ntype: USER\nversions: [1.0.0, 1.0.0]\n' })).toContain(
      "versions has '1.0.0' twice",
    );
    expect(wrong({ 'prompt.yaml': 'slug: order-mail\nname: x\ntype: USER\nversions: [1.0.0, 2.0.0]\n', '1.0.0.md': 'x' })).toBe(
      `${file}:1: does not begin with YAML between two lines ---; prompts/order-mail/2.0.0.md: is missing`,
    );
    expect(wrong({}, 'other')).toContain('belongs into the folder order-mail');
  });
});
