import { ProjectMemberships } from '../../project/application/project-memberships.port';
import type { Member } from '../domain/member';

export abstract class MemberRepository extends ProjectMemberships {
  /** Throws StaleRevision when the user became a member in the meantime. */
  abstract add(member: Member): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(member: Member): Promise<void>;
  abstract remove(member: Member): Promise<void>;
  abstract find(tenantId: string, projectId: string, userId: string): Promise<Member | null>;
  /** In the order of creation. */
  abstract list(tenantId: string, projectId: string): Promise<Member[]>;
}
