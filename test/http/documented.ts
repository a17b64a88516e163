import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { inlined } from '../../ops/build/openapi/inlined';
import type { ApiDocument } from '../../ops/build/openapi/types';
import type { TestingApp } from './testing-app';

const part = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

/** What an answer says that the OpenAPI document does not, or the other way round; `operation` is as in `get /api/projects`. */
export async function faultsOf(app: TestingApp, operation: string, status: number, answer: unknown): Promise<string[]> {
  const { body } = (await app.request('get', '/api/docs-json').expect(200)) as { body: ApiDocument };
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true })).addSchema(inlined(body), 'document');
  const [method = '', path = ''] = operation.split(' ');
  const place = ['paths', path, method, 'responses', String(status), 'content', 'application/json', 'schema'].map(part).join('/');
  const validate = ajv.compile({ $ref: `document#/${place}` });
  validate(answer);
  return (validate.errors ?? []).map(({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
