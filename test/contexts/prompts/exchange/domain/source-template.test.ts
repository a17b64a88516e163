import fc from 'fast-check';
import { convertSource } from '../../../../../src/contexts/prompts/exchange/domain/source-template';
import { scanSource } from '../../../../../src/contexts/prompts/exchange/domain/source-scan';
import { parseTemplate, variablesOf } from '../../../../../src/contexts/prompts/template/domain/template';
import { rendered as render } from '../../resolution/fragments';

const required = (name: string) => ({ name, type: 'string', required: true });
const optional = (name: string, value: string) => ({ name, type: 'string', required: false, default: value });

describe('variables of a source text', () => {
  it('are required without a default and optional with one', () => {
    expect(convertSource('Hi ${Name}, see ${Place:the park}!')).toEqual({
      text: 'Hi {{variable:Name}}, see {{variable:Place}}!',
      variables: [required('Name'), optional('Place', 'the park')],
      literals: [],
      notes: [],
    });
  });

  it.each([
    ["Brand's core (product/line), no. 1 & Co.-x", "${Brand's core (product/line), no. 1 & Co.-x}"],
    ['e.g. Acme', '${e.g. Acme}'],
    ['price.range, if any', '${price.range, if any}'],
    ['Node.js version', '${Node.js version}'],
    ['Version 1.0', '${Version 1.0}'],
    ['2nd line', '${2nd line}'],
    ['목적지', '${목적지}'],
    ['हिन्दी', '${हिन्दी}'],
    ['points clés', '${points clés}'],
    ['a'.repeat(100), `\${${'a'.repeat(100)}}`],
    ['𝒳'.repeat(100), `\${${'𝒳'.repeat(100)}}`],
  ])('may be called %s', (name, source) => {
    expect(convertSource(source)).toMatchObject({ text: `{{variable:${name}}}`, variables: [required(name)], notes: [] });
  });

  it.each([
    '${error instanceof Error ? error.message : String(error)}',
    '${items[0]}',
    '${Date.now()}',
    '${err.message}',
    '${users.length}',
    '${users.length - 1}',
    '${import.meta.dir}',
    '${encodeURIComponent(options.language.toLowerCase())}',
    '${f(a, b)}',
    '${err.message:none}',
    '${3}',
    '${3:3}',
    '${ Name}',
    '${🎉}',
    '${}',
    '${:x}',
    '${open',
    '${line\nbreak}',
    `\${${'a'.repeat(101)}}`,
    '${settings:{"a": 1}}',
  ])('are not in %j, which stays text and is reported', (source) => {
    const converted = convertSource(source);
    expect(converted).toMatchObject({ text: source, variables: [] });
    expect(converted.notes).toEqual([{ kind: 'kept_as_text', message: expect.stringContaining('stays text') as string }]);
  });

  it('are not looked for inside ${{ … }}', () => {
    const converted = convertSource('${{ a.${b} }} ${c}');
    expect(converted).toMatchObject({ text: '${{ a.${b} }} {{variable:c}}', variables: [required('c')], literals: ['a.${b}'] });
  });

  it('are found behind a ${{ that is never closed', () => {
    expect(convertSource('${{ ${b}').variables).toEqual([required('b')]);
  });

  it('are found inside of what only looks like one', () => {
    expect(convertSource('${${int}}').text).toBe('${{{variable:int}}}');
    expect(convertSource('${a:${b}}').text).toBe('${a:{{variable:b}}}');
  });

  it('lose blanks at the end of their names, which no placeholder could keep', () => {
    expect(convertSource('${Name } ${Name}')).toMatchObject({ text: '{{variable:Name}} {{variable:Name}}', variables: [required('Name')] });
  });

  it('may have line breaks, dollars, colons and nothing in a default, kept as they are', () => {
    expect(convertSource('${a: x\n$1:2 }${b:}').variables).toEqual([optional('a', ' x\n$1:2 '), optional('b', '')]);
  });

  it('are optional when any mention has a default; the first default wins and the others are reported once', () => {
    const converted = convertSource('${t} ${t:one} ${t:two} ${t:two} ${t:one}');
    expect(converted.variables).toEqual([optional('t', 'one')]);
    expect(converted.notes).toEqual([{ kind: 'default_ignored', message: "variable 't' keeps its first default 'one'; 'two' is ignored" }]);
  });

  it('may be named like members of every object', () => {
    expect(convertSource('${__proto__} ${constructor}').variables).toEqual([required('__proto__'), required('constructor')]);
  });
});

