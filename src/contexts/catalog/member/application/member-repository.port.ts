import type { Member } from '../domain/member';

export abstract class MemberRepository {
  /** Throws StaleRevision when the user became a member in the meantime. */
  abstract add(member: Member): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(member: Member): Promise<void>;
  abstract remove(member: Member): Promise<void>;
  abstract find(tenantId: string, projectId: string, userId: string): Promise<Member | null>;
  /** Ids of the projects in which that user is a member. */
  abstract projectsOf(tenantId: string, userId: string): Promise<string[]>;
  /** Slugs of the projects whose only member that user is: without that user they would be open to the tenant. */
  abstract soleMemberships(tenantId: string, userId: string): Promise<string[]>;
  /** By creation. */
  abstract list(tenantId: string, projectId: string): Promise<Member[]>;
}
