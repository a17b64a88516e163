import { openApiDocument } from '../openapi-document';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly description: string; readonly schema: Schema }[];
}

/** What the document promises to those who generate clients from it. */
describe('the OpenAPI document for generators', () => {
  const document = openApiDocument();
  const schemas = document.components.schemas as Readonly<Record<string, Schema>>;
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item) as unknown as Operation[]);
  const parameters = operations.flatMap((each) => each.parameters ?? []);

  it('has names of its own, and none of TypeScript', () => {
    expect(Object.keys(schemas).filter((each) => !/^[A-Z][A-Za-z]+$/u.test(each))).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('Construct a type');
  });

  it('says in one line what an operation does', () => {
    const broken = operations.filter(({ summary }) => /\s{2}|\n|\.$/u.test(summary));
    expect(broken.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('takes a flag of a query for a boolean, and a time for a time', () => {
    const flags = parameters.filter(({ description }) => /^`(?:true|false)`:/u.test(description));
    expect(flags.length).toBeGreaterThan(15);
    expect(new Set(flags.map(({ schema }) => schema.type))).toEqual(new Set(['boolean']));
    const times = parameters.filter(({ name }) => ['asOf', 'from', 'to'].includes(name));
    const time = ['date-time', 'date'].map((format) => ({ type: 'string', format }));
    expect(times.length).toBeGreaterThan(2);
    for (const { schema } of times) expect(schema.anyOf).toEqual(time);
    for (const each of [schemas.CreateApiKeyDto, schemas.UpdateApiKeyDto])
      expect(each?.properties?.expiresAt).toMatchObject({ type: 'string', nullable: true, anyOf: time });
  });

  it('tells whole numbers from fractions', () => {
    const numbers = Object.values(schemas).flatMap(({ properties = {} }) =>
      Object.entries(properties).flatMap(([name, { type }]) => (type === 'number' ? [name] : [])),
    );
    expect(new Set(numbers)).toEqual(new Set(['temperature', 'durationMs']));
    expect(schemas.AuditEventDto?.properties?.seq).toMatchObject({ type: 'integer', format: 'int64' });
  });

  // The product takes anything, since all that is wrong is a 401.
  it('says what a login needs', () => {
    expect(schemas.LoginDto).toMatchObject({
      required: ['email', 'password'],
      properties: { email: { type: 'string' }, password: { type: 'string' } },
    });
  });
});
