import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { AuditSequencerTable } from './audit-log.table';
import { turnOf } from './head-turn';
import { PublicationStore } from '../../application/publication-store.port';

export class TypeOrmPublicationStore extends PublicationStore {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async publishedSeq(): Promise<number> {
    return (await this.session.reader.getRepository(AuditSequencerTable).findOneByOrFail({ id: 1 })).publishedSeq;
  }

  async advance(epoch: number, seq: number): Promise<boolean> {
    const { writer } = this.session;
    const { affected } = await writer.getRepository(AuditSequencerTable).update({ id: 1, epoch }, { publishedSeq: seq, ...turnOf(writer) });
    return affected !== 0;
  }
}
