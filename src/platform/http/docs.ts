import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import swaggerUi from 'swagger-ui-express';

const DOCUMENT = join(__dirname, 'generated', 'openapi.json');

type Item = Readonly<Record<string, object>>;
type References = Readonly<Record<string, Item>>;
interface Operation {
  readonly parameters?: readonly object[];
  readonly responses: Item;
}
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: References;
}

const served = (): OpenApiDocument => JSON.parse(readFileSync(DOCUMENT, 'utf8')) as OpenApiDocument;

/** The OpenAPI document for those who read its operations. */
export const openApiDocument = (): OpenApiDocument => inlined(served());

/** With parameters and responses where they are used; as it is served, those that many operations share are references. */
export function inlined({ paths, ...document }: OpenApiDocument): OpenApiDocument {
  const target = (each: object): object => {
    if (!('$ref' in each)) return each;
    const [kind = '', name = ''] = String(each.$ref).split('/').slice(-2);
    const component = document.components[kind]?.[name];
    if (component === undefined) throw new Error(`The OpenAPI document has no ${String(each.$ref)}`);
    return component;
  };
  const operation = ({ parameters, responses, ...rest }: Operation): Operation => ({
    ...rest,
    ...(parameters && { parameters: parameters.map(target) }),
    responses: mapped(responses, target),
  });
  return { ...document, paths: mapped(paths, (item) => mapped(item, operation)) };
}

const mapped = <From, To>(object: Readonly<Record<string, From>>, change: (each: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(object).map(([name, each]) => [name, change(each)]));

/** The OpenAPI document and the page to try it; public, as the wire contract says. */
export function serveDocs(app: Express): void {
  const document = served();
  app.get(['/api/docs/openapi.json', '/api/docs-json'], (_request, response) => {
    response.json(document);
  });
  app.use('/api/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'JAPM API' }));
}
