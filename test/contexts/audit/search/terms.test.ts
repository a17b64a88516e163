import { recordOf } from '#contexts/audit/log/domain/log-record';
import { ocsfOf, type OcsfEvent } from '#contexts/audit/relay/domain/ocsf';
import type { ConsumedEvent } from '#contexts/audit/relay/application/audit-consumer.port';
import { IndexEvents } from '#contexts/audit/search/application/index-events';
import { TermIndex, type IndexedTerms } from '#contexts/audit/search/application/term-index.port';
import { termsOf, wordsOf } from '#contexts/audit/search/domain/terms';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../fakes/unit-of-work';
import { countingSalt, envelope, TENANT } from '../envelopes';

class RecordingIndex extends TermIndex {
  readonly added: IndexedTerms[] = [];

  add(entries: readonly IndexedTerms[]): Promise<void> {
    this.added.push(...entries);
    return Promise.resolve();
  }
}

const valueOf = (changes: Partial<AuditEnvelope>): OcsfEvent => {
  const { canonical, personal } = recordOf(envelope(1, changes), { seq: 9, tenantSeq: 4 }, countingSalt());
  return ocsfOf(canonical, personal, 'clear');
};
const consumed = (value: OcsfEvent): ConsumedEvent => ({ id: envelope(1).id, value, traceparent: null });

describe('the words of an event', () => {
  it.each([
    ['Hello, WORLD!', ['hello', 'world']],
    ['shop/order-mail', ['shop', 'order', 'mail']],
    ['ﬁne Straße ÄÖ', ['fine', 'straße', 'äö']],
    ['担任 a b2 b2', ['担任', 'b2']],
    ['x'.repeat(100), ['x'.repeat(64)]],
    ['!?', []],
  ])('of %j are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('are those of action, resource, outcome, changes and details', () => {
    const entry = termsOf(
      valueOf({ changes: { flag: { before: false, after: true } }, details: { list: ['Apple', 7, { deep: 'Pear12' }, null] } }),
    );
    expect(entry).toMatchObject({ tenantId: TENANT, tenantSeq: 4 });
    for (const word of ['environment', 'create', 'success', 'flag', 'true', 'apple', 'pear12', 'deep'])
      expect(entry?.terms).toContain(word);
  });

  it('hold no personal data', () => {
    const terms = termsOf(valueOf({}))?.terms ?? [];
    for (const word of ['ada', 'lovelace', 'example', 'curl', '203']) expect(terms).not.toContain(word);
  });

  it('are at most 200', () => {
    const details = { text: Array.from({ length: 500 }, (_, n) => `word${n}`) };
    expect(termsOf(valueOf({ details }))?.terms).toHaveLength(200);
  });

  it('are none of what is no event of ours', () => {
    expect(termsOf({})).toBeNull();
    expect(termsOf({ unmapped: { tenantId: TENANT } })).toBeNull();
    expect(termsOf({ unmapped: { tenantId: TENANT, tenantSeq: 1 } })).toMatchObject({ tenantSeq: 1 });
  });
});

describe('the search worker', () => {
  it('indexes what it is given and passes over what it does not know', async () => {
    const index = new RecordingIndex();
    const worker = new IndexEvents(index, new InMemoryUnitOfWork(new RecordingOutbox()));
    await worker.consume([consumed(valueOf({})), consumed({})]);
    await worker.consume([consumed({})]);
    expect(index.added).toHaveLength(1);
    expect(worker.name).toBe('search');
  });
});
