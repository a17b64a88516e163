import { shareComponents } from '../../ops/build/openapi/components';
import { inlined } from '../../ops/build/openapi/inlined';
import type { ApiDocument, ResponseObject } from '../../ops/build/openapi/types';
import { openApiDocument } from '../openapi-document';

const answer = (dto: string, description = 'Ok', headers: ResponseObject['headers'] = {}): ResponseObject => ({
  description,
  headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...headers },
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${dto}` } } },
});
const documentOf = (...responses: ResponseObject[]): ApiDocument => ({
  paths: Object.fromEntries(responses.map((each, index) => [`/${index}`, { get: { responses: { 200: each } } }])),
  components: { schemas: {} },
});
const sharedNames = (document: ApiDocument): string[] => Object.keys(shareComponents(document).components.responses ?? {});

describe('what operations of the OpenAPI document share', () => {
  const whole = openApiDocument();
  const written = shareComponents(whole);

  it('says the same as the document that has everything in its place', () => {
    expect(inlined(written).paths).toEqual(whole.paths);
    expect(JSON.stringify(written).length).toBeLessThan(JSON.stringify(whole).length / 3);
  });

  it('has a name for every failure and no second one for the same', () => {
    const { responses = {}, parameters = {} } = written.components;
    const contents = [...Object.values(responses), ...Object.values(parameters)].map((each) => JSON.stringify(each));
    expect(new Set(contents).size).toBe(contents.length);
    const answers = Object.values(written.paths).flatMap((item) => Object.values(item).flatMap((each) => Object.values(each.responses)));
    expect(answers.filter((each) => !('$ref' in each) && JSON.stringify(each).includes('Problem"'))).toEqual([]);
  });

  // Generators make types of components, and put those of all kinds into one room.
  it('calls no two components the same', () => {
    const names = Object.values(written.components).flatMap((each) => Object.keys(each as object));
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
  });

  it('names answers after what they say, however often and wherever they are given', () => {
    const tag = { ETag: { $ref: '#/components/headers/RevisionETag' } };
    const [tagged, plain] = [answer('TagDto', 'Ok', tag), answer('TagDto')];
    expect(sharedNames(documentOf(tagged, tagged, plain, plain))).toEqual(['TagResponse', 'TagWithETagResponse']);
    expect(sharedNames(documentOf(plain, tagged, answer('RegionDto'), plain))).toEqual(['TagResponse']);
  });

  it('leaves in its place what is answered once, or is only a sentence', () => {
    const gone = { description: 'Deleted', headers: {} };
    const document = documentOf(answer('TagDto'), answer('RegionDto'), gone, gone);
    expect(shareComponents(document).paths).toEqual(document.paths);
  });

  it('does not number two answers that would be called the same', () => {
    const [read, made] = [answer('TagDto'), answer('TagDto', 'Made')];
    expect(() => shareComponents(documentOf(read, read, made, made))).toThrow('are called TagResponse: give them one description');
  });

  it('takes no answer for another that says more', () => {
    const more = { ...answer('TagDto'), links: {} };
    const { paths } = shareComponents(documentOf(answer('TagDto'), answer('TagDto'), more));
    expect(paths['/2']?.get?.responses['200']).toEqual(more);
  });
});

describe('a reference of the OpenAPI document', () => {
  it('to what is not there is said', () => {
    const document = documentOf({ $ref: '#/components/responses/Nothing' });
    expect(() => inlined(document)).toThrow('The OpenAPI document has no #/components/responses/Nothing');
  });
});
