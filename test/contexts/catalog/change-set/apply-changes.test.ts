import { ApplyChanges } from '../../../../src/contexts/catalog/change-set/application/apply-changes';
import type { ProjectDirectory } from '../../../../src/contexts/catalog/project/application/project-directory.port';
import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import { InMemoryUnitOfWork, RecordingOutbox } from '../../../fakes/unit-of-work';

describe('a change set', () => {
  it('ends the turn of the event loop between two changes, so that others are answered meanwhile', async () => {
    const outbox = new RecordingOutbox();
    const order: string[] = [];
    const endTurn = (): Promise<void> => {
      order.push('turn');
      return Promise.resolve();
    };
    const projects = { require: () => Promise.resolve({}) } as unknown as ProjectDirectory;
    const changes = new ApplyChanges(projects, outbox, new InMemoryUnitOfWork(outbox), 10, endTurn);
    const step = (name: string) => ({
      perform: () => {
        order.push(name);
        return Promise.resolve({ outcome: 'created' });
      },
    });
    const actor = { type: 'user', id: 'u', tenantId: PLATFORM_TENANT_ID } as Actor;
    await changes.execute({ actor, project: 'shop', steps: [step('a'), step('b'), step('c')] });
    expect(order).toEqual(['a', 'turn', 'b', 'turn', 'c']);
  });
});
