import fc from 'fast-check';
import { SERVED_STATUSES, servedVersion } from '#contexts/prompts/text/domain/served-version';
import type { VersionStatus } from '#contexts/prompts/text/domain/text-version';

const versions = (...statuses: VersionStatus[]) => statuses.map((status, id) => ({ id, status }));

describe('the version that is served where nothing names one', () => {
  it('is the newest active one', () => {
    expect(servedVersion(versions('draft', 'archived', 'active', 'active'))).toEqual({ id: 2, status: 'active' });
  });

  it('is the newest draft where none is active', () => {
    expect(servedVersion(versions('archived', 'draft', 'draft'))).toEqual({ id: 1, status: 'draft' });
  });

  it('is never an archived one', () => {
    expect(servedVersion(versions('archived', 'archived'))).toBeUndefined();
    expect(servedVersion(versions())).toBeUndefined();
  });

  it('is the same when it is asked status by status, as a statement with LIMIT 1 does', () => {
    const statuses = fc.array(fc.constantFrom<VersionStatus>('draft', 'active', 'archived'), { maxLength: 12 });
    fc.assert(
      fc.property(statuses, (some): void => {
        const all = versions(...some);
        const newestOf = (status: VersionStatus) => all.find((each) => each.status === status);
        expect(servedVersion(all)).toEqual(SERVED_STATUSES.map(newestOf).find((each) => each !== undefined));
      }),
    );
  });
});
