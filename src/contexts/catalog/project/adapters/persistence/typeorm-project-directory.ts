import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { ProjectDirectory, type ProjectRef } from '../../application/project-directory.port';
import { ProjectNotFound } from '../../domain/project';
import { ProjectTable } from './project.table';

export class TypeOrmProjectDirectory extends ProjectDirectory {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async require(tenantId: string, slug: string): Promise<ProjectRef> {
    const row = await this.session.reader
      .getRepository(ProjectTable)
      .findOne({ select: { id: true, slug: true, name: true }, where: { tenantId, slug } });
    if (!row) throw new ProjectNotFound(slug);
    return { id: row.id, slug: row.slug, name: row.name };
  }
}
