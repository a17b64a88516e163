import { orderedTags, tagDescriptions } from '../../ops/build/openapi/tags';

const controller = (comment: string, tag: string): string =>
  `import x from 'y';\n\n/** Not this one. */\nconst A = 1;\n\n${comment}@Route('api/x')\n@Tags('${tag}')\nexport class X {}\n`;

describe('the tags of the OpenAPI document', () => {
  it('have the comments of their controllers as descriptions', () => {
    const described = tagDescriptions([
      controller('/**\n * The words\n * of a project.\n */\n', 'Tags'),
      controller('// Plain.\n', 'Prompts'),
    ]);
    expect(described).toEqual(new Map([['Tags', 'The words of a project.']]));
  });

  it('are not described twice', () => {
    expect(() => tagDescriptions(['One.', 'Two.'].map((text) => controller(`/** ${text} */\n`, 'Tags')))).toThrow(/Two controllers/u);
  });

  it('follow the order of use, then the alphabet', () => {
    const names = new Set(['Zebras', 'Prompts', 'Auth', 'Apes']);
    const described = new Map([...names].map((name) => [name, `${name}.`]));
    expect(orderedTags(names, described)?.map(({ name }) => name)).toEqual(['Auth', 'Prompts', 'Apes', 'Zebras']);
  });

  it('need a description', () => {
    expect(() => orderedTags(new Set(['Apes']), new Map())).toThrow(/'Apes' needs a comment/u);
  });
});
