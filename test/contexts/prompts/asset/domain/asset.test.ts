import { Asset } from '../../../../../src/contexts/prompts/asset/domain/asset';
import { failureOf } from '../../failure-of';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const LATER = new Date('2026-01-02T00:00:00.000Z');
const input = { id: 'a', tenantId: 't', projectId: 'p', promptId: 'm', key: ' sign ', name: ' Signature ', category: null, now: NOW };

describe('an asset', () => {
  it('is enabled from the start, its key and name without white space at the edges', () => {
    expect(Asset.create(input).state).toMatchObject({ key: 'sign', name: 'Signature', enabled: true, revision: 1, createdAt: NOW });
  });

  it('says all that is wrong at once', () => {
    const faulty = { ...input, key: '', name: 'x'.repeat(256), category: 'a\0' };
    expect(failureOf(() => Asset.create(faulty))).toMatchObject({
      kind: 'invalid',
      errors: [{ pointer: '/key' }, { pointer: '/name' }, { pointer: '/category' }],
    });
  });

  it.each(['a:b', '{a', 'a}}', 'a\u2028b', '.', '..'])('refuses the key %j, which no text or path could name', (key) => {
    expect(failureOf(() => Asset.create({ ...input, key }))).toMatchObject({ kind: 'invalid', errors: [{ pointer: '/key' }] });
  });

  it('keeps what a patch does not name, and is the same where nothing differs', () => {
    const asset = Asset.create({ ...input, category: 'closings' });
    expect(asset.change({}, LATER)).toBe(asset);
    expect(asset.change({ name: 'Signature ', enabled: true }, LATER)).toBe(asset);
    expect(asset.change({ enabled: false }, LATER).state).toEqual({ ...asset.state, enabled: false, revision: 2, updatedAt: LATER });
    expect(asset.change({ category: null }, LATER).state).toMatchObject({ category: null, name: 'Signature' });
    expect(failureOf(() => asset.change({ name: ' ' }, LATER))).toMatchObject({ errors: [{ pointer: '/name' }] });
  });
});