describe('placeholders that stand in the source', () => {
  it('are literals, each once, with the edges of their bodies trimmed', () => {
    const converted = convertSource('{{x}} {{ asset:y }} {{x}} {{\nz: 1\n}} {{}}');
    expect(converted.literals).toEqual(['x', 'asset:y', 'z: 1']);
    expect(converted.notes.map((note) => note.kind)).toEqual(['literal', 'literal', 'literal']);
  });

  it('are none when a variable stands between the braces', () => {
    expect(convertSource('{{${x}}} {{a ${x} b}}')).toMatchObject({ text: '{{{{variable:x}}}} {{a {{variable:x}} b}}', literals: [] });
  });

  it('do not take the place of a variable of the same name', () => {
    expect(convertSource('{{variable:x}} ${x}')).toMatchObject({
      text: '{{variable:x}} {{x}}',
      literals: ['variable:x'],
      variables: [required('x')],
    });
    expect(convertSource('{{x}} ${x}')).toMatchObject({ text: '{{x}} {{variable:x}}', literals: ['x'], variables: [required('x')] });
  });

  it('leave no spelling for a variable when the source has both as text', () => {
    expect(convertSource('{{variable:x}} {{x}} ${x} ${y}')).toMatchObject({
      text: '{{variable:x}} {{x}} ${x} {{variable:y}}',
      literals: ['variable:x', 'x'],
      variables: [required('y')],
    });
  });
});

describe('any source', () => {
  const token = fc.constantFrom(
    '${',
    '}',
    '{',
    '{{',
    '}}',
    '${{',
    'a',
    'b',
    ' ',
    ':',
    'variable:',
    '${a}',
    '${b:1}',
    '${a:2}',
    '{{a}}',
    '{{variable:a}}',
    '\n',
    '🎉',
    '$',
  );
  const anySource = fc.oneof(
    fc.array(token, { maxLength: 30 }).map((tokens) => tokens.join('')),
    fc.string({ unit: 'binary' }),
  );

  it('is given back by the resolver when each variable is its own source', async () => {
    await fc.assert(
      fc.asyncProperty(anySource, async (source) => {
        const { text, literals, variables } = convertSource(source);
        const template = parseTemplate(text, literals);
        const values = new Map(variables.map(({ name }) => [name, `\${${name}}`]));
        const { text: rendered, unresolved } = await render(template, Object.fromEntries(values));
        expect(unresolved).toEqual([]);
        expect(variablesOf(template).toSorted()).toEqual(variables.map(({ name }) => name).toSorted());
        expect(rendered).toBe(withoutDefaults(source, new Set(values.keys())));
      }),
      { numRuns: 2000 },
    );
  });

  it('is covered by its parts', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        expect(
          scanSource(source)
            .map((part) => part.text)
            .join(''),
        ).toBe(source);
      }),
    );
  });

  it.each(['${', '${a:', '${{', '{{', '}}', '${a', '{', '${a}{{'])('of a million characters made of %j is read to its end', (piece) => {
    expect(() => convertSource(piece.repeat(Math.ceil(1_000_000 / piece.length)))).not.toThrow();
  });
});

/** What the round trip can't keep: defaults and the blanks at the end of names. */
const withoutDefaults = (source: string, names: ReadonlySet<string>): string =>
  scanSource(source)
    .map((part) => (part.kind === 'variable' && names.has(part.name) ? `\${${part.name}}` : part.text))
    .join('');
