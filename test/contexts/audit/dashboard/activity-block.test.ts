import fc from 'fast-check';
import {
  activityAt,
  BLOCK_SIZE,
  matchesAll,
  matchingEntries,
  withActivities,
  type ActivityBlock,
  type ActivityMatch,
} from '#contexts/audit/dashboard/domain/activity-block';
import { ACTIVITY_ACTIONS, ACTIVITY_ENTITY_TYPES } from '#contexts/audit/dashboard/domain/activity';
import { isInReach } from '#contexts/audit/dashboard/domain/stats';

const project = fc.integer({ min: 1, max: 4 });
const actorId = fc.constantFrom('ann', 'bob', 'carl');
const entityType = fc.constantFrom(...ACTIVITY_ENTITY_TYPES);
const action = fc.constantFrom(...ACTIVITY_ACTIONS);
const batches = fc.array(
  fc.array(fc.record({ gap: fc.integer({ min: 1, max: 1_000_000 }), project, actorId, entityType, action }), {
    maxLength: BLOCK_SIZE + 10,
  }),
  { maxLength: 5, size: 'max' },
);
const reach = fc.oneof(
  fc.array(project).map((some) => ({ except: new Set(some) })),
  fc.array(project).map((some) => ({ only: new Set(some) })),
);
const match: fc.Arbitrary<ActivityMatch> = fc.record(
  { reach, projects: fc.array(project), actorId, entityType, action },
  { requiredKeys: ['reach'] },
);

describe('blocks of activities', () => {
  it('have each activity once, and find those that match, newest first', () => {
    fc.assert(
      fc.property(batches, match, (added, wanted) => {
        let seq = 0;
        const all = added.map((some) => some.map(({ gap, ...rest }) => ({ ...rest, tenantSeq: (seq += gap) })));
        const blocks = new Map<number, ActivityBlock>();
        for (const some of all) {
          const last = [...blocks.values()].at(-1) ?? null;
          for (const block of withActivities(last, some)) blocks.set(block.firstSeq, block);
        }
        const newestFirst = [...blocks.values()].toReversed();
        const found = newestFirst.flatMap((block) => matchingEntries(block, wanted).map((at) => activityAt(block, at)));
        const expected = all
          .flat()
          .filter(
            (each) =>
              isInReach(wanted.reach, each.project) &&
              (wanted.projects?.includes(each.project) ?? true) &&
              (['actorId', 'entityType', 'action'] as const).every((field) => (wanted[field] ?? each[field]) === each[field]),
          )
          .toReversed();
        expect(found).toEqual(expected.map(({ actorId: _actorId, ...rest }) => rest));
        expect(newestFirst.every(({ count }) => count <= BLOCK_SIZE)).toBe(true);
        expect(newestFirst.slice(1).every(({ count }) => count === BLOCK_SIZE)).toBe(true);
        if (matchesAll(wanted)) expect(found).toHaveLength(all.flat().length);
      }),
      { numRuns: 50 },
    );
  });

  it('says so when a block is damaged', () => {
    const damaged = { firstSeq: 1, count: 1, projects: [], actors: [], entries: Buffer.alloc(10, 255) };
    expect(() => activityAt(damaged, 0)).toThrow(/damaged: rebuild the dashboard/u);
    const without = { ...damaged, entries: Buffer.alloc(10) };
    expect(() => activityAt(without, 0)).toThrow(/damaged/u);
  });
});
