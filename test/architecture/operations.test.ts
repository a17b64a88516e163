import '#platform/http/generated/routes';
import { declaredOperations, type OperationDeclaration } from '#platform/http/operation';
import { openApiDocument } from '../openapi-document';

interface Route extends OperationDeclaration {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Status of its good response. */
  readonly status: number;
}

const ROUTES: readonly Route[] = Object.entries(openApiDocument().paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId: id = '', responses }]) => {
    const declaration = declaredOperations().get(id);
    const status = Number(Object.keys(responses)[0]);
    return declaration ? [{ ...declaration, id, method, path, status }] : [];
  }),
);

const idsOf = (routes: readonly Route[]): string[] => routes.map(({ id }) => id).toSorted();
const at = (path: string, method: string): Route | undefined => ROUTES.find((each) => each.path === path && each.method === method);
/** An execution changes nothing here: it may be repeated, and costs as much again. */
const changes = ({ method, serves, counted }: Route): boolean => method !== 'get' && serves !== true && counted !== 'execution';
const isElement = ({ path }: Route): boolean => path.endsWith('}');

describe('the declarations of operations', () => {
  it('are there for every operation of the document', () => {
    expect(ROUTES.length).toBeGreaterThan(160);
    expect(idsOf(ROUTES)).toEqual([...declaredOperations().keys()].toSorted());
  });

  it('take an Idempotency-Key where something is created that no condition can guard', () => {
    const creates = ROUTES.filter(
      (each) => each.method === 'post' && each.status === 201 && changes(each) && each.permission !== null && each.conditional !== 'change',
    );
    expect(creates.length).toBeGreaterThan(15);
    expect(idsOf(creates.filter(({ idempotent }) => !idempotent))).toEqual([]);
    // A set of changes creates and changes; it answers 200. A rebuild is accepted with 202.
    expect(idsOf(ROUTES.filter((each) => each.idempotent && !creates.includes(each)))).toEqual(['Changes_apply', 'Dashboard_rebuild']);
  });

  it('are conditional where one resource is read, changed or deleted', () => {
    const read = ROUTES.filter((each) => each.method === 'get' && isElement(each));
    // A comparison is of two versions.
    expect(idsOf(read.filter(({ conditional }) => conditional !== 'read'))).toEqual(['VersionDiff_diff']);
    const changed = ROUTES.filter((each) => each.method !== 'get' && isElement(each) && at(each.path, 'get')?.conditional === 'read');
    expect(changed.length).toBeGreaterThan(20);
    expect(idsOf(changed.filter(({ conditional }) => conditional !== 'change'))).toEqual([]);
  });

  it('can be repeated or guarded wherever a signed-in caller posts a change', () => {
    const posts = ROUTES.filter((each) => each.method === 'post' && changes(each) && each.permission !== null);
    // What ends a session cannot answer its repetition; the others name what they change, and are refused the second time.
    expect(idsOf(posts.filter(({ idempotent, conditional }) => !idempotent && conditional !== 'change'))).toEqual([
      'Passwords_change',
      'ReleaseRules_confirm',
      'ReleaseRules_discard',
      'Sessions_logout',
      'Sessions_logoutEverywhere',
    ]);
  });

  it('promise an ETag for what is created with one', () => {
    const collections = ROUTES.filter(
      (each) => each.idempotent && ROUTES.some(({ path, conditional }) => conditional === 'read' && path.startsWith(`${each.path}/{`)),
    );
    expect(idsOf(collections.filter(({ conditional }) => conditional !== 'create'))).toEqual([]);
  });

  it('can fail for what their path names, and for the state that they change', () => {
    expect(idsOf(ROUTES.filter(({ path, failures = [] }) => path.includes('{') && !failures.includes(404)))).toEqual([]);
    const changing = ROUTES.filter((each) => changes(each) && each.permission !== null);
    expect(idsOf(changing.filter(({ failures = [] }) => !failures.includes(409)))).toEqual([]);
  });

  it('ask for credentials where they count them, and change nothing where they serve', () => {
    expect(idsOf(ROUTES.filter(({ permission, anyKey }) => anyKey && permission === null))).toEqual([]);
    expect(idsOf(ROUTES.filter(({ serves, idempotent, conditional }) => serves && (idempotent ?? conditional)))).toEqual([]);
  });
});
