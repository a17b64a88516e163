/** The memberships of a user. */
export abstract class ProjectMemberships {
  /** The ids of the projects in which that user is a member. */
  abstract projectsOf(tenantId: string, userId: string): Promise<string[]>;
  /** The slugs of the projects whose only member is that user. Without the user they would be open to the tenant. */
  abstract soleMemberships(tenantId: string, userId: string): Promise<string[]>;
}
